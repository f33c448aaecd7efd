using Comptoir.Notifications;
using Comptoir.Sending;
using Comptoir.Sync;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

// Keys, references and indexes of what people are told.

sealed class NotificationModel
    : IEntityTypeConfiguration<Notification>,
        IEntityTypeConfiguration<NotificationChoice>,
        IEntityTypeConfiguration<NewsMark>,
        IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Facts).AsJson();
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasOne<Membership>().WithMany().HasForeignKey(x => new { x.OfficeId, x.UserId });
        builder.HasOne<OutgoingMail>().WithMany().HasForeignKey(x => new { x.OfficeId, x.MailId });
        // Nobody is told the same twice: the database itself refuses.
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.UserId,
                x.Kind,
                x.Subject,
            })
            .IsUnique();
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.LatestAt,
            x.Id,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.UserId,
            x.LatestAt,
            x.Id,
        });
        // The number beside the bell is asked for by every page.
        builder
            .HasIndex(x => new { x.OfficeId, x.UserId }, "ix_notifications_new")
            .HasFilter("read_at is null");
        builder
            .HasIndex(x => new { x.OfficeId, x.MailDueAt }, "ix_notifications_to_mail")
            .HasFilter("mail_due_at is not null and mail_id is null");
    }

    public void Configure(EntityTypeBuilder<NotificationChoice> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.UserId,
        });
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
        builder.HasOne<Membership>().WithMany().HasForeignKey(x => new { x.OfficeId, x.UserId });
    }

    public void Configure(EntityTypeBuilder<NewsMark> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.WebShopId });
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
    }

    // How a shop is was said by its last good and its last failed run.
    public void Configure(EntityTypeBuilder<Run> builder) =>
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.State,
            x.FinishedAt,
        });
}
