using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Xunit;

namespace Comptoir.Tests.Shopify.Bulk;

/// <summary>An operation is started once, found again after a crash, waited for, and started anew when Shopify gives it up.</summary>
public sealed class LifeOfAnOperation
{
    static readonly string Text = Customers.Bulk.Text();
    readonly BulkStandIn shopify = new();
    readonly ImpatientClock clock = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    BulkOperations Bulk => shopify.Handler.Open(clock).Bulk;

    [Fact]
    public async Task It_is_started_and_waited_for()
    {
        shopify.LooksNeeded = 5;
        var seen = new List<string>();
        Gid? kept = null;
        var done = await Bulk.RunAsync(
            Text,
            null,
            started =>
            {
                kept = started.Id;
                return Task.CompletedTask;
            },
            new Watcher<BulkOperation>(look => seen.Add(look.Status)),
            Stop
        );
        Assert.Equal((done.Id, true), (kept!.Value, done.IsCompleted));
        Assert.Equal(["RUNNING", "RUNNING", "RUNNING", "RUNNING", "COMPLETED"], seen);
        Assert.True(
            clock.Waits.Zip(clock.Waits.Skip(1)).All(pair => pair.Second >= pair.First),
            "Looks become rarer."
        );
    }

    [Fact]
    public async Task One_that_runs_with_the_same_text_is_taken_over()
    {
        shopify.Add(Orders.Bulk.Text());
        var earlier = shopify.Add(Text);
        var taken = await Bulk.StartOrAdoptAsync(Text, Stop);
        Assert.Equal(earlier.Number, taken.Id.Number);
        Assert.Equal(0, shopify.Started);
    }

    [Fact]
    public async Task One_known_from_before_is_taken_up_by_its_id()
    {
        var earlier = shopify.Add(Text);
        var done = await Bulk.RunAsync(
            Text,
            Gid.Of("BulkOperation", earlier.Number),
            null,
            null,
            Stop
        );
        Assert.Equal(earlier.Number, done.Id.Number);
        Assert.Equal(0, shopify.Started);
    }

    [Fact]
    public async Task One_that_Shopify_has_forgotten_is_started_again()
    {
        var done = await Bulk.RunAsync(Text, Gid.Of("BulkOperation", 7), null, null, Stop);
        Assert.True(done.IsCompleted);
        Assert.Equal(1, shopify.Started);
    }

    [Fact]
    public async Task A_lost_answer_does_not_start_a_second_one()
    {
        shopify.LoseAnswer = ordinal => ordinal == 1;
        var started = await Bulk.StartOrAdoptAsync(Text, Stop);
        Assert.Equal(1, shopify.Started);
        Assert.Equal(shopify.Operations.Single().Number, started.Id.Number);
    }

    [Fact]
    public async Task When_all_places_are_taken_it_waits_for_one()
    {
        for (var i = 0; i < 5; i++)
            shopify.Add($"other {i}");
        shopify.LooksNeeded = 3;
        var started = await Bulk.StartOrAdoptAsync(Text, Stop);
        Assert.Equal(105, started.Id.Number);
        Assert.NotEmpty(clock.Waits);
    }

    [Fact]
    public async Task When_no_place_becomes_free_it_gives_up_in_the_end()
    {
        shopify.Limit = 0;
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            Bulk.StartOrAdoptAsync(Text, Stop)
        );
        Assert.Equal((ShopifyFailure.BulkFailed, true), (failure.Kind, failure.Retryable));
    }

    [Theory]
    [InlineData("FAILED", "INTERNAL_SERVER_ERROR")]
    [InlineData("FAILED", "TIMEOUT")]
    [InlineData("CANCELED", null)]
    [InlineData("EXPIRED", null)]
    public async Task What_Shopify_gives_up_is_started_anew(string status, string? code)
    {
        shopify.End = ordinal => ordinal < 3 ? (status, code) : ("COMPLETED", null);
        var done = await Bulk.RunAsync(Text, null, null, null, Stop);
        Assert.Equal(102, done.Id.Number);
        Assert.Equal(3, shopify.Started);
    }

    [Fact]
    public async Task But_not_for_ever()
    {
        shopify.End = _ => ("FAILED", "TIMEOUT");
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            Bulk.RunAsync(Text, null, null, null, Stop)
        );
        Assert.Equal((ShopifyFailure.BulkFailed, true), (failure.Kind, failure.Retryable));
        Assert.Contains("TIMEOUT", failure.Message, StringComparison.Ordinal);
        Assert.Equal(BulkOperations.Submissions, shopify.Started);
    }

    [Fact]
    public async Task Missing_rights_are_not_tried_again()
    {
        shopify.End = _ => ("FAILED", "ACCESS_DENIED");
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            Bulk.RunAsync(Text, null, null, null, Stop)
        );
        Assert.Equal((ShopifyFailure.AccessDenied, false), (failure.Kind, failure.Retryable));
        Assert.Equal(1, shopify.Started);
    }

    [Fact]
    public async Task One_that_stands_still_for_an_hour_is_cancelled_and_started_anew()
    {
        var first = true;
        shopify.LooksNeeded = int.MaxValue;
        var done = await Bulk.RunAsync(
            Text,
            null,
            started =>
            {
                if (!first)
                    shopify.LooksNeeded = 1;
                first = false;
                return Task.CompletedTask;
            },
            null,
            Stop
        );
        Assert.Equal(["CANCELED", "COMPLETED"], shopify.Operations.Select(one => one.Status));
        Assert.Equal(101, done.Id.Number);
    }

    [Fact]
    public async Task It_can_be_cancelled()
    {
        var running = shopify.Add(Text);
        await Bulk.CancelAsync(Gid.Of("BulkOperation", running.Number), Stop);
        Assert.Equal("CANCELED", running.Status);
    }
}

/// <summary>Reports at once, on the thread of whoever reports.</summary>
sealed class Watcher<T>(Action<T> seen) : IProgress<T>
{
    public void Report(T value) => seen(value);
}
