using System.Collections.Concurrent;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Dashboard;

/// <summary>What a web shop sold on a day, returns taken off, in its currency.</summary>
public sealed record DaySales(
    long? WebShopId,
    DateOnly Day,
    string Currency,
    int Orders,
    long Amount
);

/// <summary>
/// Sums of the last days. They are remembered for a few seconds: the home page is opened often, and summing the orders of
/// a large shop costs more than a page may.
/// </summary>
public sealed class SalesByDay(Database database, TimeProvider clock)
{
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(20);
    readonly ConcurrentDictionary<(long Office, DateOnly From), Sums> known = new();

    /// <summary>The sums since a day; test orders and deleted ones are left out.</summary>
    public async Task<IReadOnlyList<DaySales>> ReadAsync(
        long officeId,
        DateOnly from,
        CancellationToken cancellationToken
    )
    {
        if (
            known.TryGetValue((officeId, from), out var sums)
            && clock.GetElapsedTime(sums.At) < Remembered
        )
            return sums.Days;
        await using var db = database.Open(officeId);
        var days = await db
            .Orders.Where(order =>
                order.PlacedOn >= from && !order.IsTest && order.DeletedAt == null
            )
            .GroupBy(order => new
            {
                order.WebShopId,
                order.PlacedOn,
                order.Currency,
            })
            .Select(group => new DaySales(
                group.Key.WebShopId,
                group.Key.PlacedOn,
                group.Key.Currency,
                group.Count(),
                group.Sum(order => order.CurrentTotal)
            ))
            .ToListAsync(cancellationToken);
        foreach (var (key, old) in known)
            if (clock.GetElapsedTime(old.At) >= Remembered)
                known.TryRemove(key, out _);
        // Nothing is quickly summed, and not what somebody should see who has just synchronized for the first time.
        if (days.Count > 0)
            known[(officeId, from)] = new Sums(days, clock.GetTimestamp());
        return days;
    }

    sealed record Sums(IReadOnlyList<DaySales> Days, long At);
}
