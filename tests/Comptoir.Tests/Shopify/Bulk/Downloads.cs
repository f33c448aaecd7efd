using System.Globalization;
using System.Net;
using Comptoir.Shopify;
using Xunit;

namespace Comptoir.Tests.Shopify.Bulk;

/// <summary>A file arrives whole, whatever the line does to it, or not at all.</summary>
public sealed class Downloads : IDisposable
{
    readonly BulkStandIn shopify = new() { File = Customers(200) };
    readonly string directory = Directory.CreateTempSubdirectory("stage").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_connection_that_breaks_goes_on_where_it_broke()
    {
        shopify.Serve = (call, file) => BulkStandIn.Part(call, file, most: 10_000, tag: "v1");
        var stage = await StageAsync();
        Assert.Equal(200, Numbers(stage).Count);
        var ranges = Gets()
            .Select(get => get.Request.Headers.Range?.Ranges.Single().From)
            .ToArray();
        Assert.Equal([null, 10_000L, 20_000L], ranges[..3]);
        Assert.Equal("\"v1\"", Gets()[1].Request.Headers.IfRange!.EntityTag!.Tag);
    }

    [Fact]
    public async Task A_file_cut_short_without_an_error_goes_on_too()
    {
        shopify.Serve = (call, file) =>
            Gets().Count == 1
                ? new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new ByteArrayContent(file[..5000]),
                }
                : null;
        Assert.Equal(200, Numbers(await StageAsync()).Count);
        Assert.Equal(5000, Gets()[1].Request.Headers.Range!.Ranges.Single().From);
    }

    [Fact]
    public async Task A_server_that_begins_again_is_followed_from_the_start()
    {
        shopify.Serve = (call, file) =>
            Gets().Count switch
            {
                1 => BulkStandIn.Part(call, file, most: 5000),
                2 => new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new ByteArrayContent(file),
                },
                _ => null,
            };
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), Numbers(await StageAsync()));
        Assert.Null(Gets()[2].Request.Headers.Range);
    }

    [Fact]
    public async Task A_part_that_is_not_the_one_asked_for_is_not_believed()
    {
        shopify.Serve = (call, file) =>
        {
            if (Gets().Count == 1)
                return BulkStandIn.Part(call, file, most: 5000);
            if (Gets().Count > 2)
                return null;
            var wrong = BulkStandIn.Part(call, file);
            wrong.Content.Headers.ContentRange = new(4000, file.Length - 1, file.Length);
            return wrong;
        };
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), Numbers(await StageAsync()));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task An_address_that_has_run_out_is_asked_for_again(HttpStatusCode status)
    {
        shopify.Serve = (_, _) => Gets().Count == 1 ? new HttpResponseMessage(status) : null;
        Assert.Equal(200, Numbers(await StageAsync()).Count);
    }

    [Fact]
    public async Task A_file_that_is_gone_for_good_asks_for_a_new_operation()
    {
        shopify.Serve = (_, _) => new HttpResponseMessage(HttpStatusCode.Gone);
        var failure = await Assert.ThrowsAsync<ShopifyException>(StageAsync);
        Assert.Equal((ShopifyFailure.BulkFailed, true), (failure.Kind, failure.Retryable));
        Assert.InRange(Gets().Count, 2, 10);
    }

    [Fact]
    public async Task A_busy_server_is_waited_for()
    {
        shopify.Serve = (_, _) =>
            Gets().Count <= 3 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null;
        Assert.Equal(200, Numbers(await StageAsync()).Count);
    }

    [Fact]
    public async Task A_file_with_fewer_lines_than_it_should_have_is_not_used()
    {
        var operation = shopify.Add("x", "COMPLETED");
        operation.ObjectCount = 205;
        var failure = await Assert.ThrowsAsync<ShopifyException>(() => StageAsync(operation));
        Assert.Equal(ShopifyFailure.BulkFailed, failure.Kind);
        Assert.Contains("200 lines instead of 205", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, Gets().Count);
        Assert.False(File.Exists(Path.Combine(directory, "complete.json")));
    }

    [Fact]
    public async Task No_address_means_no_rows()
    {
        shopify.File = [];
        var stage = await StageAsync();
        Assert.Empty(Numbers(stage));
        Assert.Empty(Gets());
    }

    [Fact]
    public async Task The_token_is_not_sent_with_the_file()
    {
        await StageAsync();
        Assert.DoesNotContain(
            Gets(),
            get => get.Request.Headers.Contains("X-Shopify-Access-Token")
        );
    }

    [Fact]
    public async Task A_whole_stage_is_used_again_and_a_broken_one_is_not()
    {
        var operation = shopify.Add("x", "COMPLETED");
        await StageAsync(operation);
        await StageAsync(operation);
        Assert.Single(Gets());
        var bucket = Directory.GetFiles(directory, "bucket-*").First();
        using (var file = File.OpenWrite(bucket))
            file.SetLength(file.Length - 1);
        Assert.Equal(200, Numbers(await StageAsync(operation)).Count);
        Assert.Equal(2, Gets().Count);
        var other = shopify.Add("y", "COMPLETED");
        await StageAsync(other);
        Assert.Equal(3, Gets().Count);
    }

    [Fact]
    public async Task Progress_is_told_to_the_end()
    {
        var seen = new List<StageProgress>();
        var operation = shopify.Add("x", "COMPLETED");
        var shop = shopify.Handler.Open();
        await shop.StageAsync(
            (await shop.Bulk.GetAsync(Gid.Of("BulkOperation", operation.Number), Stop))!,
            StageShape.Customers,
            directory,
            3,
            new Watcher<StageProgress>(seen.Add),
            Stop
        );
        Assert.Equal(
            new StageProgress(shopify.File.Length, shopify.File.Length, 200, 200),
            seen[^1]
        );
    }

    List<StandIn.Call> Gets() =>
        [.. shopify.Handler.Calls.Where(call => call.Request.Method == HttpMethod.Get)];

    Task<BulkStage> StageAsync() => StageAsync(shopify.Add("x", "COMPLETED"));

    async Task<BulkStage> StageAsync(BulkStandIn.Operation operation)
    {
        var shop = shopify.Handler.Open();
        var completed = await shop.Bulk.GetAsync(Gid.Of("BulkOperation", operation.Number), Stop);
        return await shop.StageAsync(completed!, StageShape.Customers, directory, 3, null, Stop);
    }

    static List<long> Numbers(BulkStage stage) =>
        [
            .. Enumerable
                .Range(0, stage.Buckets)
                .SelectMany(bucket => stage.ReadCustomers(bucket).Items)
                .Select(customer => customer.Id.Number)
                .Order(),
        ];

    static byte[] Customers(int count) =>
        BulkStandIn.Lines([
            .. Enumerable
                .Range(1, count)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"__typename":"Customer","id":"gid://shopify/Customer/{{i}}","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","tags":[]}"""
                    )
                ),
        ]);
}
