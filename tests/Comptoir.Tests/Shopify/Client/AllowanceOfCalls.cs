using Comptoir.Shopify;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>Calls wait here instead of being refused there.</summary>
public sealed class AllowanceOfCalls
{
    readonly FakeTimeProvider clock = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_waits_until_its_cost_is_restored()
    {
        using var limiter = new CostLimiter(clock);
        await Learn(limiter, "big", requested: 600, left: 100);
        var waiting = limiter.ReserveAsync("big", Stop);
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(600, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.InRange(limiter.Available, 0, 11);
    }

    [Fact]
    public async Task Concurrent_queries_never_spend_more_than_there_is()
    {
        using var limiter = new CostLimiter(clock);
        await Learn(limiter, "page", requested: 300, left: 1000);
        var all = Enumerable.Range(0, 10).Select(_ => limiter.ReserveAsync("page", Stop)).ToArray();
        Assert.Equal(3, all.Count(one => one.IsCompleted));
        Assert.InRange(limiter.Available, 0, 1000);
        for (var second = 0; second < 40 && !all.All(one => one.IsCompleted); second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.InRange(limiter.Available, -0.001, 2000);
            // Lets whoever was woken go on before time does.
            await Task.WhenAny(Task.WhenAll(all), Task.Run(() => { }, Stop));
        }
        clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task Calls_underway_are_counted_against_what_an_answer_says()
    {
        using var limiter = new CostLimiter(clock);
        await Learn(limiter, "page", requested: 300, left: 2000);
        var one = await limiter.ReserveAsync("page", Stop);
        await limiter.ReserveAsync("page", Stop);
        limiter.Settle("page", one, new QueryCost(300, 2000, 1500, 100));
        Assert.Equal(1200, limiter.Available);
    }

    [Fact]
    public async Task A_query_above_the_whole_allowance_is_tried_with_a_full_one()
    {
        using var limiter = new CostLimiter(clock);
        await Learn(limiter, "huge", requested: 5000, left: 1900);
        var waiting = limiter.ReserveAsync("huge", Stop);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(2000, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var limiter = new CostLimiter(clock);
        await Learn(limiter, "big", requested: 1000, left: 0);
        using var stop = new CancellationTokenSource();
        var waiting = limiter.ReserveAsync("big", stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(100, await limiter.ReserveAsync("other", Stop));
    }

    static async Task Learn(CostLimiter limiter, string document, double requested, double left) =>
        limiter.Settle(
            document,
            await limiter.ReserveAsync(document, Stop),
            new QueryCost(requested, 2000, left, 100)
        );
}
