using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop;
using Xunit;

namespace Comptoir.Tests.DemoShop;

/// <summary>Asks a demo shop as a client would, over HTTP.</summary>
internal sealed class ShopClient(DemoShopServer server, DemoShopSettings? settings = null)
    : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DemoShopSettings settings = settings ?? server.Shops[0].Settings;

    public HttpClient Http { get; } = new() { BaseAddress = server.Address };

    public static Task<DemoShopServer> Start(params DemoShopSettings[] shops) =>
        DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = shops.Length > 0 ? shops : [Small()] },
            TestContext.Current.CancellationToken
        );

    /// <summary>A shop of a few orders whose bulk operations take no time of their own.</summary>
    public static DemoShopSettings Small(int orders = 60, ulong seed = 1) =>
        new()
        {
            Orders = orders,
            Seed = seed,
            Now = Now,
            Limits = new DemoShopLimits(1_000_000, 1_000_000),
            Bulk = new DemoShopBulkOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero },
        };

    public async Task<HttpResponseMessage> Send(
        string query,
        object? variables = null,
        string? token = null,
        string? host = null
    )
    {
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            "/admin/api/2026-10/graphql.json"
        )
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        message.Headers.Host = host ?? settings.Address;
        message.Headers.Add("X-Shopify-Access-Token", token ?? settings.Token);
        return await Http.SendAsync(message, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> Ask(string query, object? variables = null)
    {
        using var answer = await Send(query, variables);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken
        );
    }

    public async Task<JsonElement> Data(string query, object? variables = null)
    {
        var answer = await Ask(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    public async Task<JsonElement> Start(string query)
    {
        var data = await Data(
            "mutation($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id } userErrors { code message } } }",
            new { q = query }
        );
        return data.GetProperty("bulkOperationRunQuery");
    }

    /// <summary>Runs a bulk query to its end and returns the operation.</summary>
    public async Task<JsonElement> Bulk(string query)
    {
        var started = await Start(query);
        Assert.Equal(0, started.GetProperty("userErrors").GetArrayLength());
        return await Finished(started.GetProperty("bulkOperation").GetProperty("id").GetString()!);
    }

    public async Task<JsonElement> Finished(string id)
    {
        while (true)
        {
            var data = await Data(
                "query($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }",
                new { id }
            );
            var operation = data.GetProperty("bulkOperation");
            if (
                operation.GetProperty("status").GetString()
                is not ("CREATED" or "RUNNING" or "CANCELING")
            )
            {
                return operation;
            }

            await Task.Yield();
        }
    }

    public async Task<string[]> Rows(string query)
    {
        var operation = await Bulk(query);
        Assert.Equal("COMPLETED", operation.GetProperty("status").GetString());
        var text = await Http.GetStringAsync(
            operation.GetProperty("url").GetString(),
            TestContext.Current.CancellationToken
        );
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(operation.GetProperty("objectCount").GetString(), $"{rows.Length}");
        return rows;
    }

    public void Dispose() => Http.Dispose();
}
