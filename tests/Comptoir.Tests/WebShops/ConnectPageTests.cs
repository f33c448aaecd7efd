using System.Net;
using System.Text.RegularExpressions;
using Comptoir.DemoShop;
using Comptoir.Users;
using Comptoir.WebShops;
using Xunit;

namespace Comptoir.Tests.WebShops;

/// <summary>A merchant connects a shop in the screens, without script.</summary>
public sealed partial class ConnectPageTests : IAsyncLifetime
{
    const string Page = "/web-shops/connect";
    const string Secret = "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";
    ApplicationWithShop office = null!;
    HttpClient owner = null!;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 12) with
            {
                ClientSecret = Secret,
                Scopes = ApplicationWithShop.NeededScopes,
            }
        );
        owner = await office.Application.CreateClientAsync(Role.Owner);
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    static (string, string)[] Entered(string step, string secret = Secret) =>
        [
            ("Sent.Address", "https://admin.shopify.com/store/lumiere/orders?status=open"),
            ("Sent.Kind", "client"),
            ("Sent.ClientId", "demo-client"),
            ("Sent.ClientSecret", secret),
            ("Sent.Step", step),
        ];

    static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancelled));
    }

    List<WebShop> Shops()
    {
        using var db = office.Application.Database.Open(office.Application.OfficeId);
        return [.. db.WebShops];
    }

    [Fact]
    public async Task The_test_shows_what_is_there_and_what_is_missing_before_anything_is_kept()
    {
        var page = await TextAsync(await owner.SendFormAsync(Page, "connect", Entered("test")));
        Assert.Contains("LUMIERE", page, StringComparison.Ordinal);
        Assert.Contains("60 days", page, StringComparison.Ordinal);
        Assert.Contains("Payment terms of orders cannot be read", page, StringComparison.Ordinal);
        Assert.Contains("read_payment_terms", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
        Assert.Empty(Shops());
    }

    [Fact]
    public async Task The_secret_is_entered_once_and_carried_closed_to_the_connection()
    {
        var page = await TextAsync(await owner.SendFormAsync(Page, "connect", Entered("test")));
        var closed = SealedField().Match(page).Groups["closed"].Value;
        Assert.NotEmpty(closed);
        var answer = await owner.SendFieldsAsync(
            Page,
            "connect",
            Forms.Token(page),
            [
                .. Entered("connect", secret: ""),
                ("Sent.Sealed", closed),
                ("Sent.Name", "Lyon"),
                ("Sent.Choices.Suppliers", "true"),
                ("Sent.Choices.OrdersFrom", "2026-01-31"),
                ("Sent.Choices.VatNumber[0].Kind", "NoteAttribute"),
                ("Sent.Choices.VatNumber[0].Key", " VAT "),
                ("Sent.Choices.VatNumber[1].Kind", ""),
                ("Sent.Choices.VatNumber[1].Key", ""),
            ]
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var shop = Assert.Single(Shops());
        Assert.Equal(
            ("Lyon", CredentialsKind.Client, "lumiere.myshopify.com"),
            (shop.Name, shop.Credentials, shop.Address)
        );
        Assert.True(shop.Settings.Suppliers);
        Assert.False(shop.Settings.Stock);
        Assert.Equal(new DateOnly(2026, 1, 31), shop.Settings.OrdersFrom);
        Assert.Equal(
            new FieldPlace(FieldPlaceKind.NoteAttribute, "VAT"),
            Assert.Single(shop.Settings.Fields.VatNumber)
        );
    }

    [Fact]
    public async Task A_wrong_secret_is_said_beside_its_field_and_nothing_is_kept()
    {
        var page = await TextAsync(
            await owner.SendFormAsync(Page, "connect", Entered("test", "shpss_wrong"))
        );
        Assert.Contains("Copy both again", page, StringComparison.Ordinal);
        Assert.DoesNotContain("shpss_wrong", page, StringComparison.Ordinal);
        Assert.Contains("https://admin.shopify.com/store/lumiere", page, StringComparison.Ordinal);
        Assert.Empty(Shops());
    }

    [Fact]
    public async Task A_choice_that_cannot_be_is_mended_where_it_was_made()
    {
        var page = await TextAsync(
            await owner.SendFormAsync(
                Page,
                "connect",
                [
                    .. Entered("connect"),
                    ("Sent.Choices.VatNumber[0].Kind", "Metafield"),
                    ("Sent.Choices.VatNumber[0].Key", "vat"),
                ]
            )
        );
        Assert.Contains("custom.vat_number", page, StringComparison.Ordinal);
        Assert.Contains("Sent.Choices.VatNumber[0].Key", page, StringComparison.Ordinal);
        Assert.Empty(Shops());
    }

    [Fact]
    public async Task A_secret_closed_in_one_office_opens_nothing_in_another()
    {
        var page = await TextAsync(await owner.SendFormAsync(Page, "connect", Entered("test")));
        var closed = SealedField().Match(page).Groups["closed"].Value;
        foreach (var sent in new[] { closed[..^4] + "AAAA", "none" })
        {
            var refused = await TextAsync(
                await owner.SendFieldsAsync(
                    Page,
                    "connect",
                    Forms.Token(page),
                    [.. Entered("connect", secret: ""), ("Sent.Sealed", sent)]
                )
            );
            Assert.Contains("The client secret is missing", refused, StringComparison.Ordinal);
        }
        Assert.Empty(Shops());
    }

    [Fact]
    public async Task The_choices_of_a_connected_shop_are_changed_on_its_page_of_settings()
    {
        var client = await office.ClientAsync();
        var id = (await office.ConnectAsync(client)).Number("id");
        var answer = await owner.SendFormAsync(
            $"/web-shops/{id}/settings",
            "settings",
            ("Sent.Name", "Paris"),
            ("Sent.Choices.Stock", "true")
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var shop = Assert.Single(Shops());
        Assert.Equal(
            ("Paris", true, false),
            (shop.Name, shop.Settings.Stock, shop.Settings.Suppliers)
        );
    }

    [Fact]
    public async Task Disconnecting_says_what_will_happen_and_does_it()
    {
        var client = await office.ClientAsync();
        var id = (await office.ConnectAsync(client)).Number("id");
        var page = await owner.GetStringAsync($"/web-shops/{id}", Cancelled);
        Assert.Contains("Nothing came from it yet", page, StringComparison.Ordinal);
        var answer = await owner.SendFieldsAsync(
            $"/web-shops/{id}",
            "disconnect",
            Forms.Token(page)
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Empty(Shops());
    }

    [GeneratedRegex(
        """name="Sent.Sealed" value="(?<closed>[^"]*)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SealedField();
}
