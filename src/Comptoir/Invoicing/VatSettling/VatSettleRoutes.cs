using System.Globalization;
using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Vat;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Invoicing.VatSettling;

/// <summary>Orders whose VAT is to be settled, in the API.</summary>
static class VatSettleRoutes
{
    const decimal MillionthsOfPercent = 10_000m;

    public static void MapVatSettling(this RouteGroupBuilder api)
    {
        var vat = api.MapGroup("/vat-to-settle").WithTags("VAT");
        vat.MapGet("", ListAsync)
            .WithSummary(
                "Orders whose VAT cannot be explained, the lines and why; `after` goes on"
            );
        vat.MapDelete("/{order:long}", WithdrawAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Takes a settlement back: the shop's own figures count again");
        vat.MapPost("", SettleAsync)
            .RequireAuthorization(Policies.Accounts)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Settles the VAT of orders: who and why are kept, and written into the journal"
            );
    }

    static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        CurrentOffice office,
        SettleVat settle,
        long order,
        CancellationToken cancellationToken
    ) =>
        await settle.WithdrawAsync(office.OfficeId, order, office.Name, cancellationToken)
            ? TypedResults.NoContent()
            : Missing.Of("settlement of VAT for order", order);

    static async Task<VatToSettle> ListAsync(
        CurrentOffice office,
        VatOpen open,
        long? after,
        CancellationToken cancellationToken
    )
    {
        var orders = await open.ReadAsync(office.OfficeId, null, after ?? 0, cancellationToken);
        return new VatToSettle([.. orders.Select(VatToSettleOrder.Of)]);
    }

    static async Task<VatSettledAnswer> SettleAsync(
        CurrentOffice office,
        SettleVat settle,
        VatSettleBody request,
        CancellationToken cancellationToken
    ) =>
        new(
            await settle.SettleAsync(
                office.OfficeId,
                request.Orders,
                new VatSettlement(
                    Millionths(request.Rate),
                    request.Case,
                    request.Code,
                    request.Wording,
                    request.Reason,
                    Millionths(request.Of)
                ),
                office.Name,
                cancellationToken
            )
        );

    /// <summary>A rate in percent as people write it, in millionths; null for none.</summary>
    /// <exception cref="RefusedException">It is no rate.</exception>
    public static int? Millionths(decimal? percent) =>
        percent is not { } given ? null
        : given is < 0 or > 100
        || decimal.Truncate(given * MillionthsOfPercent) != given * MillionthsOfPercent
            ? throw new RefusedException("A rate lies between 0 and 100 %.")
        : decimal.ToInt32(given * MillionthsOfPercent);

    /// <summary>The same, of a text with a point or a comma.</summary>
    /// <exception cref="RefusedException">It is no rate.</exception>
    public static int? Millionths(string? percent) =>
        string.IsNullOrWhiteSpace(percent) ? null
        : decimal.TryParse(
            percent.Trim().TrimEnd('%').Trim().Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var given
        )
            ? Millionths(given)
        : throw new RefusedException("A rate lies between 0 and 100 %.");

    internal static decimal? Percent(int? millionths) => millionths / MillionthsOfPercent;
}

/// <summary>Orders whose VAT is to be settled.</summary>
/// <param name="Items">The oldest, at most 100.</param>
public sealed record VatToSettle(IReadOnlyList<VatToSettleOrder> Items);

/// <summary>An order whose VAT is to be settled.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Buyer">Who buys.</param>
/// <param name="Country">Where it goes, two letters; null when no address says it.</param>
/// <param name="Gross">What its drafts come to with tax.</param>
/// <param name="Findings">The lines that cannot be explained.</param>
public sealed record VatToSettleOrder(
    long Order,
    string Name,
    string Buyer,
    string? Country,
    ApiMoney Gross,
    IReadOnlyList<VatToSettleLine> Findings
)
{
    internal static VatToSettleOrder Of(VatOpenOrder row) =>
        new(
            row.OrderId,
            row.Name,
            row.Buyer,
            row.Country,
            ApiMoney.Of(row.Gross, row.Currency),
            [
                .. row.Findings.Select(finding => new VatToSettleLine(
                    finding.Title,
                    VatSettleRoutes.Percent(finding.Rate),
                    finding.Doubt,
                    VatDoubtWords.Of(finding.Doubt)
                )),
            ]
        );
}

/// <summary>A line whose VAT cannot be explained.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Rate">The shop's rate in percent; null when it names none.</param>
/// <param name="Why">Why.</param>
/// <param name="Advice">The same in words, with what to do.</param>
public sealed record VatToSettleLine(string Title, decimal? Rate, VatDoubt Why, string Advice);

/// <summary>How the VAT of orders is settled.</summary>
/// <param name="Orders">Their numbers, at most 500.</param>
/// <param name="Reason">Why; it is kept for good.</param>
/// <param name="Rate">The rate in percent that the amounts contain: the amount with tax stays. Null to keep the shop's tax.</param>
/// <param name="Case">The case; null for what the rate makes of it.</param>
/// <param name="Code">For exempt lines: the code of the exemption.</param>
/// <param name="Wording">For exempt lines: the text that the law asks for.</param>
/// <param name="Of">Only lines that the shop charged with this rate, in percent; null for all that are not clear.</param>
[ApiExample(
    """{ "orders": [1204], "rate": 20, "reason": "The shop forgot to tax this product." }"""
)]
public sealed record VatSettleBody(
    [property: JsonRequired] IReadOnlyList<long> Orders,
    [property: JsonRequired] string Reason,
    decimal? Rate = null,
    VatCase? Case = null,
    string? Code = null,
    string? Wording = null,
    decimal? Of = null
);

/// <summary>What became of each order.</summary>
/// <param name="Items">Each with why nothing was done, or null.</param>
public sealed record VatSettledAnswer(IReadOnlyList<VatSettled> Items);
