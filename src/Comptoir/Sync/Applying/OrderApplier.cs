using System.Globalization;
using Comptoir.Attention;
using Comptoir.Deliveries;
using Comptoir.Money;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;
using Sale = Comptoir.Sales.Sale;

namespace Comptoir.Sync.Applying;

/// <summary>Orders with their ledger, deliveries and payments.</summary>
/// <param name="session">The run.</param>
/// <param name="ids">Numbers.</param>
/// <param name="attention">Where troubles are written down.</param>
/// <param name="historyBefore">Orders placed before are history: what does not add up there is counted, not listed, UTC.</param>
/// <param name="readAgain">Reads one order whole, at one moment; null when it is gone.</param>
sealed class OrderApplier(
    RunSession session,
    IdSequence ids,
    AttentionBook attention,
    DateTime historyBefore,
    Func<Gid, CancellationToken, Task<ShopifyOrder?>> readAgain
) : Applier<ShopifyOrder, OrderRows>(session, ids, attention)
{
    readonly OrderLookup lookup = new(session);
    readonly RedactedOrders redacted = new(session);
    readonly OrderCompanies companies = new(session, ids);
    ChildrenThere there = ChildrenThere.None;

    protected override LinkKind Kind => LinkKind.Order;

    protected override long NumberOf(ShopifyOrder record) => record.Id.Number;

    protected override DateTimeOffset MomentOf(ShopifyOrder record) => record.UpdatedAt;

    protected override string TitleOf(ShopifyOrder record) => record.Name;

    protected override async Task PrepareAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyOrder> batch,
        CancellationToken ct
    )
    {
        lookup.Clear();
        await lookup.AddAsync(db, batch, ct);
        await redacted.ReadAsync(db, batch, ct);
        await companies.PrepareAsync(db, batch, lookup, ct);
    }

    protected override OrderRows Map(ShopifyOrder record, long localId) =>
        OrderMapping.Map(Shop, redacted.Without(record), localId, lookup.References);

    /// <summary>
    /// Header and ledger come from operations of their own and may show different moments. Nothing is said about an order's
    /// sums before it was read whole at one moment; one that is gone meanwhile cannot be, and is left as it is.
    /// </summary>
    protected override async Task<ShopifyOrder> CheckAsync(
        ShopifyOrder record,
        OrderRows rows,
        CancellationToken ct
    )
    {
        if (
            record.IsOneMoment
            && (rows.Order.Control != ControlState.Broken || IsHistory(rows.Order))
        )
            return record;
        var whole = await readAgain(record.Id, ct) ?? throw new ObjectGoneException();
        // It may name what its first half did not: another customer, a product that an edit added.
        await using var db = Session.Open();
        await lookup.AddAsync(db, [whole], ct);
        await companies.PrepareAsync(db, [whole], lookup, ct);
        return whole;
    }

    bool IsHistory(SalesOrder order) => order.PlacedAt < historyBefore;

    protected override IEnumerable<object> All(OrderRows rows) => rows.All();

    protected override void Seen(OrderRows rows)
    {
        Session.Report?.Add(rows);
        var state = rows.Order.Control;
        Session.Counts.Control[state] = Session.Counts.Control.GetValueOrDefault(state) + 1;
    }

    protected override IEnumerable<Trouble> TroublesOf(ShopifyOrder record, OrderRows rows)
    {
        if (rows.Order.Control != ControlState.Broken || IsHistory(rows.Order))
            yield break;
        yield return new Trouble(
            AttentionCode.ControlBroken,
            Kind.ToString(),
            Key(record.Id.Number),
            record.Name,
            string.Join("; ", rows.Order.ControlFindings.Select(Describe))
        );
    }

    static string Describe(ControlFinding finding)
    {
        var currency = new Currency(finding.Currency);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.Equation}: {currency.ToUnits(finding.Ours)} {currency} ≠ {currency.ToUnits(finding.Shops)} {currency}"
        );
    }

    protected override IEnumerable<Fact> FactsOf(OrderRows rows) => OrderFacts.Of(rows);

    protected override string SearchOf(OrderRows rows) => rows.Order.Search;

    protected override async Task<Dictionary<long, OrderRows>> StoredAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> localIds,
        CancellationToken ct
    )
    {
        var orders = await db
            .Orders.AsNoTracking()
            .Include(order => order.Lines.OrderBy(line => line.Position))
            .Include(order => order.Sales)
            .AsSplitQuery()
            .Where(order => localIds.Contains(order.Id))
            .ToListAsync(ct);
        var deliveries = await db
            .Deliveries.AsNoTracking()
            .Where(row => localIds.Contains(row.OrderId))
            .OrderBy(row => row.ExternalId)
            .ToListAsync(ct);
        var payments = await db
            .Payments.AsNoTracking()
            .Where(row => localIds.Contains(row.OrderId))
            .OrderBy(row => row.ExternalId)
            .ToListAsync(ct);
        return orders.ToDictionary(
            order => order.Id,
            order => new OrderRows(
                order,
                deliveries.FindAll(row => row.OrderId == order.Id),
                payments.FindAll(row => row.OrderId == order.Id)
            )
        );
    }

    protected override IEnumerable<RunItemWarning> WarningsOf(ShopifyOrder record, OrderRows rows)
    {
        if (rows.Order.IsTest)
            yield return new("TestOrder", null);
    }

    protected override async Task<IReadOnlyList<Trouble>> BeforeWriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<OrderRows>> changes,
        CancellationToken ct
    )
    {
        var known = changes
            .Where(change => !change.IsNew)
            .Select(change => change.LocalId)
            .ToList();
        there = await ChildrenThere.ReadAsync(db, known, ct);
        await WithheldOfOrders.KeepAsync(
            db,
            Shop,
            [.. changes.Where(change => !change.IsNew).Select(change => change.Rows.Order)],
            ct
        );
        var fresh = changes.Sum(change =>
            change.Rows.Deliveries.Count(x => there.DeliveryId(x) is null)
            + change.Rows.Payments.Count(x => there.PaymentId(x) is null)
        );
        var next = await NumbersAsync(fresh, ct);
        await companies.BeforeWriteAsync(db, changes, ct);
        var troubles = new List<Trouble>();
        foreach (var change in changes)
        {
            foreach (var delivery in change.Rows.Deliveries)
            {
                delivery.Id = there.DeliveryId(delivery) ?? next++;
                foreach (var line in delivery.Lines)
                    line.DeliveryId = delivery.Id;
            }
            foreach (var payment in change.Rows.Payments)
                payment.Id = there.PaymentId(payment) ?? next++;
            if (there.LedgerChanges(change.Rows.Order) is { Length: > 0 } found)
                troubles.Add(
                    new Trouble(
                        AttentionCode.LedgerChanged,
                        Kind.ToString(),
                        change.ExternalId,
                        change.Rows.Order.Name,
                        found
                    )
                );
        }
        return troubles;
    }

    protected override async Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<OrderRows>> changes,
        CancellationToken ct
    )
    {
        await companies.WriteAsync(db, changes, ct);
        await db.UpsertAsync([.. changes.Select(change => change.Rows.Order)], ct);
        await db.UpsertAsync([.. changes.SelectMany(change => change.Rows.Order.Lines)], ct);
        await db.UpsertAsync([.. changes.SelectMany(change => change.Rows.Order.Discounts)], ct);
        // The ledger is never overwritten: what differs from what is stored was noted under Attention.
        var sales = changes
            .SelectMany(change => change.Rows.Order.Sales)
            .Where(there.IsNew)
            .ToList();
        await db.InsertMissingAsync(sales, ct);
        await db.InsertMissingAsync([.. sales.SelectMany(sale => sale.Taxes)], ct);
        var deliveries = changes.SelectMany(change => change.Rows.Deliveries).ToList();
        var sent = await db.UpsertAsync(deliveries, ct);
        await db.UpsertAsync([.. deliveries.SelectMany(delivery => delivery.Lines)], ct);
        var payments = changes.SelectMany(change => change.Rows.Payments).ToList();
        var paid = await db.UpsertAsync(payments, ct);
        foreach (var change in changes)
            if (!change.IsNew && !Session.FilesHaveHoles)
                await there.DeleteGoneAsync(db, change.Rows, ct);
        Session.Counts = Session.Counts with
        {
            Deliveries =
                Session.Counts.Deliveries
                + CountOf(deliveries.Count(there.IsNew), sent, deliveries.Count),
            Payments =
                Session.Counts.Payments
                + CountOf(payments.Count(there.IsNew), paid, payments.Count),
        };
    }

    static KindCounts CountOf(int created, int written, int all) =>
        new()
        {
            Created = created,
            Updated = written - created,
            Unchanged = all - written,
        };

    protected override void Count(KindCounts counts) =>
        Session.Counts = Session.Counts with { Orders = Session.Counts.Orders + counts };
}
