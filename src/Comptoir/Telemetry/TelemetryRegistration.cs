using Comptoir.Shopify;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Comptoir.Telemetry;

/// <summary>Sends measurements and traces by OpenTelemetry when an address is set; otherwise nothing is there that could.</summary>
static class TelemetryRegistration
{
    /// <summary>The variables of the standard, any of which is an address.</summary>
    static readonly string[] Standard =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<QueueGauges>();
        var own = builder.Configuration[$"{ComptoirOptions.Section}:Telemetry:Endpoint"];
        var isStandard = Array.Exists(
            Standard,
            name => !string.IsNullOrEmpty(builder.Configuration[name])
        );
        // What is no address is refused with the other settings.
        Uri.TryCreate(own, UriKind.Absolute, out var endpoint);
        if (endpoint is null && !isStandard)
            return;
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService("comptoir", serviceVersion: ComptoirHost.Version)
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(ComptoirMeter.Name, ShopifyMeter.Name)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
            )
            .WithTracing(traces =>
                traces
                    .AddSource(ComptoirMeter.Name)
                    .AddAspNetCoreInstrumentation(web => web.Filter = IsTraced)
                    .AddHttpClientInstrumentation()
                    .AddProcessor<WithoutPersonalData>()
            );
        if (endpoint is null)
            telemetry.UseOtlpExporter();
        else
            telemetry.UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, endpoint);
    }

    /// <summary>Whoever watches the process asks every few seconds, and streams last as long as a page is open.</summary>
    static bool IsTraced(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/live", StringComparison.Ordinal);
}
