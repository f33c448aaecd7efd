using Comptoir.Cluster;
using Comptoir.Storage.Whole;
using Comptoir.Sync.Reconciling;
using Comptoir.Sync.Scheduling;
using Comptoir.WebShops;
using Comptoir.WebShops.Privacy;
using Comptoir.WebShops.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

/// <summary>What keeps web shops up to date by itself.</summary>
sealed class AutomaticModel
    : IEntityTypeConfiguration<ShopSchedule>,
        IEntityTypeConfiguration<ShopSubscriptions>,
        IEntityTypeConfiguration<ShopComparison>,
        IEntityTypeConfiguration<DayComparison>,
        IEntityTypeConfiguration<OrderDifference>,
        IEntityTypeConfiguration<ShopPrivacyRequest>,
        IEntityTypeConfiguration<RedactedObject>,
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

    public void Configure(EntityTypeBuilder<ShopComparison> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    public void Configure(EntityTypeBuilder<DayComparison> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.Day,
            x.Currency,
        });
        builder.Property(x => x.Shop).AsJson();
        builder.Property(x => x.Ours).AsJson();
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    public void Configure(EntityTypeBuilder<OrderDifference> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.ExternalId,
        });
        builder.Property(x => x.Shop).AsJson();
        builder.Property(x => x.Ours).AsJson();
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    public void Configure(EntityTypeBuilder<ShopPrivacyRequest> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Orders).AsJson();
        builder.Property(x => x.Outcome).AsJson();
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
        // However often a message is delivered, it is one request.
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.WebShopId,
                x.Subject,
                x.MessageId,
            })
            .IsUnique();
        builder.HasIndex(x => new { x.OfficeId, x.DoneAt });
    }

    public void Configure(EntityTypeBuilder<RedactedObject> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.Kind,
            x.ExternalId,
        });
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    public void Configure(EntityTypeBuilder<ClusterNode> builder) =>
        builder.IsPassing().HasKey(x => x.Name);
}
