using Microsoft.Playwright;
using Xunit;

namespace Comptoir.BrowserTests;

/// <summary>
/// From the address of a store to its orders, by keyboard alone: connect with client id and secret, prepare, leave something
/// out, synchronize while the power fails, and understand what came.
/// </summary>
[Trait("Needs", "Browser")]
public sealed class ConnectorTests(Browser browser, ComptoirWithSlowShop comptoir)
    : IClassFixture<ComptoirWithSlowShop>
{
    const float Patience = 90_000;

    [Fact]
    public async Task A_store_is_prepared_chosen_from_and_synchronized_though_the_power_fails()
    {
        var page = await browser.OpenAsync(comptoir.Address);
        await BeginAsync(page);
        await ConnectAsync(page);
        await PrepareAsync(page);
        await ChooseAsync(page);
        await SynchronizeAsync(page);
        await InFrenchAsync(page);
    }

    static async Task BeginAsync(IPage page)
    {
        await page.GotoAsync("/");
        await Keys.TypeAsync(page, page.GetByLabel("Name of the office"), "Maison Lumière");
        await Keys.TypeAsync(page, page.GetByLabel("Your name"), "Hélène Martin");
        await Keys.TypeAsync(page, page.GetByLabel("E-mail"), "helene@example.com");
        await Keys.TypeAsync(page, page.GetByLabel("Password"), "four plain words here");
        await page.Keyboard.PressAsync("Enter");
        await Keys.EnterAsync(
            page,
            page.GetByRole(AriaRole.Link, new() { Name = "Connect a Shopify store" })
        );
    }

    async Task ConnectAsync(IPage page)
    {
        await Keys.TypeAsync(
            page,
            page.GetByLabel("Address of the store"),
            $"https://admin.shopify.com/store/{comptoir.Shop.Name}/orders"
        );
        await Keys.TypeAsync(page, page.Locator("[name='Sent.ClientId']"), comptoir.Shop.ClientId);
        await Keys.TypeAsync(
            page,
            page.Locator("[name='Sent.ClientSecret']"),
            comptoir.Shop.ClientSecret
        );
        await Screenshots.TakeAsync(page, "connect");
        await Keys.EnterAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" })
        );
        await Assertions.Expect(page.GetByText("All works")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "connect-tested");
        await Keys.EnterAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true })
        );
        await Assertions.Expect(page.GetByText("is connected").First).ToBeVisibleAsync();
    }

    static async Task PrepareAsync(IPage page)
    {
        await Keys.EnterAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Prepare for synchronization" })
        );
        // The page of the run leads to the list by itself.
        await Assertions
            .Expect(page.GetByText("Nothing has been written to your office yet"))
            .ToBeVisibleAsync(new() { Timeout = Patience });
        await Screenshots.TakeAsync(page, "prepared");
    }

    static async Task ChooseAsync(IPage page)
    {
        await Keys.EnterAsync(
            page,
            page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Products" })
        );
        await Assertions.Expect(page.Locator(".items > li").First).ToBeVisibleAsync();
        await Keys.EnterAsync(
            page,
            page.Locator(".items > li").First.Locator("button[name='one']")
        );
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("1 object left out");
    }

    async Task SynchronizeAsync(IPage page)
    {
        await Keys.EnterAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Synchronize", Exact = true })
        );
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync("Maison Lumière");
        var run = page.Url;
        await comptoir.KillAndStartAgainAsync();
        await page.GotoAsync(run);
        await Assertions
            .Expect(page.GetByText("Everything is in, and adds up"))
            .ToBeVisibleAsync(new() { Timeout = Patience });
        await Screenshots.TakeAsync(page, "run-after-restart");
    }

    static async Task InFrenchAsync(IPage page)
    {
        await Keys.EnterAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Hélène Martin" })
        );
        await Keys.EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Français" }));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await page.GotoAsync("/web-shops/connect");
        await Assertions.Expect(page.GetByLabel("Adresse de la boutique")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "connect-fr");
    }
}
