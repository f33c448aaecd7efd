using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Bulk;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class BulkTests
{
    private const string Node = """
        __typename id handle: name updatedAt taxesIncluded total: totalPriceSet { ...Bag } customer { id email: displayName }
        purchasingEntity { __typename ... on Customer { id } ... on PurchasingCompany { company { name } } }
        taxLines { title rate priceSet { ...Bag } } transactions { id kind amountSet { ...Bag } }
        """;

    private const string Bag =
        "fragment Bag on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount } }";

    private static string Query(string arguments, string first, string nodes) =>
        $$"""
            { orders({{arguments}}) { {{nodes}} edges { node { {{Node}}
              lineItems{{first}} { edges { node { __typename id title product { id } variant { id sku } taxLines { title } } } }
              agreements{{first}} { edges { node { __typename id reason ... on RefundAgreement { refund { id } }
                sales{{first}} { edges { node { __typename id quantity totalAmount { ...Bag } ... on ProductSale { lineItem { id } } } } } } } }
            } } } } {{Bag}}
            """;

    [Theory]
    [InlineData(BulkRowOrder.ParentsFirst)]
    [InlineData(BulkRowOrder.AnyOrder)]
    [InlineData(BulkRowOrder.Grouped)]
    public async Task Bulk_rows_say_what_pages_say_in_every_order(BulkRowOrder order)
    {
        var settings = ShopClient.Small();
        await using var server = await ShopClient.Start(
            settings with
            {
                Bulk = settings.Bulk with { RowOrder = order },
            }
        );
        using var client = new ShopClient(server);
        var rows = await client.Rows(Query("sortKey: UPDATED_AT", "", ""));

        var paged = new List<string>();
        string? after = null;
        do
        {
            var data = await client.Data(
                Query(
                    after is null
                        ? "first: 4, sortKey: UPDATED_AT"
                        : $"first: 4, sortKey: UPDATED_AT, after: \"{after}\"",
                    "(first: 9)",
                    "pageInfo { hasNextPage endCursor }"
                )
            );
            var orders = JsonNode.Parse(data.GetProperty("orders").GetRawText())!;
            after = (bool)orders["pageInfo"]!["hasNextPage"]!
                ? (string?)orders["pageInfo"]!["endCursor"]
                : null;
            Flatten(orders, null, paged);
        } while (after is not null);

        Assert.Equal(
            paged.Order(StringComparer.Ordinal),
            rows.Select(row => JsonNode.Parse(row)!.ToJsonString()).Order(StringComparer.Ordinal)
        );
        var ids = rows.Select(row => JsonNode.Parse(row)!)
            .Select(row => ((string)row["id"]!, (string?)row["__parentId"]))
            .ToList();
        var places = ids.Index()
            .ToDictionary(row => row.Item.Item1, row => row.Index, StringComparer.Ordinal);
        var early = ids.Index()
            .Count(row => row.Item.Item2 is { } parent && places[parent] > row.Index);
        Assert.Equal(order == BulkRowOrder.AnyOrder, early > 0);
    }

    private static void Flatten(JsonNode connection, string? parent, List<string> rows)
    {
        foreach (var edge in connection["edges"]!.AsArray())
        {
            var node = edge!["node"]!.DeepClone().AsObject();
            var below = node.Where(property =>
                    property.Value is JsonObject value && value.ContainsKey("edges")
                )
                .ToList();
            below.ForEach(property => node.Remove(property.Key));
            var id = (string)node["id"]!;
            if (parent is not null)
            {
                node["__parentId"] = parent;
            }

            rows.Add(node.ToJsonString());
            below.ForEach(property => Flatten(property.Value!, id, rows));
        }
    }

    [Theory]
    [InlineData("{ shop { name } }", "at least one connection")]
    [InlineData(
        "{ orders { edges { node { id } } } customers { edges { node { id } } } }",
        "exactly one top-level"
    )]
    [InlineData("{ orders { nodes { id } } }", "nodes")]
    [InlineData(
        "{ orders { edges { node { name lineItems { edges { node { id } } } } } } }",
        "select the `id`"
    )]
    [InlineData(
        "{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }",
        "within a list field"
    )]
    [InlineData("{ orders { edges { node { id nmae } } } }", "nmae")]
    [InlineData("{ node(id: \"gid://shopify/Order/1\") { id } }", "node")]
    [InlineData(
        "{ orders { edges { node { id a: lineItems { edges { node { id } } } b: lineItems { edges { node { id } } } c: lineItems { edges { node { id } } } d: lineItems { edges { node { id } } } e: lineItems { edges { node { id } } } } } } }",
        "more than 5"
    )]
    public async Task A_query_that_breaks_a_rule_is_refused(string query, string because)
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 2));
        using var client = new ShopClient(server);
        var refused = await client.Start(query);
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("bulkOperation").ValueKind);
        Assert.Contains(
            because,
            refused.GetProperty("userErrors")[0].GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Five_run_at_once_and_can_be_cancelled()
    {
        var settings = ShopClient.Small(orders: 2);
        await using var server = await ShopClient.Start(
            settings with
            {
                Bulk = settings.Bulk with { QueueTime = TimeSpan.FromHours(1) },
            }
        );
        using var client = new ShopClient(server);
        const string Query = "{ orders { edges { node { id } } } }";
        var started = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            started.Add(
                (await client.Start(Query))
                    .GetProperty("bulkOperation")
                    .GetProperty("id")
                    .GetString()!
            );
        }

        var sixth = await client.Start(Query);
        Assert.Equal(
            "OPERATION_IN_PROGRESS",
            sixth.GetProperty("userErrors")[0].GetProperty("code").GetString()
        );
        var listed = await client.Data(
            "{ bulkOperations(first: 10, query: \"status:CREATED type:QUERY\") { nodes { id } } }"
        );
        Assert.Equal(5, listed.GetProperty("bulkOperations").GetProperty("nodes").GetArrayLength());
        await client.Data(
            "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }",
            new { id = started[0] }
        );
        Assert.Equal(
            "CANCELED",
            (await client.Finished(started[0])).GetProperty("status").GetString()
        );
    }

    [Fact]
    public async Task A_file_is_read_from_any_byte_and_a_query_without_rows_has_none()
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        var operation = await client.Bulk("{ customers { edges { node { id displayName } } } }");
        var url = operation.GetProperty("url").GetString();
        var whole = await client.Http.GetByteArrayAsync(url, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Headers = { Range = new RangeHeaderValue(100, null) },
        };
        using var answer = await client.Http.SendAsync(
            request,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(
            whole[100..],
            await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal($"{whole.Length}", operation.GetProperty("fileSize").GetString());

        var empty = await client.Bulk(
            "{ orders(query: \"created_at:<2001-01-01\") { edges { node { id } } } }"
        );
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("url").ValueKind);
        Assert.Equal("0", empty.GetProperty("objectCount").GetString());
    }
}
