using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Comptoir.BrowserTests.Browser))]

namespace Comptoir.BrowserTests;

/// <summary>
/// One Chromium for all tests: the one that <c>COMPTOIR_TEST_CHROMIUM</c> names, the system's, or Playwright's own. Where
/// there is none, the tests that need it are skipped.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    IPlaywright? playwright;
    IBrowser? browser;

    /// <summary>A new window with nothing remembered.</summary>
    /// <param name="address">What relative addresses are relative to.</param>
    public async Task<IPage> OpenAsync(Uri address)
    {
        Assert.SkipWhen(
            browser is null,
            "There is no Chromium, neither the system's nor Playwright's."
        );
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                Locale = "en-GB",
                TimezoneId = "Europe/Paris",
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        return await context.NewPageAsync();
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        if (Find(playwright) is { } program)
            browser = await playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = program, Args = Arguments }
            );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    static string? Find(IPlaywright playwright) =>
        new[]
        {
            Environment.GetEnvironmentVariable("COMPTOIR_TEST_CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/google-chrome",
            playwright.Chromium.ExecutablePath,
        }.FirstOrDefault(File.Exists);
}
