using Comptoir.Documents.Fonts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Comptoir.Health;

/// <summary>
/// The machine has a font to write documents with. Without one they are made all the same, in the reader's Helvetica: western
/// letters only, and no archival files (PDF/A).
/// </summary>
sealed class FontsReady(DocumentFonts fonts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            fonts.AreEmbedded
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(
                    "There is no font to embed in documents. On Debian install fonts-dejavu-core or fonts-noto-core, and fonts-noto-cjk for the far East; then restart Comptoir."
                )
        );
}
