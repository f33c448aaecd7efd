using System.Collections.Concurrent;
using System.Text;
using Comptoir.Telemetry;
using Comptoir.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace Comptoir.Tests.Telemetry;

/// <summary>What leaves the process, and that nothing does unless somebody says where to.</summary>
public sealed class ExportTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Measurements_and_traces_leave_when_an_address_is_set_and_say_nothing_of_people()
    {
        await using var collector = await Collector.StartAsync();
        await using (
            var application = new ComptoirApplication(
                founded: true,
                settings: [$"Comptoir:Telemetry:Endpoint={collector.Address}"]
            )
        )
        {
            using var browser = await application.CreateClientAsync(Role.Owner);
            await browser.GetStringAsync("/customers?q=Xanthippe", Stop);
            await browser.GetAsync("/d/1-quite-a-secret-token?from=Socrates", Stop);
            await browser.GetAsync("/health/ready", Stop);
            await application
                .Services.GetServices<IHostedService>()
                .OfType<QueueGauges>()
                .Single()
                .LookAsync(Stop);
        }

        // The rest is sent when the application ends.
        var metrics = collector.Said("/v1/metrics");
        Assert.Contains("comptoir.runs.waiting", metrics, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet.gc.collections", metrics, StringComparison.Ordinal);
        var traces = collector.Said("/v1/traces");
        Assert.Contains("/customers", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("/health/ready", traces, StringComparison.Ordinal);
        foreach (
            var secret in new[]
            {
                "Xanthippe",
                "Socrates",
                "quite-a-secret-token",
                "owner@example.test",
                "user1@example.test",
                "Maison",
            }
        )
            Assert.DoesNotContain(secret, metrics + traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_there_is_nothing_that_could_send()
    {
        Assert.Null(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        await using var application = await new ComptoirApplication().StartAsync();

        Assert.Null(application.Services.GetService<MeterProvider>());
        Assert.Null(application.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task The_standard_variable_is_enough()
    {
        await using var collector = await Collector.StartAsync();
        await using (
            await new ComptoirApplication(
                founded: true,
                settings:
                [
                    $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}",
                    "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                ]
            ).StartAsync()
        ) { }

        Assert.Contains("dotnet.", collector.Said("/v1/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_address_is_refused_at_start()
    {
        await using var application = new ComptoirApplication(
            founded: true,
            settings: ["Comptoir:Telemetry:Endpoint=ftp://collector"]
        );

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(application.StartAsync);
        Assert.Contains("Comptoir__Telemetry__Endpoint", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Takes what is sent by OTLP over HTTP. Texts lie in its messages as they are.</summary>
    sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        readonly ConcurrentQueue<(string Path, string Body)> received = new();

        public Uri Address { get; private set; } = new("http://127.0.0.1/");

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            await collector.ListenAsync();
            return collector;
        }

        async Task ListenAsync()
        {
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            });
            await app.StartAsync(Stop);
            Address = new Uri(
                app.Services.GetRequiredService<IServer>()
                    .Features.Get<IServerAddressesFeature>()!
                    .Addresses.Single()
            );
        }

        /// <summary>All that came to a path.</summary>
        public string Said(string path) =>
            string.Concat(received.Where(x => x.Path == path).Select(x => x.Body));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
