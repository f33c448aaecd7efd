using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Bench;

/// <summary>
/// Webhooks in earnest: while a shop is synchronized for the first time, its orders change, so many a second, and the shop
/// tells of each. Measured is how long it waits for each answer; afterwards every change must have arrived.
/// </summary>
static class WebhooksCommand
{
    const int Beats = 10;

    public static Command Create()
    {
        var orders = new Option<int>("--orders")
        {
            Description = "How many orders the shop has",
            DefaultValueFactory = _ => 30_000,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Webhooks a second",
            DefaultValueFactory = _ => 200,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "For how long",
            DefaultValueFactory = _ => 60,
        };
        var kill = new Option<bool>("--kill") { Description = "kill -9 in the middle" };
        var engine = new Option<string>("--engine")
        {
            Description = "sqlite or postgres",
            DefaultValueFactory = _ => "sqlite",
        };
        var command = new Command("webhooks", "Measure webhooks during a first synchronization")
        {
            orders,
            rate,
            seconds,
            kill,
            engine,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(engine)!,
                    parsed.GetValue(orders),
                    parsed.GetValue(rate),
                    parsed.GetValue(seconds),
                    parsed.GetValue(kill),
                    ct
                )
        );
        return command;
    }

    static async Task RunAsync(
        string engine,
        int orders,
        int rate,
        int seconds,
        bool kill,
        CancellationToken ct
    )
    {
        await using var databases = new BenchDatabases(engine);
        var connection = await databases.CreateAsync(ct);
        await using var shopProcess = await ShopProcess.StartAsync(orders, ct);
        await using var office = await OfficeProcess.StartAsync(
            connection,
            shopProcess.Address,
            databases.Scratch,
            ct
        );
        using var shop = new LiveShop(shopProcess.Address);
        using var database = new Database(connection);
        var ids = await OrdersAsync(shopProcess.Address, rate * 10, ct);
        while ((await shop.WebhooksAsync(ct)).Topics == 0)
            await Task.Delay(50, ct);
        await shop.ForgetAsync(ct);

        var (notes, during) = await ChangeAsync(
            shop,
            database,
            ids,
            rate,
            seconds,
            () => kill ? office.KillAndStartAsync(ct) : Task.CompletedTask,
            ct
        );
        var watch = Stopwatch.StartNew();
        Delivered[] sent;
        while (true)
        {
            var (_, pending, deliveries) = await shop.WebhooksAsync(ct);
            sent = deliveries;
            if (pending == 0)
                break;
            await Task.Delay(200, ct);
        }
        var missing = await MissingAsync(database, notes, ct);
        while (missing > 0 && watch.Elapsed < TimeSpan.FromMinutes(10))
        {
            await Task.Delay(500, ct);
            missing = await MissingAsync(database, notes, ct);
        }

        var table = new MarkdownTable(
            "engine",
            "kill -9",
            "webhooks",
            "during the synchronization",
            "sent again",
            "p50 ms",
            "p99 ms",
            "worst ms",
            "not arrived",
            "worked off after s"
        );
        var times = sent.Where(one => one.Outcome == "Delivered")
            .Select(one => one.Milliseconds)
            .Order()
            .ToArray();
        table.Add(
            engine,
            kill ? "yes" : "no",
            sent.Length,
            during,
            sent.Count(one => one.Attempts > 1),
            At(times, 0.50),
            At(times, 0.99),
            times[^1],
            missing + sent.Count(one => one.Outcome != "Delivered"),
            watch.Elapsed.TotalSeconds
        );
        await Console.Out.WriteLineAsync(Machine.Describe());
        await Console.Out.WriteAsync(table.ToString());
    }

    /// <summary>Changes orders so many times a second.</summary>
    /// <returns>The last note of each order, and how many of the changes fell into the first synchronization.</returns>
    static async Task<(Dictionary<long, string> Notes, long During)> ChangeAsync(
        LiveShop shop,
        Database database,
        string[] ids,
        int rate,
        int seconds,
        Func<Task> inTheMiddle,
        CancellationToken ct
    )
    {
        var notes = new Dictionary<long, string>();
        var during = 0L;
        var since = Stopwatch.GetTimestamp();
        var middle = Task.CompletedTask;
        for (var beat = 0; beat < seconds * Beats; beat++)
        {
            var due = TimeSpan.FromSeconds((double)beat / Beats) - Stopwatch.GetElapsedTime(since);
            if (due > TimeSpan.Zero)
                await Task.Delay(due, ct);
            var some = Enumerable
                .Range(beat * rate / Beats, rate / Beats)
                .Select(n =>
                    (
                        Id: ids[n % ids.Length],
                        Text: $"note {n.ToString(CultureInfo.InvariantCulture)}"
                    )
                )
                .ToList();
            await shop.ChangeAsync(
                some.Select(one => new
                {
                    kind = "OrderNote",
                    id = one.Id,
                    text = one.Text,
                }),
                ct
            );
            foreach (var (id, text) in some)
                notes[Gid.Parse(id).Number] = text;
            if (beat % Beats == 0 && await IsFirstAsync(database, ct))
                during += rate;
            if (beat == seconds * Beats / 2)
                middle = inTheMiddle();
        }
        await middle;
        return (notes, during);
    }

    static async Task<bool> IsFirstAsync(Database database, CancellationToken ct)
    {
        await using var db = database.Open(OfficeProcess.Office);
        return await db.Runs.AnyAsync(
            run => run.Kind == RunKind.Synchronization && run.FinishedAt == null,
            ct
        );
    }

    /// <summary>How many of the orders do not have the note that the shop has.</summary>
    static async Task<int> MissingAsync(
        Database database,
        Dictionary<long, string> notes,
        CancellationToken ct
    )
    {
        await using var db = database.Open(OfficeProcess.Office);
        var known = await db
            .Links.Where(link => link.Kind == LinkKind.Order && link.LocalId != null)
            .Join(
                db.Orders,
                link => link.LocalId,
                order => order.Id,
                (link, order) => new { link.ExternalId, order.Note }
            )
            .ToDictionaryAsync(
                row => long.Parse(row.ExternalId, CultureInfo.InvariantCulture),
                row => row.Note,
                ct
            );
        return notes.Count(one => known.GetValueOrDefault(one.Key) != one.Value);
    }

    static async Task<string[]> OrdersAsync(Uri address, int most, CancellationToken ct)
    {
        using var factory = new ShopifyClientFactory(
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            address
        );
        var changed = await factory
            .Open(ShopAddress.Parse(ShopProcess.ShopAddress), AccessToken.Parse(ShopProcess.Token))
            .FindChangedOrdersAsync(DateTimeOffset.UnixEpoch, most, ct);
        return [.. changed.Ids.Take(most).Select(id => id.ToString())];
    }

    static double At(double[] sorted, double part) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
}
