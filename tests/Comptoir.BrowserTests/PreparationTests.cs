using Comptoir.Storage;
using Comptoir.Tests.Sync.Choosing;
using Microsoft.Playwright;
using Xunit;

namespace Comptoir.BrowserTests;

/// <summary>Looking through what a synchronization would do, and leaving things out.</summary>
[Trait("Needs", "Browser")]
public sealed class PreparationTests(Browser browser, ComptoirProcess comptoir)
    : IClassFixture<ComptoirProcess>
{
    const string List = "/web-shops/40/preparations/500050";

    [Fact]
    public async Task A_list_is_gone_through_by_keyboard_alone_in_two_languages()
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
        await SeedAsync();

        await page.GotoAsync("/web-shops/40");
        await Screenshots.TakeAsync(page, "web-shop-prepared");
        await Keys.TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "See the list" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByText("Nothing has been written to your office yet"))
            .ToBeVisibleAsync();
        await FitsAsync(page);

        await LookAndLeaveOutAsync(page);
        await LeaveOutManyAsync(page);
        await LetInAsync(page);
        await InFrenchAsync(page);
        Assert.Empty(complaints);
    }

    static async Task LookAndLeaveOutAsync(IPage page)
    {
        // A row opens, and closes again.
        var first = page.Locator(".items > li").First;
        await Keys.TabToAsync(page, first.Locator("summary"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(first.GetByText("8 rue Mercière, 69002 Lyon")).ToBeVisibleAsync();
        var warned = page.Locator(".items > li").Nth(9);
        await Keys.TabToAsync(page, warned.Locator("summary"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(warned.GetByText("Another contact has the same e-mail"))
            .ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "preparation-opened");
        await page.EvaluateAsync("document.activeElement.blur()");

        // Two are ticked and left out.
        await page.ReloadAsync();
        await Keys.TabToAsync(
            page,
            page.GetByLabel("Select Élodie Roux 4", new() { Exact = true })
        );
        await page.Keyboard.PressAsync("Space");
        await Keys.TabToAsync(
            page,
            page.GetByLabel("Select Élodie Roux 5", new() { Exact = true })
        );
        await page.Keyboard.PressAsync("Space");
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Leave out the selected" }),
            back: true
        );
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("2 objects left out");
        // One by its own button, and back.
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Let in Élodie Roux 5" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("1 object let in");
        await Screenshots.TakeAsync(page, "preparation-left-out");
    }

    static async Task LeaveOutManyAsync(IPage page)
    {
        await Keys.TabToAsync(
            page,
            page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Orders" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Link, new() { Name = "With warnings" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("50 of 100 shown")).ToBeVisibleAsync();
        await Keys.TabToAsync(
            page,
            page.Locator(".chips").GetByRole(AriaRole.Link, new() { Name = "New" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Link, new() { Name = "With warnings" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Link, new() { Name = "Leave out all 997 shown…" })
        );
        await page.Keyboard.PressAsync("Enter");
        var deed = page.GetByRole(AriaRole.Button, new() { Name = "Leave out 997 orders" });
        await Assertions.Expect(deed).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "preparation-asks");
        await Keys.TabToAsync(page, deed);
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("997 objects left out");
        await FitsAsync(page);
    }

    static async Task LetInAsync(IPage page)
    {
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Link, new() { Name = "What is left out" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Élodie Roux 4")).ToBeVisibleAsync();
        await FitsAsync(page);
        await Keys.TabToAsync(
            page,
            page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Orders" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Screenshots.TakeAsync(page, "left-out");
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Link, new() { Name = "Let in all 997 shown…" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Keys.TabToAsync(
            page,
            page.GetByRole(AriaRole.Button, new() { Name = "Let in 997 orders" })
        );
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("997 objects let in");
    }

    static async Task InFrenchAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Hélène Martin" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Français" }).ClickAsync();
        await page.GotoAsync($"{List}?kind=product");
        await Assertions
            .Expect(page.GetByText("Rien n’a encore été écrit dans votre bureau"))
            .ToBeVisibleAsync();
        await page.Locator(".items summary").First.ClickAsync();
        await FitsAsync(page);
        await Screenshots.TakeAsync(page, "preparation-fr");
    }

    /// <summary>Nothing is cut off on a phone.</summary>
    static async Task FitsAsync(IPage page)
    {
        await page.SetViewportSizeAsync(390, 844);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        var cut = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll(".items *, .choosing *, .actbar *")]
              .filter(e => !e.closest(".sr, dialog") && e.getClientRects().length && e.getBoundingClientRect().right > 390)
              .map(e => e.tagName + " " + e.textContent.trim().slice(0, 40))
            """
        );
        await page.SetViewportSizeAsync(1440, 900);
        Assert.True(width <= 390, $"The page is {width} wide.");
        Assert.Empty(cut);
    }

    static async Task BeginAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Name of the office").FillAsync("Maison Lumière");
        await page.GetByLabel("Your name").FillAsync("Hélène Martin");
        await page.GetByLabel("E-mail").FillAsync("helene@example.com");
        await page.GetByLabel("Password").FillAsync("four plain words here");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the office" }).ClickAsync();
        await Assertions
            .Expect(
                page.GetByRole(AriaRole.Heading, new() { Name = "Connect your first web shop" })
            )
            .ToBeVisibleAsync();
    }

    async Task SeedAsync()
    {
        using var database = new Database(
            $"Data Source={Path.Combine(comptoir.Data, "comptoir.db")}"
        );
        var shop = PreparedList.Shop(1, 40);
        var run = PreparedList.Run(shop, 500_050);
        await database.WriteAsync(
            1,
            async (db, ct) =>
            {
                db.AddRange(shop, run);
                await db.SaveChangesAsync(ct);
                db.AddRange(PreparedList.Items(run, 500_100));
                await db.SaveChangesAsync(ct);
            },
            TestContext.Current.CancellationToken
        );
    }
}
