using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Matching;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// What orders tell of who buys: companies that came no other way, because the shop does not show its companies or one was
/// made since they were read; and numbers of buyers that only orders carry.
/// </summary>
sealed class OrderCompanies(RunSession session, IdSequence ids)
{
    readonly Dictionary<long, (Contact Rows, long Number, bool IsNew)> pending = [];
    HashSet<long> numberless = [];
    HashSet<long> companyless = [];

    /// <summary>Finds or makes the contacts of companies that have no link; they are written with the first order of each.</summary>
    public async Task PrepareAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyOrder> orders,
        OrderLookup lookup,
        CancellationToken ct
    )
    {
        var unknown = orders
            .Where(order =>
                order.PurchasingEntity?.Company is { } company
                && !lookup.KnowsCompany(company.Id.Number)
            )
            .GroupBy(order => order.PurchasingEntity!.Company!.Id.Number)
            // The newest order knows best what the company is called now.
            .Select(group => group.MaxBy(order => (order.ProcessedAt, order.Id.Number))!)
            .Select(order => CompanyMapping.Of(order, order.PurchasingEntity!.Company!))
            .ToList();
        if (unknown.Count > 0)
        {
            var leftOut = await LeftOutAsync(db, unknown, ct);
            unknown.RemoveAll(company => leftOut.Contains(company.Id.Number));
        }
        if (unknown.Count == 0)
            return;
        var matches = await CompanyMatching.FindAsync(
            db,
            session.Shop.WebShopId,
            [
                .. unknown.Select(company =>
                    (company.Id.Number, CompanyMapping.Map(session.Shop, company, 0))
                ),
            ],
            ct
        );
        var next = await ids.NextAsync(session.Shop.OfficeId, unknown.Count, ct);
        foreach (var company in unknown)
        {
            var number = company.Id.Number;
            var known = matches.GetValueOrDefault(number)?.ContactId;
            var id = known ?? next++;
            lookup.AddCompany(number, id);
            pending[id] = (CompanyMapping.Map(session.Shop, company, id), number, known is null);
        }
    }

    async Task<HashSet<long>> LeftOutAsync(
        ComptoirDb db,
        List<ShopifyCompany> companies,
        CancellationToken ct
    )
    {
        var keys = companies.ConvertAll(company =>
            company.Id.Number.ToString(CultureInfo.InvariantCulture)
        );
        var left = await db
            .Links.Where(link =>
                link.WebShopId == session.Shop.WebShopId
                && link.Kind == LinkKind.Company
                && link.LeftOutAt != null
                && keys.Contains(link.ExternalId)
            )
            .Select(link => link.ExternalId)
            .ToListAsync(ct);
        return [.. left.Select(key => long.Parse(key, CultureInfo.InvariantCulture))];
    }

    /// <summary>
    /// Looks up which buyers have no number yet that an order of theirs gives, and which people no company, because their own
    /// records name none.
    /// </summary>
    public async Task BeforeWriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<OrderRows>> changes,
        CancellationToken ct
    )
    {
        await FindCompanylessAsync(db, changes, ct);
        var buyers = changes
            .Where(change => (change.Rows.Order.VatNumber ?? change.Rows.Order.Siren) is not null)
            .Select(change => BuyerOf(change.Rows))
            .OfType<long>()
            .Distinct()
            .ToList();
        numberless =
            buyers.Count == 0
                ? []
                :
                [
                    .. await db
                        .Contacts.Where(contact =>
                            buyers.Contains(contact.Id)
                            && (contact.VatNumber == null || contact.Siren == null)
                        )
                        .Select(contact => contact.Id)
                        .ToListAsync(ct),
                ];
    }

    async Task FindCompanylessAsync(
        ComptoirDb db,
        IReadOnlyList<Change<OrderRows>> changes,
        CancellationToken ct
    )
    {
        var people = changes
            .Where(change => change.Rows.Order.CompanyId is not null)
            .Select(change => change.Rows.Order.ContactId)
            .OfType<long>()
            .Distinct()
            .ToList();
        companyless =
            people.Count == 0
                ? []
                :
                [
                    .. await db
                        .Contacts.Where(contact =>
                            people.Contains(contact.Id)
                            && contact.CompanyId == null
                            && contact.Kind == ContactKind.Person
                        )
                        .Select(contact => contact.Id)
                        .ToListAsync(ct),
                ];
    }

    /// <summary>Writes the new companies of some orders, and the numbers that buyers lack, within a transaction.</summary>
    public async Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<OrderRows>> changes,
        CancellationToken ct
    )
    {
        foreach (var change in changes)
        {
            var order = change.Rows.Order;
            if (order.CompanyId is { } company && pending.Remove(company, out var made))
            {
                if (made.IsNew)
                {
                    if ((made.Rows.VatNumber ?? made.Rows.Siren) is null)
                        numberless.Add(company);
                    await db.UpsertAsync([made.Rows], ct);
                    session.Counts = session.Counts with
                    {
                        Companies = session.Counts.Companies + new KindCounts { Created = 1 },
                    };
                }
                await db.UpsertAsync([LinkOf(made.Number, company)], ct);
            }
            if (
                order is { CompanyId: { } employer, ContactId: { } person }
                && companyless.Remove(person)
            )
                await db
                    .Contacts.Where(contact => contact.Id == person)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.CompanyId, employer), ct);
            if (
                (order.VatNumber ?? order.Siren) is null
                || BuyerOf(change.Rows) is not { } buyer
                || !numberless.Remove(buyer)
            )
                continue;
            await db
                .Contacts.Where(contact => contact.Id == buyer)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(x => x.VatNumber, x => x.VatNumber ?? order.VatNumber)
                            .SetProperty(x => x.Siren, x => x.Siren ?? order.Siren),
                    ct
                );
        }
    }

    static long? BuyerOf(OrderRows rows) => rows.Order.CompanyId ?? rows.Order.ContactId;

    Link LinkOf(long number, long contactId) =>
        new()
        {
            OfficeId = session.Shop.OfficeId,
            WebShopId = session.Shop.WebShopId,
            Kind = LinkKind.Company,
            ExternalId = number.ToString(CultureInfo.InvariantCulture),
            LocalId = contactId,
            // Whatever the shop tells of the company itself, when it does, is to be written.
            Fingerprint = [],
        };
}
