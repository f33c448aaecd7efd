using System.Globalization;
using System.Text.Json.Nodes;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Tests.Shopify.Bulk;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>An order read by id is whole, and of one moment.</summary>
public sealed class ReadingOneOrder
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An order with more of everything than fits on a page.</summary>
    readonly ShopifyOrder order = Specimen.Order(1) with
    {
        LineItems = [.. Enumerable.Range(1, 25).Select(i => Specimen.LineItem(i))],
        ShippingLines = [Specimen.ShippingLine(1)],
        DiscountApplications = [Specimen.Discount(0), Specimen.Discount(1)],
        Agreements =
        [
            Specimen.Agreement(3) with
            {
                Sales = [.. Enumerable.Range(1, 45).Select(i => Specimen.Sale(i))],
            },
            Specimen.Agreement(4) with
            {
                Sales = [Specimen.Sale(100)],
            },
        ],
        Fulfillments =
        [
            .. Enumerable
                .Range(1, 30)
                .Select(i =>
                    Specimen.Fulfillment(i) with
                    {
                        Lines =
                        [
                            .. Enumerable
                                .Range(1, i == 7 ? 300 : 1)
                                .Select(line => Specimen.FulfillmentLine((i * 1000) + line)),
                        ],
                    }
                ),
        ],
        LedgerUpdatedAt = Specimen.Order(1).UpdatedAt,
    };

    int changes;

    [Fact]
    public async Task It_is_read_page_by_page_to_the_end()
    {
        var shopify = new StandIn(Answer);
        var read = await shopify.Open().ReadOrderAsync(order.Id, Stop);
        Assert.Equal(Specimen.Show(order), Specimen.Show(read));
        Assert.True(read!.IsOneMoment);
    }

    [Fact]
    public async Task One_that_changes_meanwhile_is_read_again()
    {
        changes = 3;
        var shopify = new StandIn(Answer);
        var read = await shopify.Open().ReadOrderAsync(order.Id, Stop);
        Assert.Equal(25, read!.LineItems.Count);
        Assert.True(
            shopify.Calls.Count(call => call.Query == OrderById.Header(ReadAccess.Everything)) > 1
        );
    }

    [Fact]
    public async Task One_that_never_stands_still_is_left_for_later()
    {
        changes = int.MaxValue;
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            new StandIn(Answer).Open().ReadOrderAsync(order.Id, Stop)
        );
        // Trying all again at once would not help: it is set aside, and read by a later run.
        Assert.Equal((ShopifyFailure.KeepsChanging, false), (failure.Kind, failure.Retryable));
    }

    [Fact]
    public async Task One_that_is_not_there_is_null_and_one_that_is_denied_is_not()
    {
        Assert.Null(
            await new StandIn(_ => StandIn.Data("""{"order":null}"""))
                .Open()
                .ReadOrderAsync(order.Id, Stop)
        );
        var denied = new StandIn(_ =>
            StandIn.Json(
                """{"data":{"order":null},"errors":[{"message":"Access denied","path":["order"],"extensions":{"code":"ACCESS_DENIED"}}]}"""
            )
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            denied.Open().ReadOrderAsync(order.Id, Stop)
        );
        Assert.Equal((ShopifyFailure.AccessDenied, "order"), (failure.Kind, failure.Path));
    }

    HttpResponseMessage Answer(StandIn.Call call)
    {
        var query = call.Query;
        if (query == FulfillmentLines.Pages)
            return StandIn.Data(new JsonObject { ["nodes"] = Sent(call) }.ToJsonString());
        if (query == OrderById.Header(ReadAccess.Everything))
            return Order(
                JsonNode
                    .Parse(Specimen.Line("Order", order, ShopifyJson.Default.ShopifyOrder, null))!
                    .AsObject()
            );
        if (query == OrderById.LineItems)
        {
            // A page of more than five costs too much for this shop.
            if (call.Variable("first")!.GetValue<int>() > 5)
                return StandIn.Json(
                    """{"errors":[{"message":"too much","extensions":{"code":"MAX_COST_EXCEEDED"}}]}"""
                );
            return Page(
                call,
                "lineItems",
                [
                    .. order.LineItems.Select(one =>
                        Specimen.Line("LineItem", one, ShopifyJson.Default.LineItem, null)
                    ),
                ],
                "first",
                "after"
            );
        }
        if (query == OrderById.ShippingLines)
            return Page(
                call,
                "shippingLines",
                [
                    .. order.ShippingLines.Select(one =>
                        Specimen.Line("ShippingLine", one, ShopifyJson.Default.ShippingLine, null)
                    ),
                ],
                "first",
                "after"
            );
        if (query == OrderById.DiscountApplications)
            return Page(
                call,
                "discountApplications",
                [
                    .. order.DiscountApplications.Select(one =>
                        Specimen.Line(
                            one.TypeName!,
                            one,
                            ShopifyJson.Default.DiscountApplication,
                            null
                        )
                    ),
                ],
                "first",
                "after"
            );
        Assert.Equal(OrderById.Agreement(ReadAccess.Everything), query);
        var from = From(call, "after");
        var agreement = order.Agreements[from];
        var node = JsonNode
            .Parse(
                Specimen.Line("OrderAgreement", agreement, ShopifyJson.Default.SalesAgreement, null)
            )!
            .AsObject();
        node["sales"] = Connection(
            [
                .. agreement.Sales.Select(one =>
                    Specimen.Line("ProductSale", one, ShopifyJson.Default.Sale, null)
                ),
            ],
            From(call, "afterSale"),
            call.Variable("sales")!.GetValue<int>()
        );
        var page = Connection([.. order.Agreements.Select(_ => "{}")], from, 1);
        page["nodes"] = new JsonArray(node);
        return Order(new JsonObject { ["agreements"] = page });
    }

    JsonArray Sent(StandIn.Call call)
    {
        var nodes = new JsonArray();
        foreach (var id in call.Variable("ids")!.AsArray())
        {
            var fulfillment = order.Fulfillments.Single(one =>
                one.Id == Gid.Parse(id!.GetValue<string>())
            );
            var lines = fulfillment.Lines!.Select(one =>
                Specimen.Line(
                    "FulfillmentLineItem",
                    one,
                    ShopifyJson.Default.FulfillmentLineItem,
                    null
                )
            );
            nodes.Add(
                new JsonObject
                {
                    ["id"] = id!.DeepClone(),
                    ["fulfillmentLineItems"] = Connection(
                        [.. lines],
                        From(call, "after"),
                        call.Variable("lines")!.GetValue<int>()
                    ),
                }
            );
        }
        return nodes;
    }

    HttpResponseMessage Page(
        StandIn.Call call,
        string connection,
        string[] all,
        string first,
        string after
    ) =>
        Order(
            new JsonObject
            {
                [connection] = Connection(
                    all,
                    From(call, after),
                    call.Variable(first)!.GetValue<int>()
                ),
            }
        );

    HttpResponseMessage Order(JsonObject value)
    {
        if (!value.ContainsKey("id"))
            value["updatedAt"] = (
                changes-- > 0 ? order.UpdatedAt.AddSeconds(1) : order.UpdatedAt
            ).ToString("O", CultureInfo.InvariantCulture);
        return StandIn.Data(new JsonObject { ["order"] = value }.ToJsonString());
    }

    static int From(StandIn.Call call, string name) =>
        call.Variable(name) is { } cursor
            ? int.Parse(cursor.GetValue<string>(), CultureInfo.InvariantCulture)
            : 0;

    static JsonObject Connection(string[] all, int from, int first)
    {
        var end = Math.Min(from + first, all.Length);
        return new JsonObject
        {
            ["pageInfo"] = new JsonObject
            {
                ["hasNextPage"] = end < all.Length,
                ["endCursor"] = $"{end}",
            },
            ["nodes"] = new JsonArray([.. all[from..end].Select(one => JsonNode.Parse(one))]),
        };
    }
}
