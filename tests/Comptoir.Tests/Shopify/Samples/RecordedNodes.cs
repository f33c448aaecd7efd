using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Shopify;
using Comptoir.Tests.Shopify.Documents;
using Xunit;

namespace Comptoir.Tests.Shopify.Samples;

/// <summary>
/// What was recorded from real shops is read without an exception and without losing an amount. The recordings are not
/// ours to keep here: they lie beside the repository, or the test is skipped.
/// </summary>
public sealed class RecordedNodes
{
    static readonly string Folder = Path.Combine(OfficialSchema.Root(), "..", "shared", "samples");

    /// <summary>Recordings select fewer fields than our documents, so nothing is required here.</summary>
    static readonly JsonSerializerOptions Lenient = new(ShopifyJson.Default.Options)
    {
        TypeInfoResolver = ShopifyJson.Default.WithAddedModifier(type =>
        {
            foreach (var property in type.Properties)
                property.IsRequired = false;
        }),
    };

    static readonly Dictionary<string, Type> Roots = new(StringComparer.Ordinal)
    {
        ["Order"] = typeof(ShopifyOrder),
        ["Customer"] = typeof(ShopifyCustomer),
        ["Product"] = typeof(ShopifyProduct),
        ["ProductVariant"] = typeof(ShopifyVariant),
        ["InventoryItem"] = typeof(ShopifyInventoryItem),
        ["Location"] = typeof(ShopifyLocation),
        ["LineItem"] = typeof(LineItem),
        ["SalesAgreement"] = typeof(SalesAgreement),
        ["Sale"] = typeof(Sale),
        ["ShippingLine"] = typeof(ShippingLine),
        ["FulfillmentLineItem"] = typeof(FulfillmentLineItem),
        ["OrderTransaction"] = typeof(OrderTransaction),
        ["Refund"] = typeof(Refund),
        ["Fulfillment"] = typeof(Fulfillment),
    };

    const string ProductLine = "{\"id\":\"gid://shopify/Product/";
    const string VariantLine = "{\"id\":\"gid://shopify/ProductVariant/";

    static readonly string[] NodeFolders = ["graphql-nodes", "rich-order"];

    static readonly string[] MustBeThere =
    [
        "Order",
        "Customer",
        "Product",
        "LineItem",
        "Sale",
        "OrderTransaction",
        "Fulfillment",
    ];

    [Fact]
    public void Every_node_of_our_shapes_is_read_with_every_amount()
    {
        Assert.SkipUnless(
            Directory.Exists(Folder),
            "There are no recordings beside the repository."
        );
        var files = NodeFolders.SelectMany(name =>
            Directory.GetFiles(Path.Combine(Folder, name), "*.json", SearchOption.AllDirectories)
        );
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        var amounts = 0;
        foreach (var file in files)
            Walk(JsonNode.Parse(File.ReadAllBytes(file)), file, read, ref amounts);
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "bulk-jsonl"), "*.jsonl"))
        foreach (var line in File.ReadLines(file))
            Walk(JsonNode.Parse(line), file, read, ref amounts);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{string.Join(", ", read)}; {amounts} amounts"
        );
        foreach (var type in MustBeThere)
            Assert.True(read.GetValueOrDefault(type) > 0, $"No {type} among the recordings.");
        Assert.True(amounts > 100);
    }

    [Fact]
    public void Every_line_recorded_from_bulk_operations_can_be_sorted()
    {
        Assert.SkipUnless(
            Directory.Exists(Folder),
            "There are no recordings beside the repository."
        );
        var count = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "bulk-jsonl"), "*.jsonl"))
        {
            var lines = File.ReadAllLines(file);
            // Children that our document does not select are not ours to sort.
            foreach (
                var line in lines.Where(one =>
                    one.StartsWith(ProductLine, StringComparison.Ordinal)
                    || (
                        one.StartsWith(VariantLine, StringComparison.Ordinal)
                        && one.Contains("__parentId", StringComparison.Ordinal)
                    )
                )
            )
            {
                var sorted = LineHead.TryRead(
                    StageShape.Products,
                    System.Text.Encoding.UTF8.GetBytes(line),
                    out _,
                    out var reason
                );
                Assert.True(sorted, $"{reason}: {line}");
                count++;
            }
        }
        Assert.True(count > 1000);
    }

    static void Walk(JsonNode? node, string file, Dictionary<string, int> read, ref int amounts)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Walk(item, file, read, ref amounts);
            return;
        }
        if (node is not JsonObject value)
            return;
        if (
            value["id"] is JsonValue id
            && id.TryGetValue<string>(out var text)
            && Gid.TryParse(text, out var gid)
            && Roots.TryGetValue(gid.Type, out var type)
            && value.Count > 2
        )
        {
            Compare(value, type, $"{file} {text}", ref amounts);
            read[gid.Type] = read.GetValueOrDefault(gid.Type) + 1;
        }
        foreach (var (_, member) in value)
            Walk(member, file, read, ref amounts);
    }

    static void Compare(JsonObject recorded, Type type, string where, ref int amounts)
    {
        var copy = Prepared(recorded).AsObject();
        var record = JsonSerializer.Deserialize(copy, type, Lenient);
        var written = JsonSerializer.SerializeToNode(record, type, Lenient)!;
        Same(copy, written, where, ref amounts);
    }

    /// <summary>Dates that the recording blacked out get a date; connections that are lists in our records become lists.</summary>
    static JsonNode Prepared(JsonNode node)
    {
        switch (node)
        {
            case JsonObject value:
                if (Connection(value) is { } list)
                    return list;
                var copy = new JsonObject();
                foreach (var (name, member) in value)
                    copy[name] = member is null ? null : Prepared(member);
                return copy;
            case JsonArray items:
                return new JsonArray([
                    .. items.Select(item => item is null ? null : Prepared(item)),
                ]);
            default:
                var text = node.ToJsonString();
                return text == "\"redacted\""
                    ? JsonValue.Create("2026-01-01T00:00:00Z")!
                    : JsonNode.Parse(text)!;
        }
    }

    static JsonArray? Connection(JsonObject value)
    {
        if (value["nodes"] is JsonArray nodes)
            return new JsonArray([.. nodes.Select(item => item is null ? null : Prepared(item))]);
        if (value["edges"] is JsonArray edges)
            return new JsonArray([.. edges.Select(edge => Prepared(edge!["node"]!))]);
        return null;
    }

    static void Same(JsonNode? recorded, JsonNode? written, string where, ref int amounts)
    {
        if (recorded is JsonObject value && written is JsonObject ours)
        {
            if (value.ContainsKey("amount") && ours.ContainsKey("amount"))
            {
                amounts++;
                Assert.Equal(Number(value["amount"]!), Number(ours["amount"]!));
                Assert.Equal(value["currencyCode"]?.ToString(), ours["currencyCode"]?.ToString());
                return;
            }
            foreach (var (name, member) in value)
                if (ours.ContainsKey(name))
                {
                    Assert.True(
                        member is null == ours[name] is null || member is null,
                        $"{where}: {name} is lost."
                    );
                    Same(member, ours[name], where, ref amounts);
                }
        }
        else if (recorded is JsonArray items)
        {
            Assert.Equal(items.Count, written!.AsArray().Count);
            for (var i = 0; i < items.Count; i++)
                Same(items[i], written[i], where, ref amounts);
        }
    }

    static decimal Number(JsonNode node) =>
        decimal.Parse(node.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture);
}
