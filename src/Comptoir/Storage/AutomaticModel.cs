using Comptoir.Cluster;
using Comptoir.Storage.Whole;
using Comptoir.Sync.Scheduling;
using Comptoir.WebShops;
using Comptoir.WebShops.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

/// <summary>What keeps web shops up to date by itself.</summary>
sealed class AutomaticModel
    : IEntityTypeConfiguration<ShopSchedule>,
        IEntityTypeConfiguration<ShopSubscriptions>,
        IEntityTypeConfiguration<ClusterNode>
{
    public void Configure(EntityTypeBuilder<ShopSchedule> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.Property(x => x.Times).AsJson();
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    public void Configure(EntityTypeBuilder<ShopSubscriptions> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.Property(x => x.Topics).AsJson();
        builder.Property(x => x.Missing).AsJson();
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    public void Configure(EntityTypeBuilder<ClusterNode> builder) =>
        builder.IsPassing().HasKey(x => x.Name);
}
