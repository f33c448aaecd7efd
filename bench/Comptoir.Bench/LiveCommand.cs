using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Comptoir.Invoicing;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Bench;

/// <summary>
/// How long it takes from an order in the shop to its issued invoice in the office, by webhook: one order after the other.
/// </summary>
static class LiveCommand
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var orders = new Option<int>("--orders")
        {
            Description = "How many orders the shop has before",
            DefaultValueFactory = _ => 2_000,
        };
        var times = new Option<int>("--times")
        {
            Description = "How many orders are placed",
            DefaultValueFactory = _ => 50,
        };
        var engine = new Option<string>("--engine")
        {
            Description = "sqlite or postgres",
            DefaultValueFactory = _ => "sqlite",
        };
        var command = new Command("live", "Measure from an order in the shop to its invoice")
        {
            orders,
            times,
            engine,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(engine)!,
                    parsed.GetValue(orders),
                    parsed.GetValue(times),
                    ct
                )
        );
        return command;
    }

    static async Task RunAsync(string engine, int orders, int times, CancellationToken ct)
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
        while (
            (await shop.WebhooksAsync(ct)).Topics == 0 || !await IsSynchronizedAsync(database, ct)
        )
            await Task.Delay(100, ct);

        var customer = (
            await shop.ChangeAsync([new { kind = "AddCustomer", text = "Zoé Martin" }], ct)
        )[0];
        var took = new List<double>();
        var pause = new Random(20261126);
        for (var i = 0; i < times; i++)
        {
            // Nobody waits for the office to have looked.
            await Task.Delay(pause.Next(300, 2500), ct);
            var since = Stopwatch.GetTimestamp();
            var order = (
                await shop.ChangeAsync(
                    [
                        new
                        {
                            kind = "AddOrder",
                            id = customer,
                            quantity = 1 + (i % 3),
                        },
                    ],
                    ct
                )
            )[0];
            while (!await IsInvoicedAsync(database, Gid.Parse(order).Number, ct))
            {
                if (Stopwatch.GetElapsedTime(since) > Longest)
                    throw new InvalidOperationException($"{order} has no invoice after a minute.");
                await Task.Delay(10, ct);
            }
            took.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        took.Sort();
        var table = new MarkdownTable("engine", "orders", "median s", "p90 s", "worst s");
        table.Add(engine, times, took[took.Count / 2], took[took.Count * 9 / 10], took[^1]);
        await Console.Out.WriteLineAsync(Machine.Describe());
        await Console.Out.WriteAsync(table.ToString());
    }

    static async Task<bool> IsSynchronizedAsync(Database database, CancellationToken ct)
    {
        await using var db = database.Open(OfficeProcess.Office);
        return await db.Runs.AnyAsync(
            run => run.Kind == RunKind.Synchronization && run.State == RunState.Succeeded,
            ct
        );
    }

    static async Task<bool> IsInvoicedAsync(Database database, long order, CancellationToken ct)
    {
        var number = order.ToString(CultureInfo.InvariantCulture);
        await using var db = database.Open(OfficeProcess.Office);
        return await db
            .Links.Where(link => link.Kind == LinkKind.Order && link.ExternalId == number)
            .AnyAsync(
                link =>
                    db.Documents.Any(document =>
                        document.OrderId == link.LocalId && document.State == DocumentState.Issued
                    ),
                ct
            );
    }
}
