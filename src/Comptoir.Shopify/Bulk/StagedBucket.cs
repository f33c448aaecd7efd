using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Comptoir.Shopify;

/// <summary>What one bucket holds: objects by id, whole, and the lines that could not be used.</summary>
public sealed record StagedBucket<T>(IReadOnlyList<T> Items, IReadOnlyList<RejectedLine> Rejected);

/// <summary>Reads lines into records and sets aside what cannot be read.</summary>
sealed class LineParser(string rootType)
{
    readonly HashSet<long> withoutRoot = [];

    public List<RejectedLine> Rejected { get; } = [];

    public T? Parse<T>(in BucketLines line, JsonTypeInfo<T> type, long root)
        where T : class
    {
        try
        {
            var record = JsonSerializer.Deserialize(line.Line, type);
            if (record is not null)
                return record;
            Reject("nothing on the line", line, root);
        }
        catch (JsonException broken)
        {
            Reject($"not as the schema says: {broken.Message}", line, root);
        }
        return null;
    }

    /// <summary>A root that could not be read: what belongs to it is not reported line by line.</summary>
    public void RootIsBroken(long root) => withoutRoot.Add(root);

    /// <summary>Reports what belongs to roots that are not there.</summary>
    public void ReportOrphans(IEnumerable<long> parents, Func<long, bool> exists, string what)
    {
        foreach (var parent in parents.Distinct().Where(one => !exists(one)).Order())
            if (withoutRoot.Add(parent))
                Rejected.Add(
                    new RejectedLine(
                        $"the {rootType} its {what} belong to is not in the file",
                        "",
                        Gid.Of(rootType, parent)
                    )
                );
    }

    public void Reject(string reason, in BucketLines line, long root) =>
        Rejected.Add(RejectedLine.Of(reason, line.Line, root > 0 ? Gid.Of(rootType, root) : null));
}

/// <summary>Children by parent. One that comes twice is kept once, as it came last.</summary>
sealed class Children<T>
{
    readonly Dictionary<(long Parent, long Own), T> all = [];
    Dictionary<long, List<T>>? grouped;

    public IEnumerable<long> Parents => all.Keys.Select(key => key.Parent);

    public void Add(long parent, long own, T? child)
    {
        if (child is not null)
            all[(parent, own)] = child;
    }

    /// <summary>The children of one parent, in no sure sequence; the list is the caller's own.</summary>
    public List<T> Of(long parent)
    {
        if (grouped is null)
        {
            grouped = [];
            foreach (var ((above, _), child) in all)
                if (grouped.TryGetValue(above, out var list))
                    list.Add(child);
                else
                    grouped[above] = [child];
        }
        return grouped.GetValueOrDefault(parent) ?? [];
    }
}
