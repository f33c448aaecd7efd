using Microsoft.Playwright;
using Xunit;

namespace Comptoir.BrowserTests;

/// <summary>What somebody does who has no mouse.</summary>
static class Keys
{
    /// <summary>Presses Tab until something has the focus.</summary>
    public static async Task TabToAsync(IPage page, ILocator wanted, bool back = false)
    {
        var target = await wanted.ElementHandleAsync();
        for (var presses = 0; presses < 400; presses++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"{wanted} cannot be reached by Tab.");
    }

    /// <summary>Goes to something and presses Enter.</summary>
    public static async Task EnterAsync(IPage page, ILocator wanted)
    {
        await TabToAsync(page, wanted);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes to a field and types into it.</summary>
    public static async Task TypeAsync(IPage page, ILocator wanted, string text)
    {
        await TabToAsync(page, wanted);
        await page.Keyboard.TypeAsync(text);
    }
}
