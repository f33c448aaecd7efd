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
        products.MapGet("/", ListAsync).WithSummary("Products, by title or by change");
        products
            .MapGet("/{id:long}", GetAsync)
            .WithSummary("A product with its variants and their stock by location");
    }

    static async Task<Listed<ProductItem>> ListAsync(
        CurrentOffice office,
        string? q,
        long? webShop,
        ProductState? state,
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
        if (state?.ToString().ToUpperInvariant() is { } status)
            rows = rows.Where(x => x.Status == status);
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
        var product = await db
            .Products.AsNoTracking()
            .Include(x => x.Variants)
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (product is null)
            return Missing.Of("product", id);
        var variants = product.Variants.Select(x => x.Id).ToList();
        var stock = await (
            from level in db.StockLevels
            join location in db.Locations on level.LocationId equals location.Id
            where variants.Contains(level.VariantId)
            orderby location.Name, location.Id
            select new ProductStock(
                level.VariantId,
                location.Id,
                location.Name,
                level.Available,
                level.OnHand,
                level.Committed,
                level.Incoming
            )
        ).ToListAsync(cancellationToken);
        return TypedResults.Ok(ProductDetail.Of(product, stock.ToLookup(x => x.VariantId)));
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
