using Microsoft.Playwright;

namespace Comptoir.BrowserTests;

/// <summary>Pictures of a page, wide and narrow, light and dark, in <c>artifacts/screenshots</c>.</summary>
public static class Screenshots
{
    static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];
    static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>Takes the four pictures; afterwards the page is wide and light.</summary>
    /// <param name="page">The page as it is.</param>
    /// <param name="name">What it shows, for the names of the files.</param>
    /// <returns>The files.</returns>
    public static async Task<IReadOnlyList<string>> TakeAsync(IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        var files = new List<string>();
        foreach (var scheme in Schemes)
        foreach (var (width, height) in Sizes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, height);
            var file = Path.Combine(
                Folder(),
                $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"
            );
            await page.ScreenshotAsync(new() { Path = file, FullPage = true });
            files.Add(file);
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
        return files;
    }

    // artifacts/bin/Comptoir.BrowserTests/release → artifacts/screenshots
    static string Folder()
    {
        var artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!;
        return artifacts.CreateSubdirectory("screenshots").FullName;
    }
}
