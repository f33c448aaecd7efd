using System.Security.Cryptography;
using System.Text;
using Comptoir.Shopify;
using Comptoir.Tests.Shopify.Documents;
using GraphQL.Types;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>What a webhook says, and whether it is Shopify that says it.</summary>
public sealed class WebhookNotices
{
    static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":1,"note":"é"}""");

    static string Signed(byte[] body, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    [Fact]
    public void A_signature_by_any_of_the_secrets_is_valid()
    {
        Assert.True(WebhookSignature.IsValid(Body, Signed(Body, "new"), ["new", "old"]));
        Assert.True(WebhookSignature.IsValid(Body, Signed(Body, "old"), ["new", "old"]));
        Assert.False(WebhookSignature.IsValid(Body, Signed(Body, "other"), ["new", "old"]));
        Assert.False(WebhookSignature.IsValid(Body, Signed(Body, "new"), []));
        Assert.False(WebhookSignature.IsValid(Body.AsSpan(1), Signed(Body, "new"), ["new"]));
    }

    [Fact]
    public void A_known_signature_is_recognized()
    {
        // RFC 4231, test case 2, in base64.
        Assert.True(
            WebhookSignature.IsValid(
                "what do ya want for nothing?"u8,
                "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=",
                ["Jefe"]
            )
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("not base64 at all")]
    [InlineData("AAAA")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData(
        "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
    )]
    public void A_malformed_header_is_not_valid_and_throws_nothing(string? header) =>
        Assert.False(WebhookSignature.IsValid(Body, header, ["Jefe", ""]));

    [Fact]
    public void An_empty_secret_opens_nothing() =>
        Assert.False(WebhookSignature.IsValid(Body, Signed(Body, ""), [""]));

    [Theory]
    [InlineData(
        "orders/updated",
        """{"id":7,"admin_graphql_api_id":"gid://shopify/Order/7"}""",
        "Order 7"
    )]
    [InlineData("orders/delete", """{"id":7}""", "Order 7")]
    [InlineData("orders/edited", """{"order_edit":{"id":3,"order_id":7}}""", "Order 7")]
    [InlineData("orders/risk_assessment_changed", """{"order_id":7}""", "Order 7")]
    [InlineData("refunds/create", """{"id":9,"order_id":7}""", "Order 7")]
    [InlineData("fulfillments/update", """{"id":9,"order_id":"7"}""", "Order 7")]
    [InlineData("order_transactions/create", """{"id":9,"order_id":7}""", "Order 7")]
    [InlineData(
        "returns/approve",
        """{"id":9,"order":{"id":7,"admin_graphql_api_id":"gid://shopify/Order/7"}}""",
        "Order 7"
    )]
    [InlineData(
        "returns/close",
        """{"id":9,"order":{"admin_graphql_api_id":"gid://shopify/Order/7"}}""",
        "Order 7"
    )]
    [InlineData("payment_terms/update", """{"id":9,"order_id":7}""", "Order 7")]
    [InlineData("customers/update", """{"id":7}""", "Customer 7")]
    [InlineData("products/update", """{"id":706405506930370084}""", "Product 706405506930370084")]
    [InlineData("inventory_items/delete", """{"id":7}""", "InventoryItem 7")]
    [InlineData(
        "inventory_levels/update",
        """{"inventory_item_id":7,"location_id":3,"admin_graphql_api_id":"gid://shopify/InventoryLevel/3?inventory_item_id=7"}""",
        "InventoryItem 7"
    )]
    [InlineData(
        "companies/update",
        """{"admin_graphql_api_id":"gid://shopify/Company/7"}""",
        "Company 7"
    )]
    [InlineData(
        "company_locations/update",
        """{"admin_graphql_api_id":"gid://shopify/CompanyLocation/3","company":{"admin_graphql_api_id":"gid://shopify/Company/7"}}""",
        "Company 7"
    )]
    [InlineData("company_contacts/create", """{"company_id":7}""", "Company 7")]
    [InlineData("locations/deactivate", """{"id":7}""", "Location 7")]
    [InlineData("Orders/Updated", """{"id":7}""", "Order 7")]
    public void A_body_names_what_to_look_at_again(string topic, string body, string expected)
    {
        var named = Assert.Single(Read(topic, body).Objects);
        Assert.Equal(expected, $"{named.Kind} {named.Number}");
    }

    [Theory]
    [InlineData("orders/updated", "")]
    [InlineData("orders/updated", "not json")]
    [InlineData("orders/updated", "[1]")]
    [InlineData("orders/updated", "{}")]
    [InlineData("orders/updated", """{"id":null,"admin_graphql_api_id":5}""")]
    [InlineData("orders/updated", """{"id":-7}""")]
    [InlineData("orders/updated", """{"id":7.5}""")]
    [InlineData("orders/updated", """{"id":99999999999999999999999999}""")]
    [InlineData("orders/updated", """{"admin_graphql_api_id":"gid://shopify/Product/7"}""")]
    [InlineData("orders/updated", """{"admin_graphql_api_id":"\ud800"}""")]
    [InlineData("refunds/create", """{"id":9}""")]
    [InlineData("returns/update", """{"order":7}""")]
    [InlineData("customers/merge", """{"admin_graphql_api_customer_kept_id":7}""")]
    [InlineData("app/uninstalled", """{"id":7}""")]
    [InlineData("shop/update", """{"id":7}""")]
    [InlineData("themes/publish", """{"id":7}""")]
    [InlineData("", """{"id":7}""")]
    [InlineData(null, """{"id":7}""")]
    public void A_body_that_names_nothing_gives_nothing(string? topic, string body) =>
        Assert.Empty(Read(topic, body).Objects);

    [Fact]
    public void A_merge_names_both_customers()
    {
        var body = Read(
            "customers/merge",
            """{"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/7","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/8"}"""
        );
        Assert.Equal(new MergedCustomers(7, 8), body.Merged);
        Assert.Equal([7L, 8L], body.Objects.Select(one => one.Number));
    }

    [Fact]
    public void A_bulk_operation_that_ended_is_the_subject()
    {
        var body = Read(
            "bulk_operations/finish",
            """{"admin_graphql_api_id":"gid://shopify/BulkOperation/720918","status":"completed"}"""
        );
        Assert.Equal(Gid.Of("BulkOperation", 720918), body.Subject);
        Assert.Empty(body.Objects);
    }

    [Fact]
    public void The_privacy_topics_name_what_they_are_about()
    {
        var asked = Read(
            "customers/data_request",
            """{"shop_id":954889,"orders_requested":[299938,280263,299938,"220458"],"customer":{"id":191167,"email":"a@b.c"},"data_request":{"id":9999}}"""
        );
        Assert.Empty(asked.Objects);
        Assert.Equal(
            (954889L, 191167L, 9999L),
            (asked.Privacy!.Shop, asked.Privacy.Customer, asked.Privacy.Request)
        );
        Assert.Equal([299938L, 280263L, 220458L], asked.Privacy.Orders);
        var redacted = Read(
            "customers/redact",
            """{"customer":{"id":null},"orders_to_redact":[1]}"""
        );
        Assert.Equal(
            (null, 1L),
            (redacted.Privacy!.Customer, Assert.Single(redacted.Privacy.Orders))
        );
        Assert.NotNull(Read("shop/redact", """{"shop_id":1}""").Privacy);
    }

    [Fact]
    public void All_topics_are_in_the_official_schema()
    {
        var schema = OfficialSchema.Value;
        Assert.SkipWhen(
            schema is null,
            "Shopify's schema is not to be had here: no npm, no copy beside the repository."
        );
        var official = (EnumerationGraphType)schema.AllTypes["WebhookSubscriptionTopic"]!;
        Assert.All(
            WebhookTopics.Wanted,
            topic => Assert.NotNull(official.Values.FindByName(topic.Code))
        );
        Assert.Equal(
            WebhookTopics.Wanted.Count,
            WebhookTopics.Wanted.Select(topic => topic.Name).Distinct().Count()
        );
    }

    [Fact]
    public void A_topic_is_open_to_whoever_has_one_of_its_scopes()
    {
        var orders = WebhookTopics.Find("ORDERS/updated")!;
        Assert.Same(orders, WebhookTopics.FindByCode("ORDERS_UPDATED"));
        Assert.True(orders.IsOpenTo(new HashSet<string> { "read_orders" }));
        Assert.True(orders.IsOpenTo(new HashSet<string> { "write_orders" }));
        Assert.False(orders.IsOpenTo(new HashSet<string> { "read_products" }));
        Assert.True(WebhookTopics.AppUninstalled.IsOpenTo(new HashSet<string>()));
        Assert.Null(WebhookTopics.Find("themes/publish"));
        Assert.NotNull(WebhookTopics.Find("customers/redact"));
    }

    static WebhookBody Read(string? topic, string body) =>
        WebhookBody.Read(topic, Encoding.UTF8.GetBytes(body));
}
