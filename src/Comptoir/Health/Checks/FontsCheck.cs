using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>There is a font to write documents with.</summary>
sealed class FontsCheck : IInstallationCheck
{
    public HealthFinding Look(Texts texts, InstallationFacts facts) =>
        facts.FontsEmbedded
            ? new(
                "fonts",
                HealthState.Ok,
                texts["Fonts of documents"],
                texts["There is a font to embed in documents."]
            )
            : new(
                "fonts",
                HealthState.Wrong,
                texts["Fonts of documents"],
                texts["Something is missing"],
                texts[
                    "There is no font to embed in documents: they are in Western letters only, and no archival files (PDF/A). On Debian install fonts-dejavu-core or fonts-noto-core, and fonts-noto-cjk for the far East; then restart Comptoir."
                ]
            );
}
