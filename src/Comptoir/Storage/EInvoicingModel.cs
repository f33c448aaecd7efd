using Comptoir.EInvoicing.Port;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

// Keys, references and indexes of electronic invoices.

sealed class EInvoicingModel
    : IEntityTypeConfiguration<EInvoicingSettings>,
        IEntityTypeConfiguration<ElectronicInvoice>,
        IEntityTypeConfiguration<ElectronicEvent>
{
    public void Configure(EntityTypeBuilder<EInvoicingSettings> builder)
    {
        builder.HasKey(x => x.OfficeId);
        builder.HasOne<Office>().WithOne().HasForeignKey<EInvoicingSettings>(x => x.OfficeId);
        builder.Property(x => x.Sirens).AsJson();
        builder.Property(x => x.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ElectronicInvoice> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.DocumentId });
        builder
            .HasOne<Document>()
            .WithOne()
            .HasForeignKey<ElectronicInvoice>(x => new { x.OfficeId, x.DocumentId });
        builder.Property(x => x.Problems).AsJson();
        builder.Ignore(x => x.IsDue);
        builder.Ignore(x => x.IsSentBack);
        builder.HasIndex(x => new { x.OfficeId, x.Number });
        // What waits to be handed over is asked for every minute.
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.Platform,
            x.Way,
        });
    }

    public void Configure(EntityTypeBuilder<ElectronicEvent> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder
            .HasOne<ElectronicInvoice>()
            .WithMany()
            .HasForeignKey(x => new { x.OfficeId, x.DocumentId });
        // The same answer twice is one event, whoever takes it.
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.DocumentId,
                x.Code,
                x.At,
            })
            .IsUnique();
    }
}
