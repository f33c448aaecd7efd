using System.Globalization;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>There is room where the data are.</summary>
sealed class DiskCheck : IInstallationCheck
{
    const long Few = 2L * 1024 * 1024 * 1024;
    const long TooFew = 256L * 1024 * 1024;

    public HealthFinding Look(Texts texts, InstallationFacts facts)
    {
        if (facts.FreeBytes is not { } free)
            return new(
                "disk",
                HealthState.Ok,
                texts["Room on the disk"],
                texts["The system does not tell."]
            );
        var state =
            free < TooFew ? HealthState.Wrong
            : free < Few ? HealthState.ToLookAt
            : HealthState.Ok;
        return new(
            "disk",
            state,
            texts["Room on the disk"],
            texts[
                "{0} GB are free in {1}.",
                (free / (1024.0 * 1024 * 1024)).ToString("N1", CultureInfo.CurrentCulture),
                facts.Options.Data
            ],
            state == HealthState.Ok
                ? null
                : texts["Make room: without it nothing can be stored, and webhooks are refused."]
        );
    }
}
