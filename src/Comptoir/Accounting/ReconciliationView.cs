using Comptoir.Invoicing;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Accounting;

/// <summary>What a shop sold on a day, and what covers it. Amounts are minor units of the shop's currency, with tax.</summary>
/// <param name="WebShopId">The web shop; null for orders without one.</param>
/// <param name="Day">The day, in the shop's time zone.</param>
/// <param name="Currency">The shop's currency.</param>
public sealed record ReconciliationDay(long? WebShopId, DateOnly Day, string Currency)
{
    /// <summary>Orders placed that day.</summary>
    public int Orders { get; internal set; }

    /// <summary>Shopify's own current totals of the orders placed that day.</summary>
    public long ShopTotal { get; internal set; }

    /// <summary>What Shopify says was refunded of them beyond or below the lines.</summary>
    public long RefundDiscrepancy { get; internal set; }

    /// <summary>The ledger of the orders placed that day, whenever it was entered.</summary>
    public long LedgerOfOrders { get; internal set; }

    /// <summary>The entries of the shop's ledger of that day.</summary>
    public long Ledger { get; internal set; }

    /// <summary>The office's own entries of that day: credits that the shop does not know, and what takes them back.</summary>
    public long OfficeEntries { get; internal set; }

    /// <summary>Covered by issued documents; credit notes taken off.</summary>
    public long Documents { get; internal set; }

    /// <summary>Covered by drafts.</summary>
    public long Drafts { get; internal set; }

    /// <summary>Cancels out without a document.</summary>
    public long CancelledOut { get; internal set; }

    /// <summary>Covered by another program's documents.</summary>
    public long Elsewhere { get; internal set; }

    /// <summary>Not due yet.</summary>
    public long NotDue { get; internal set; }

    /// <summary>Left out, by the rule.</summary>
    public Dictionary<LeftOutRule, long> LeftOut { get; } = [];

    /// <summary>Due and waiting, by the reason.</summary>
    public Dictionary<WaitReason, long> Waiting { get; } = [];

    /// <summary>Money received less money given back that day (of UTC).</summary>
    public long Payments { get; internal set; }

    /// <summary>Entered on that day for orders of other days, less what other days have of this day's orders.</summary>
    public long OtherDays => Ledger - LedgerOfOrders;

    /// <summary>What the shop's own figures and its ledger differ by: exchange, or an order that does not add up.</summary>
    public long NotAddingUp => LedgerOfOrders - ShopTotal - RefundDiscrepancy;

    /// <summary>What of the ledger and the office's entries no issued document covers, for a known reason.</summary>
    public long Explained =>
        Drafts + CancelledOut + Elsewhere + NotDue + LeftOut.Values.Sum() + Waiting.Values.Sum();

    /// <summary>What nothing explains: 0, or something is broken.</summary>
    public long Unexplained => Ledger + OfficeEntries - Documents - Explained;
}

/// <summary>Reconciles what shops sold with what documents cover, day by day. It sums in the database: time does not grow with the orders of other days.</summary>
static class ReconciliationView
{
    /// <summary>The longest period, in days.</summary>
    public const int MostDays = 366;

