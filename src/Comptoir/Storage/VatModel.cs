using Comptoir.Offices;
using Comptoir.Sales;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

// Keys, references and indexes of what is known about VAT.

sealed class VatModel
    : IEntityTypeConfiguration<VatRegistration>,
        IEntityTypeConfiguration<VatNumberAnswer>,
        IEntityTypeConfiguration<VatTableChange>,
        IEntityTypeConfiguration<VatNumberQuestion>,
        IEntityTypeConfiguration<ReferenceRate>,
        IEntityTypeConfiguration<ShopVat>,
        IEntityTypeConfiguration<VatResolution>
{
    public void Configure(EntityTypeBuilder<VatRegistration> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
    }

    public void Configure(EntityTypeBuilder<VatNumberAnswer> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.Number,
            x.At,
        });
    }

    public void Configure(EntityTypeBuilder<VatTableChange> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
    }

    public void Configure(EntityTypeBuilder<VatNumberQuestion> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Number });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
    }

    public void Configure(EntityTypeBuilder<ReferenceRate> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.Currency,
            x.On,
        });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
    }

    public void Configure(EntityTypeBuilder<ShopVat> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.Property(x => x.Titles).AsJson();
        builder.Property(x => x.Taxless).AsJson();
        builder.Property(x => x.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<VatResolution> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.OrderId });
        builder.Property(x => x.Rates).AsJson();
        builder
            .HasOne<SalesOrder>()
            .WithOne()
            .HasForeignKey<VatResolution>(x => new { x.OfficeId, x.OrderId });
    }
}
