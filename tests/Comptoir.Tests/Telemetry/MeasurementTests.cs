using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Comptoir.Shopify;
using Comptoir.Sync;
using Comptoir.Telemetry;
using Comptoir.Tests.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Comptoir.Tests.Telemetry;

/// <summary>What a synchronization leaves with whoever measures.</summary>
public sealed class MeasurementTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Tags whose values are numbers, kinds, or the shop's own address: nothing of a person fits into them.</summary>
    static readonly string[] Harmless =
    [
        "comptoir.office",
        "comptoir.web_shop",
        "comptoir.kind",
        "comptoir.outcome",
        "comptoir.shop",
        "comptoir.failure",
    ];

    [Fact]
    public async Task A_synchronization_is_measured_with_tags_that_name_nobody()
    {
        var seen =
            new ConcurrentBag<(string Name, double Value, Dictionary<string, object?> Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name is ComptoirMeter.Name or ShopifyMeter.Name)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();
        await using var server = await Comptoir.DemoShop.DemoShopServer.StartAsync(
            new Comptoir.DemoShop.DemoShopOptions
            {
                Shops = [ApplicationWithShop.Settings("mesure", 40)],
            },
            Stop
        );
        await using var work = await Workplace.StartAsync(server);
        await work.SyncAsync(await work.ConnectAsync());
        await work
            .App.Services.GetServices<IHostedService>()
            .OfType<QueueGauges>()
            .Single()
            .LookAsync(Stop);
        listener.RecordObservableInstruments();

        Assert.Contains(
            seen,
            x =>
                x.Name == "comptoir.run.duration"
                && Equals(x.Tags["comptoir.kind"], nameof(RunKind.Synchronization))
                && Equals(x.Tags["comptoir.outcome"], nameof(RunState.Succeeded))
        );
        // Other tests may measure at the same time: there are at least as many as came in here.
        Assert.True(
            seen.Where(x =>
                    x.Name == "comptoir.objects.applied"
                    && Equals(x.Tags["comptoir.kind"], nameof(LinkKind.Order))
                    && Equals(x.Tags["comptoir.outcome"], "created")
                )
                .Sum(x => x.Value) >= 40
        );
        var shop = server.Shops[0].Settings.Address;
        Assert.Contains(
            seen,
            x =>
                x is { Name: "comptoir.shopify.cost.asked", Value: > 0 }
                && Equals(x.Tags["comptoir.shop"], shop)
        );
        Assert.Contains(
            seen,
            x =>
                x.Name == "comptoir.shopify.cost.available" && Equals(x.Tags["comptoir.shop"], shop)
        );
        foreach (
            var name in new[]
            {
                "comptoir.web_shop.change.age",
                "comptoir.runs.waiting",
                "comptoir.mails.waiting",
                "comptoir.drafts.held",
            }
        )
            Assert.Contains(seen, x => x.Name == name);
        Assert.Empty(seen.SelectMany(x => x.Tags.Keys).Distinct().Except(Harmless));

        void Note<T>(
            Instrument instrument,
            T value,
            ReadOnlySpan<KeyValuePair<string, object?>> tags
        )
            where T : struct, IConvertible =>
            seen.Add(
                (
                    instrument.Name,
                    value.ToDouble(null),
                    new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal)
                )
            );
    }

    [Fact]
    public async Task A_failure_is_counted_by_its_kind()
    {
        var kinds = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "comptoir.shopify.failures")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                var all = new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal);
                if (Equals(all["comptoir.shop"], "panne.myshopify.com"))
                    kinds.Add((string)all["comptoir.failure"]!);
            }
        );
        listener.Start();
        await using var place = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("panne")
        );
        using var client = await place.ClientAsync();
        await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body(place.Shop.Address, "shpat_0123456789abcdef0123456789abcdef"),
            System.Net.HttpStatusCode.UnprocessableEntity
        );

        Assert.Contains(nameof(ShopifyFailure.TokenRefused), kinds);
    }
}
