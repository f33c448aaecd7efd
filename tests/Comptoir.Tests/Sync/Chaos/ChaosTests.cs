using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.DemoShop.Webhooks;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Invoicing;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Sync.Chaos;

/// <summary>
/// A shop in which something happens all the time, an office that hears of it by webhooks, and everything that can go wrong
/// between them; then calm. <c>COMPTOIR_TEST_CHAOS</c> chooses the seeds: <c>17</c>, or <c>1..100</c>.
/// </summary>
public sealed class ChaosTests
{
    private const int FirstRounds = 8;
    private const int Rounds = 20;
    private const string Secret = "shpss_demo";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<ulong> Seeds()
    {
        var asked =
            Environment.GetEnvironmentVariable("COMPTOIR_TEST_CHAOS")
            ?? (Environment.GetEnvironmentVariable("COMPTOIR_TEST_LONG") == "1" ? "1..20" : "1..5");
        var ends = asked.Split("..");
        var first = ulong.Parse(ends[0], CultureInfo.InvariantCulture);
        var last = ulong.Parse(ends[^1], CultureInfo.InvariantCulture);
        var seeds = new TheoryData<ulong>();
        for (var seed = first; seed <= last; seed++)
            seeds.Add(seed);
        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_calm_returns_the_office_is_the_shop(ulong seed)
    {
        var settings = ShopClient.Small(orders: 150, seed: seed) with
        {
            Now = null,
            // What is refused while the office is down is tried again for some seconds, not hours.
            Webhooks = new DemoShopWebhookOptions { RetryScale = 0.0005 },
        };
        await using var server = await ShopClient.Start(settings);
        var data = Directory.CreateTempSubdirectory("comptoir-chaos-").FullName;
        await using var office = new OfficeProcess(server.Address, data);
        try
        {
            var webShop = await FoundAsync(server, office, data);
            await StormAsync(seed, server.Shops[0], office, webShop);
            await CalmAsync(server.Shops[0], office, webShop);
            await office.StopAsync();
            await CompareAsync(server, data);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            throw new InvalidOperationException(
                $"Seed {seed}. COMPTOIR_TEST_CHAOS={seed} does it again. {failed.Message}\n{office.Said}",
                failed
            );
        }
        finally
        {
            await office.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>An office that invoices, with a live web shop whose first synchronization waits.</summary>
    private static async Task<WebShop> FoundAsync(
        DemoShopServer server,
        OfficeProcess office,
        string data
    )
    {
        await using var work = await Workplace.StartAsync(server, data: data, working: false);
        var shop = await FoundAsync(work, server);
        await work
            .App.Services.GetRequiredService<ChooseSchedule>()
            .RunAsync(
                shop.OfficeId,
                shop.Id,
                new Timetable(ScheduleMode.Live, ShopSchedule.LiveMinutes, [], shop.TimeZone),
                Stop
            );
        using var api = await work.App.CreateApiClientAsync(Role.Owner);
        office.SignIn(api.DefaultRequestHeaders.Authorization!.Parameter!);
        await work.Runs.AskAsync(shop.OfficeId, shop.Id, RunKind.Synchronization, Stop);
        return shop;
    }

    /// <summary>An office that invoices what is sold from today on.</summary>
    private static async Task<WebShop> FoundAsync(Workplace work, DemoShopServer server)
    {
        await Bookkeeping.IdentifyAsync(work.Database, work.App.OfficeId);
        var connected = await work
            .App.Services.GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                work.App.OfficeId,
                new ConnectRequest(
                    null,
                    server.Shops[0].Settings.Address,
                    server.Shops[0].App.Token,
                    null,
                    Secret
                ),
                Stop
            );
        Assert.Null(connected.Problem);
        var shop = connected.Shop!;
        await work.Database.WriteAsync(
            shop.OfficeId,
            async (db, ct) =>
            {
                var rules = await db.InvoicingRules.SingleAsync(x => x.WebShopId == shop.Id, ct);
                (rules.From, rules.IssueAtOnce) = (DateOnly.FromDateTime(DateTime.UtcNow), true);
                await db.SaveChangesAsync(ct);
            },
            Stop
        );
        return shop;
    }

    /// <summary>
    /// One storm over the first synchronization, another over the live shop. Between them it is only as bad as ever, until the
    /// shop has told the office of something.
    /// </summary>
    private static async Task StormAsync(
        ulong seed,
        ServedShop shop,
        OfficeProcess office,
        WebShop webShop
    )
    {
        var weather = new Weather(seed, shop);
        shop.Bustle.Reseed(seed);
        office.Start();
        await office.ReadyAsync();
        await BlowAsync(weather, FirstRounds, shop, office, webShop);
        shop.Faults.Clear();
        await office.ReadyAsync();
        await ReplaceAsync(office, webShop, shop);
        // What a failed look at the subscriptions puts off for minutes is done at once when the schedule is chosen anew.
        using (
            var chosen = await office.Client.PutAsJsonAsync(
                $"/api/v1/web-shops/{webShop.Id}/automatic",
                new { mode = "live" },
                Stop
            )
        )
            Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal("succeeded", await EndAsync(office, webShop));
        await Until.TrueAsync(
            () => Task.FromResult(shop.Webhooks.Topics.Count > 0),
            () => "the shop is not live"
        );
        weather.Begin();
        await BlowAsync(weather, Rounds, shop, office, webShop);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{shop.Bustle.Steps} acts, {office.Starts} processes; "
                + string.Join(", ", shop.Requests.Counts.Select(one => $"{one.Key} {one.Value}"))
        );
        // A storm without any of these proves nothing.
        Assert.True(office.Starts > 2);
        Assert.True(shop.Requests["webhook.delivered"] > 0);
        Assert.True(shop.Requests["fault.WebhookLost"] > 0);
        Assert.True(shop.Requests["webhook.refused"] > 0);
        Assert.Contains(
            shop.Requests.Counts,
            one =>
                one.Key.StartsWith("fault.", StringComparison.Ordinal)
                && !one.Key.StartsWith("fault.Webhook", StringComparison.Ordinal)
        );
    }

    private static async Task BlowAsync(
        Weather weather,
        int rounds,
        ServedShop shop,
        OfficeProcess office,
        WebShop webShop
    )
    {
        var fatal = weather.Below(rounds);
        string? revoked = null;
        for (var round = 0; round < rounds; round++)
        {
            shop.Bustle.Step(weather.Changes);
            weather.Turn();
            if (weather.IsFatal || round == fatal)
            {
                await office.KillAsync();
                office.Start();
                if (weather.Waits)
                    await office.ReadyAsync();
            }

            if (revoked is not null)
            {
                await TryReplaceAsync(office, webShop, revoked);
                revoked = null;
            }
            else if (weather.Revokes)
            {
                revoked = $"shpat_{shop.Bustle.Steps.ToString(CultureInfo.InvariantCulture)}";
                shop.App.Token = revoked;
            }

            await Task.Delay(weather.Lull, Stop);
        }
    }

    private static Task ReplaceAsync(OfficeProcess office, WebShop webShop, ServedShop shop) =>
        Until.TrueAsync(
            () => TryReplaceAsync(office, webShop, shop.App.Token),
            () => "the token cannot be replaced"
        );

    /// <summary>Somebody gives the new token; while the office is down, or the shop answers nonsense, they cannot.</summary>
    private static async Task<bool> TryReplaceAsync(
        OfficeProcess office,
        WebShop webShop,
        string token
    )
    {
        try
        {
            using var answer = await office.Client.PatchAsJsonAsync(
                $"/api/v1/web-shops/{webShop.Id}",
                new
                {
                    credentials = new
                    {
                        kind = "token",
                        token,
                        apiSecret = Secret,
                    },
                },
                Stop
            );
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Nothing goes wrong any more: the token is good, the office serves, and one synchronization is asked for.</summary>
    private static async Task CalmAsync(ServedShop shop, OfficeProcess office, WebShop webShop)
    {
        shop.Faults.Clear();
        await office.ReadyAsync();
        await ReplaceAsync(office, webShop, shop);
        await shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal("succeeded", await EndAsync(office, webShop));
        // What it did not see is not there: another one finds nothing to do.
        var second = await SynchronizeAsync(office, webShop);
        Assert.True(second.GetProperty("state").GetString() == "succeeded", $"{second}");
        foreach (var kind in second.GetProperty("counts").EnumerateObject())
        foreach (var count in kind.Value.EnumerateObject())
            if (count.Name is "created" or "updated")
                Assert.True(
                    count.Value.GetInt32() == 0,
                    $"the second synchronization {count.Name} {count.Value} {kind.Name}"
                );
    }

    /// <summary>Of a run that began in the storm the failure may come after it: then another one is asked for.</summary>
    private static async Task<string?> EndAsync(OfficeProcess office, WebShop webShop)
    {
        var first = (await SynchronizeAsync(office, webShop)).GetProperty("state").GetString();
        return first == "succeeded"
            ? first
            : (await SynchronizeAsync(office, webShop)).GetProperty("state").GetString();
    }

    private static async Task<JsonElement> SynchronizeAsync(OfficeProcess office, WebShop webShop)
    {
        var run = 0L;
        await Until.TrueAsync(
            async () =>
            {
                using var asked = await office.Client.PostAsync(
                    $"/api/v1/web-shops/{webShop.Id}/synchronizations",
                    null,
                    Stop
                );
                if (asked.StatusCode == HttpStatusCode.Accepted)
                    run = (await asked.Content.ReadFromJsonAsync<JsonElement>(Stop))
                        .GetProperty("runId")
                        .GetInt64();
                return run > 0;
            },
            () => "no synchronization can be asked for"
        );
        JsonElement now = default;
        await Until.TrueAsync(
            async () =>
            {
                now = await office.Client.GetFromJsonAsync<JsonElement>(
                    $"/api/v1/runs/{run}",
                    Stop
                );
                return now.GetProperty("state").GetString() is not ("queued" or "running");
            },
            () => $"run {run} does not end: {now}"
        );
        return now;
    }

    /// <summary>What this office holds is what another one holds that read the shop once, as it is now; and all of it can be proved.</summary>
    private static async Task CompareAsync(DemoShopServer server, string data)
    {
        string undisturbed;
        await using (var calm = await Workplace.StartAsync(server))
        {
            await calm.SyncAsync(await FoundAsync(calm, server));
            await InvoiceAsync(calm);
            undisturbed = await CanonicalDump.LivingAsync(calm.Database, calm.App.OfficeId);
        }

        await using var work = await Workplace.StartAsync(server, data: data);
        await InvoiceAsync(work);
        var inbox = work.App.Services.GetRequiredService<Inbox>();
        await Until.TrueAsync(
            async () => (await inbox.WaitingAsync(Stop)).Count == 0,
            () => "the inbox is not worked off"
        );
        AssertSame(undisturbed, await CanonicalDump.LivingAsync(work.Database, work.App.OfficeId));
        var report = await work
            .App.Services.GetRequiredService<VerifyOffice>()
            .VerifyAsync(work.App.OfficeId, Stop);
        Assert.True(
            report.Count == 0,
            string.Join('\n', report.Findings.Select(one => $"{one.Where}: {one.What}"))
        );
        Assert.True(report.Documents > 10, $"{report.Documents} documents prove little");
    }

    private static Task<DueReport> InvoiceAsync(Workplace work) =>
        work.App.Services.GetRequiredService<InvoiceDue>().RunAsync(work.App.OfficeId, null, Stop);

    private static void AssertSame(string shop, string office)
    {
        var (expected, actual) = (shop.Split('\n'), office.Split('\n'));
        var missing = Some(expected.Except(actual));
        var surplus = Some(actual.Except(expected));
        Assert.True(
            shop == office,
            $"Only in the shop:\n{missing}\nOnly in the office:\n{surplus}"
        );

        // A few of each kind of row say more than many of one.
        static string Some(IEnumerable<string> lines) =>
            string.Join(
                '\n',
                lines.GroupBy(line => line.Split('|', ' ')[0]).SelectMany(rows => rows.Take(3))
            );
    }
}
