using System.Collections.Concurrent;

namespace Comptoir.WebShops.Webhooks;

/// <summary>When messages of web shops last arrived, until it is written down: not with each of hundreds a second.</summary>
sealed class WebhooksHeard
{
    readonly ConcurrentDictionary<(long Office, long Shop), Heard> latest = new();

    /// <summary>A message has arrived.</summary>
    public void Note(long officeId, long webShopId, DateTimeOffset at, TimeSpan delay) =>
        latest.AddOrUpdate(
            (officeId, webShopId),
            _ => new(at, delay, null),
            (_, known) => known with { At = at, Delay = delay }
        );

    /// <summary>One has arrived in a shop's name that is not the shop's.</summary>
    public void NoteRefused(long officeId, long webShopId, DateTimeOffset at) =>
        latest.AddOrUpdate(
            (officeId, webShopId),
            _ => new(null, default, at),
            (_, known) => known with { RefusedAt = at }
        );

    /// <summary>What is to be written down; it is forgotten here.</summary>
    public IReadOnlyList<((long Office, long Shop) Key, Heard Heard)> Take()
    {
        var taken = new List<((long, long), Heard)>();
        foreach (var key in latest.Keys)
            if (latest.TryRemove(key, out var heard))
                taken.Add((key, heard));
        return taken;
    }

    /// <summary>What was heard of a web shop.</summary>
    /// <param name="At">When a message last arrived.</param>
    /// <param name="Delay">How long after what it tells of.</param>
    /// <param name="RefusedAt">When one was last refused.</param>
    internal sealed record Heard(DateTimeOffset? At, TimeSpan Delay, DateTimeOffset? RefusedAt);
}
