using System.Collections.Concurrent;

namespace Comptoir.Shopify;

/// <summary>
/// Keeps the calls to one shop within its allowance: a bucket of points that Shopify refills at a steady rate. What a
/// query will cost is reserved before it is sent, so that calls wait here instead of being refused there. Size and rate
/// depend on the shop's plan and are learned from each answer. Safe for concurrent use; callers are served in turn.
/// </summary>
public sealed class CostLimiter(TimeProvider time) : IDisposable
{
    /// <summary>Assumed for a document not yet seen: a small page.</summary>
    public const double UnknownCost = 100;

    readonly SemaphoreSlim turn = new(1, 1);
    readonly Lock state = new();
    readonly ConcurrentDictionary<string, double> costs = new();

    // Below every plan's real allowance, until the first answer tells.
    double maximum = 1000;
    double perSecond = 50;
    double available = 1000;
    double underway;
    long asOf = time.GetTimestamp();

    /// <summary>Points that may be spent now, as far as is known.</summary>
    public double Available
    {
        get
        {
            lock (state)
            {
                Refill();
                return available;
            }
        }
    }

    /// <summary>Points that come back each second, as far as is known.</summary>
    public double PerSecond
    {
        get
        {
            lock (state)
                return perSecond;
        }
    }

    /// <summary>Waits until the cost of a document fits, and takes it.</summary>
    /// <returns>The points taken, to be given to <see cref="Settle"/> when the call is over.</returns>
    public async Task<double> ReserveAsync(string document, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (state)
                {
                    Refill();
                    // A document that costs more than the whole bucket can only be tried with a full one.
                    var cost = Math.Min(costs.GetValueOrDefault(document, UnknownCost), maximum);
                    if (available >= cost)
                    {
                        available -= cost;
                        underway += cost;
                        return cost;
                    }
                    wait = TimeSpan.FromSeconds(Math.Max((cost - available) / perSecond, 0.001));
                }
                await Task.Delay(wait, time, cancellation);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends a call: gives the reservation back and believes what Shopify said about the allowance.</summary>
    public void Settle(string document, double reserved, QueryCost? cost)
    {
        lock (state)
        {
            Refill();
            underway = Math.Max(0, underway - reserved);
            if (cost is null)
            {
                // Nothing was said, so nothing is known to be spent; a refusal says by itself how long to wait.
                available = Math.Min(maximum, available + reserved);
                return;
            }
            if (cost.Requested > 0 && (costs.Count < 200 || costs.ContainsKey(document)))
                costs[document] = cost.Requested;
            if (cost.MaximumAvailable <= 0 || cost.RestoreRate <= 0)
                return;
            maximum = cost.MaximumAvailable;
            perSecond = cost.RestoreRate;
            // Calls still underway may or may not be in Shopify's figure: count them, which errs towards waiting.
            available = Math.Min(maximum, cost.CurrentlyAvailable - underway);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    void Refill()
    {
        var now = time.GetTimestamp();
        var passed = time.GetElapsedTime(asOf, now).TotalSeconds;
        asOf = now;
        available = Math.Min(maximum, available + (passed * perSecond));
    }
}

/// <summary>What Shopify says a query cost, and what is left (<c>extensions.cost</c>). All in points.</summary>
public sealed record QueryCost(
    double Requested,
    double MaximumAvailable,
    double CurrentlyAvailable,
    double RestoreRate
);
