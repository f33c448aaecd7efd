using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Matching;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// What customers and companies have in common: a contact that may be there already, known to other shops too, with addresses
/// of which a shop takes away its own only.
/// </summary>
abstract class ContactApplier<TRecord>(RunSession session, IdSequence ids, AttentionBook attention)
    : Applier<TRecord, Contact>(session, ids, attention)
{
    Dictionary<long, ContactMatch> matches = [];
    Dictionary<long, Contact> stored = [];
    ILookup<long, long> others = Array.Empty<long>().ToLookup(_ => 0L);
    List<ContactAddress> gone = [];

    /// <summary>Whether the shop has erased who this is.</summary>
    protected abstract bool IsErased(Contact rows);

    /// <summary>Whether the shop said whom this person buys for, if anybody.</summary>
    protected abstract bool IsCompanyKnown(Contact rows);

    /// <summary>Looks up the contacts that objects without a link are already.</summary>
    protected abstract Task<Dictionary<long, ContactMatch>> FindAsync(
        ComptoirDb db,
        IReadOnlyList<TRecord> unlinked,
        CancellationToken ct
    );

    protected override async Task<IReadOnlyDictionary<long, long>> MatchAsync(
        ComptoirDb db,
        IReadOnlyList<TRecord> unlinked,
        CancellationToken ct
    )
    {
        matches = unlinked.Count == 0 ? [] : await FindAsync(db, unlinked, ct);
        return matches
            .Where(match => match.Value.ContactId is not null)
            .ToDictionary(match => match.Key, match => match.Value.ContactId!.Value);
    }

    protected override IEnumerable<object> All(Contact rows) =>
        rows.Addresses.Prepend<object>(rows);

    protected override IEnumerable<Trouble> TroublesOf(TRecord record, Contact rows)
    {
        if (
            matches.TryGetValue(NumberOf(record), out var match)
            && match.Warnings.FirstOrDefault(x => x.Code == ContactMatch.SeveralContacts)
                is { } several
        )
            yield return new Trouble(
                AttentionCode.SeveralContacts,
                Kind.ToString(),
                Key(NumberOf(record)),
                TitleOf(record),
                several.Detail ?? ""
            );
    }

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

    protected override IEnumerable<RunItemWarning> WarningsOf(TRecord record, Contact rows)
    {
        if (matches.TryGetValue(NumberOf(record), out var match))
            foreach (var warning in match.Warnings)
                if (warning.Code != ContactMatch.SeveralContacts)
                    yield return warning;
        if (rows is { Kind: ContactKind.Person, Email: null, Phone: null })
            yield return new("NoEmail", null);
    }

    protected override async Task<IReadOnlyList<Trouble>> BeforeWriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Contact>> changes,
        CancellationToken ct
    )
    {
        var known = changes.Select(change => change.LocalId).ToList();
        stored = await db
            .Contacts.AsNoTracking()
            .Where(contact => known.Contains(contact.Id))
            .ToDictionaryAsync(contact => contact.Id, ct);
        if (stored.Count == 0)
        {
            gone = [];
            return [];
        }
        var there = stored.Keys.Select(id => (long?)id).ToList();
        others = (
            await db
                .Links.Where(link =>
                    link.WebShopId != Shop.WebShopId
                    && there.Contains(link.LocalId)
                    && (link.Kind == LinkKind.Customer || link.Kind == LinkKind.Company)
                    && link.GoneAt == null
                )
                .Select(link => new { Contact = link.LocalId!.Value, link.WebShopId })
                .ToListAsync(ct)
        ).ToLookup(link => link.Contact, link => link.WebShopId);
        var kept = changes
            .SelectMany(change => change.Rows.Addresses)
            .Select(x => (x.ContactId, x.Number))
            .ToHashSet();
        gone =
            Session.FilesHaveHoles || Shop.HidesOfCustomers
                ? []
                : (
                    await db
                        .ContactAddresses.AsNoTracking()
                        .Where(x => known.Contains(x.ContactId) && x.WebShopId == Shop.WebShopId)
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
        await db.UpsertAsync([.. changes.Select(change => ToWrite(change.Rows))], ct);
        await db.UpsertAsync(
            [
                .. changes
                    // What is known of addresses is not overwritten by what a shop shows of them that hides the rest.
                    .Where(change => !Shop.HidesOfCustomers || !stored.ContainsKey(change.LocalId))
                    .SelectMany(change => change.Rows.Addresses),
            ],
            ct
        );
        foreach (
            var address in gone.Where(x => changes.Any(change => change.LocalId == x.ContactId))
        )
            await db
                .ContactAddresses.Where(x =>
                    x.ContactId == address.ContactId && x.Number == address.Number
                )
                .ExecuteDeleteAsync(ct);
    }

    Contact ToWrite(Contact rows) =>
        stored.TryGetValue(rows.Id, out var there)
            ? SharedContact.Merge(
                there,
                rows,
                [.. others[rows.Id].Distinct()],
                IsErased(rows),
                Shop.HidesOfCustomers,
                IsCompanyKnown(rows)
            )
            : rows;
}
