using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

// Keys, references, checks and indexes of documents and of the journal.

sealed class InvoicingModel
    : IEntityTypeConfiguration<Document>,
        IEntityTypeConfiguration<DocumentLine>,
        IEntityTypeConfiguration<KeptFile>,
        IEntityTypeConfiguration<Allocation>,
        IEntityTypeConfiguration<NumberSeries>,
        IEntityTypeConfiguration<SeriesCounter>,
        IEntityTypeConfiguration<InvoicingRules>,
        IEntityTypeConfiguration<OrderInvoicing>,
        IEntityTypeConfiguration<ExternalInvoice>,
        IEntityTypeConfiguration<ExpectedFact>,
        IEntityTypeConfiguration<DocumentStyle>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Ignore(x => x.Sign);
        builder.Property(x => x.Buyer).AsJson();
        builder.Property(x => x.Corrects).AsJson();
        builder.HasOne<SalesOrder>().WithMany().HasForeignKey(x => new { x.OfficeId, x.OrderId });
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => new { x.OfficeId, x.ContactId });
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => new { x.OfficeId, x.CompanyId });
        // No number twice, no place of a series twice: the database itself refuses.
        builder
            .HasIndex(x => new { x.OfficeId, x.Number })
            .IsUnique()
            .HasFilter("number is not null");
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.SeriesId,
                x.SeriesYear,
                x.Sequence,
            })
            .IsUnique()
            .HasFilter("sequence is not null");
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.Kind,
            x.ListedAt,
            x.Id,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.State,
            x.ListedAt,
            x.Id,
        });
        // The list of invoices holds receipts too: it goes along no kind.
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.ListedAt,
            x.Id,
        });
        builder.HasIndex(x => new { x.OfficeId, x.IssuedOn });
        // The rule that sends what is issued goes along the journal.
        builder
            .HasIndex(x => new { x.OfficeId, x.JournalNumber })
            .HasFilter("journal_number is not null");
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_documents_issued",
                "(state = 'Draft' and number is null and issued_on is null and content is null and sequence is null) or (state = 'Issued' and number is not null and issued_on is not null and content is not null and journal_number is not null)"
            )
        );
    }

    public void Configure(EntityTypeBuilder<DocumentLine> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.DocumentId,
            x.Position,
        });
        builder
            .HasOne<Document>()
            .WithMany(x => x.Lines)
            .HasForeignKey(x => new { x.OfficeId, x.DocumentId });
    }

    public void Configure(EntityTypeBuilder<KeptFile> builder)
    {
        builder.ToTable("document_files");
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.DocumentId,
            x.Kind,
        });
        builder.HasOne<Document>().WithMany().HasForeignKey(x => new { x.OfficeId, x.DocumentId });
    }

    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.OrderId,
            x.Sale,
            x.Ordinal,
        });
        builder
            .HasOne<Sale>()
            .WithMany()
            .HasForeignKey(x => new
            {
                x.OfficeId,
                x.OrderId,
                x.Sale,
            });
        builder
            .HasOne<DocumentLine>()
            .WithMany()
            .HasForeignKey(x => new
            {
                x.OfficeId,
                x.DocumentId,
                x.Line,
            });
    }

    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.Kind,
                x.WebShopId,
            })
            .IsUnique();
    }

    public void Configure(EntityTypeBuilder<SeriesCounter> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.SeriesId,
            x.Year,
        });
        builder
            .HasOne<NumberSeries>()
            .WithMany()
            .HasForeignKey(x => new { x.OfficeId, x.SeriesId });
    }

    public void Configure(EntityTypeBuilder<InvoicingRules> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.Property(x => x.LeaveOutTags).AsJson();
        builder.Property(x => x.LeaveOutSources).AsJson();
        builder.Property(x => x.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<DocumentStyle> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.SendsWhenIssued);
    }

    public void Configure(EntityTypeBuilder<OrderInvoicing> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.OrderId });
        builder
            .HasOne<SalesOrder>()
            .WithOne()
            .HasForeignKey<OrderInvoicing>(x => new { x.OfficeId, x.OrderId });
        builder.HasIndex(x => new { x.OfficeId, x.Waits }).HasFilter("waits is not null");
    }

    public void Configure(EntityTypeBuilder<ExternalInvoice> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.OrderId,
            x.Number,
        });
        builder.HasOne<SalesOrder>().WithMany().HasForeignKey(x => new { x.OfficeId, x.OrderId });
    }

    public void Configure(EntityTypeBuilder<ExpectedFact> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Known).AsJson();
        builder.HasOne<SalesOrder>().WithMany().HasForeignKey(x => new { x.OfficeId, x.OrderId });
        builder.HasIndex(x => new { x.OfficeId, x.OrderId });
        builder
            .HasIndex(x => new { x.OfficeId, x.EnteredAt })
            .HasFilter("settled_at is null")
            .HasDatabaseName("ix_expected_facts_open");
    }
}

sealed class JournalModel
    : IEntityTypeConfiguration<JournalRecord>,
        IEntityTypeConfiguration<JournalHead>,
        IEntityTypeConfiguration<Closing>,
        IEntityTypeConfiguration<SellerIdentity>
{
    public void Configure(EntityTypeBuilder<JournalRecord> builder)
    {
        builder.ToTable("journal_records");
        builder.HasKey(x => new { x.OfficeId, x.Number });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.Kind,
            x.Number,
        });
    }

    public void Configure(EntityTypeBuilder<JournalHead> builder)
    {
        builder.HasKey(x => x.OfficeId);
        builder.Property(x => x.OfficeId).ValueGeneratedNever();
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
    }

    public void Configure(EntityTypeBuilder<Closing> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.Period,
            x.From,
        });
        builder.Property(x => x.Totals).AsJson();
        builder.Property(x => x.Perpetual).AsJson();
    }

    public void Configure(EntityTypeBuilder<SellerIdentity> builder)
    {
        builder.HasKey(x => x.OfficeId);
        builder.Property(x => x.OfficeId).ValueGeneratedNever();
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
        builder.Property(x => x.Version).IsConcurrencyToken();
    }
}
