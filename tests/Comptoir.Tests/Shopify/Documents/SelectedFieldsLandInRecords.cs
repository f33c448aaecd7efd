using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using GraphQLParser;
using GraphQLParser.AST;
using Xunit;

namespace Comptoir.Tests.Shopify.Documents;

/// <summary>Nothing is asked of Shopify that is then dropped: every selected field has its place in a record.</summary>
public sealed class SelectedFieldsLandInRecords
{
    /// <summary>Connections are read line by line; here each finds the record of its lines.</summary>
    static readonly Dictionary<string, Type> Lines = new(StringComparer.Ordinal)
    {
        ["customers"] = typeof(ShopifyCustomer),
        ["addressesV2"] = typeof(ShopifyAddress),
        ["companies"] = typeof(ShopifyCompany),
        ["ShopifyCompany.locations"] = typeof(CompanyLocation),
        ["contacts"] = typeof(CompanyContact),
        ["products"] = typeof(ShopifyProduct),
        ["variants"] = typeof(ShopifyVariant),
        ["inventoryItems"] = typeof(ShopifyInventoryItem),
        ["inventoryLevels"] = typeof(InventoryLevel),
        ["orders"] = typeof(ShopifyOrder),
        ["lineItems"] = typeof(LineItem),
        ["shippingLines"] = typeof(ShippingLine),
        ["discountApplications"] = typeof(DiscountApplication),
        ["agreements"] = typeof(SalesAgreement),
        ["sales"] = typeof(Sale),
        ["fulfillmentOrders"] = typeof(object),
        ["fulfillments"] = typeof(object),
        ["fulfillmentLineItems"] = typeof(FulfillmentLineItem),
        ["locations"] = typeof(ShopifyLocation),
    };

    /// <summary>Read while lines are sorted, or needless in the record that they are a part of.</summary>
    static readonly HashSet<string> ReadElsewhere = ["__typename", "pageInfo", "InventoryLevel.id"];

    public static TheoryData<string, string> Documents()
    {
        var data = new TheoryData<string, string>();
        foreach (
            var document in new[]
            {
                Customers.Bulk,
                Companies.Bulk,
                Products.Bulk,
                InventoryItems.Bulk,
                Orders.Bulk,
                Ledger.Bulk,
            }
        )
            data.Add(document.Root, document.Text());
        data.Add("shop", Comptoir.Shopify.Documents.Shop.Info);
        data.Add("counts", Comptoir.Shopify.Documents.Shop.Counts);
        data.Add("locations", Comptoir.Shopify.Documents.Shop.Locations);
        data.Add("operation", BulkOperationDocuments.ById);
        return data;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_field_has_a_place(string name, string text)
    {
        Assert.NotEmpty(name);
        var root = Parser
            .Parse(text)
            .Definitions.OfType<GraphQLOperationDefinition>()
            .Single()
            .SelectionSet;
        foreach (var field in Fields(root))
        {
            var type = field.Name.StringValue switch
            {
                "shop" => typeof(ShopInfo),
                "bulkOperation" => typeof(BulkOperation),
                { } counts when counts.EndsWith("Count", StringComparison.Ordinal) =>
                    typeof(ShopifyCount),
                { } connection => Lines[connection],
            };
            Visit(type, Inside(field), field.Name.StringValue);
        }
    }

    static void Visit(Type type, GraphQLSelectionSet selections, string path)
    {
        // A line that is only sorted by, or a record of a part that the documents test covers.
        if (type == typeof(object))
            return;
        foreach (var field in Fields(selections))
        {
            var name = field.Name.StringValue;
            if (ReadElsewhere.Contains(name) || ReadElsewhere.Contains($"{type.Name}.{name}"))
                continue;
            var property = type.GetProperties()
                .FirstOrDefault(one => JsonName(one) == name && Ignored(one) is null);
            if (
                property is null
                && field.SelectionSet is not null
                && (
                    Lines.TryGetValue($"{type.Name}.{name}", out var line)
                    || Lines.TryGetValue(name, out line)
                )
            )
            {
                Visit(line, Inside(field), $"{path}.{name}");
                continue;
            }
            Assert.True(
                property is not null,
                $"{path}.{name} is asked for and dropped ({type.Name})."
            );
            if (
                field.SelectionSet is { } inner
                && property.PropertyType is var inside
                && Element(inside) != typeof(ShopifyMoney)
            )
                Visit(Element(inside), inner, $"{path}.{name}");
        }
    }

    static GraphQLSelectionSet Inside(GraphQLField field)
    {
        var inner = field.SelectionSet!;
        if (Fields(inner).FirstOrDefault(one => one.Name == "edges") is { } edges)
            return Fields(edges.SelectionSet!).Single().SelectionSet!;
        return Fields(inner).FirstOrDefault(one => one.Name == "nodes")?.SelectionSet ?? inner;
    }

    static IEnumerable<GraphQLField> Fields(GraphQLSelectionSet selections) =>
        selections.Selections.SelectMany(one =>
            one switch
            {
                GraphQLField field => [field],
                GraphQLInlineFragment fragment => Fields(fragment.SelectionSet),
                _ => Enumerable.Empty<GraphQLField>(),
            }
        );

    static string JsonName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    static JsonIgnoreAttribute? Ignored(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>();

    static Type Element(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericType ? type.GetGenericArguments()[0] : type;
    }
}
