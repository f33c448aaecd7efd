using Comptoir.Documents.Fonts;
using Comptoir.Notifications;
using Comptoir.Sending;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Scheduling;
using Comptoir.Web;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Health;

/// <summary>Runs all checks: of the installation, and of web shops. Reads, and changes nothing.</summary>
sealed class LookAtHealth(
    Database database,
    Inbox inbox,
    ShopifyClientFactory shopify,
    DocumentFonts fonts,
    IOptions<ComptoirOptions> options,
    IEnumerable<IShopCheck> shopChecks,
    IEnumerable<IInstallationCheck> installationChecks,
    TimeProvider clock
)
{
    /// <summary>What was found of a web shop, the worst first; null when the office has none of this number.</summary>
    public async Task<IReadOnlyList<HealthFinding>?> ShopAsync(
        Texts texts,
        long officeId,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        return await WebShopView.ReadAsync(db, webShopId, cancellationToken) is { } view
            ? await ShopAsync(texts, db, view, cancellationToken)
            : null;
    }

    /// <summary>What was found of all web shops of an office, by name.</summary>
    public async Task<
        IReadOnlyList<(WebShop Shop, IReadOnlyList<HealthFinding> Findings)>
    > ShopsAsync(Texts texts, long officeId, CancellationToken cancellationToken)
    {
        await using var db = database.Open(officeId);
        var found = new List<(WebShop, IReadOnlyList<HealthFinding>)>();
        foreach (var view in await WebShopView.AllAsync(db, cancellationToken))
            found.Add((view.Shop, await ShopAsync(texts, db, view, cancellationToken)));
        return found;
    }

    async Task<IReadOnlyList<HealthFinding>> ShopAsync(
        Texts texts,
        ComptoirDb db,
        WebShopView view,
        CancellationToken ct
    )
    {
        var id = view.Shop.Id;
        var waiting = await inbox.WaitingAsync(ct);
        var facts = new ShopFacts(
            view,
            await db.Attention.CountAsync(
                item => item.WebShopId == id && item.ResolvedAt == null,
                ct
            ),
            await db
                .ShopSubscriptions.AsNoTracking()
                .FirstOrDefaultAsync(row => row.WebShopId == id, ct),
            waiting.FirstOrDefault(one => one.OfficeId == db.OfficeId && one.WebShopId == id),
            ShopAddress.TryParse(view.Shop.Address, out var address, out _)
                ? shopify.Seen.Of(address)
                : null,
            clock.GetUtcNow().UtcDateTime
        );
        return Sorted(shopChecks.Select(check => check.Look(texts, facts)).OfType<HealthFinding>());
    }

    /// <summary>What was found of the installation, the worst first.</summary>
    public async Task<IReadOnlyList<HealthFinding>> InstallationAsync(
        Texts texts,
        CancellationToken cancellationToken
    )
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.Select(office => office.Id).ToListAsync(cancellationToken);
        bool wants = false,
            live = false;
        MailFault? fault = null;
        var troubled = 0;
        foreach (var office in offices)
        {
            await using var db = database.Open(office);
            wants |=
                await db.DocumentStyles.AnyAsync(style => style.SentUpTo != null, cancellationToken)
                || await db.NotificationChoices.AnyAsync(
                    choice => choice.Mail != MailRhythm.Off,
                    cancellationToken
                )
                || await db.OutgoingMails.AnyAsync(
                    mail => mail.State == MailState.Queued,
                    cancellationToken
                );
            live |= await db.ShopSchedules.AnyAsync(
                schedule => schedule.Mode == ScheduleMode.Live,
                cancellationToken
            );
            fault ??= await db
                .OutgoingMails.Where(mail =>
                    mail.State == MailState.Queued
                    && (
                        mail.Fault == MailFault.Unreachable
                        || mail.Fault == MailFault.NotSecure
                        || mail.Fault == MailFault.SignInRefused
                    )
                )
                .Select(mail => mail.Fault)
                .FirstOrDefaultAsync(cancellationToken);
            troubled += await db.OutgoingMails.CountAsync(
                mail => mail.DocumentId != null && OutgoingMail.Troubled.Contains(mail.State),
                cancellationToken
            );
        }
        var facts = new InstallationFacts(
            options.Value,
            Free(options.Value.Data),
            fonts.AreEmbedded,
            wants,
            fault,
            troubled,
            live
        );
        return Sorted(installationChecks.Select(check => check.Look(texts, facts)));
    }

    static HealthFinding[] Sorted(IEnumerable<HealthFinding> findings) =>
        [.. findings.OrderByDescending(finding => finding.State)];

    static long? Free(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception error)
            when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
