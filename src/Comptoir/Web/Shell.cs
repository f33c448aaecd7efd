using Comptoir.EInvoicing.Port;
using Comptoir.Notifications;
using Comptoir.Sending;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Web;

/// <summary>What the frame of every page shows: whose office, who is signed in, what waits.</summary>
/// <param name="current">Who asks, and for which office.</param>
/// <param name="time">Learns the time zone of the office.</param>
public sealed class Shell(CurrentOffice current, OfficeTime time)
{
    /// <summary>The name of the office.</summary>
    public string Office { get; private set; } = "";

    /// <summary>The name of the person signed in.</summary>
    public string User => current.Name;

    /// <summary>The role of that person.</summary>
    public Role Role => current.Role;

    /// <summary>How many things need attention.</summary>
    public int NeedsAttention { get; private set; }

    /// <summary>How many electronic invoices somebody has to do something about.</summary>
    public int InvoicesSentBack { get; private set; }

    /// <summary>How many e-mails wait for a person.</summary>
    public int MailsInTrouble { get; private set; }

    /// <summary>Whether the office is a paused copy, for which nothing is done by itself.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>How many notifications the user has not seen.</summary>
    public int Unread { get; private set; }

    /// <summary>Up to two initials of the person.</summary>
    public string Initials =>
        string.Concat(
            User.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(2)
                .Select(name => char.ToUpperInvariant(name[0]))
        );

    /// <summary>Reads it, once per page, before the page itself is rendered.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = current.Open();
        var office = await db
            .Offices.Where(office => office.Id == current.OfficeId)
            .Select(office => new
            {
                office.Name,
                office.TimeZone,
                office.PausedAt,
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (office is null)
            return;
        Office = office.Name;
        IsPaused = office.PausedAt is not null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(office.TimeZone, out var zone))
            time.Zone = zone;
        NeedsAttention = await db.Attention.CountAsync(
            item => item.ResolvedAt == null,
            cancellationToken
        );
        MailsInTrouble = await db.OutgoingMails.CountAsync(
            mail => mail.DocumentId != null && OutgoingMail.Troubled.Contains(mail.State),
            cancellationToken
        );
        if (current.UserId is { } user)
            Unread = await BellFeed.CountAsync(db, user, cancellationToken);
        InvoicesSentBack = await ElectronicInvoiceList.ToDo(db).CountAsync(cancellationToken);
    }
}
