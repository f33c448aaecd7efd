using System.Collections.Concurrent;

namespace Comptoir.DemoShop.Server;

/// <summary>How often a shop was asked for what, for tests that promise few requests.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts by kind: <c>graphql</c>, <c>graphql.{top field}</c>, <c>download</c>, <c>token</c>, <c>token.granted</c>, <c>unauthorized</c>, <c>throttled</c>,
    /// <c>fault.{kind}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, long> Counts =>
        new SortedDictionary<string, long>(counts, StringComparer.Ordinal);

    /// <summary>The count of one kind; 0 when it never occurred.</summary>
    public long this[string kind] => counts.GetValueOrDefault(kind);

    /// <summary>Starts from zero.</summary>
    public void Clear() => counts.Clear();

    internal void Add(string kind) => counts.AddOrUpdate(kind, 1, (_, count) => count + 1);
}
