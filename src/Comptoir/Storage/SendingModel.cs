using Comptoir.Invoicing;
using Comptoir.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

// Keys, references and indexes of e-mails and private links.

sealed class SendingModel
    : IEntityTypeConfiguration<OutgoingMail>,
        IEntityTypeConfiguration<MailEvent>,
        IEntityTypeConfiguration<DocumentLink>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Ignore(x => x.NeedsPerson);
        builder.Property(x => x.Words).AsJson();
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasOne<Document>().WithMany().HasForeignKey(x => new { x.OfficeId, x.DocumentId });
        // The rule sends a document once, and one e-mail to an address is on its way at a time: the database itself refuses.
        builder
            .HasIndex(x => new { x.OfficeId, x.DocumentId })
            .IsUnique()
            .HasFilter("is_by_rule")
            .HasDatabaseName("ix_outgoing_mails_rule");
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.DocumentId,
                x.To,
            })
            .IsUnique()
            .HasFilter("state in ('Queued', 'Sending')")
            .HasDatabaseName("ix_outgoing_mails_under_way");
        builder.HasIndex(x => new { x.OfficeId, x.QueuedAt });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.State,
            x.NextAttemptAt,
        });
    }

    public void Configure(EntityTypeBuilder<MailEvent> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.MailId,
            x.Number,
        });
        builder.HasOne<OutgoingMail>().WithMany().HasForeignKey(x => new { x.OfficeId, x.MailId });
    }

    public void Configure(EntityTypeBuilder<DocumentLink> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.HasIndex(x => new { x.OfficeId, x.TokenHash }).IsUnique();
        builder.HasOne<Document>().WithMany().HasForeignKey(x => new { x.OfficeId, x.DocumentId });
        builder.HasIndex(x => new { x.OfficeId, x.DocumentId });
    }
}
