using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Shopify;

namespace Comptoir.Tests.Shopify.Bulk;

/// <summary>Records with every amount filled in, and the lines Shopify would write for them.</summary>
static class Specimen
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static MoneyBag Bag(decimal amount) =>
        new()
        {
            ShopMoney = new ShopifyMoney(amount, "EUR"),
            PresentmentMoney = new ShopifyMoney(amount * 2, "USD"),
        };

    /// <summary>The same record with a different amount in each bag.</summary>
    public static T Filled<T>(T record, decimal amount)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties())
            if (property.PropertyType == typeof(MoneyBag))
                property.SetValue(record, Bag(amount += 0.01m));
        return record;
    }

    public static ShopifyOrder Order(long number) =>
        Filled(
            new ShopifyOrder
            {
                Id = Gid.Of("Order", number),
                Name = $"#{number}",
                CreatedAt = Noon,
                UpdatedAt = Noon.AddMinutes(number),
                ProcessedAt = Noon,
                CurrencyCode = "EUR",
                PresentmentCurrencyCode = "USD",
                Note = "a \"quoted\" note: \"__parentId\":\"gid://shopify/Order/1\"",
                TotalCashRoundingAdjustment = Filled(new CashRounding(), 0),
            },
            number
        );

    public static LineItem LineItem(long number) =>
        Filled(
            new LineItem
            {
                Id = Gid.Of("LineItem", number),
                Title = "Thing, né \"it\"",
                Quantity = 2,
            },
            number
        );

    public static ShippingLine ShippingLine(long number) =>
        Filled(new ShippingLine { Id = Gid.Of("ShippingLine", number), Title = "Post" }, number);

    public static DiscountApplication Discount(int index) =>
        new()
        {
            TypeName = "DiscountCodeApplication",
            Index = index,
            Code = "TEN",
            Value = new DiscountValue { Percentage = 10 },
        };

    public static SalesAgreement Agreement(long number) =>
        new()
        {
            Id = Gid.Of("SalesAgreement", number),
            HappenedAt = Noon.AddDays(number % 3),
            Reason = "ORDER",
        };

    public static Sale Sale(long number) =>
        Filled(
            new Sale
            {
                Id = Gid.Of("Sale", number),
                ActionType = "ORDER",
                LineType = "PRODUCT",
                Quantity = 1,
                LineItem = new ShopifyReference { Id = Gid.Of("LineItem", number) },
            },
            number
        );

    public static Fulfillment Fulfillment(long number) =>
        new()
        {
            Id = Gid.Of("Fulfillment", number),
            Status = "SUCCESS",
            CreatedAt = Noon,
            UpdatedAt = Noon,
        };

    public static FulfillmentLineItem FulfillmentLine(long number) =>
        new()
        {
            Id = Gid.Of("FulfillmentLineItem", number),
            Quantity = 1,
            LineItem = new ShopifyReference { Id = Gid.Of("LineItem", number) },
        };

    public static string Line<T>(
        string typeName,
        T record,
        JsonTypeInfo<T> type,
        Gid? parent,
        params (string, JsonNode)[] more
    )
    {
        var values = JsonSerializer.SerializeToNode(record, type)!.AsObject();
        var line = new JsonObject { ["__typename"] = typeName };
        foreach (var (name, value) in values.ToArray())
        {
            if (name == "__typename")
                continue;
            values.Remove(name);
            line[name] = value;
        }
        foreach (var (name, value) in more)
            line[name] = value;
        if (parent is not null)
            line["__parentId"] = parent.ToString();
        return line.ToJsonString(
            new JsonSerializerOptions
            {
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
    }

    /// <summary>Everything in a record, what bulk lines leave to the assembly included, as text to compare.</summary>
    public static string Show(object? value) =>
        value switch
        {
            null => "null",
            string text => $"'{text}'",
            System.Collections.IEnumerable items =>
                $"[{string.Join(", ", items.Cast<object>().Select(Show))}]",
            _ when value.GetType().Assembly == typeof(ShopifyOrder).Assembly
                    && value is not Gid and not ShopifyMoney =>
                $"{{{string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(one => $"{one.Name}: {Show(one.GetValue(value))}"))}}}",
            _ => $"{value}",
        };
}
