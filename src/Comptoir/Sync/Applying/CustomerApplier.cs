using System.Globalization;
using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Matching;

namespace Comptoir.Sync.Applying;

/// <summary>Customers, with their addresses.</summary>
sealed class CustomerApplier(RunSession session, IdSequence ids, AttentionBook attention)
    : ContactApplier<ShopifyCustomer>(session, ids, attention)
{
    readonly HashSet<long> erased = [];
    readonly HashSet<long> withCompanies = [];
    Dictionary<long, long> companies = [];

    protected override LinkKind Kind => LinkKind.Customer;

    protected override long NumberOf(ShopifyCustomer record) => record.Id.Number;

    protected override DateTimeOffset MomentOf(ShopifyCustomer record) => record.UpdatedAt;

    protected override string TitleOf(ShopifyCustomer record) =>
        record.DisplayName ?? $"#{record.Id.Number}";

    protected override async Task PrepareAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyCustomer> batch,
        CancellationToken ct
    )
    {
        erased.Clear();
        withCompanies.Clear();
        companies = await LocalIdsAsync(
            db,
            LinkKind.Company,
            batch
                .SelectMany(customer => customer.CompanyContactProfiles ?? [])
                .Select(profile => profile.Company.Id.Number),
            ct
        );
    }

    protected override Task<Dictionary<long, ContactMatch>> FindAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyCustomer> unlinked,
        CancellationToken ct
    ) => CustomerMatching.FindAsync(db, Shop.WebShopId, unlinked, ct);

    protected override Contact Map(ShopifyCustomer record, long localId)
    {
        if (CustomerMapping.IsRedacted(record))
            erased.Add(localId);
        if (record.CompanyContactProfiles is not null)
            withCompanies.Add(localId);
        // Somebody may buy for several companies: the first is theirs, and an order says for which it was.
        var company = (record.CompanyContactProfiles ?? [])
            .Select(profile => profile.Company.Id.Number)
            .Order()
            .Select(number => companies.TryGetValue(number, out var id) ? id : (long?)null)
            .FirstOrDefault(id => id is not null);
        return CustomerMapping.Map(Shop, record, localId, company);
    }

    protected override async Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Contact>> changes,
        CancellationToken ct
    )
    {
        await base.WriteAsync(db, changes, ct);
        var arrived = changes
            .Where(change => change.IsNew || change.IsMatch)
            .ToDictionary(
                change => long.Parse(change.ExternalId, CultureInfo.InvariantCulture),
                change => change.LocalId
            );
        if (arrived.Count > 0)
            await LateReferences.FindCustomersAsync(db, Shop, arrived, ct);
    }

    protected override bool IsErased(Contact rows) => erased.Contains(rows.Id);

    protected override bool IsCompanyKnown(Contact rows) => withCompanies.Contains(rows.Id);

    protected override void Count(KindCounts counts) =>
        Session.Counts = Session.Counts with { Customers = Session.Counts.Customers + counts };
}
