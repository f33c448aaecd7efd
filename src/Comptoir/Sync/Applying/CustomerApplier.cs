using System.Globalization;
using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>Customers, with their addresses.</summary>
sealed class CustomerApplier(RunSession session, IdSequence ids, AttentionBook attention)
    : Applier<ShopifyCustomer, Contact>(session, ids, attention)
{
    List<ContactAddress> gone = [];

    protected override LinkKind Kind => LinkKind.Customer;

    protected override long NumberOf(ShopifyCustomer record) => record.Id.Number;

    protected override string TitleOf(ShopifyCustomer record) =>
        record.DisplayName ?? $"#{record.Id.Number}";

    protected override Contact Map(ShopifyCustomer record, long localId) =>
        CustomerMapping.Map(Shop, record, localId);

    protected override IEnumerable<object> All(Contact rows) =>
        rows.Addresses.Prepend<object>(rows);

    protected override IEnumerable<Fact> FactsOf(Contact rows) => ContactFacts.Of(rows);

    protected override string SearchOf(Contact rows) => rows.Search;

    protected override Task<Dictionary<long, Contact>> StoredAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> localIds,
        CancellationToken ct
    ) =>
        db
            .Contacts.AsNoTracking()
            .Include(contact => contact.Addresses.Where(x => x.WebShopId == Shop.WebShopId))
            .Where(contact => localIds.Contains(contact.Id))
            .ToDictionaryAsync(contact => contact.Id, ct);

    protected override IEnumerable<RunItemWarning> WarningsOf(ShopifyCustomer record, Contact rows)
    {
        if (rows is { Email: null, Phone: null })
            yield return new("NoEmail", null);
    }

    protected override async Task<IReadOnlyList<Trouble>> BeforeWriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Contact>> changes,
        CancellationToken ct
    )
    {
        var known = changes
            .Where(change => !change.IsNew)
            .Select(change => change.LocalId)
            .ToList();
        var kept = changes
            .SelectMany(change => change.Rows.Addresses)
            .Select(x => (x.ContactId, x.Number))
            .ToHashSet();
        gone =
            known.Count == 0 || Session.FilesHaveHoles
                ? []
                : (
                    await db
                        .ContactAddresses.AsNoTracking()
                        .Where(x => known.Contains(x.ContactId))
                        .ToListAsync(ct)
                ).FindAll(x => !kept.Contains((x.ContactId, x.Number)));
        return [];
    }

    protected override async Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Contact>> changes,
        CancellationToken ct
    )
    {
        await db.UpsertAsync([.. changes.Select(change => change.Rows)], ct);
        await db.UpsertAsync([.. changes.SelectMany(change => change.Rows.Addresses)], ct);
        var arrived = changes
            .Where(change => change.IsNew || change.IsMatch)
            .ToDictionary(
                change => long.Parse(change.ExternalId, CultureInfo.InvariantCulture),
                change => change.LocalId
            );
        if (arrived.Count > 0)
            await LateReferences.FindCustomersAsync(db, Shop, arrived, ct);
        foreach (
            var address in gone.Where(x => changes.Any(change => change.LocalId == x.ContactId))
        )
            await db
                .ContactAddresses.Where(x =>
                    x.ContactId == address.ContactId && x.Number == address.Number
                )
                .ExecuteDeleteAsync(ct);
    }

    protected override void Count(KindCounts counts) =>
        Session.Counts = Session.Counts with { Customers = Session.Counts.Customers + counts };
}
