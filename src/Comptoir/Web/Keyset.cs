using System.Buffers.Text;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Web;

/// <summary>
/// Pages of a list by the key of their first or last row instead of a number of rows to skip: the hundredth page costs
/// what the first costs, and nothing is counted. The key and the row's number must be an index.
/// </summary>
/// <typeparam name="TRow">The row of the table.</typeparam>
/// <typeparam name="TKey">The type of the column that is sorted.</typeparam>
/// <param name="Key">The column that is sorted.</param>
/// <param name="Id">The row's number, which tells rows with the same key apart.</param>
/// <param name="Descending">The highest first.</param>
public sealed record Keyset<TRow, TKey>(
    Expression<Func<TRow, TKey>> Key,
    Expression<Func<TRow, long>> Id,
    bool Descending
)
    where TRow : class
{
    /// <summary>Reads one page as view records.</summary>
    /// <param name="rows">The filtered rows.</param>
    /// <param name="place">Where the page begins or ends; from the address.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="view">The record shown for a row.</param>
    /// <param name="placeOf">Key and number of a record.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Page<TView>> ReadAsync<TView>(
        IQueryable<TRow> rows,
        PagePlace place,
        int size,
        Expression<Func<TRow, TView>> view,
        Func<TView, (TKey Key, long Id)> placeOf,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(place);
        var backwards = place.Before is not null;
        var down = Descending != backwards;
        if (Read(place.Before ?? place.After) is { } from)
            rows = rows.Where(Beyond(from.Key, from.Id, down));
        var ordered = down
            ? rows.OrderByDescending(Key).ThenByDescending(Id)
            : rows.OrderBy(Key).ThenBy(Id);
        // One more than is shown tells whether there is another page.
        var found = await ordered.Take(size + 1).Select(view).ToListAsync(cancellationToken);
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        if (backwards)
            found.Reverse();
        var hasPrevious = backwards ? more : place.After is not null;
        var hasNext = backwards || more;
        return new Page<TView>(
            found,
            hasPrevious && found.Count > 0 ? Write(placeOf(found[0])) : null,
            hasNext && found.Count > 0 ? Write(placeOf(found[^1])) : null
        );
    }

    /// <summary>Whether a text is a place in this order; an address typed by hand may hold anything.</summary>
    public bool IsPlace(string text) => Read(text) is not null;

    /// <summary>The place of a row, for lists that look at more rows than they show.</summary>
    public string PlaceOf(TKey key, long id) => Write((key, id));

    // key <= k and (key < k or id < i): the first term lets the index be entered at the place.
    Expression<Func<TRow, bool>> Beyond(TKey key, long id, bool down)
    {
        var row = Key.Parameters[0];
        var idOfRow = new Swap(Id.Parameters[0], row).Visit(Id.Body);
        // Values are captured, not written into the query, so that the database keeps one plan.
        var place = new Place(key, id);
        var keyValue = Expression.Property(Expression.Constant(place), nameof(Place.Key));
        var idValue = Expression.Property(Expression.Constant(place), nameof(Place.Id));
        var condition = Expression.AndAlso(
            Compare(Key.Body, keyValue, down, orEqual: true),
            Expression.OrElse(
                Compare(Key.Body, keyValue, down, orEqual: false),
                Compare(idOfRow, idValue, down, orEqual: false)
            )
        );
        return Expression.Lambda<Func<TRow, bool>>(condition, row);
    }

    static BinaryExpression Compare(Expression left, Expression right, bool down, bool orEqual)
    {
        if (left.Type == typeof(string))
        {
            var compare = typeof(string).GetMethod(
                nameof(string.Compare),
                [typeof(string), typeof(string)]
            )!;
            left = Expression.Call(compare, left, right);
            right = Expression.Constant(0);
        }
        return (down, orEqual) switch
        {
            (true, true) => Expression.LessThanOrEqual(left, right),
            (true, false) => Expression.LessThan(left, right),
            (false, true) => Expression.GreaterThanOrEqual(left, right),
            (false, false) => Expression.GreaterThan(left, right),
        };
    }

    static string Write((TKey Key, long Id) place)
    {
        var key = JsonSerializer.Serialize(place.Key);
        var text = string.Create(CultureInfo.InvariantCulture, $"{place.Id} {key}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    // An address that somebody changed by hand shows the first page rather than an error.
    static (TKey Key, long Id)? Read(string? text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 2);
            return parts.Length == 2
                ? (
                    JsonSerializer.Deserialize<TKey>(parts[1])!,
                    long.Parse(parts[0], CultureInfo.InvariantCulture)
                )
                : null;
        }
        catch (Exception error)
            when (error is FormatException or JsonException or OverflowException)
        {
            return null;
        }
    }

    sealed record Place(TKey Key, long Id);

    sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            node == from ? to : base.VisitParameter(node);
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Rows">What is shown.</param>
/// <param name="Previous">The place before, for <c>before=</c>; null on the first page.</param>
/// <param name="Next">The place after, for <c>after=</c>; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Previous, string? Next);

/// <summary>Where a page is, from the address.</summary>
/// <param name="After">The page after this place.</param>
/// <param name="Before">The page before this place.</param>
public sealed record PagePlace(string? After, string? Before);
