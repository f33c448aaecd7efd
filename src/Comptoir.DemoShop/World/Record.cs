namespace Comptoir.DemoShop.World;

/// <summary>What every stored object of a shop has: its number, its dates and the fields that the search syntax may ask for.</summary>
public abstract class Record
{
    /// <summary>The number in its gid, stable for a seed.</summary>
    public required long Number { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When anything of it last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    internal long LegacyResourceId => Number;

    /// <summary>The value behind a field of the search syntax: a date, number, boolean, text or texts; null when it has none.</summary>
    internal abstract object? Search(string field);

    /// <summary>Whether the search syntax knows the field; Shopify ignores a term on any other.</summary>
    internal abstract bool Knows(string field);

    internal virtual long SortValue(string sortKey) =>
        sortKey switch
        {
            "CREATED_AT" => CreatedAt.UtcTicks,
            "UPDATED_AT" => UpdatedAt.UtcTicks,
            _ => Number,
        };

    internal void Touch(DateTimeOffset at)
    {
        if (at > UpdatedAt)
        {
            UpdatedAt = at;
        }
    }
}
