using System.Buffers.Binary;
using Xunit;

namespace Comptoir.BrowserTests;

/// <summary>What the walks through the screens stand on: the program, a browser, pictures.</summary>
[Trait("Needs", "Browser")]
public sealed class InfrastructureTests(Browser browser, ComptoirProcess comptoir)
    : IClassFixture<ComptoirProcess>
{
    [Fact]
    public async Task The_program_answers_a_browser_and_its_pictures_are_wide_and_narrow()
    {
        var page = await browser.OpenAsync(comptoir.Address);

        var response = await page.GotoAsync("/health/live");

        Assert.True(response!.Ok, $"{response.Url} answers {response.Status}");
        var pictures = await Screenshots.TakeAsync(page, "alive");
        Assert.Equal([1440, 390, 1440, 390], pictures.Select(WidthOf));
    }

    // The width stands behind the signature and the head of a PNG's first chunk.
    static int WidthOf(string file) =>
        BinaryPrimitives.ReadInt32BigEndian(File.ReadAllBytes(file).AsSpan(16));
}
