using System.Globalization;
using Comptoir.Deliveries;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>The office's numbers for what some orders refer to: customers, companies, variants, places.</summary>
sealed class OrderLookup(RunSession session)
{
    readonly Dictionary<long, long> customers = [];
    readonly Dictionary<long, long> companies = [];
    readonly Dictionary<long, long> variants = [];
    readonly Dictionary<long, long> locations = [];
    ILookup<long, DeliveryLine> deliveryLines = Array.Empty<DeliveryLine>().ToLookup(_ => 0L);

    /// <summary>The numbers found so far.</summary>
    public OrderReferences References
    {
        get =>
            field ??= new(
                number => Find(customers, number),
                number => Find(companies, number),
                number => Find(variants, number),
                number => Find(locations, number),
                number => [.. deliveryLines[number]]
            );
    }

    /// <summary>Forgets what earlier orders referred to.</summary>
    public void Clear()
    {
        customers.Clear();
        companies.Clear();
        variants.Clear();
        locations.Clear();
        deliveryLines = Array.Empty<DeliveryLine>().ToLookup(_ => 0L);
    }

    /// <summary>Looks up what some orders refer to.</summary>
    public async Task AddAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyOrder> orders,
        CancellationToken ct
    )
    {
        await AddAsync(
            db,
            LinkKind.Customer,
            customers,
            orders.Select(order => order.Customer?.Id.Number),
            ct
        );
        await AddAsync(
            db,
            LinkKind.Company,
            companies,
            orders.Select(order => order.PurchasingEntity?.Company?.Id.Number),
            ct
        );
        await AddAsync(
            db,
            LinkKind.Variant,
            variants,
            orders.SelectMany(order => order.LineItems).Select(line => line.Variant?.Id.Number),
            ct
        );
        await AddAsync(
            db,
            LinkKind.Location,
            locations,
            orders.SelectMany(order => order.Fulfillments).Select(sent => sent.Location?.Id.Number),
            ct
        );
        await AddDeliveryLinesAsync(db, orders, ct);
    }

    /// <summary>A company that is known from now on.</summary>
    public void AddCompany(long number, long contactId) => companies[number] = contactId;

    /// <summary>Whether a company is known.</summary>
    public bool KnowsCompany(long number) => companies.ContainsKey(number);

    async Task AddAsync(
        ComptoirDb db,
        LinkKind kind,
        Dictionary<long, long> known,
        IEnumerable<long?> numbers,
        CancellationToken ct
    )
    {
        var keys = numbers
            .OfType<long>()
            .Distinct()
            .Where(number => !known.ContainsKey(number))
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .ToList();
        if (keys.Count == 0)
            return;
        var found = await db
            .Links.Where(link =>
                link.WebShopId == session.Shop.WebShopId
                && link.Kind == kind
                && link.LocalId != null
                && keys.Contains(link.ExternalId)
            )
            .Select(link => new { link.ExternalId, link.LocalId })
            .ToListAsync(ct);
        foreach (var link in found)
            known[long.Parse(link.ExternalId, CultureInfo.InvariantCulture)] = link.LocalId!.Value;
    }

    async Task AddDeliveryLinesAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyOrder> orders,
        CancellationToken ct
    )
    {
        var unread = orders
            .Where(order => order.Fulfillments.Any(sent => sent.Lines is null))
            .Select(order => (long?)order.Id.Number)
            .ToList();
        if (unread.Count == 0)
            return;
        var lines = await (
            from delivery in db.Deliveries
            join order in db.Orders on delivery.OrderId equals order.Id
            join line in db.DeliveryLines on delivery.Id equals line.DeliveryId
            where
                order.WebShopId == session.Shop.WebShopId
                && unread.Contains(order.ExternalId)
                && delivery.ExternalId != null
            select new { Number = delivery.ExternalId!.Value, Line = line }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var known = deliveryLines.SelectMany(group =>
            group.Select(line => (Number: group.Key, Line: line))
        );
        deliveryLines = known
            .Concat(lines.Select(line => (line.Number, line.Line)))
            .DistinctBy(line => (line.Number, line.Line.Line))
            .ToLookup(line => line.Number, line => line.Line);
    }

    static long? Find(Dictionary<long, long> known, long number) =>
        known.TryGetValue(number, out var id) ? id : null;
}
