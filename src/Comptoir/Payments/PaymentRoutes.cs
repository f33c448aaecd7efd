using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;

namespace Comptoir.Payments;

/// <summary>Payments in the API.</summary>
static class PaymentRoutes
{
    public static void MapPayments(this RouteGroupBuilder api) =>
        api.MapGet("/payments", ListAsync)
            .WithTags("Sales")
            .WithSummary("Payments of all orders, newest first")
            .WithDescription(
                "`from` and `to` are days of UTC, both included; `q` begins words of the order's name or customer."
            );

    static async Task<Listed<PaymentItem>> ListAsync(
        CurrentOffice office,
        string? q,
        long? webShop,
        Choice<PaymentListState>? state,
        DateOnly? from,
        DateOnly? to,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var filter = new PaymentFilter(
            q,
            state?.Value,
            webShop,
            from?.ToDateTime(default, DateTimeKind.Utc),
            to?.AddDays(1).ToDateTime(default, DateTimeKind.Utc)
        );
        var found = await PaymentList.Keys.ListAsync(
            "payments:processed",
            PaymentList.Filtered(db, filter),
            limit,
            cursor,
            PaymentList.View(db),
            row => (row.ProcessedAt, row.Id),
            cancellationToken
        );
        return new([.. found.Items.Select(PaymentItem.Of)], found.Next);
    }
}

/// <summary>A payment in a list; amounts are never negative, <c>direction</c> says where the money went.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Order">The order.</param>
/// <param name="OrderName">The order's name.</param>
/// <param name="WebShop">The order's web shop.</param>
/// <param name="ExternalId">The shop's number of the transaction; null when entered by hand.</param>
/// <param name="Kind">Shopify's word.</param>
/// <param name="Status">Shopify's word.</param>
/// <param name="Direction">What it does to the money received.</param>
/// <param name="Gateway">How it was paid.</param>
/// <param name="ProcessedAt">When, UTC.</param>
/// <param name="Amount">In the shop's currency.</param>
/// <param name="CustomerAmount">In the customer's currency.</param>
/// <param name="EnteredBy">Who entered it by hand.</param>
/// <param name="Note">What was noted with it.</param>
/// <param name="SameAs">The payment of the shop that tells the same and counts in its place.</param>
/// <param name="ReversedReason">Why it was taken back.</param>
public sealed record PaymentItem(
    long Id,
    long Order,
    string OrderName,
    long? WebShop,
    long? ExternalId,
    string Kind,
    string Status,
    PaymentDirection Direction,
    string? Gateway,
    DateTime ProcessedAt,
    ApiMoney Amount,
    ApiMoney CustomerAmount,
    string? EnteredBy,
    string? Note,
    long? SameAs,
    string? ReversedReason
)
{
    internal static PaymentItem Of(PaymentRow row) =>
        new(
            row.Id,
            row.OrderId,
            row.OrderName,
            row.WebShopId,
            row.ExternalId,
            row.Kind,
            row.Status,
            row.Direction,
            row.Gateway,
            row.ProcessedAt,
            ApiMoney.Of(row.Amount, row.Currency),
            ApiMoney.Of(row.CustomerAmount, row.CustomerCurrency),
            row.EnteredBy,
            row.Note,
            row.SameAs,
            row.ReversedReason
        );
}
