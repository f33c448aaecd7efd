using System.Text.RegularExpressions;
using Comptoir.DemoShop;
using Microsoft.Playwright;
using Xunit;

namespace Comptoir.BrowserTests;

/// <summary>The walk of a merchant: first start, connect a shop, watch it arrive, look at an order.</summary>
[Trait("Needs", "Browser")]
public sealed partial class ScreensTests(Browser browser, ComptoirWithShop comptoir)
    : IClassFixture<ComptoirWithShop>
{
    const string Password = "four plain words here";

    [Fact]
    public async Task From_the_first_start_to_an_order_that_adds_up()
    {
        var page = await browser.OpenAsync(comptoir.Address);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);

        await BeginAsync(page);
        await Screenshots.TakeAsync(page, "home-empty");
        await ConnectAsync(page);
        await Screenshots.TakeAsync(page, "web-shop-connected");
        await SynchronizeAsync(page);
        await Screenshots.TakeAsync(page, "run-finished");
        await OpenAnOrderAsync(page);
        await Screenshots.TakeAsync(page, "order");
        await page.GotoAsync("/");
        await Screenshots.TakeAsync(page, "home");
        await SwitchLanguageAsync(page);

        // A refused style, script or picture would be reported here: the content policy holds.
        Assert.Empty(complaints);
    }

    static async Task BeginAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Name of the office").FillAsync("Maison Lumière");
        await page.GetByLabel("Your name").FillAsync("Hélène Martin");
        await page.GetByLabel("E-mail").FillAsync("helene@example.com");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the office" }).ClickAsync();
        await Assertions
            .Expect(
                page.GetByRole(AriaRole.Heading, new() { Name = "Connect your first web shop" })
            )
            .ToBeVisibleAsync();
    }

    async Task ConnectAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Connect a Shopify store" })
            .ClickAsync();
        var address = page.GetByLabel("Address of the store");
        await address.FillAsync("lumiere.example");
        await address.BlurAsync();
        await Assertions.Expect(page.Locator("#understood")).ToContainTextAsync("myshopify.com");
        await address.FillAsync($"https://{comptoir.Shop.Address}/admin/orders?x=1");
        await address.BlurAsync();
        await Assertions
            .Expect(page.Locator("#understood"))
            .ToContainTextAsync("This is the address Comptoir will use.");
        await page.GetByText("Access token", new() { Exact = true }).First.ClickAsync();
        var token = page.Locator("[name='Sent.Token']");
        await token.FillAsync("shpat_of_another_shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("token");
        // What was typed is kept, but for the secret.
        await Assertions.Expect(address).ToHaveValueAsync(Typed());
        await Assertions.Expect(token).ToHaveValueAsync("");
        await token.FillAsync(comptoir.Shop.Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(ShopAddress());
    }

    static async Task SynchronizeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Synchronize", Exact = true })
            .ClickAsync();
        // The page follows the run by itself and is loaded again when it has ended.
        await Assertions
            .Expect(page.GetByText("Everything is in, and adds up"))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("All equal")).ToBeVisibleAsync();
    }

    static async Task OpenAnOrderAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })
            .GetByRole(AriaRole.Link, new() { Name = "Orders" })
            .ClickAsync();
        // Choosing a filter applies it; the chip takes it away.
        await page.GetByLabel("Payment", new() { Exact = true }).SelectOptionAsync("PAID");
        await Assertions.Expect(page).ToHaveURLAsync(Filtered());
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove this filter" }).ClickAsync();
        await page.Locator("tbody .id a").First.ClickAsync();
        await Assertions.Expect(page.GetByText("Adds up")).ToBeVisibleAsync();
        // From anywhere, "/" leads to the search.
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByLabel("Search everything")).ToBeFocusedAsync();
    }

    static async Task SwitchLanguageAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Hélène Martin" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Français" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accueil" }))
            .ToBeVisibleAsync();
        // The theme was kept on the way.
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [GeneratedRegex("admin/orders", RegexOptions.None, 1000)]
    private static partial Regex Typed();

    [GeneratedRegex(@"/web-shops/\d+\?connected=true$", RegexOptions.None, 1000)]
    private static partial Regex ShopAddress();

    [GeneratedRegex(@"/orders\?payment=PAID$", RegexOptions.None, 1000)]
    private static partial Regex Filtered();
}
