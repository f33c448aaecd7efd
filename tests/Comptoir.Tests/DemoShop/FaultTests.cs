using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop.Faults;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class FaultTests
{
    private const string Query = "{ shop { name } }";
    private const string BulkQuery =
        "{ orders { edges { node { id name lineItems { edges { node { id title } } } } } } }";

    [Fact]
    public async Task Requests_fail_as_told_and_then_no_more()
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        var faults = server.Shops[0].Faults;
        faults.Add(new Fault { Kind = FaultKind.TooManyRequests, RetryAfter = 2 });
        using (var answer = await client.Send(Query))
        {
            Assert.Equal((HttpStatusCode)429, answer.StatusCode);
            Assert.Equal("2.0", answer.Headers.GetValues("Retry-After").Single());
        }

        faults.Add(new Fault { Kind = FaultKind.ServerError, Status = 502 });
        using (var answer = await client.Send(Query))
        {
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        faults.Add(new Fault { Kind = FaultKind.Throttled });
        Assert.Equal(
            "Throttled",
            (await client.Ask(Query)).GetProperty("errors")[0].GetProperty("message").GetString()
        );
        faults.Add(new Fault { Kind = FaultKind.ConnectionReset });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Send(Query));
        faults.Add(new Fault { Kind = FaultKind.RevokedToken });
        using (var answer = await client.Send(Query))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await client.Data(Query);
        Assert.Equal(1, server.Shops[0].Requests["fault.ServerError"]);
    }

    [Fact]
    public async Task A_probability_from_a_seed_strikes_the_same_again()
    {
        async Task<List<int>> Strikes()
        {
            await using var server = await ShopClient.Start(ShopClient.Small(orders: 2));
            using var client = new ShopClient(server);
            // Told over HTTP, as a test in another process would.
            var told = new[]
            {
                new
                {
                    kind = "ServerError",
                    probability = 0.5,
                    seed = 42,
                },
            };
            using var posted = await client.Http.PostAsJsonAsync(
                "/__demo/faults",
                told,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.NoContent, posted.StatusCode);
            var statuses = new List<int>();
            for (var i = 0; i < 20; i++)
            {
                using var answer = await client.Send(Query);
                statuses.Add((int)answer.StatusCode);
            }

            var counts = await client.Http.GetFromJsonAsync<Dictionary<string, long>>(
                "/__demo/requests",
                TestContext.Current.CancellationToken
            );
            Assert.Equal(20, counts!["graphql"]);
            return statuses;
        }

        var first = await Strikes();
        Assert.Contains(503, first);
        Assert.Contains(200, first);
        Assert.Equal(first, await Strikes());
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_operation_running()
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        server.Shops[0].Faults.Add(new Fault { Kind = FaultKind.LostBulkAnswer });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Start(BulkQuery));
        var listed = await client.Data(
            "{ bulkOperations(first: 10, query: \"type:QUERY\") { nodes { id } } }"
        );
        var id = listed
            .GetProperty("bulkOperations")
            .GetProperty("nodes")[0]
            .GetProperty("id")
            .GetString()!;
        Assert.Equal("COMPLETED", (await client.Finished(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Files_break_as_told()
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        var faults = server.Shops[0].Faults;
        faults.Add(new Fault { Kind = FaultKind.MalformedLine });
        var broken = await client.Rows(BulkQuery);
        Assert.Equal(1, broken.Count(row => !Parses(row)));

        var operation = await client.Bulk(BulkQuery);
        var url = operation.GetProperty("url").GetString();
        faults.Add(
            new Fault { Kind = FaultKind.TruncatedDownload },
            new Fault { Kind = FaultKind.ExpiredUrl, After = 1 }
        );
        await Assert.ThrowsAnyAsync<Exception>(() =>
            client.Http.GetByteArrayAsync(url, TestContext.Current.CancellationToken)
        );
        using (var expired = await client.Http.GetAsync(url, TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.Forbidden, expired.StatusCode);
        }

        faults.Add(new Fault { Kind = FaultKind.BulkTimeout });
        var failed = await client.Bulk(BulkQuery);
        Assert.Equal(
            ("FAILED", "TIMEOUT"),
            (failed.GetProperty("status").GetString(), failed.GetProperty("errorCode").GetString())
        );
        var partial = await client.Http.GetStringAsync(
            failed.GetProperty("partialDataUrl").GetString(),
            TestContext.Current.CancellationToken
        );
        Assert.All(
            partial.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            row => Assert.True(Parses(row))
        );
    }

    private static bool Parses(string row)
    {
        try
        {
            JsonDocument.Parse(row).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
