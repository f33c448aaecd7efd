using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>Gathers what changed, each object once, until it is more than wanted.</summary>
sealed class FoundChanges(int most)
{
    readonly HashSet<Gid> known = [];
    readonly List<Gid> ids = [];
    DateTimeOffset? latest;

    public bool IsTooMany => ids.Count > most;

    /// <param name="id">Of the object.</param>
    /// <param name="node">What carries the moment.</param>
    public void Add(JsonElement id, JsonElement node) =>
        Add(Gid.Parse(id.GetString()!), node.GetProperty("updatedAt").GetDateTimeOffset());

    void Add(Gid id, DateTimeOffset moment)
    {
        if (latest is null || moment > latest)
            latest = moment;
        if (known.Add(id))
            ids.Add(id);
    }

    public ChangedObjects Answer(bool hasMore = false) => new(ids, latest, !hasMore && !IsTooMany);

    /// <summary>With what another search found.</summary>
    public ChangedObjects With(ChangedObjects other)
    {
        foreach (var id in other.Ids)
            Add(id, other.Latest!.Value);
        return Answer(hasMore: !other.IsComplete);
    }
}
