namespace Comptoir.Telemetry;

/// <summary>Where measurements and traces go.</summary>
public sealed class TelemetrySettings
{
    /// <summary>
    /// The collector, by OTLP over HTTP (<c>http://collector:4318</c>); null: what the standard variables say, and nothing when
    /// they say nothing.
    /// </summary>
    public Uri? Endpoint { get; set; }
}
