using Comptoir.Api;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Vat;

/// <summary>Rates of the euro in the API.</summary>
static class ReferenceRateRoutes
{
    const int Most = 50_000;

    public static void MapReferenceRates(this RouteGroupBuilder api)
    {
        var rates = api.MapGroup("/exchange-rates").WithTags("VAT");
        rates
            .MapGet("/", ListAsync)
            .WithSummary(
                "Stored rates of the euro: the last of each currency, or the last hundred of one"
            )
            .WithDescription(
                "`perEuro` is how much of the currency is worth one euro. `on` leaves what was published on that day or before."
            );
        rates
            .MapDelete("/{currency}/{on}", WithdrawAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Withdraws a stored rate; documents that name it keep what they say");
        rates
            .MapPost("/", KeepAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Stores published rates")
            .WithDescription(
                "A rate that is there stays as it is: `others` says how many are there with another value. Doing it again changes nothing."
            );
    }

    static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        CurrentOffice office,
        KeepReferenceRates keep,
        string currency,
        DateOnly on,
        CancellationToken cancellationToken
    ) =>
        await keep.WithdrawAsync(office.OfficeId, currency, on, office.Name, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem(
                "No rate of this currency is stored for this day.",
                statusCode: StatusCodes.Status404NotFound
            );

    static async Task<ReferenceRatesAnswer> ListAsync(
        CurrentOffice office,
        string? currency,
        DateOnly? on,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return new(await ReferenceRateView.ReadAsync(db, currency, on, cancellationToken));
    }

    static Task<KeptRates> KeepAsync(
        CurrentOffice office,
        KeepReferenceRates keep,
        ReferenceRatesBody body,
        CancellationToken cancellationToken
    ) =>
        body.Rates.Count is 0 or > Most
            ? throw new RefusedException("Send 1 to 50,000 rates at once.")
            : keep.KeepAsync(office.OfficeId, body.Rates, cancellationToken);
}

/// <summary>Rates of the euro.</summary>
public sealed record ReferenceRatesAnswer(IReadOnlyList<ExchangeRate> Items);

/// <summary>Published rates to be stored.</summary>
/// <param name="Rates">The rates.</param>
[ApiExample(
    """{"rates":[{"currency":"USD","perEuro":1.0812,"on":"2026-11-25","source":"ECB euro foreign exchange reference rates"}]}"""
)]
public sealed record ReferenceRatesBody(IReadOnlyList<ExchangeRate> Rates);
