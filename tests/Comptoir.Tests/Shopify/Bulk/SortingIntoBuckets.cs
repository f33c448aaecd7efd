using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Shopify;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Shopify.Bulk;

/// <summary>Whatever the sequence of the lines and the number of buckets, the same orders come out, each once and whole.</summary>
public sealed class SortingIntoBuckets : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("buckets").FullName;
    int stages;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    /// <summary>How many of what one order has; the numbers of the parts follow from the order's.</summary>
    sealed record Plan(
        int Lines,
        int Shipping,
        int Discounts,
        int[] SalesByAgreement,
        int[] LinesByFulfillment
    );

    static readonly Gen<Plan> Plans =
        from lines in Gen.Int[0, 4]
        from shipping in Gen.Int[0, 2]
        from discounts in Gen.Int[0, 2]
        from sales in Gen.Int[0, 4].Array[0, 3]
        from sent in Gen.Int[0, 3].Array[0, 2]
        select new Plan(lines, shipping, discounts, sales, sent);

    static ShopifyOrder Build(Plan plan, long number)
    {
        long Part(int i) => (number * 100) + i;
        var agreements = plan.SalesByAgreement.Select(
            (sales, i) =>
                Specimen.Agreement(Part(i)) with
                {
                    Sales =
                    [
                        .. Enumerable
                            .Range(0, sales)
                            .Select(sale => Specimen.Sale(Part((i * 10) + sale))),
                    ],
                }
        );
        var fulfillments = plan.LinesByFulfillment.Select(
            (lines, i) =>
                Specimen.Fulfillment(Part(i)) with
                {
                    Lines =
                    [
                        .. Enumerable
                            .Range(0, lines)
                            .Select(line => Specimen.FulfillmentLine(Part((i * 10) + line))),
                    ],
                }
        );
        return Specimen.Order(number) with
        {
            LineItems =
            [
                .. Enumerable.Range(0, plan.Lines).Select(i => Specimen.LineItem(Part(i))),
            ],
            ShippingLines =
            [
                .. Enumerable.Range(0, plan.Shipping).Select(i => Specimen.ShippingLine(Part(i))),
            ],
            DiscountApplications =
            [
                .. Enumerable.Range(0, plan.Discounts).Select(Specimen.Discount),
            ],
            Agreements =
            [
                .. agreements.OrderBy(one => one.HappenedAt).ThenBy(one => one.Id.Number),
            ],
            Fulfillments = [.. fulfillments],
            LedgerUpdatedAt = Specimen.Order(number).UpdatedAt,
        };
    }

    static IEnumerable<string> HeaderLines(ShopifyOrder order)
    {
        yield return Specimen.Line("Order", order, ShopifyJson.Default.ShopifyOrder, null);
        foreach (var line in order.LineItems)
            yield return Specimen.Line("LineItem", line, ShopifyJson.Default.LineItem, order.Id);
        foreach (var line in order.ShippingLines)
            yield return Specimen.Line(
                "ShippingLine",
                line,
                ShopifyJson.Default.ShippingLine,
                order.Id
            );
        foreach (var discount in order.DiscountApplications)
            yield return Specimen.Line(
                discount.TypeName!,
                discount,
                ShopifyJson.Default.DiscountApplication,
                order.Id
            );
    }

    static IEnumerable<string> LedgerLines(ShopifyOrder order)
    {
        yield return $$"""{"__typename":"Order","id":"{{order.Id}}","updatedAt":"{{order.UpdatedAt:O}}"}""";
        foreach (var agreement in order.Agreements)
        {
            yield return Specimen.Line(
                "OrderAgreement",
                agreement,
                ShopifyJson.Default.SalesAgreement,
                order.Id
            );
            foreach (var sale in agreement.Sales)
                yield return Specimen.Line(
                    "ProductSale",
                    sale,
                    ShopifyJson.Default.Sale,
                    agreement.Id
                );
        }
    }

    static IEnumerable<string> FulfillmentLines(ShopifyOrder order)
    {
        // Two fulfilment orders share the fulfilments, as when a parcel holds goods of both: everything comes twice.
        for (var i = 1; i <= 2; i++)
        {
            var above = Gid.Of("FulfillmentOrder", (order.Id.Number * 10) + i);
            yield return $$"""{"__typename":"FulfillmentOrder","id":"{{above}}","updatedAt":"{{order.UpdatedAt:O}}"}""";
            foreach (var fulfillment in order.Fulfillments)
            {
                yield return $$$"""{"__typename":"Fulfillment","id":"{{{fulfillment.Id}}}","updatedAt":"{{{order.UpdatedAt:O}}}","order":{"id":"{{{order.Id}}}"},"__parentId":"{{{above}}}"}""";
                foreach (var line in fulfillment.Lines!)
                    yield return Specimen.Line(
                        "FulfillmentLineItem",
                        line,
                        ShopifyJson.Default.FulfillmentLineItem,
                        fulfillment.Id
                    );
            }
        }
    }

    [Fact]
    public void Any_sequence_and_any_number_of_buckets_give_the_same_orders()
    {
        var shops =
            from plans in Plans.Array[0, 8]
            from seed in Gen.Int
            from buckets in Gen.Int[1, 9]
            from chunk in Gen.Int[1, 400]
            from spaced in Gen.Bool
            select (plans, seed, buckets, chunk, spaced);
        shops.Sample(
            shop =>
            {
                var orders = shop.plans.Select((plan, i) => Build(plan, i + 1)).ToArray();
                var random = new Random(shop.seed);
                BulkStage Stage(StageShape shape, Func<ShopifyOrder, IEnumerable<string>> lines)
                {
                    var all = orders.SelectMany(lines).ToArray();
                    random.Shuffle(all);
                    return Write(
                        shape,
                        shop.buckets,
                        shop.chunk,
                        shop.spaced ? [.. all.Select(Spaced)] : all
                    );
                }
                var header = Stage(StageShape.Orders, HeaderLines);
                var ledger = Stage(StageShape.Ledger, LedgerLines);
                var sent = Stage(StageShape.FulfillmentLines, FulfillmentLines);
                var read = Read(header, ledger, sent);
                Assert.Equal(0, header.RejectedCount + ledger.RejectedCount + sent.RejectedCount);
                Assert.Empty(read.SelectMany(bucket => bucket.Rejected));
                Assert.Empty(read.SelectMany(bucket => bucket.WithoutHeader));
                var found = read.SelectMany(bucket => bucket.Orders)
                    .OrderBy(order => order.Id.Number)
                    .ToArray();
                Assert.Equal(orders.Select(Specimen.Show), found.Select(Specimen.Show));
                Assert.All(found, order => Assert.True(order.IsOneMoment));
                var again = Read(header, ledger, sent);
                Assert.Equal(read.Select(Specimen.Show), again.Select(Specimen.Show));
            },
            iter: 60
        );
    }

    [Fact]
    public void A_bad_line_is_set_aside_and_the_rest_goes_on()
    {
        var good = Specimen.Line(
            "Order",
            Specimen.Order(1),
            ShopifyJson.Default.ShopifyOrder,
            null
        );
        var noAmount = JsonNode
            .Parse(
                Specimen.Line("Order", Specimen.Order(2), ShopifyJson.Default.ShopifyOrder, null)
            )!
            .AsObject();
        noAmount.Remove("currentTotalPriceSet");
        var stage = Write(
            StageShape.Orders,
            2,
            50,
            good,
            noAmount.ToJsonString(),
            """{"__typename":"Order","id":"gid://shopify/Order/3","na""",
            "nonsense",
            "[1]",
            """{"__typename":"Meteorite","id":"gid://shopify/Meteorite/1","__parentId":"gid://shopify/Order/1"}""",
            """{"__typename":"LineItem","id":"gid://shopify/LineItem/1"}""",
            """{"__typename":"LineItem","id":"gid://shopify/LineItem/9","__parentId":"gid://shopify/Order/404"}"""
        );
        var read = Read(stage, null, null);
        Assert.Equal(8, stage.Lines);
        Assert.Equal(1, Assert.Single(read.SelectMany(bucket => bucket.Orders)).Id.Number);
        Assert.Equal(5, stage.RejectedCount);
        var later = read.SelectMany(bucket => bucket.Rejected).ToArray();
        Assert.Contains(
            later,
            line =>
                line.Root == Gid.Of("Order", 2)
                && line.Reason.Contains("currentTotalPriceSet", StringComparison.Ordinal)
        );
        Assert.Contains(
            later,
            line =>
                line.Excerpt.Contains("LineItem/9", StringComparison.Ordinal)
                || line.Root == Gid.Of("Order", 404)
        );
        Assert.All(stage.Rejected, line => Assert.NotEmpty(line.Reason));
    }

    [Fact]
    public void A_line_that_comes_twice_counts_once_and_the_last_wins()
    {
        var first = Specimen.Line(
            "Order",
            Specimen.Order(1),
            ShopifyJson.Default.ShopifyOrder,
            null
        );
        var later = Specimen.Line(
            "Order",
            Specimen.Order(1) with
            {
                Note = "later",
            },
            ShopifyJson.Default.ShopifyOrder,
            null
        );
        var line = Specimen.Line(
            "LineItem",
            Specimen.LineItem(1),
            ShopifyJson.Default.LineItem,
            Gid.Of("Order", 1)
        );
        var read = Read(Write(StageShape.Orders, 3, 1000, line, first, line, later), null, null);
        var order = Assert.Single(read.SelectMany(bucket => bucket.Orders));
        Assert.Equal("later", order.Note);
        Assert.Single(order.LineItems);
    }

    [Fact]
    public void A_ledger_of_another_moment_or_with_a_hole_is_known_as_such()
    {
        var orders = new[] { 1L, 2, 3 }.Select(i => Build(new Plan(1, 0, 0, [2], []), i)).ToArray();
        var header = Write(StageShape.Orders, 2, 1000, [.. orders.SelectMany(HeaderLines)]);
        var ledgerLines = orders.SelectMany(LedgerLines).ToArray();
        var late = Array.FindIndex(
            ledgerLines,
            one =>
                one.Contains("\"Order\",\"id\":\"gid://shopify/Order/2\"", StringComparison.Ordinal)
        );
        ledgerLines[late] =
            """{"__typename":"Order","id":"gid://shopify/Order/2","updatedAt":"2027-01-01T00:00:00Z"}""";
        var broken = Array.FindIndex(
            ledgerLines,
            one => one.Contains("Sale/300", StringComparison.Ordinal)
        );
        ledgerLines[broken] = ledgerLines[broken]
            .Replace("totalTaxAmount", "totalTax", StringComparison.Ordinal);
        var ledger = Write(
            StageShape.Ledger,
            2,
            1000,
            [
                .. ledgerLines,
                """{"__typename":"Order","id":"gid://shopify/Order/9","updatedAt":"2027-01-01T00:00:00Z"}""",
            ]
        );
        var read = Read(header, ledger, null);
        var found = read.SelectMany(bucket => bucket.Orders)
            .OrderBy(order => order.Id.Number)
            .ToArray();
        Assert.Equal([true, false, false], found.Select(order => order.IsOneMoment));
        Assert.Equal([Gid.Of("Order", 9)], read.SelectMany(bucket => bucket.WithoutHeader));
        Assert.Single(read.SelectMany(bucket => bucket.Rejected));
    }

    [Fact]
    public void An_order_with_a_hole_is_not_vouched_for()
    {
        var orders = new[] { 1L, 2 }.Select(i => Build(new Plan(2, 0, 0, [1], [2]), i)).ToArray();
        string Break(string line, string part, string field) =>
            line.Contains($"\"id\":\"{part}\"", StringComparison.Ordinal)
                ? line.Replace(field, "x", StringComparison.Ordinal)
                : line;
        var header = Write(
            StageShape.Orders,
            1,
            1000,
            [
                .. orders
                    .SelectMany(HeaderLines)
                    .Select(line => Break(line, "gid://shopify/LineItem/201", "originalTotalSet")),
            ]
        );
        var ledger = Write(StageShape.Ledger, 1, 1000, [.. orders.SelectMany(LedgerLines)]);
        var sent = Write(
            StageShape.FulfillmentLines,
            1,
            1000,
            [
                .. orders
                    .SelectMany(FulfillmentLines)
                    .Select(line =>
                        Break(line, "gid://shopify/FulfillmentLineItem/101", "lineItem")
                    ),
            ]
        );
        var found = StagedOrders.Read(0, header, ledger, sent).Orders;
        Assert.Equal([true, false], found.Select(order => order.IsOneMoment));
        Assert.Null(found[0].Fulfillments[0].Lines);
        Assert.Equal(2, found[1].Fulfillments[0].Lines!.Count);
    }

    [Fact]
    public void A_grandchild_without_its_parent_is_reported()
    {
        var sale = Specimen.Line(
            "ProductSale",
            Specimen.Sale(1),
            ShopifyJson.Default.Sale,
            Gid.Of("SalesAgreement", 77)
        );
        var stage = Write(StageShape.Ledger, 4, 1000, sale);
        Assert.Contains("Sale/1", Assert.Single(stage.Rejected).Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_sale_that_do_not_exist_yet_are_kept()
    {
        var order = Build(new Plan(0, 0, 0, [1], []), 1);
        var lines = LedgerLines(order)
            .Select(line => line.Replace("ProductSale", "MoonTripSale", StringComparison.Ordinal));
        var read = Read(
            Write(StageShape.Orders, 1, 99, [.. HeaderLines(order)]),
            Write(StageShape.Ledger, 1, 99, [.. lines]),
            null
        );
        Assert.Single(Assert.Single(read[0].Orders).Agreements[0].Sales);
    }

    [Fact]
    public void Customers_products_and_stock_come_with_what_belongs_to_them()
    {
        var customer = Specimen.Line(
            "Customer",
            new ShopifyCustomer
            {
                Id = Gid.Of("Customer", 1),
                CreatedAt = Specimen.Noon,
                UpdatedAt = Specimen.Noon,
            },
            ShopifyJson.Default.ShopifyCustomer,
            null
        );
        var address = Specimen.Line(
            "MailingAddress",
            new ShopifyAddress { City = "Lyon" },
            ShopifyJson.Default.ShopifyAddress,
            Gid.Of("Customer", 1),
            ("id", "gid://shopify/MailingAddress/5?model_name=CustomerAddress")
        );
        var read = Write(StageShape.Customers, 1, 99, address, customer).ReadCustomers(0);
        Assert.Equal("Lyon", Assert.Single(Assert.Single(read.Items).Addresses).City);
        Assert.Empty(read.Rejected);

        var item =
            """{"__typename":"InventoryItem","id":"gid://shopify/InventoryItem/7","updatedAt":"2026-01-01T00:00:00Z","sku":null,"tracked":true}""";
        string Level(int location) =>
            $$$"""{"__typename":"InventoryLevel","id":"gid://shopify/InventoryLevel/5?inventory_item_id=7","updatedAt":"2026-01-01T00:00:00Z","isActive":true,"location":{"id":"gid://shopify/Location/{{{location}}}","name":"L"},"quantities":[{"name":"available","quantity":-2},{"name":"on_hand","quantity":3}],"__parentId":"gid://shopify/InventoryItem/7"}""";
        var levels = Assert
            .Single(
                Write(StageShape.InventoryItems, 1, 99, Level(2), item, Level(1))
                    .ReadInventoryItems(0)
                    .Items
            )
            .Levels;
        Assert.Equal([1L, 2L], levels.Select(level => level.Location.Id.Number));
        Assert.Equal((-2, 3, null), (levels[0].Available, levels[0].OnHand, levels[0].Incoming));
    }

    BulkStage Write(StageShape shape, int buckets, int chunk, params string[] lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, $"{++stages}")).FullName;
        var writer = new StageWriter(shape, folder, buckets);
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        for (var at = 0; at < bytes.Length; at += chunk)
            writer.Take(bytes.AsSpan(at, Math.Min(chunk, bytes.Length - at)));
        writer.Finish();
        Assert.Equal(lines.Length, writer.Lines);
        return BulkStage.Complete(folder, Gid.Of("BulkOperation", 1), shape, buckets, writer);
    }

    static StagedOrders[] Read(BulkStage orders, BulkStage? ledger, BulkStage? sent) =>
        [
            .. Enumerable
                .Range(0, orders.Buckets)
                .Select(bucket => StagedOrders.Read(bucket, orders, ledger, sent)),
        ];

    // The same line with blanks and another sequence of members, for the careful way of reading it.
    static string Spaced(string line)
    {
        var members = JsonNode.Parse(line)!.AsObject();
        var turned = new JsonObject(
            members
                .Reverse()
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );
        return " " + turned.ToJsonString() + " \r";
    }
}
