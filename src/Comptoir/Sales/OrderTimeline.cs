using Comptoir.Deliveries;
using Comptoir.Invoicing;
using Comptoir.Payments;
using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Sales;

/// <summary>What happened to an order, made from its rows.</summary>
static class OrderTimeline
{
    /// <summary>The entries, newest first.</summary>
    public static IReadOnlyList<TimelineEntry> Of(Texts texts, OrderView view) =>
        [
            .. Ledger(texts, view.Order)
                .Concat(view.Payments.Select(payment => Paid(texts, payment)))
                .Concat(view.Deliveries.Select(delivery => Sent(texts, delivery)))
                .Concat(DocumentTimeline.Of(texts, view.Documents.Documents))
                .Concat(Header(texts, view.Order))
                .OrderByDescending(entry => entry.At),
        ];

    static IEnumerable<TimelineEntry> Header(Texts texts, SalesOrder order)
    {
        yield return new(order.PlacedAt, texts["Placed"], Source(texts, order.Source));
        if (order.CancelledAt is { } cancelled)
            yield return new(
                cancelled,
                texts["Cancelled, {0}", OrderWords.CancelReason(texts, order.CancelReason)],
                Tone: Tone.Bad
            );
        if (order.ClosedAt is { } closed)
            yield return new(closed, texts["Archived in Shopify"]);
    }

    // The first agreement is the order itself, which is the entry "Placed".
    static IEnumerable<TimelineEntry> Ledger(Texts texts, SalesOrder order) =>
        order
            .Sales.GroupBy(sale => sale.Agreement)
            .Where(agreement => agreement.First().Reason != "ORDER")
            .Select(agreement =>
            {
                var total = agreement.Sum(sale => sale.Total);
                var amount = MoneyFormat.Text(total, order.Currency);
                var word = OrderWords.Entry(texts, agreement.First().Reason, total);
                return new TimelineEntry(
                    agreement.Min(sale => sale.HappenedAt),
                    total == 0 ? word : $"{word}, {amount}",
                    Tone: total < 0 ? Tone.Bad : Tone.Neutral
                );
            });

    static TimelineEntry Paid(Texts texts, Payment payment)
    {
        var amount = MoneyFormat.Text(payment.Amount, payment.Currency);
        var text = payment.Direction switch
        {
            PaymentDirection.In => texts["Paid, {0}", amount],
            PaymentDirection.Out => texts["Given back, {0}", amount],
            _ => amount,
        };
        var tone = payment.Direction switch
        {
            PaymentDirection.In => Tone.Ok,
            PaymentDirection.Out => Tone.Bad,
            _ => Tone.Neutral,
        };
        return new(payment.ProcessedAt, text, PaymentWords.What(texts, payment), tone);
    }

    static TimelineEntry Sent(Texts texts, Delivery delivery) =>
        new(
            delivery.CreatedAt,
            texts["{0} sent", delivery.Name],
            delivery.Tracking.Select(tracking => tracking.Company).FirstOrDefault(),
            Tone.Ok
        );

    static string? Source(Texts texts, string? source) =>
        source switch
        {
            null or "" => null,
            "web" => texts["online store"],
            "pos" => texts["in the shop"],
            "shopify_draft_order" => texts["draft order"],
            _ => source,
        };
}
