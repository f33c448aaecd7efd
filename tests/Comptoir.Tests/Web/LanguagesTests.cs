using Xunit;

namespace Comptoir.Tests.Web;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData(null, "fr-BE,fr;q=0.9,en;q=0.8", "fr-BE")]
    [InlineData(null, "en;q=0.5, fr-CH", "fr-CH")]
    [InlineData(null, "de-DE,en-US;q=0.7", "en-US")]
    [InlineData(null, "de", "en-GB")]
    [InlineData(null, "", "en-GB")]
    [InlineData("fr", "en-US,en;q=0.9", "fr-FR")]
    [InlineData("en", "fr-FR,en-US;q=0.5", "en-US")]
    [InlineData("xx", "fr", "fr-FR")]
    public void The_users_choice_comes_before_the_browser_and_the_region_follows_it(
        string? chosen,
        string accepted,
        string culture
    ) => Assert.Equal(culture, Comptoir.Web.Languages.Choose(chosen, accepted).Name);
}
