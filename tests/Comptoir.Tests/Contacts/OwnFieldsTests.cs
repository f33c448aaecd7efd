using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Comptoir.Contacts;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Contacts;

/// <summary>The office's own fields of contacts and products, over HTTP.</summary>
public sealed partial class OwnFieldsTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task What_is_left_out_stays_and_null_clears()
    {
        var client = await ClientWithContactAsync();

        var first = await client.SendAsync(
            HttpMethod.Patch,
            "contacts/7",
            new
            {
                own = new
                {
                    vatNumber = "fr 40 303 265 045",
                    siren = "303 265 045",
                    paymentDays = 30,
                    endOfMonth = true,
                    version = 0,
                },
            },
            HttpStatusCode.OK
        );
        Assert.Equal("FR40303265045", first["own"]!.Text("vatNumber"));
        Assert.Equal("303265045", first["own"]!.Text("siren"));
        Assert.Equal(1, first["own"]!.Number("version"));
        Assert.StartsWith("test", first["own"]!.Text("updatedBy"), StringComparison.Ordinal);

        var second = await client.SendAsync(
            HttpMethod.Patch,
            "contacts/7",
            new { own = new { vatNumber = (string?)null, version = 1 } },
            HttpStatusCode.OK
        );
        Assert.Null(second["own"]!["vatNumber"]);
        Assert.Equal(30, second["own"]!.Number("paymentDays"));
        Assert.True((bool)second["own"]!["endOfMonth"]!);
        Assert.Equal(2, second["own"]!.Number("version"));

        // The same again is no change.
        var third = await client.SendAsync(
            HttpMethod.Patch,
            "contacts/7",
            new { own = new { paymentDays = 30, version = 2 } },
            HttpStatusCode.OK
        );
        Assert.Equal(2, third["own"]!.Number("version"));
    }

    [Fact]
    public async Task Who_saves_over_a_newer_version_is_told_what_is_there()
    {
        var client = await ClientWithContactAsync();
        await ChangeAsync(client, new { siren = "303265045", version = 0 }, HttpStatusCode.OK);

        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            "contacts/7",
            new { own = new { siren = "732829320", version = 0 } },
            HttpStatusCode.Conflict
        );

        Assert.Equal("303265045", problem["current"]!["own"]!.Text("siren"));
        Assert.Equal(1, problem["current"]!["own"]!.Number("version"));
        var stored = await client.ReadAsync("contacts/7");
        Assert.Equal("303265045", stored["own"]!.Text("siren"));
    }

    [Theory]
    [InlineData("vatNumber", "FR41303265045")]
    [InlineData("vatNumber", "303265045")]
    [InlineData("vatNumber", "DE12345678")]
    [InlineData("siren", "303265046")]
    [InlineData("siret", "12345678901234")]
    [InlineData("invoiceEmail", "nobody")]
    [InlineData("language", "French")]
    [InlineData("paymentDays", "-1")]
    [InlineData("paymentDays", "400")]
    [InlineData("customerAccount", "411 000")]
    public async Task What_cannot_be_is_refused_and_nothing_stored(string field, string value)
    {
        var client = await ClientWithContactAsync();

        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            "contacts/7",
            new
            {
                own = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [field] = value,
                    ["note"] = "kept only with the rest",
                    ["version"] = 0,
                },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.NotNull(problem["errors"]![$"own.{field}"]);
        Assert.Equal(0, (await client.ReadAsync("contacts/7"))["own"]!.Number("version"));
    }

    [Theory]
    [InlineData("vatNumber", "FR83404833048")]
    [InlineData("vatNumber", "EL123456789")]
    [InlineData("vatNumber", "GR123456789")]
    [InlineData("vatNumber", "ESX1234567X")]
    [InlineData("vatNumber", "NL123456789B01")]
    [InlineData("vatNumber", "IE1234567WA")]
    [InlineData("vatNumber", "BE0123456789")]
    [InlineData("vatNumber", "CHE123456789")]
    [InlineData("siret", "35600000000048")]
    // La Poste's establishments beyond what Luhn leaves: a sum that is a multiple of five.
    [InlineData("siret", "35600000049837")]
    public async Task What_can_be_is_taken(string field, string value) =>
        await ChangeAsync(
            await ClientWithContactAsync(),
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [field] = value,
                ["version"] = 0,
            },
            HttpStatusCode.OK
        );

    [Fact]
    public async Task A_misspelt_member_is_not_passed_over()
    {
        var client = await ClientWithContactAsync();
        await ChangeAsync(
            client,
            new { vat = "FR40303265045", version = 0 },
            HttpStatusCode.BadRequest
        );
        await ChangeAsync(
            client,
            new { note = "without a version" },
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task Another_offices_contact_can_be_neither_read_nor_changed()
    {
        await ClientWithContactAsync();
        var other = await application.AddOfficeAsync("Other");
        var stranger = await application.CreateApiClientAsync(Role.Owner, other);

        await stranger.RefusedAsync(HttpMethod.Get, "contacts/7", null, HttpStatusCode.NotFound);
        await ChangeAsync(stranger, new { note = "mine", version = 0 }, HttpStatusCode.NotFound);
        var page = await application.CreateClientAsync(Role.Owner, other);
        var answer = await page.GetAsync("/customers/7/edit", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await using var db = application.Database.Open(application.OfficeId);
        Assert.False(await db.ContactDetails.AnyAsync(Stop));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Accountant)]
    public async Task Who_only_reads_changes_nothing(Role role)
    {
        await ClientWithContactAsync();
        await ChangeAsync(
            await application.CreateApiClientAsync(role),
            new { note = "x", version = 0 },
            HttpStatusCode.Forbidden
        );
        var page = await application.CreateClientAsync(role);
        Assert.DoesNotContain(
            "/customers/7/edit",
            await page.GetStringAsync("/customers/7", Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Two_people_who_edit_at_once_are_shown_both_values_and_lose_nothing()
    {
        await ClientWithContactAsync();
        var ada = await application.CreateClientAsync(Role.Manager);
        var bob = await application.CreateClientAsync(Role.Manager);
        var opened = await bob.GetStringAsync("/customers/7/edit", Stop);

        var saved = await ada.SendFormAsync(
            "/customers/7/edit",
            "edit",
            [.. Hidden(opened), ("billingName", "Ada’s words"), ("note", "Ada’s note")]
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var conflict = await bob.SendFieldsAsync(
            "/customers/7/edit",
            "edit",
            Forms.Token(opened),
            [.. Hidden(opened), ("billingName", "Bob’s words"), ("customerAccount", "411BOB")]
        );
        var html = WebUtility.HtmlDecode(await conflict.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, conflict.StatusCode);
        Assert.Contains("saved in between", html, StringComparison.Ordinal);
        Assert.Contains("<b>Ada’s words</b>", html, StringComparison.Ordinal);
        Assert.Contains("<b>Bob’s words</b>", html, StringComparison.Ordinal);
        Assert.Contains("value=\"411BOB\"", html, StringComparison.Ordinal);

        // Bob keeps his name, takes Ada's note, and his account was never in question.
        var again = await bob.SendFieldsAsync(
            "/customers/7/edit",
            "edit",
            Forms.Token(html),
            [
                .. Hidden(html),
                ("billingName", "Bob’s words"),
                ("take:billingName", "mine"),
                ("note", ""),
                ("take:note", "theirs"),
                ("customerAccount", "411BOB"),
            ]
        );
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        await using var db = application.Database.Open(application.OfficeId);
        var own = await db.ContactDetails.SingleAsync(Stop);
        Assert.Equal(
            ("Bob’s words", "Ada’s note", "411BOB", 2L),
            (own.BillingName, own.Note, own.CustomerAccount, own.Version)
        );
    }

    [Fact]
    public async Task A_contact_is_made_and_changed_by_hand()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var made = await client.SendAsync(
            HttpMethod.Post,
            "contacts",
            new
            {
                kind = "company",
                name = "Atelier Müller",
                email = "Info@Mueller.example",
                isSupplier = true,
                addresses = new[]
                {
                    new
                    {
                        line1 = "Hauptstr. 1",
                        city = "Berlin",
                        countryCode = "Allemagne",
                    },
                },
                own = new { vatNumber = "DE123456789" },
            },
            HttpStatusCode.Created
        );
        var id = made.Number("id");
        Assert.Equal("DE", made["addresses"]![0]!.Text("countryCode"));

        var changed = await client.SendAsync(
            HttpMethod.Patch,
            string.Create(CultureInfo.InvariantCulture, $"contacts/{id}"),
            new
            {
                name = "Atelier Meyer",
                addresses = new object[] { new { city = "Köln" }, new { city = "Bonn" } },
                own = new { version = 1 },
            },
            HttpStatusCode.OK
        );
        Assert.Equal("Atelier Meyer", changed.Text("name"));
        Assert.Equal("Info@Mueller.example", changed.Text("email"));
        Assert.Equal(2, changed["addresses"]!.AsArray().Count);
        Assert.Null(changed["addresses"]![0]!["line1"]);
        await using var db = application.Database.Open(application.OfficeId);
        var contact = await db.Contacts.SingleAsync(x => x.Id == id, Stop);
        Assert.Equal("info@mueller.example", contact.EmailKey);
        Assert.Single((await client.ReadAsync("contacts?q=meyer"))["items"]!.AsArray());

        await client.RefusedAsync(
            HttpMethod.Post,
            "contacts",
            new { email = "a@b.example" },
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task Contacts_and_products_are_entered_on_pages()
    {
        var page = await application.CreateClientAsync(Role.Manager);
        var contact = await page.SendFormAsync(
            "/suppliers/new",
            "new",
            ("kind", "company"),
            ("name", "Fournil du Nord"),
            ("isSupplier", "true"),
            ("opened:isCustomer", "false"),
            ("siren", "732829320")
        );
        Assert.Equal(HttpStatusCode.Redirect, contact.StatusCode);
        var there = await page.GetStringAsync(contact.Headers.Location, Stop);
        Assert.Contains("732829320", there, StringComparison.Ordinal);

        var product = await page.SendFormAsync(
            "/products/new",
            "new",
            ("title", "Pain noir"),
            ("status", "ACTIVE"),
            ("vendor", "Fournil du Nord"),
            ("sku", "PN-1"),
            ("price", "4.50"),
            ("currency", "EUR"),
            ("purchasePrice", "2,10")
        );
        Assert.Equal(HttpStatusCode.Redirect, product.StatusCode);
        await using var db = application.Database.Open(application.OfficeId);
        var stored = await db.Products.Include(x => x.Variants).SingleAsync(Stop);
        var own = await db.ProductDetails.SingleAsync(Stop);
        Assert.Equal(("PN-1", 4_500_000L), (stored.Variants[0].Sku, stored.Variants[0].Price));
        Assert.Equal((2_100_000L, "EUR"), (own.PurchasePrice, own.PurchaseCurrency));
        Assert.NotNull(stored.SupplierId);
        var edit = await page.GetStringAsync($"/products/{stored.Id}/edit", Stop);
        Assert.Contains("value=\"PN-1\"", edit, StringComparison.Ordinal);
        var wrong = await page.SendFormAsync(
            $"/products/{stored.Id}/edit",
            "edit",
            [.. Hidden(edit), ("title", "")]
        );
        Assert.Contains(
            "This cannot be empty.",
            await wrong.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Products_keep_the_offices_fields_and_their_variants_too()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var made = await client.SendAsync(
            HttpMethod.Post,
            "products",
            new
            {
                title = "Bougie",
                sku = "B-1",
                price = new { amount = "12.00", currency = "EUR" },
                own = new { purchasePrice = new { amount = "4.123456", currency = "USD" } },
            },
            HttpStatusCode.Created
        );
        Assert.Equal("4.123456", made["own"]!["purchasePrice"]!.Text("amount"));
        var variant = made["variants"]![0]!.Number("id");
        var address = $"products/{made.Number("id")}";

        var changed = await client.SendAsync(
            HttpMethod.Patch,
            address,
            new
            {
                variants = new[]
                {
                    new
                    {
                        id = variant,
                        own = new { purchasePrice = "5", supplierReference = "X9" },
                    },
                },
                own = new { salesAccount = "707100", version = 1 },
            },
            HttpStatusCode.OK
        );
        var own = changed["variants"]![0]!["own"]!;
        Assert.Equal(
            ("5.00", "EUR"),
            (own["purchasePrice"]!.Text("amount"), own["purchasePrice"]!.Text("currency"))
        );
        await client.RefusedAsync(
            HttpMethod.Patch,
            address,
            new { own = new { note = "late", version = 1 } },
            HttpStatusCode.Conflict
        );
        var cleared = await client.SendAsync(
            HttpMethod.Patch,
            address,
            new { own = new { purchasePrice = (object?)null, version = 2 } },
            HttpStatusCode.OK
        );
        Assert.Null(cleared["own"]!["purchasePrice"]);
        Assert.Equal("707100", cleared["own"]!.Text("salesAccount"));
    }

    async Task<HttpClient> ClientWithContactAsync()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        await application.AddAsync(Rows.Contact(application.OfficeId, 7));
        return client;
    }

    static async Task ChangeAsync(HttpClient client, object own, HttpStatusCode expected) =>
        await client.SendAsync(HttpMethod.Patch, "contacts/7", new { own }, expected);

    /// <summary>What a browser sends of a form without the user's doing: hidden fields.</summary>
    static IEnumerable<(string, string)> Hidden(string html) =>
        HiddenField()
            .Matches(html)
            .Select(match =>
                (
                    WebUtility.HtmlDecode(match.Groups["name"].Value),
                    WebUtility.HtmlDecode(match.Groups["value"].Value)
                )
            )
            .Where(field => !field.Item1.StartsWith('_'));

    [GeneratedRegex(
        """<input type="hidden" name="(?<name>(version|opened:)[^"]*)" value="(?<value>[^"]*)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex HiddenField();
}
