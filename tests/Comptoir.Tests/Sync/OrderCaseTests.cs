using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Every kind of order, as a merchant meets it: in the API, on its page and in the list.</summary>
public sealed class OrderCaseTests(OrderCases shop) : IClassFixture<OrderCases>
{
    [Fact]
    public async Task An_order_of_a_company_shows_its_terms_and_the_day_it_is_due()
    {
        var order = await shop.ReadAsync(3);
        var due = DateOnly.FromDateTime(shop.Shops(3).ProcessedAt.UtcDateTime).AddDays(30);
        Assert.Equal("Net 30", order.Text("paymentTerms"));
        Assert.InRange(
            DateOnly.Parse(order.Text("paymentDueOn"), CultureInfo.InvariantCulture),
            due,
            due.AddDays(1)
        );
        Assert.Equal("DE129273398", order.Text("vatNumber"));
        Assert.NotNull(order["companyId"]);
        var page = await shop.PageAsync(order);
        Assert.Contains("Terms: Net 30, due on", page, StringComparison.Ordinal);
        Assert.Contains("VAT number DE129273398", page, StringComparison.Ordinal);
        Assert.Contains("Page of the company", page, StringComparison.Ordinal);
        Assert.Contains(
            "Overdue since",
            await shop.ListAsync($"q={Uri.EscapeDataString(order.Text("name"))}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_subscription_names_its_plan()
    {
        var order = await shop.ReadAsync(23);
        Assert.Equal("Livraison chaque mois", Line(order, 0).Text("sellingPlan"));
        Assert.Contains(
            "Subscription: Livraison chaque mois",
            await shop.PageAsync(order),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_marketplace_sold_in_my_place_says_who_owes_the_tax()
    {
        var order = await shop.ReadAsync(24);
        Assert.Equal("Marché Déco", order.Text("merchantOfRecord"));
        Assert.True((bool)Line(order, 0)["taxes"]![0]!["channelLiable"]!);
        var page = await shop.PageAsync(order);
        Assert.Contains("Sold by Marché Déco in the shop’s place", page, StringComparison.Ordinal);
        Assert.Contains("Tax, owed by the sales channel", page, StringComparison.Ordinal);
        Assert.Contains(
            "by way of Marché Déco",
            await shop.ListAsync($"q={Uri.EscapeDataString(order.Text("name"))}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_order_with_a_risk_of_fraud_says_so_with_its_reasons_before_I_send_it()
    {
        var order = await shop.ReadAsync(25);
        Assert.Equal("investigate", order.Text("fraud"));
        Assert.Equal(2, order["fraudFindings"]!.AsArray().Count);
        Assert.Contains("1,150 km", await shop.PageAsync(order), StringComparison.Ordinal);
        var list = await shop.ListAsync("state=feared");
        Assert.Contains(order.Text("name"), list, StringComparison.Ordinal);
        Assert.Contains("Fraud? Check first", list, StringComparison.Ordinal);
        var calm = await shop.ReadAsync(23);
        Assert.Equal("none", calm.Text("fraud"));
        Assert.DoesNotContain($">{calm.Text("name")}<", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_in_dinars_keep_their_three_decimals_and_yen_have_none()
    {
        var dinars = await shop.ReadAsync(26);
        Assert.Equal(("37.035", "KWD"), Customer(dinars["totals"]!["ordered"]!));
        Assert.Equal(("24.690", "KWD"), Customer(dinars["totals"]!["current"]!));
        Assert.Equal("holds", dinars.Text("control"));
        var yen = await shop.ReadAsync(5);
        Assert.Equal(("10000", "JPY"), Customer(yen["totals"]!["ordered"]!));
        Assert.Equal(("6000", "JPY"), Customer(yen["totals"]!["received"]!));
    }

    [Fact]
    public async Task A_fee_on_the_whole_order_is_named_and_adds_up()
    {
        var order = await shop.ReadAsync(27);
        var fee = Assert.Single(order["fees"]!.AsArray())!;
        Assert.Equal("Emballage consigné", fee.Text("name"));
        Assert.Equal("2.40", fee["amount"]!["shop"]!.Text("amount"));
        Assert.Equal("holds", order.Text("control"));
        Assert.Contains(
            "Fee, Emballage consigné",
            await shop.PageAsync(order),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_tip_and_a_duty_are_shown_and_cash_is_rounded_apart()
    {
        var abroad = await shop.ReadAsync(2);
        Assert.Equal("holds", abroad.Text("control"));
        var page = await shop.PageAsync(abroad);
        Assert.Contains("<dt>Tip</dt>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Customs duty</dt>", page, StringComparison.Ordinal);
        var cash = await shop.ReadAsync(13);
        Assert.Equal("holds", cash.Text("control"));
        Assert.Null(cash["contactId"]);
    }

    [Fact]
    public async Task Doubled_and_missing_SKUs_lines_typed_by_hand_notes_and_tags_are_kept()
    {
        var order = await shop.ReadAsync(28);
        Assert.Equal(4, order["lines"]!.AsArray().Count);
        Assert.Equal(Line(order, 0).Text("sku"), Line(order, 1).Text("sku"));
        Assert.Null(Line(order, 2)["sku"]);
        Assert.NotNull(Line(order, 2)["variantId"]);
        Assert.Null(Line(order, 3)["variantId"]);
        Assert.Equal("Pour Élise", Line(order, 1)["attributes"]![0]!.Text("value"));
        Assert.Equal("Créneau", order["attributes"]![0]!.Text("key"));
        var page = await shop.PageAsync(order);
        foreach (
            var text in new[] { "Sonner deux fois", "le matin", "cadeau", "Gravure: Pour Élise" }
        )
            Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_was_completed_keeps_its_source_and_the_buyers_number()
    {
        var order = await shop.ReadAsync(29);
        Assert.Equal(
            ("shopify_draft_order", "Devis 2026-118"),
            (order.Text("source"), order.Text("purchaseOrder"))
        );
        Assert.Equal("130.00", order["totals"]!["ordered"]!["shop"]!.Text("amount"));
        Assert.Contains("draft order", await shop.PageAsync(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_order_is_marked_and_moved_no_money()
    {
        var order = await shop.ReadAsync(30);
        Assert.True((bool)order["isTest"]!);
        Assert.All(
            order["payments"]!.AsArray(),
            payment => Assert.Equal("none", payment!.Text("direction"))
        );
        Assert.Contains("Test order", await shop.PageAsync(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_and_a_cancelled_order_say_so()
    {
        Assert.NotNull((await shop.ReadAsync(31))["closedAt"]);
        Assert.Contains(
            "Archived in Shopify",
            await shop.PageAsync(await shop.ReadAsync(31)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Cancelled",
            await shop.PageAsync(await shop.ReadAsync(9)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_business_that_bought_as_a_guest_is_known_by_the_numbers_in_the_notes()
    {
        var order = await shop.ReadAsync(32);
        Assert.Null(order["contactId"]);
        Assert.Equal(
            ("FR40303265045", "303265045", "BC-77"),
            (order.Text("vatNumber"), order.Text("siren"), order.Text("purchaseOrder"))
        );
    }

    [Fact]
    public async Task Somebody_known_by_phone_alone_is_shown_by_the_name_of_the_address()
    {
        var order = await shop.ReadAsync(33);
        Assert.Null(order["email"]);
        Assert.Equal("+33600000033", order.Text("phone"));
        Assert.NotEmpty(order.Text("customerName"));
    }

    [Fact]
    public async Task An_edited_and_an_exchanged_order_show_what_is_left()
    {
        var edited = await shop.ReadAsync(4);
        Assert.Contains(
            "Changed afterwards",
            await shop.PageAsync(edited),
            StringComparison.Ordinal
        );
        Assert.Contains(edited["lines"]!.AsArray(), line => line!.Number("currentQuantity") == 0);
        var exchanged = await shop.ReadAsync(8);
        Assert.Equal("55.00", exchanged["totals"]!["current"]!["shop"]!.Text("amount"));
        Assert.Equal("55.00", exchanged["totals"]!["ledger"]!["shop"]!.Text("amount"));
        Assert.Contains("Returned", await shop.PageAsync(exchanged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_of_a_bundle_stand_under_its_name()
    {
        var order = await shop.ReadAsync(22);
        Assert.All(
            order["lines"]!.AsArray(),
            line => Assert.Equal("Coffret Soirée", line!.Text("bundle"))
        );
        var page = await shop.PageAsync(order);
        Assert.Equal(2, page.Split("Bundle: Coffret Soirée").Length);
    }

    [Fact]
    public async Task Three_hundred_lines_come_whole_and_one_of_a_deleted_product_keeps_its_text()
    {
        var order = await shop.ReadAsync(14);
        Assert.Equal(301, order["lines"]!.AsArray().Count);
        Assert.Equal("0.00", order["totals"]!["ordered"]!["shop"]!.Text("amount"));
        var gone = shop.Shops(14).Lines[^1];
        var line = Line(order, 300);
        Assert.Equal((gone.Title, gone.Sku), (line.Text("title"), line.Text("sku")));
        Assert.Null(line["variantId"]);
        Assert.Contains(
            "not in the catalogue",
            await shop.PageAsync(order),
            StringComparison.Ordinal
        );
    }

    private static JsonNode Line(JsonNode order, int index) => order["lines"]![index]!;

    private static (string Amount, string Currency) Customer(JsonNode money) =>
        (money["customer"]!.Text("amount"), money["customer"]!.Text("currency"));
}
