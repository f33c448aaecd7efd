using System.Globalization;
using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.Notifications;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>What is erased of a customer of a shop, within a transaction of the caller's.</summary>
sealed class Erasing(ComptoirDb db, long webShopId, DateTime now)
{
    /// <summary>A customer with all orders, and further orders that were named.</summary>
    public async Task<PrivacyOutcome> CustomerAsync(
        long? customer,
        long[] named,
        CancellationToken ct
    )
    {
        var outcome = new PrivacyOutcome();
        var orders = await db
            .Orders.Where(x =>
                x.WebShopId == webShopId
                && x.ExternalId != null
                && (
                    (customer != null && x.CustomerExternalId == customer)
                    || named.Contains(x.ExternalId.Value)
                )
            )
            .Select(x => x.Id)
            .ToListAsync(ct);
        if (customer is { } number)
            outcome += await ContactAsync(number, orders, ct);
        await RememberAsync(LinkKind.Order, named, ct);
        return outcome + await OrdersAsync(orders, ct);
    }

    /// <summary>Some orders.</summary>
    public Task<PrivacyOutcome> OrdersAsync(List<long> orders, CancellationToken ct) =>
        new ErasingOrders(db, webShopId, now).RunAsync(orders, ct);

    async Task<PrivacyOutcome> ContactAsync(long number, List<long> orders, CancellationToken ct)
    {
        var key = number.ToString(CultureInfo.InvariantCulture);
        await RememberAsync(LinkKind.Customer, [number], ct);
        await db
            .RunItems.Where(x =>
                x.Kind == LinkKind.Customer
                && x.ExternalId == key
                && db.Runs.Any(run => run.Id == x.RunId && run.WebShopId == webShopId)
            )
            .ExecuteDeleteAsync(ct);
        await ToldAsync(key, ct);
        await db
            .Attention.Where(x =>
                x.WebShopId == webShopId
                && x.SubjectKind == nameof(LinkKind.Customer)
                && x.Subject == key
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.Title, "#" + key).SetProperty(x => x.Detail, ""),
                ct
            );
        var link = await db
            .Links.AsNoTracking()
            .FirstOrDefaultAsync(
                x => x.WebShopId == webShopId && x.Kind == LinkKind.Customer && x.ExternalId == key,
                ct
            );
        var contact = link?.LocalId is { } local
            ? await db.Contacts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == local, ct)
            : null;
        var others = contact is null
            ? []
            : await db
                .Links.Where(x =>
                    x.LocalId == contact.Id
                    && x.WebShopId != webShopId
                    && (x.Kind == LinkKind.Customer || x.Kind == LinkKind.Company)
                    && x.GoneAt == null
                    && x.LeftOutAt == null
                    && db.WebShops.Any(shop =>
                        shop.Id == x.WebShopId && shop.DisconnectedAt == null
                    )
                )
                .Select(x => x.WebShopId)
                .ToListAsync(ct);
        var isOffices = contact is { WebShopId: null };
        var isKept = isOffices || others.Count > 0;
        await LeaveOutAsync(key, isKept ? null : contact?.Id, ct);
        if (contact is null)
            return new PrivacyOutcome();
        if (isKept)
            await db
                .Orders.Where(x => orders.Contains(x.Id) && x.ContactId == contact.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.ContactId, (long?)null), ct);
        if (isOffices)
        {
            await db
                .ContactAddresses.Where(x => x.ContactId == contact.Id && x.WebShopId == webShopId)
                .ExecuteDeleteAsync(ct);
            return new PrivacyOutcome { KeptOfOffice = 1 };
        }
        await EraseAsync(contact, number, others, ct);
        return others.Count > 0
            ? new PrivacyOutcome { KeptForOtherShops = 1 }
            : new PrivacyOutcome { Contacts = 1 };
    }

    /// <summary>People may have been told of a trouble with the customer, by its name.</summary>
    async Task ToldAsync(string key, CancellationToken ct)
    {
        var entries = await db
            .Attention.Where(x =>
                x.WebShopId == webShopId
                && x.SubjectKind == nameof(LinkKind.Customer)
                && x.Subject == key
            )
            .Select(x => x.Id)
            .ToListAsync(ct);
        if (entries.Count == 0)
            return;
        var told = await db
            .Notifications.AsNoTracking()
            .Where(x => x.Kind == NotificationKind.Attention && x.WebShopId == webShopId)
            .ToListAsync(ct);
        foreach (var one in told.Where(x => x.Facts.Newest.Any(y => entries.Contains(y.Id))))
        {
            var facts = one.Facts with
            {
                Newest =
                [
                    .. one.Facts.Newest.Select(x =>
                        entries.Contains(x.Id) ? x with { Name = "#" + key } : x
                    ),
                ],
            };
            await db
                .Notifications.Where(x => x.Id == one.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Facts, facts), ct);
            if (one.MailId is not { } mail)
                continue;
            var nothing = new MailText("", "");
            await db
                .OutgoingMails.Where(x => x.Id == mail && x.Words != null)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Words, nothing), ct);
        }
    }

    /// <summary>Nothing stays of it; what another shop knows is read from there again, by the next synchronization.</summary>
    async Task EraseAsync(Contact contact, long number, List<long> others, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"#{number}");
        long? first = others.Count > 0 ? others.Min() : contact.WebShopId;
        string[] tags = [];
        await db
            .Contacts.Where(x => x.Id == contact.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.WebShopId, first)
                        .SetProperty(x => x.CompanyId, (long?)null)
                        .SetProperty(x => x.Name, name)
                        .SetProperty(x => x.FirstName, (string?)null)
                        .SetProperty(x => x.LastName, (string?)null)
                        .SetProperty(x => x.Email, (string?)null)
                        .SetProperty(x => x.EmailKey, (string?)null)
                        .SetProperty(x => x.Phone, (string?)null)
                        .SetProperty(x => x.Language, (string?)null)
                        .SetProperty(x => x.Note, (string?)null)
                        .SetProperty(x => x.Tags, tags)
                        .SetProperty(x => x.VatNumber, (string?)null)
                        .SetProperty(x => x.Siren, (string?)null)
                        .SetProperty(x => x.SortName, SearchText.Sort(name))
                        .SetProperty(x => x.Search, SearchText.Words(name)),
                ct
            );
        await db
            .ContactAddresses.Where(x =>
                x.ContactId == contact.Id && (others.Count == 0 || x.WebShopId == webShopId)
            )
            .ExecuteDeleteAsync(ct);
        if (others.Count == 0)
            await db.ContactDetails.Where(x => x.ContactId == contact.Id).ExecuteDeleteAsync(ct);
        else
            await db
                .Links.Where(x =>
                    x.LocalId == contact.Id
                    && others.Contains(x.WebShopId)
                    && (x.Kind == LinkKind.Customer || x.Kind == LinkKind.Company)
                )
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Fingerprint, Link.Again), ct);
    }

    /// <summary>No synchronization touches it any more, and nobody can let it in.</summary>
    async Task LeaveOutAsync(string key, long? contact, CancellationToken ct)
    {
        await db.InsertMissingAsync(
            [
                new Link
                {
                    OfficeId = db.OfficeId,
                    WebShopId = webShopId,
                    Kind = LinkKind.Customer,
                    ExternalId = key,
                    Fingerprint = [],
                },
            ],
            ct
        );
        byte[] none = [];
        await db
            .Links.Where(x =>
                x.WebShopId == webShopId && x.Kind == LinkKind.Customer && x.ExternalId == key
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.LocalId, contact)
                        .SetProperty(x => x.Fingerprint, none)
                        .SetProperty(x => x.LeftOutAt, now)
                        .SetProperty(x => x.LeftOutBy, Link.Privacy)
                        .SetProperty(x => x.LeftOutTitle, (string?)null),
                ct
            );
    }

    Task<int> RememberAsync(LinkKind kind, IEnumerable<long> numbers, CancellationToken ct) =>
        db.UpsertAsync(
            [
                .. numbers.Select(number => new RedactedObject
                {
                    OfficeId = db.OfficeId,
                    WebShopId = webShopId,
                    Kind = kind,
                    ExternalId = number,
                    At = now,
                }),
            ],
            ct
        );
}
