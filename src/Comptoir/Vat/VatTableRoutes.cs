using Comptoir.Api;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Vat;

/// <summary>The tables of VAT in the API.</summary>
static class VatTableRoutes
{
    public static void MapVatTables(this RouteGroupBuilder api)
    {
        var vat = api.MapGroup("/vat").WithTags("VAT");
        vat.MapGet("/rates", RatesAsync)
            .WithSummary("Rates by area and date, with their sources")
            .WithDescription(
                "Those that come with the program and those the office added (`own`). `q` looks in code, name and source; `on` leaves those that hold on a day."
            );
        vat.MapGet("/places", (string? q) => new VatPlacesAnswer(VatTableView.Places(q, "en")))
            .WithSummary("Which addresses lie where for VAT");
        vat.MapGet("/wordings", WordingsAsync)
            .WithSummary("Codes and wordings of cases, by date, with their sources");
        vat.MapGet("/table-changes", ChangesAsync)
            .WithSummary("What the office says otherwise, also what is withdrawn");
        vat.MapPost("/table-changes", AddAsync)
            .RequireAuthorization(Policies.Accounts)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Adds or ends a rate, or replaces a wording, from a day on")
            .WithDescription(
                "`kind` is `rateAdded` or `rateEnded` (with `area` and `percent`) or `wordingReplaced` (with `case`, `english`, `french` and, if there is one, `code`). `source` must say where it stands. It is recorded in the journal; documents that are issued stay as they are."
            );
        vat.MapDelete("/table-changes/{id:long}", WithdrawAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Withdraws what the office said otherwise; it stays visible");
    }

    static async Task<VatRatesAnswer> RatesAsync(
        CurrentOffice office,
        string? q,
        DateOnly? on,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return new(await VatTableView.RatesAsync(db, q, on, "en", cancellationToken));
    }

    static async Task<VatWordingsAnswer> WordingsAsync(
        CurrentOffice office,
        string? q,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return new(await VatTableView.WordingsAsync(db, q, cancellationToken));
    }

    static async Task<VatTableChangesAnswer> ChangesAsync(
        CurrentOffice office,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return new([
            .. (await VatTableView.ChangesAsync(db, cancellationToken)).Select(
                VatTableChangeAnswer.Of
            ),
        ]);
    }

    static async Task<Created<VatTableChangeAnswer>> AddAsync(
        CurrentOffice office,
        ChangeVatTables change,
        VatTableChangeBody body,
        CancellationToken cancellationToken
    )
    {
        var added = await change.AddAsync(
            office.OfficeId,
            body.Entry,
            office.Name,
            cancellationToken
        );
        return TypedResults.Created(
            $"{ApiRegistration.Root}/vat/table-changes",
            VatTableChangeAnswer.Of(added)
        );
    }

    static async Task<Results<Ok<VatTableChangeAnswer>, ProblemHttpResult>> WithdrawAsync(
        CurrentOffice office,
        ChangeVatTables change,
        long id,
        CancellationToken cancellationToken
    ) =>
        await change.WithdrawAsync(office.OfficeId, id, office.Name, cancellationToken) is { } gone
            ? TypedResults.Ok(VatTableChangeAnswer.Of(gone))
            : Missing.Of("entry in the VAT tables", id);
}

/// <summary>Rates.</summary>
public sealed record VatRatesAnswer(IReadOnlyList<VatRateRow> Items);

/// <summary>Places.</summary>
public sealed record VatPlacesAnswer(IReadOnlyList<VatPlaceRow> Items);

/// <summary>Wordings.</summary>
public sealed record VatWordingsAnswer(IReadOnlyList<VatWordingRow> Items);

/// <summary>What the office says otherwise, the newest first.</summary>
public sealed record VatTableChangesAnswer(IReadOnlyList<VatTableChangeAnswer> Items);

/// <summary>What is to be said otherwise than the tables; see the fields of the answer.</summary>
[ApiExample(
    """{"kind":"rateAdded","area":"DE","percent":6,"rateKind":"reduced","from":"2027-01-01","source":"BGBl. 2026 I Nr. 1"}"""
)]
public sealed record VatTableChangeBody(
    VatTableChangeKind Kind,
    DateOnly From,
    string Source,
    string? Area = null,
    decimal? Percent = null,
    VatRateKind? RateKind = null,
    VatCase? Case = null,
    string? Code = null,
    string? English = null,
    string? French = null,
    DateOnly? Until = null
)
{
    internal VatTableEntry Entry =>
        new(Kind, Area, Percent, RateKind, Case, Code, English, French, From, Until, Source);
}

/// <summary>What the office says otherwise: from and until which day, where it stands, who entered it and who withdrew it.</summary>
public sealed record VatTableChangeAnswer(
    long Id,
    VatTableChangeKind Kind,
    string? Area,
    decimal? Percent,
    VatRateKind? RateKind,
    VatCase? Case,
    string? Code,
    string? English,
    string? French,
    DateOnly From,
    DateOnly? Until,
    string Source,
    string By,
    DateTime At,
    string? WithdrawnBy,
    DateTime? WithdrawnAt
)
{
    internal static VatTableChangeAnswer Of(VatTableChange change) =>
        new(
            change.Id,
            change.Kind,
            change.Area,
            change.Rate is { } rate ? Money.Millionths.ToUnits(rate * 100L) : null,
            change.RateKind,
            change.Case,
            change.Code,
            change.English,
            change.French,
            change.From,
            change.Until,
            change.Source,
            change.By,
            change.At,
            change.WithdrawnBy,
            change.WithdrawnAt
        );
}