    /// <summary>The days of a period on which something happened, the newest first.</summary>
    public static async Task<IReadOnlyList<ReconciliationDay>> ReadAsync(
        ComptoirDb db,
        long? webShopId,
        DateOnly first,
        DateOnly last,
        CancellationToken ct
    )
    {
        var days = new Dictionary<(long?, DateOnly, string), ReconciliationDay>();
        var orders = db.Orders.Where(order => webShopId == null || order.WebShopId == webShopId);
        await ReadOrdersAsync();
        await ReadSalesAsync();
        await ReadAllocationsAsync();
        await ReadPaymentsAsync();
        return
        [
            .. days
                .Values.OrderByDescending(day => day.Day)
                .ThenBy(day => day.WebShopId)
                .ThenBy(day => day.Currency, StringComparer.Ordinal),
        ];

        ReconciliationDay Of(long? shop, DateOnly day, string currency)
        {
            if (!days.TryGetValue((shop, day, currency), out var known))
                days[(shop, day, currency)] = known = new(shop, day, currency);
            return known;
        }

        async Task ReadOrdersAsync()
        {
            var placed = orders.Where(order => order.PlacedOn >= first && order.PlacedOn <= last);
            var totals = await placed
                .GroupBy(order => new
                {
                    order.WebShopId,
                    order.PlacedOn,
                    order.Currency,
                })
                .Select(grouped => new
                {
                    grouped.Key,
                    Count = grouped.Count(),
                    Total = grouped.Sum(order => order.CurrentTotal),
                    Discrepancy = grouped.Sum(order => order.RefundDiscrepancy),
                })
                .ToListAsync(ct);
            foreach (var row in totals)
            {
                var day = Of(row.Key.WebShopId, row.Key.PlacedOn, row.Key.Currency);
                (day.Orders, day.ShopTotal) = (row.Count, row.Total);
                day.RefundDiscrepancy = row.Discrepancy;
            }
            var ledgers = await (
                from order in placed
                join sale in db.Sales on order.Id equals sale.OrderId
                where sale.Origin == SaleOrigin.Shop
                group sale.Total by new
                {
                    order.WebShopId,
                    order.PlacedOn,
                    order.Currency,
                } into sums
                select new { sums.Key, Total = sums.Sum() }
            ).ToListAsync(ct);
            foreach (var row in ledgers)
                Of(row.Key.WebShopId, row.Key.PlacedOn, row.Key.Currency).LedgerOfOrders =
                    row.Total;
        }

        async Task ReadSalesAsync()
        {
            var sums = await (
                from sale in db.Sales
                where sale.HappenedOn >= first && sale.HappenedOn <= last
                join order in orders on sale.OrderId equals order.Id
                join note in db.OrderInvoicings on sale.OrderId equals note.OrderId into notes
                from note in notes.DefaultIfEmpty()
                group sale by new
                {
                    order.WebShopId,
                    sale.HappenedOn,
                    order.Currency,
                    sale.Origin,
                    sale.Cover,
                    LeftOut = note == null ? null : note.LeftOut,
                    Waits = note == null ? null : note.Waits,
                } into grouped
                select new
                {
                    grouped.Key,
                    Total = grouped.Sum(sale => sale.Total),
                    Open = grouped.Sum(sale => sale.Open),
                }
            ).ToListAsync(ct);
            foreach (var row in sums)
            {
                var key = row.Key;
                var day = Of(key.WebShopId, key.HappenedOn, key.Currency);
                if (key.Origin == SaleOrigin.Shop)
                    day.Ledger += row.Total;
                else
                    day.OfficeEntries += row.Total;
                switch (key.Cover)
                {
                    case SaleCover.Elsewhere:
                        day.Elsewhere += row.Total;
                        break;
                    case SaleCover.Nothing when key.LeftOut is { } rule:
                        day.LeftOut[rule] = day.LeftOut.GetValueOrDefault(rule) + row.Total;
                        break;
                    case SaleCover.Nothing:
                        day.CancelledOut += row.Total;
                        break;
                    case SaleCover.Documents when key.Waits is { } reason:
                        day.Waiting[reason] = day.Waiting.GetValueOrDefault(reason) + row.Open;
                        break;
                    default:
                        day.NotDue += row.Open;
                        break;
                }
            }
        }

        async Task ReadAllocationsAsync()
        {
            var sums = await (
                from sale in db.Sales
                where sale.HappenedOn >= first && sale.HappenedOn <= last
                join order in orders on sale.OrderId equals order.Id
                join part in db.Allocations
                    on new { sale.OrderId, Sale = sale.Number } equals new
                    {
                        part.OrderId,
                        part.Sale,
                    }
                join document in db.Documents
                    on part.DocumentId equals (long?)document.Id
                    into documents
                from document in documents.DefaultIfEmpty()
                where sale.Cover == SaleCover.Documents
                group part by new
                {
                    order.WebShopId,
                    sale.HappenedOn,
                    order.Currency,
                    State = document == null ? (DocumentState?)null : document.State,
                } into grouped
                select new { grouped.Key, Gross = grouped.Sum(part => part.Gross) }
            ).ToListAsync(ct);
            foreach (var row in sums)
            {
                var day = Of(row.Key.WebShopId, row.Key.HappenedOn, row.Key.Currency);
                switch (row.Key.State)
                {
                    case DocumentState.Issued:
                        day.Documents += row.Gross;
                        break;
                    case DocumentState.Draft:
                        day.Drafts += row.Gross;
                        break;
                    default:
                        day.CancelledOut += row.Gross;
                        break;
                }
            }
        }

        async Task ReadPaymentsAsync()
        {
            var after = first.ToDateTime(default, DateTimeKind.Utc);
            var before = last.AddDays(1).ToDateTime(default, DateTimeKind.Utc);
            var sums = await (
                from payment in db.Payments
                where
                    payment.ProcessedAt >= after
                    && payment.ProcessedAt < before
                    && payment.Direction != PaymentDirection.None
                join order in orders on payment.OrderId equals order.Id
                group payment by new
                {
                    order.WebShopId,
                    Day = payment.ProcessedAt.Date,
                    payment.Currency,
                    payment.Direction,
                } into grouped
                select new { grouped.Key, Amount = grouped.Sum(payment => payment.Amount) }
            ).ToListAsync(ct);
            foreach (var row in sums)
                Of(
                    row.Key.WebShopId,
                    DateOnly.FromDateTime(row.Key.Day),
                    row.Key.Currency
                ).Payments += row.Key.Direction == PaymentDirection.In ? row.Amount : -row.Amount;
        }
    }
}
