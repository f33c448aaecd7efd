using System.Linq.Expressions;
using Comptoir.Deliveries;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.FollowUp;

/// <summary>What is to be done with an order.</summary>
public enum FollowUpTab
{
    /// <summary>Units of it are to be sent.</summary>
    ToDeliver,

    /// <summary>Something of its ledger is covered by no document yet.</summary>
    ToInvoice,

    /// <summary>Less was paid than it comes to.</summary>
    ToCollect,
}

/// <summary>An order with something to be done.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="CustomerName">Who ordered.</param>
/// <param name="WebShopId">Its web shop.</param>
/// <param name="PlacedAt">When it was placed, UTC.</param>
/// <param name="PlacedOn">The day, in the shop's time zone.</param>
/// <param name="DueOn">By when it is to be paid; null when at once.</param>
/// <param name="Units">Units to send.</param>
/// <param name="Currency">The customer's currency.</param>
/// <param name="Amount">What is to be invoiced or paid, minor units; what the order comes to when it is to be delivered.</param>
/// <param name="Waits">Why its documents are not made by themselves.</param>
public sealed record FollowUpRow(
    long Id,
    string Name,
    string CustomerName,
    long? WebShopId,
    DateTime PlacedAt,
    DateOnly PlacedOn,
    DateOnly? DueOn,
    int Units,
    string Currency,
    long Amount,
    WaitReason? Waits
);

/// <summary>Orders with something to be done, across all shops: few among many, so that what is open leads the queries.</summary>
static class FollowUpList
{
    public const int PageSize = 50;

    /// <summary>Nobody works through more; counting further costs time and says nothing.</summary>
    public const int MostCounted = 1_000;

    static readonly string?[] Unpaid = [null, "PENDING", "PARTIALLY_PAID", "AUTHORIZED", "EXPIRED"];

    /// <summary>The order of the list: the oldest first, since it waits the longest.</summary>
    public static Keyset<SalesOrder, DateTime> Keys { get; } =
        new(row => row.PlacedAt, row => row.Id, Descending: false);

    /// <summary>One page of a tab.</summary>
    public static Task<Page<FollowUpRow>> ReadAsync(
        ComptoirDb db,
        FollowUpTab tab,
        long? webShopId,
        PagePlace place,
        CancellationToken ct
    ) =>
        Keys.ReadAsync(
            Of(db, tab, webShopId),
            place,
            PageSize,
            View(db, tab),
            row => (row.PlacedAt, row.Id),
            ct
        );

    /// <summary>How many orders each tab holds, up to <see cref="MostCounted"/>.</summary>
    public static async Task<IReadOnlyDictionary<FollowUpTab, int>> CountAsync(
        ComptoirDb db,
        long? webShopId,
        CancellationToken ct
    )
    {
        var counts = new Dictionary<FollowUpTab, int>();
        foreach (var tab in Enum.GetValues<FollowUpTab>())
            counts[tab] = await Of(db, tab, webShopId)
                .Select(row => row.Id)
                .Take(MostCounted)
                .CountAsync(ct);
        return counts;
    }

    /// <summary>The orders of a tab.</summary>
    public static IQueryable<SalesOrder> Of(ComptoirDb db, FollowUpTab tab, long? webShopId)
    {
        var rows = db.Orders.Where(row => !row.IsTest && row.DeletedAt == null);
        if (webShopId is { } shop)
            rows = rows.Where(row => row.WebShopId == shop);
        return tab switch
        {
            FollowUpTab.ToDeliver => ToDeliver(db, rows),
            FollowUpTab.ToInvoice => ToInvoice(db, rows),
            _ => ToCollect(db, rows),
        };
    }

    static IQueryable<SalesOrder> ToDeliver(ComptoirDb db, IQueryable<SalesOrder> rows)
    {
        var open = db
            .OrderLines.Where(line => line.ToSend > 0 && line.Kind == OrderLineKind.Product)
            .Where(line =>
                line.ToSend
                > db.Deliveries.Where(delivery =>
                        delivery.OrderId == line.OrderId
                        && delivery.ExternalId == null
                        && delivery.Status == "SUCCESS"
                        && delivery.SameAs == null
                        && delivery.ReversedAt == null
                    )
                    .SelectMany(delivery => delivery.Lines)
                    .Where(part => part.Line == line.Number)
                    .Sum(part => part.Quantity)
            )
            .Select(line => line.OrderId);
        return rows.Where(row => row.CancelledAt == null && open.Contains(row.Id));
    }

    static IQueryable<SalesOrder> ToInvoice(ComptoirDb db, IQueryable<SalesOrder> rows)
    {
        var open = db.Sales.Where(sale => sale.IsOpen).Select(sale => sale.OrderId);
        return rows.Where(row =>
            open.Contains(row.Id)
            && db.InvoicingRules.Any(rules =>
                rules.WebShopId == (row.WebShopId ?? 0) && rules.Make != WhatToMake.Orders
            )
        );
    }

    // The shop's word bounds what is looked at; what is open is computed from the rows.
    static IQueryable<SalesOrder> ToCollect(ComptoirDb db, IQueryable<SalesOrder> rows) =>
        rows.Where(row =>
            Unpaid.Contains(row.FinancialStatus)
            && row.CancelledAt == null
            && db.Sales.Where(sale => sale.OrderId == row.Id).Sum(sale => sale.CustomerTotal)
                > db.Payments.Where(payment => payment.OrderId == row.Id)
                    .Sum(payment =>
                        payment.Direction == PaymentDirection.In ? payment.CustomerAmount
                        : payment.Direction == PaymentDirection.Out ? -payment.CustomerAmount
                        : 0
                    )
        );

    /// <summary>The row shown for an order.</summary>
    public static Expression<Func<SalesOrder, FollowUpRow>> View(ComptoirDb db, FollowUpTab tab) =>
        row => new FollowUpRow(
            row.Id,
            row.Name,
            row.CompanyName ?? row.CustomerName,
            row.WebShopId,
            row.PlacedAt,
            row.PlacedOn,
            row.PaymentDueOn,
            db.OrderLines.Where(line =>
                    line.OrderId == row.Id && line.Kind == OrderLineKind.Product
                )
                .Sum(line => line.ToSend)
                - db.Deliveries.Where(delivery =>
                        delivery.OrderId == row.Id
                        && delivery.ExternalId == null
                        && delivery.Status == "SUCCESS"
                        && delivery.SameAs == null
                        && delivery.ReversedAt == null
                    )
                    .SelectMany(delivery => delivery.Lines)
                    .Sum(part => part.Quantity),
            row.CustomerCurrency,
            tab == FollowUpTab.ToDeliver ? row.CustomerCurrentTotal
                : tab == FollowUpTab.ToInvoice
                    ? db
                        .Sales.Where(sale => sale.OrderId == row.Id && sale.IsOpen)
                        .Sum(sale => sale.CustomerOpen)
                : db.Sales.Where(sale => sale.OrderId == row.Id).Sum(sale => sale.CustomerTotal)
                    - db.Payments.Where(payment => payment.OrderId == row.Id)
                        .Sum(payment =>
                            payment.Direction == PaymentDirection.In ? payment.CustomerAmount
                            : payment.Direction == PaymentDirection.Out ? -payment.CustomerAmount
                            : 0
                        ),
            db.OrderInvoicings.Where(note => note.OrderId == row.Id)
                .Select(note => note.Waits)
                .FirstOrDefault()
        );
}
