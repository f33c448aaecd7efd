using System.Buffers.Text;
using System.Linq.Expressions;
using System.Text;
using Comptoir.Web;

namespace Comptoir.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">What was asked for.</param>
/// <param name="Next">The <c>cursor</c> of the part that follows; null at the end.</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The lists of the API: parts of at most 500, each naming the next.</summary>
public static class Paging
{
    const int Usual = 100;
    const int Most = 500;

    /// <summary>Reads one part along an index.</summary>
    /// <param name="order">The order of the list.</param>
    /// <param name="list">The list's name and order: a cursor of another list is refused.</param>
    /// <param name="rows">The filtered rows.</param>
    /// <param name="limit">How many, as asked for; null for 100.</param>
    /// <param name="cursor">Where to go on, as answered before; null at the beginning.</param>
    /// <param name="view">The item made of a row.</param>
    /// <param name="placeOf">Key and number of an item.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BadHttpRequestException">The limit or the cursor will not do.</exception>
    public static async Task<Listed<TView>> ListAsync<TRow, TKey, TView>(
        this Keyset<TRow, TKey> order,
        string list,
        IQueryable<TRow> rows,
        int? limit,
        string? cursor,
        Expression<Func<TRow, TView>> view,
        Func<TView, (TKey Key, long Id)> placeOf,
        CancellationToken cancellationToken
    )
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(order);
        if (limit is < 1 or > Most)
            throw new BadHttpRequestException($"'limit' must be from 1 to {Most}, not {limit}.");
        var page = await order.ReadAsync(
            rows,
            new PagePlace(Place(order, list, cursor), null),
            limit ?? Usual,
            view,
            placeOf,
            cancellationToken
        );
        return new(page.Rows, page.Next is null ? null : Cursor(list, page.Next));
    }

    static string Cursor(string list, string place) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list} {place}"));

    static string? Place<TRow, TKey>(Keyset<TRow, TKey> order, string list, string? cursor)
        where TRow : class
    {
        if (cursor is null)
            return null;
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ', 2);
            if (parts.Length == 2 && parts[0] == list && order.IsPlace(parts[1]))
                return parts[1];
        }
        catch (FormatException)
        {
            // Refused below like any other.
        }
        throw new BadHttpRequestException(
            "'cursor' is not one that this list answered. Begin again without it, and keep the other parameters as they are."
        );
    }
}
