using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Offices;
using Comptoir.Users;

namespace Comptoir.Invoicing.Series;

/// <summary>How documents are numbered, in the API.</summary>
static class SeriesRoutes
{
    public static void MapNumberSeries(this RouteGroupBuilder api)
    {
        var series = api.MapGroup("/number-series").WithTags("Company");
        series
            .MapGet("/", ListAsync)
            .WithSummary("How documents are numbered, by kind and web shop")
            .WithDescription(
                "Series of all kinds, also those that are made with the first document. `next` is the number that a document of today would get, `issued` how many numbers were given out (this year, where the pattern has the year)."
            );
        series
            .MapPut("/", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says how documents of a kind are numbered")
            .WithDescription(
                "Without `webShop` for all web shops that have no series of their own. The counter runs on. A pattern holds `{number}` or `{number:5}` once, may hold `{year}`, `{year:2}` and `{month}`, and beside them letters, digits and `- + _ /`. One that could come to a number that exists, or that another series makes, is refused."
            );
    }

    static async Task<SeriesAnswer> ListAsync(
        CurrentOffice office,
        OfficeToday today,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return new(
            await SeriesList.ReadAsync(
                db,
                await today.OfAsync(office.OfficeId, cancellationToken),
                cancellationToken
            )
        );
    }

    static async Task<SeriesAnswer> ChangeAsync(
        CurrentOffice office,
        ChangeSeries change,
        OfficeToday today,
        SeriesBody body,
        CancellationToken cancellationToken
    )
    {
        await change.ChangeAsync(
            office.OfficeId,
            body.Kind,
            body.WebShop ?? DefaultSeries.AllShops,
            body.Pattern,
            office.Name,
            cancellationToken
        );
        return await ListAsync(office, today, cancellationToken);
    }
}

/// <summary>All series of the office.</summary>
/// <param name="Items">By kind, the one for all web shops first.</param>
public sealed record SeriesAnswer(IReadOnlyList<SeriesItem> Items);

/// <summary>How documents of a kind are to be numbered.</summary>
/// <param name="Kind">Which documents.</param>
/// <param name="Pattern">How numbers are written.</param>
/// <param name="WebShop">The <c>id</c> of the web shop; left out for all without a series of their own.</param>
[ApiExample("""{"kind":"invoice","pattern":"F{year}-{number:5}"}""")]
public sealed record SeriesBody(
    [property: JsonRequired] DocumentKind Kind,
    [property: JsonRequired] string Pattern,
    long? WebShop = null
);
