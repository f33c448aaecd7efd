using System.Globalization;
using System.Text.Json.Nodes;
using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Catalogue;

/// <summary>Products in the API.</summary>
static class ProductRoutes
{
    public static void MapProducts(this RouteGroupBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Catalogue");
        products
            .MapGet("/", ListAsync)
            .WithSummary("Products, by title or by change")
            .WithDescription(
                "Those that were deleted in their web shop are left out; `deleted=true` brings them too, with the time in `deletedAt`."
            );
        products
            .MapGet("/{id:long}", GetAsync)
            .WithSummary(
                "A product with its variants, their stock by location, and what the office itself keeps of them"
            );
        products
            .MapPost("/", AddAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Makes a product with one variant that no web shop knows")
            .WithDescription(
                "`title`, `status`, `productType`, `vendor`, `sku`, `barcode`, `price` (a money), and the members of `own`."
            );
        products
            .MapPatch("/{id:long}", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Changes the office's fields, and of a product that no web shop knows all of it"
            )
            .WithDescription(
                "What is left out stays, null clears. `own.version` must be the one that was read: `{\"own\":{\"salesAccount\":\"707100\",\"version\":3},\"variants\":[{\"id\":7,\"own\":{\"purchasePrice\":{\"amount\":\"4.20\",\"currency\":\"EUR\"}}}]}`. When somebody saved in between, the answer is 409 with what is stored now."
            );
    }

    static async Task<Listed<ProductItem>> ListAsync(
        CurrentOffice office,
        string? q,
        long? webShop,
        Choice<ProductState>? state,
        bool? deleted,
        DateTimeOffset? updatedSince,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Products.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(q))
            rows = db.Products.Matching(db, q).AsNoTracking();
        if (webShop is not null)
            rows = rows.Where(x => x.WebShopId == webShop);
        if (state?.Value.ToString().ToUpperInvariant() is { } status)
            rows = rows.Where(x => x.Status == status);
        if (deleted != true)
            rows = rows.Where(x => x.DeletedAt == null);
        if (updatedSince is { } since)
        {
            var from = since.UtcDateTime;
            return await new Keyset<Product, DateTime>(
                x => x.UpdatedAt,
                x => x.Id,
                false
            ).ListAsync(
                "products:updated",
                rows.Where(x => x.UpdatedAt >= from),
                limit,
                cursor,
                ProductItem.Of,
                x => (x.UpdatedAt, x.Id),
                cancellationToken
            );
        }
        return await new Keyset<Product, string>(x => x.SortTitle, x => x.Id, false).ListAsync(
            "products:title",
            rows,
            limit,
            cursor,
            ProductItem.Of,
            x => (x.SortTitle, x.Id),
            cancellationToken
        );
    }

    static async Task<Results<Ok<ProductDetail>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return await ProductDetail.ReadAsync(db, id, cancellationToken) is { } product
            ? TypedResults.Ok(product)
            : Missing.Of("product", id);
    }

    static async Task<Results<Created<ProductDetail>, ProblemHttpResult>> AddAsync(
        CurrentOffice office,
        EditProduct edit,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        var (id, faults) = await edit.AddAsync(
            office.OfficeId,
            ProductBody.New(body),
            office.Name,
            cancellationToken
        );
        if (faults.Count > 0)
            return FieldBody.Faulty(faults, ProductBody.Place);
        await using var db = office.Open();
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"{ApiRegistration.Root}/products/{id}"),
            await ProductDetail.ReadAsync(db, id, cancellationToken)
        );
    }

    static async Task<Results<Ok<ProductDetail>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        EditProduct edit,
        long id,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (await ProductDetail.ReadAsync(db, id, cancellationToken) is not { } before)
            return Missing.Of("product", id);
        var outcome = await edit.SaveAsync(
            office.OfficeId,
            id,
            ProductBody.Changes(body, [.. before.Variants.Select(x => x.Id)]),
            ProductBody.Version(body),
            office.Name,
            cancellationToken
        );
        if (outcome.End == EditEnd.Faulty)
            return FieldBody.Faulty(outcome.Faults, ProductBody.Place);
        if (await ProductDetail.ReadAsync(db, id, cancellationToken) is not { } now)
            return Missing.Of("product", id);
        return outcome.End == EditEnd.Outdated
            ? FieldBody.Outdated(outcome.Stored!, now)
            : TypedResults.Ok(now);
    }
}

/// <summary>Shopify's states of a product.</summary>
public enum ProductState
{
    Active,
    Draft,
    Archived,
    Unlisted,
}
