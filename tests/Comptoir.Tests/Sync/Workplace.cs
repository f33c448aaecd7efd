using System.Globalization;
using Comptoir.DemoShop;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>The application beside a demo shop: connects, synchronizes, and shows what arrived.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly DemoShopServer server;

    private Workplace(DemoShopServer server, ComptoirApplication app) =>
        (this.server, App) = (server, app);

    public ComptoirApplication App { get; }
    public Database Database => App.Database;
    public Runs Runs => App.Services.GetRequiredService<Runs>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts the application with its first office.</summary>
    /// <param name="server">Where all shops are.</param>
    /// <param name="database">A connection string; null for SQLite.</param>
    /// <param name="data">A directory that outlives it.</param>
    /// <param name="working">Whether it works on runs by itself.</param>
    /// <param name="handler">Between the application and the shops.</param>
    /// <param name="clock">The application's; by itself it shows the time of the wall.</param>
    public static async Task<Workplace> StartAsync(
        DemoShopServer server,
        string? database = null,
        string? data = null,
        bool working = true,
        HttpMessageHandler? handler = null,
        HurriedClock? clock = null
    )
    {
        var settings = new List<string> { $"Comptoir:Shopify:Endpoint={server.Address}" };
        if (database is not null)
            settings.Add($"ConnectionStrings:Comptoir={database}");
        var app = new ComptoirApplication(
            founded: true,
            data,
            [.. settings],
            builder =>
            {
                Hurry(builder, working, clock ?? new HurriedClock());
                if (handler is not null)
                    builder.Services.AddSingleton(services => new ShopifyClientFactory(
                        services.GetRequiredService<TimeProvider>(),
                        services.GetRequiredService<ILoggerFactory>(),
                        server.Address,
                        handler
                    ));
            }
        );
        await app.StartAsync();
        return new Workplace(server, app);
    }

    private static void Hurry(WebApplicationBuilder builder, bool working, HurriedClock clock)
    {
        builder.Services.AddSingleton<TimeProvider>(clock);
        // A test makes what is due, and tells what is new, when it says so.
        foreach (
            var worker in new[]
            {
                typeof(Comptoir.Invoicing.InvoicingWorker),
                typeof(Comptoir.Notifications.NewsWorker),
            }
        )
            builder.Services.Remove(
                builder.Services.Single(service => service.ImplementationType == worker)
            );
        if (!working)
            Workers.Remove(builder, typeof(SyncRegistration).FullName!);
    }

    public async Task<WebShop> ConnectAsync(int shop = 0, long? officeId = null)
    {
        var settings = server.Shops[shop].Settings;
        var result = await App
            .Services.GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                officeId ?? App.OfficeId,
                new ConnectRequest(null, settings.Address, settings.Token, null, null),
                Stop
            );
        Assert.Null(result.Problem);
        return result.Shop!;
    }

    /// <summary>Synchronizes, and returns the run when it has ended, in whatever way.</summary>
    public async Task<Run> RunAsync(WebShop shop) => await EndAsync(await AskAsync(shop));

    /// <summary>Synchronizes; it must succeed.</summary>
    public async Task<Run> SyncAsync(WebShop shop, bool everything = false)
    {
        var run = await EndAsync(await AskAsync(shop, everything: everything));
        Assert.True(run.State == RunState.Succeeded, $"{run.State}: {run.Error}");
        return run;
    }

    /// <summary>Lists what a synchronization would do; it must succeed.</summary>
    public async Task<Run> PrepareAsync(WebShop shop)
    {
        var run = await EndAsync(await AskAsync(shop, RunKind.Preparation));
        Assert.True(run.State == RunState.Succeeded, $"{run.State}: {run.Error}");
        return run;
    }

    public async Task<Run> AskAsync(
        WebShop shop,
        RunKind kind = RunKind.Synchronization,
        bool everything = false
    )
    {
        var run = await Runs.AskAsync(shop.OfficeId, shop.Id, kind, everything, Stop);
        App.Services.GetRequiredService<RunWorker>().Wake();
        return run;
    }

    public Task<Run> EndAsync(Run run) =>
        UntilAsync(run, now => now.State is not (RunState.Queued or RunState.Running));

    /// <summary>Looks again and again until a run is as wanted; a minute at most.</summary>
    public async Task<Run> UntilAsync(Run run, Func<Run, bool> wanted)
    {
        var now = run;
        await Until.TrueAsync(
            async () =>
            {
                await using var db = Database.Open(run.OfficeId);
                now = await db.Runs.AsNoTracking().SingleAsync(x => x.Id == run.Id, Stop);
                return wanted(now);
            },
            () => $"run {now.Id}: {now.State} {now.Progress} {now.Error}"
        );
        return now;
    }

    /// <summary>What was brought in, in the shops' own words.</summary>
    public Task<string> DumpAsync(long? officeId = null) =>
        CanonicalDump.OfAsync(Database, officeId ?? App.OfficeId);

    /// <summary>Every row of every table with all numbers, as it lies in the database.</summary>
    public async Task<string> RowsAsync(params string[] leftOut)
    {
        await using var db = Database.OpenInstallation();
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync(Stop);
        foreach (
            var table in db
                .Model.GetEntityTypes()
                .Select(type => type.GetTableName()!)
                .Distinct(StringComparer.Ordinal)
                .Except(leftOut)
                // Signs of life are no content.
                .Except(["cluster_nodes"])
        )
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Stop);
            while (await reader.ReadAsync(Stop))
            {
                var values = Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}");
                lines.Add($"{table}|{string.Join('|', values)}");
            }
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Text(object value) =>
        value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>Waits for conditions.</summary>
internal static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Ends as soon as the condition holds; fails after ten minutes, for a program that hangs, with what was last seen.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> seen)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Longest, seen());
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
