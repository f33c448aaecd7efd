using System.Linq.Expressions;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.CutOver;

/// <summary>An order that was in flight on the day from which documents are made here.</summary>
/// <param name="Id">The number of its row.</param>
/// <param name="Name">The shop's name for it.</param>
/// <param name="PlacedAt">When it was placed, UTC.</param>
/// <param name="CustomerName">Who ordered.</param>
/// <param name="CompanyName">The company that bought, when it was one.</param>
/// <param name="Currency">ISO code of the currency the customer saw.</param>
/// <param name="Total">What was ordered, minor units of that currency.</param>
/// <param name="Unpaid">What is left to be paid, minor units of the customer's currency.</param>
/// <param name="IsUnpaid">It was not paid in full that day; it may have been since.</param>
/// <param name="IsUndelivered">Units were to be sent that day.</param>
/// <param name="Refunded">What was given back, minor units of the customer's currency.</param>
/// <param name="IsRefunded">A part of it was given back.</param>
/// <param name="External">The number of the other program's invoice; null when none is entered.</param>
/// <param name="IsHere">Documents are made here of it.</param>
public sealed record InFlightRow(
    long Id,
    string Name,
    DateTime PlacedAt,
    string CustomerName,
    string? CompanyName,
    string Currency,
    long Total,
    long Unpaid,
    bool IsUnpaid,
    bool IsUndelivered,
    long Refunded,
    bool IsRefunded,
    string? External,
    bool IsHere
);

/// <summary>Orders that were in flight on the day of the cut-over: placed before it, and not settled on it.</summary>
static class CutOverList
{
    public const int PageSize = 50;

    /// <summary>A page of them, newest first.</summary>
    /// <param name="db">The office's context.</param>
    /// <param name="webShopId">The web shop.</param>
    /// <param name="from">The first day of documents made here.</param>
    /// <param name="start">When that day begins, UTC.</param>
    /// <param name="why"><c>unpaid</c>, <c>undelivered</c> or <c>refunded</c>; null for each of them.</param>
    /// <param name="state"><c>open</c>: nothing is said of it yet; <c>elsewhere</c>: a number is entered; <c>here</c>: invoiced here.</param>
    /// <param name="place">Where the page is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Page<InFlightRow>> ReadAsync(
        ComptoirDb db,
        long webShopId,
        DateOnly from,
        DateTime start,
        string? why,
        string? state,
        PagePlace place,
        CancellationToken cancellationToken
    )
    {
        // The day is the shop's; the moment beside it, a day wider, lets the index bound what is read.
        var before = start.AddDays(1);
        var rows = db
            .Orders.AsNoTracking()
            .Where(order =>
                order.WebShopId == webShopId
                && order.PlacedAt < before
                && order.PlacedOn < from
                && !order.IsTest
                && order.DeletedAt == null
                && (order.CancelledAt == null || order.CancelledAt >= start)
            );
        var unpaid = Unpaid(db, start);
        var undelivered = Undelivered(db, start);
        rows = why switch
        {
            "unpaid" => rows.Where(unpaid),
            "undelivered" => rows.Where(undelivered),
            "refunded" => rows.Where(Refunded),
            _ => rows.Where(Or(Or(unpaid, undelivered), Refunded)),
        };
        rows = state switch
        {
            "elsewhere" => rows.Where(order =>
                db.ExternalInvoices.Any(row => row.OrderId == order.Id)
            ),
            "here" => rows.Where(order =>
                !db.Sales.Any(sale => sale.OrderId == order.Id && sale.Cover == SaleCover.Elsewhere)
            ),
            "open" => rows.Where(order =>
                !db.ExternalInvoices.Any(row => row.OrderId == order.Id)
                && db.Sales.Any(sale =>
                    sale.OrderId == order.Id && sale.Cover == SaleCover.Elsewhere
                )
            ),
            _ => rows,
        };
        return new Keyset<SalesOrder, DateTime>(
            order => order.PlacedAt,
            order => order.Id,
            true
        ).ReadAsync(
            rows,
            place,
            PageSize,
            View(db, start),
            row => (row.PlacedAt, row.Id),
            cancellationToken
        );
    }

    /// <summary>Not paid in full when the day began: a rest is open still, or money came since.</summary>
    static Expression<Func<SalesOrder, bool>> Unpaid(ComptoirDb db, DateTime start) =>
        order =>
            order.CustomerCurrentTotal > order.CustomerReceived - order.CustomerRefunded
            || db.Payments.Any(payment =>
                payment.OrderId == order.Id
                && payment.Direction == PaymentDirection.In
                && payment.ProcessedAt >= start
            );

    /// <summary>Not sent in full when the day began: units are left, or were sent since.</summary>
    static Expression<Func<SalesOrder, bool>> Undelivered(ComptoirDb db, DateTime start) =>
        order =>
            order.CancelledAt == null
                && db.OrderLines.Any(line => line.OrderId == order.Id && line.ToSend > 0)
            || db.Deliveries.Any(delivery =>
                delivery.OrderId == order.Id && delivery.CreatedAt >= start
            );

    /// <summary>A part was given back: more may follow.</summary>
    static readonly Expression<Func<SalesOrder, bool>> Refunded = order =>
        order.CustomerRefunded > 0 && order.CustomerRefunded < order.CustomerReceived;

    static Expression<Func<SalesOrder, InFlightRow>> View(ComptoirDb db, DateTime start) =>
        order => new InFlightRow(
            order.Id,
            order.Name,
            order.PlacedAt,
            order.CustomerName,
            order.CompanyName,
            order.CustomerCurrency,
            order.CustomerTotal,
            order.CustomerCurrentTotal - order.CustomerReceived + order.CustomerRefunded,
            order.CustomerCurrentTotal > order.CustomerReceived - order.CustomerRefunded
                || db.Payments.Any(payment =>
                    payment.OrderId == order.Id
                    && payment.Direction == PaymentDirection.In
                    && payment.ProcessedAt >= start
                ),
            order.CancelledAt == null
                && db.OrderLines.Any(line => line.OrderId == order.Id && line.ToSend > 0)
                || db.Deliveries.Any(delivery =>
                    delivery.OrderId == order.Id && delivery.CreatedAt >= start
                ),
            order.CustomerRefunded,
            order.CustomerRefunded > 0 && order.CustomerRefunded < order.CustomerReceived,
            db.ExternalInvoices.Where(row => row.OrderId == order.Id)
                .OrderBy(row => row.IssuedOn)
                .Select(row => row.Number)
                .FirstOrDefault(),
            !db.Sales.Any(sale => sale.OrderId == order.Id && sale.Cover == SaleCover.Elsewhere)
        );

    static Expression<Func<SalesOrder, bool>> Or(
        Expression<Func<SalesOrder, bool>> a,
        Expression<Func<SalesOrder, bool>> b
    )
    {
        var order = a.Parameters[0];
        var other = new Swap(b.Parameters[0], order).Visit(b.Body);
        return Expression.Lambda<Func<SalesOrder, bool>>(Expression.OrElse(a.Body, other), order);
    }

    sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            node == from ? to : base.VisitParameter(node);
    }
}
