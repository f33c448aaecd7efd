using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Catalogue;

/// <summary>What the list of products shows of one.</summary>
public sealed record ProductRow(
    long Id,
    string Title,
    string Status,
    string? Vendor,
    string? ProductType,
    long? WebShopId,
    string SortTitle,
    DateTime UpdatedAt,
    bool IsDeleted,
    int Variants,
    long? LowestPrice,
    long? HighestPrice,
    string? Currency
);

/// <summary>Reads the list of products, page by page, along an index.</summary>
static class ProductList
{
    public const int PageSize = 50;

    /// <summary>
    /// The products of the list: <c>title</c> or <c>updated</c>, with a minus before it when it descends; those that were
    /// deleted in their shop only when asked for.
    /// </summary>
    public static Task<Page<ProductRow>> ReadAsync(
        ComptoirDb db,
        string? text,
        string? status,
        long? webShopId,
        bool deleted,
        string order,
        PagePlace place,
        CancellationToken cancellationToken
    )
    {
        var rows = db.Products.Matching(db, text);
        if (!string.IsNullOrEmpty(status))
            rows = rows.Where(row => row.Status == status);
        if (webShopId is { } shop)
            rows = rows.Where(row => row.WebShopId == shop);
        if (!deleted)
            rows = rows.Where(row => row.DeletedAt == null);
        var down = order.StartsWith('-');
        return order.EndsWith("updated", StringComparison.Ordinal)
            ? new Keyset<Product, DateTime>(row => row.UpdatedAt, row => row.Id, down).ReadAsync(
                rows,
                place,
                PageSize,
                View,
                row => (row.UpdatedAt, row.Id),
                cancellationToken
            )
            : new Keyset<Product, string>(row => row.SortTitle, row => row.Id, down).ReadAsync(
                rows,
                place,
                PageSize,
                View,
                row => (row.SortTitle, row.Id),
                cancellationToken
            );
    }

    /// <summary>The first of some rows, by name.</summary>
    public static async Task<IReadOnlyList<ProductRow>> FirstAsync(
        IQueryable<Product> rows,
        int count,
        CancellationToken cancellationToken
    ) =>
        await rows.OrderBy(row => row.SortTitle)
            .ThenBy(row => row.Id)
            .Take(count)
            .Select(View)
            .ToListAsync(cancellationToken);

    static readonly Expression<Func<Product, ProductRow>> View = row => new ProductRow(
        row.Id,
        row.Title,
        row.Status,
        row.Vendor,
        row.ProductType,
        row.WebShopId,
        row.SortTitle,
        row.UpdatedAt,
        row.DeletedAt != null,
        row.Variants.Count,
        row.Variants.Min(variant => (long?)variant.Price),
        row.Variants.Max(variant => (long?)variant.Price),
        row.Variants.Select(variant => variant.Currency).FirstOrDefault()
    );
}
