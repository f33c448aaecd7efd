using Comptoir.Api;
using Comptoir.Invoicing;
using Comptoir.Users;

namespace Comptoir.Accounting;

/// <summary>The reconciliation in the API.</summary>
static class ReconciliationRoutes
{
    const int UsualDays = 31;

    public static void MapReconciliation(this RouteGroupBuilder api) =>
        api.MapGet("/reconciliation", ListAsync)
            .WithTags("Accounting")
            .WithSummary(
                "What the shops sold, by day, and what covers it: every difference explained"
            )
            .WithDescription(
                "`from` and `to` are days of the shop, both included, 366 at most; the last 31 days without them. `ledger + officeEntries = documents + explained`, and `unexplained` is 0 unless something is broken."
            );

    static async Task<ReconciliationAnswer> ListAsync(
        CurrentOffice office,
        TimeProvider clock,
        long? webShop,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellationToken
    )
    {
        var last = to ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = from ?? last.AddDays(1 - UsualDays);
        if (first > last || last.DayNumber - first.DayNumber >= ReconciliationView.MostDays)
            throw new BadHttpRequestException(
                "'from' must not be after 'to', and the period of 366 days at most."
            );
        await using var db = office.Open();
        var days = await ReconciliationView.ReadAsync(db, webShop, first, last, cancellationToken);
        return new(first, last, [.. days.Select(ReconciliationItem.Of)]);
    }
}

/// <summary>The days of a period on which something happened, the newest first.</summary>
public sealed record ReconciliationAnswer(
    DateOnly From,
    DateOnly To,
    IReadOnlyList<ReconciliationItem> Items
);

/// <summary>A day of a shop. Amounts are with tax, in the shop's currency.</summary>
/// <param name="WebShop">The web shop.</param>
/// <param name="Day">The day, in the shop's time zone.</param>
/// <param name="Orders">Orders placed that day.</param>
/// <param name="ShopTotal">Shopify's current totals of the orders placed that day.</param>
/// <param name="RefundDiscrepancy">What was refunded of them beyond or below the lines.</param>
/// <param name="NotAddingUp">What the shop's figures and its ledger differ by.</param>
/// <param name="OtherDays">Entered that day for orders of other days, less the contrary.</param>
/// <param name="Ledger">The entries of the shop's ledger of that day.</param>
/// <param name="OfficeEntries">The office's own entries.</param>
/// <param name="Documents">Covered by issued documents.</param>
/// <param name="Explained">Covered by none, for a known reason: the sum of what follows.</param>
/// <param name="Drafts">Covered by drafts.</param>
/// <param name="CancelledOut">Cancels out without a document.</param>
/// <param name="Elsewhere">Covered by another program's documents.</param>
/// <param name="NotDue">Not due yet.</param>
/// <param name="LeftOut">Left out, by the rule.</param>
/// <param name="Waiting">Due and waiting, by the reason.</param>
/// <param name="Unexplained">0, or something is broken.</param>
/// <param name="Payments">Money received less money given back that day (of UTC).</param>
public sealed record ReconciliationItem(
    long? WebShop,
    DateOnly Day,
    int Orders,
    ApiMoney ShopTotal,
    ApiMoney RefundDiscrepancy,
    ApiMoney NotAddingUp,
    ApiMoney OtherDays,
    ApiMoney Ledger,
    ApiMoney OfficeEntries,
    ApiMoney Documents,
    ApiMoney Explained,
    ApiMoney Drafts,
    ApiMoney CancelledOut,
    ApiMoney Elsewhere,
    ApiMoney NotDue,
    IReadOnlyList<LeftOutItem> LeftOut,
    IReadOnlyList<WaitingItem> Waiting,
    ApiMoney Unexplained,
    ApiMoney Payments
)
{
    internal static ReconciliationItem Of(ReconciliationDay day)
    {
        return new(
            day.WebShopId,
            day.Day,
            day.Orders,
            Money(day.ShopTotal),
            Money(day.RefundDiscrepancy),
            Money(day.NotAddingUp),
            Money(day.OtherDays),
            Money(day.Ledger),
            Money(day.OfficeEntries),
            Money(day.Documents),
            Money(day.Explained),
            Money(day.Drafts),
            Money(day.CancelledOut),
            Money(day.Elsewhere),
            Money(day.NotDue),
            [.. day.LeftOut.Select(x => new LeftOutItem(x.Key, Money(x.Value)))],
            [.. day.Waiting.Select(x => new WaitingItem(x.Key, Money(x.Value)))],
            Money(day.Unexplained),
            Money(day.Payments)
        );

        ApiMoney Money(long minor) => ApiMoney.Of(minor, day.Currency);
    }
}

/// <summary>What a rule leaves out.</summary>
public sealed record LeftOutItem(LeftOutRule Rule, ApiMoney Amount);

/// <summary>What waits.</summary>
public sealed record WaitingItem(WaitReason Reason, ApiMoney Amount);
