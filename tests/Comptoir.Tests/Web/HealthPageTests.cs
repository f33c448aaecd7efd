using Comptoir.Documents.Fonts;
using Comptoir.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Web;

/// <summary>What an installation lacks is said, with what to install.</summary>
public sealed class HealthPageTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_font_the_page_says_what_to_install_and_the_process_is_ready_all_the_same()
    {
        await using var application = new ComptoirApplication(
            founded: true,
            configure: builder => builder.Services.AddSingleton(_ => DocumentFonts.In())
        );
        using var client = await application.CreateClientAsync(Role.Accountant);

        var page = await client.GetStringAsync("/settings/health", Stop);
        Assert.Contains("fonts-dejavu-core", page, StringComparison.Ordinal);
        Assert.Contains("In order", page, StringComparison.Ordinal);
        Assert.Equal("Degraded", await client.GetStringAsync("/health/ready", Stop));
    }

    [Fact]
    public async Task With_a_font_nothing_is_missing()
    {
        Assert.SkipUnless(Documents.Sheets.Fonts.AreEmbedded, "This machine has no font to embed.");
        await using var application = new ComptoirApplication();
        using var client = await application.CreateClientAsync(Role.Owner);

        var page = await client.GetStringAsync("/settings/health", Stop);
        Assert.DoesNotContain("fonts-dejavu-core", page, StringComparison.Ordinal);
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", Stop));
    }
}
