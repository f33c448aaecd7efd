using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Money;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Comptoir.Vat;

/// <summary>What a web shop's orders need said about VAT, in the API.</summary>
static class ShopVatRoutes
{
    public static void MapShopVat(this RouteGroupBuilder api)
    {
        var shops = api.MapGroup("/web-shops/{id:long}/vat").WithTags("Web shops");
        shops
            .MapGet("/", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What a web shop's orders need said about VAT");
        shops
            .MapPut("/", ChangeAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Says what a web shop's orders need said about VAT; recorded in the journal"
            )
            .WithDescription(
                "All of it as a whole: what is left out is empty afterwards. `version` must be the one that was read; when somebody saved in between, the answer is 409 with what is stored now."
            );
    }

    static async Task<Results<Ok<ShopVatBody>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return await ShopVatView.ReadAsync(db, id, cancellationToken) is { } found
            ? TypedResults.Ok(ShopVatBody.Of(found.Vat))
            : Missing.Of("web shop", id);
    }

    static async Task<Results<Ok<ShopVatBody>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        ChangeShopVat change,
        long id,
        ShopVatBody body,
        CancellationToken cancellationToken
    )
    {
        await using (var db = office.Open())
            if (await ShopVatView.ReadAsync(db, id, cancellationToken) is null)
                return Missing.Of("web shop", id);
        var outcome = await change.ChangeAsync(
            office.OfficeId,
            id,
            body.Wishes,
            body.Version,
            office.Name,
            cancellationToken
        );
        var now = ShopVatBody.Of(outcome.Vat);
        return outcome.IsSaved
            ? TypedResults.Ok(now)
            : TypedResults.Problem(
                new ProblemDetails
                {
                    Status = StatusCodes.Status409Conflict,
                    Detail =
                        $"Somebody saved in between; nothing was stored. 'current' holds what is there now. Decide, then send it again with version {now.Version}.",
                    Extensions = { ["current"] = now },
                }
            );
    }
}

/// <summary>What a web shop's orders need said about VAT.</summary>
/// <param name="Version">Raised by each change; a change must name the one it was made on. 0 when nothing was said yet.</param>
/// <param name="ShipsFrom">The country from which it sends; null for the office's own.</param>
/// <param name="Titles">Rates of taxes of which the shop gives only a name.</param>
/// <param name="Taxless">Rates for prices that contain a tax which the shop does not name; the first that fits counts.</param>
[ApiExample(
    """{"version":0,"shipsFrom":"FR","titles":[{"title":"TVA réduite","percent":5.5}],"taxless":[{"country":"FR","productType":"Livres","percent":5.5},{"percent":20}]}"""
)]
public sealed record ShopVatBody(
    [property: JsonRequired] long Version,
    string? ShipsFrom = null,
    IReadOnlyList<NamedRateBody>? Titles = null,
    IReadOnlyList<TaxlessRateBody>? Taxless = null
)
{
    internal static ShopVatBody Of(ShopVat vat) =>
        new(
            vat.Version,
            vat.ShipsFrom,
            [.. vat.Titles.Select(x => new NamedRateBody(x.Title, ToPercent(x.Rate)))],
            [
                .. vat.Taxless.Select(x => new TaxlessRateBody(
                    ToPercent(x.Rate),
                    x.Country,
                    x.ProductType
                )),
            ]
        );

    internal ShopVatWishes Wishes =>
        new(
            ShipsFrom,
            [
                .. (Titles ?? []).Select(x =>
                    x is null ? throw Empty() : new NamedRate(x.Title, OfPercent(x.Percent))
                ),
            ],
            [
                .. (Taxless ?? []).Select(x =>
                    x is null
                        ? throw Empty()
                        : new TaxlessRate(x.Country, x.ProductType, OfPercent(x.Percent))
                ),
            ]
        );

    static RefusedException Empty() =>
        new RefusedException("An entry is empty. Take it out, or fill it in.");

    static decimal ToPercent(int rate) => Millionths.ToUnits(rate * 100L);

    /// <summary>A rate in millionths.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    internal static int OfPercent(decimal percent) =>
        percent is >= 0 and <= 100 && decimal.Round(percent, 4) == percent
            ? Millionths.OfRate(percent / 100)
            : throw new RefusedException(
                "A rate is a number from 0 to 100 with at most four decimals, such as 5.5."
            );
}

/// <summary>The rate of a tax by its name.</summary>
/// <param name="Title">As the shop calls it.</param>
/// <param name="Percent">Such as 5.5.</param>
public sealed record NamedRateBody(string Title, decimal Percent);

/// <summary>The rate of a price that contains a tax which the shop does not name.</summary>
/// <param name="Percent">Such as 5.5.</param>
/// <param name="Country">The destination; left out for every one.</param>
/// <param name="ProductType">The product's type; left out for every one.</param>
public sealed record TaxlessRateBody(
    decimal Percent,
    string? Country = null,
    string? ProductType = null
);
