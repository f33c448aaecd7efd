using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Journal;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;

namespace Comptoir.Invoicing.Closings;

/// <summary>Closings in the API.</summary>
static class ClosingRoutes
{
    public static void MapClosings(this RouteGroupBuilder api)
    {
        var closings = api.MapGroup("/closings").WithTags("Accounting");
        closings
            .MapGet("/", ListAsync)
            .WithSummary("Closed days, months and years, the newest first")
            .WithDescription(
                "`totals` is what was issued in the period, `perpetual` what was issued since the beginning, both by currency with credit notes taken off. Days are closed by themselves when they are over."
            );
        closings
            .MapPost("/", CloseAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Closes all that is open up to a day that is over")
            .WithDescription(
                "Asking again changes nothing, and needs no `Idempotency-Key`. `closed` says how many periods were closed by this request."
            );
    }

    static async Task<Listed<ClosingItem>> ListAsync(
        CurrentOffice office,
        Choice<ClosingPeriod>? period,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var part = await ClosingList.Order.ListAsync(
            "closings",
            ClosingList.Rows(db, period?.Value),
            limit,
            cursor,
            static closing => closing,
            static closing => (closing.JournalLength, closing.JournalLength),
            cancellationToken
        );
        return new([.. part.Items.Select(ClosingItem.Of)], part.Next);
    }

    static async Task<ClosedAnswer> CloseAsync(
        CurrentOffice office,
        ClosePeriods close,
        CloseBody body,
        CancellationToken cancellationToken
    ) => new(await close.CloseAsync(office.OfficeId, body.Until, office.Name, cancellationToken));
}

/// <summary>A closed period.</summary>
/// <param name="Period">Day, month or year.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Totals">What was issued in it, by currency.</param>
/// <param name="Perpetual">What was issued since the beginning, by currency.</param>
/// <param name="JournalNumber">The journal's record of it.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="ClosedBy">Who closed it; null for by itself.</param>
public sealed record ClosingItem(
    ClosingPeriod Period,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<ClosingItemTotal> Totals,
    IReadOnlyList<ClosingItemTotal> Perpetual,
    long JournalNumber,
    DateTime ClosedAt,
    string? ClosedBy
)
{
    internal static ClosingItem Of(Closing closing) =>
        new(
            closing.Period,
            closing.From,
            closing.Until,
            [.. closing.Totals.Select(ClosingItemTotal.Of)],
            [.. closing.Perpetual.Select(ClosingItemTotal.Of)],
            closing.JournalLength,
            closing.ClosedAt,
            closing.ClosedBy
        );
}

/// <summary>What was issued in a currency.</summary>
/// <param name="Documents">How many documents.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Tax">The tax in it.</param>
public sealed record ClosingItemTotal(long Documents, ApiMoney Gross, ApiMoney Tax)
{
    internal static ClosingItemTotal Of(ClosingTotal total) =>
        new(
            total.Documents,
            ApiMoney.Of(total.Gross, total.Currency),
            ApiMoney.Of(total.Tax, total.Currency)
        );
}

/// <summary>Up to when to close.</summary>
/// <param name="Until">The last day to close; it must be over.</param>
[ApiExample("""{"until":"2026-10-31"}""")]
public sealed record CloseBody([property: JsonRequired] DateOnly Until);

/// <summary>What was closed.</summary>
/// <param name="Closed">How many periods; 0 when all were closed already.</param>
public sealed record ClosedAnswer(int Closed);

/// <summary>Closings as lists show them: the newest first.</summary>
static class ClosingList
{
    /// <summary>The journal's length grows with each closing.</summary>
    public static readonly Keyset<Closing, long> Order = new(
        closing => closing.JournalLength,
        closing => closing.JournalLength,
        true
    );

    /// <summary>Those of a kind, or all.</summary>
    public static IQueryable<Closing> Rows(ComptoirDb db, ClosingPeriod? period) =>
        period is { } only ? db.Closings.Where(closing => closing.Period == only) : db.Closings;
}
