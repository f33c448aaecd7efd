using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Comptoir.Bench;

/// <summary>
/// The whole application as it is served, in a process of its own, with one office and one web shop that is synchronized for
/// the first time.
/// </summary>
static class SyncProcess
{
    const long Office = 1;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it and waits for what it measured.</summary>
    public static async Task<SyncFigures> RunAsync(
        string database,
        Uri shop,
        string data,
        CancellationToken ct
    )
    {
        await using var child = new ChildProcess(
            "sync",
            "--database",
            database,
            "--shop",
            shop.ToString(),
            "--data",
            data
        );
        return JsonSerializer.Deserialize<SyncFigures>(await child.ReadLineAsync(ct))!;
    }

    /// <summary>What the other process runs.</summary>
    public static Command Command()
    {
        var database = new Option<string>("--database") { Required = true };
        var shop = new Option<string>("--shop") { Required = true };
        var data = new Option<string>("--data") { Required = true };
        var command = new Command("sync", "A first synchronization (used by first-sync)")
        {
            database,
            shop,
            data,
        };
        command.Hidden = true;
        command.SetAction(
            async (parsed, ct) =>
            {
                string[] settings =
                [
                    $"--ConnectionStrings:Comptoir={parsed.GetValue(database)}",
                    $"--Comptoir:Shopify:Endpoint={parsed.GetValue(shop)}",
                    $"--Comptoir:Data={parsed.GetValue(data)}",
                    "--urls=http://127.0.0.1:0",
                    "--Logging:LogLevel:Default=Error",
                    "--Logging:LogLevel:Comptoir=Error",
                ];
                await using var app = ComptoirHost.Build(settings);
                await app.StartAsync(ct);
                var figures = await MeasureAsync(app.Services, ct);
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures));
                await app.StopAsync(ct);
            }
        );
        return command;
    }

    static async Task<SyncFigures> MeasureAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<Database>();
        await AddOfficeAsync(database, ct);
        var connected = await services
            .GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                Office,
                new ConnectRequest("Bench", ShopProcess.ShopAddress, ShopProcess.Token, null, null),
                ct
            );
        if (connected.Shop is null)
            throw new InvalidOperationException(connected.Problem?.Message);

        var asked = await services
            .GetRequiredService<Runs>()
            .AskAsync(Office, connected.Shop.Id, RunKind.Synchronization, ct);
        services.GetRequiredService<RunWorker>().Wake();
        var waiting = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        var before = TimeSpan.Zero;
        Run run;
        while (true)
        {
            await Task.Delay(Look, ct);
            await using var db = database.Open(Office);
            run = await db.Runs.AsNoTracking().SingleAsync(x => x.Id == asked.Id, ct);
            var now = clock.Elapsed;
            if (run.FinishedAt is not null)
                break;
            if (run.State == RunState.Running && run.Progress.Phase <= RunPhase.Reading)
                waiting += now - before;
            before = now;
        }
        if (run.State != RunState.Succeeded)
            throw new InvalidOperationException($"The run {run.State}: {run.Error} {run.Advice}");
        return new SyncFigures(
            (run.FinishedAt - run.StartedAt)!.Value.TotalSeconds,
            waiting.TotalSeconds,
            run.Counts.Orders.All,
            run.Counts.Orders.Attention,
            ProcessMemory.PeakMegabytes()
        );
    }

    static Task<int> AddOfficeAsync(Database database, CancellationToken ct) =>
        database.WriteAsync(
            0,
            (db, token) =>
            {
                db.Offices.Add(
                    new Office
                    {
                        Id = Office,
                        Name = "Bench",
                        TimeZone = "Europe/Paris",
                        CreatedAt = DateTime.UtcNow,
                    }
                );
                return db.SaveChangesAsync(token);
            },
            ct
        );
}

/// <summary>What a synchronization took.</summary>
/// <param name="Seconds">From its beginning to its end.</param>
/// <param name="Waiting">The part of it in which the shop prepared its files and nothing else was done.</param>
/// <param name="Orders">Orders that were read.</param>
/// <param name="Attention">Orders that were set aside: a measurement with any is worth nothing.</param>
/// <param name="PeakMegabytes">The most memory that the process held at once.</param>
sealed record SyncFigures(
    double Seconds,
    double Waiting,
    int Orders,
    int Attention,
    long PeakMegabytes
);
