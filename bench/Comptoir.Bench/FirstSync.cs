using System.CommandLine;
using System.Globalization;

namespace Comptoir.Bench;

/// <summary>
/// A first synchronization of generated orders, as in earnest: the shop in a process of its own, Comptoir's synchronization in
/// another, so that its time and its memory are its own. Beside it its floor.
/// </summary>
static class FirstSync
{
    public static Command Command()
    {
        var orders = new Option<string>("--orders")
        {
            Description = "How many orders the shop has; several sizes are parted by commas",
            DefaultValueFactory = _ => "10000",
        };
        var engines = new Option<string>("--engine")
        {
            Description = "sqlite, postgres, or both parted by a comma",
            DefaultValueFactory = _ => "sqlite",
        };
        var write = new Option<bool>("--write") { Description = "Write docs/benchmarks.md" };
        var command = new Command("first-sync", "Measure a first synchronization")
        {
            orders,
            engines,
            write,
        };
        command.SetAction(
            async (parsed, ct) =>
                await RunAsync(
                    [
                        .. Parts(parsed.GetValue(orders)!)
                            .Select(x => int.Parse(x, CultureInfo.InvariantCulture)),
                    ],
                    [.. Parts(parsed.GetValue(engines)!)],
                    parsed.GetValue(write),
                    ct
                )
        );
        return command;
    }

    static string[] Parts(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static async Task RunAsync(int[] sizes, string[] engines, bool write, CancellationToken ct)
    {
        var table = new MarkdownTable(
            "engine",
            "orders",
            "rows",
            "seconds",
            "of which waiting",
            "orders/s",
            "rows/s",
            "floor: parse",
            "floor: write",
            "times the floor",
            "peak MB"
        );
        foreach (var engine in engines)
        foreach (var size in sizes)
        {
            await Console.Error.WriteLineAsync($"{engine}, {size} orders …");
            await MeasureAsync(engine, size, table, ct);
        }
        await Console.Out.WriteAsync(table.ToString());
        if (write)
            await File.WriteAllTextAsync("docs/benchmarks.md", Page(sizes, engines, table), ct);
    }

    static async Task MeasureAsync(
        string engine,
        int size,
        MarkdownTable table,
        CancellationToken ct
    )
    {
        await using var databases = new BenchDatabases(engine);
        var database = await databases.CreateAsync(ct);
        SyncFigures sync;
        Dictionary<string, string> files;
        await using (var shop = await ShopProcess.StartAsync(size, ct))
        {
            sync = await SyncProcess.RunAsync(database, shop.Address, databases.Scratch, ct);
            files = await shop.DownloadAsync(databases.Scratch, ct);
        }
        if (sync.Orders != size || sync.Attention > 0)
            throw new InvalidOperationException(
                $"Of {size} orders {sync.Orders} were read and {sync.Attention} set aside: this measures nothing."
            );

        // The better of two: a floor is what cannot be undercut.
        var parsing = Seconds(() => ParseFloor.Measure(files).Parsing);
        var (rows, first) = await RowsFloor.MeasureAsync(
            database,
            await databases.CreateAsync(ct),
            databases.Scratch,
            ct
        );
        var (_, second) = await RowsFloor.MeasureAsync(
            database,
            await databases.CreateAsync(ct),
            databases.Scratch,
            ct
        );
        var writing = Math.Min(first.TotalSeconds, second.TotalSeconds);
        var own = sync.Seconds - sync.Waiting;
        table.Add(
            engine,
            size,
            rows,
            sync.Seconds,
            sync.Waiting,
            (long)(size / own),
            (long)(rows / own),
            parsing,
            writing,
            own / (parsing + writing),
            sync.PeakMegabytes
        );
    }

    static double Seconds(Func<TimeSpan> measure) =>
        Math.Min(measure().TotalSeconds, measure().TotalSeconds);

    static string Page(int[] sizes, string[] engines, MarkdownTable table) =>
        $"""
            # Benchmarks

            ## First synchronization

            The whole application, as it is served, connects a shop and synchronizes it for the first time. The shop is the demo
            shop, in another process of the same machine. *Waiting* is the time in which the shop prepared its files and nothing
            else was done; speeds and the comparison with the floor leave it out, downloading is in them.

            The floor is the least that the same work can cost, in one thread: every line of the same files parsed into the same
            record and forgotten (*parse*), and the same rows written to the same tables and indexes by bare prepared statements
            (SQLite) or COPY (PostgreSQL), with nothing compared, linked or checked (*write*). Rows are those of all tables, links
            included. *Peak* is the most memory that Comptoir's process has held.

            {table}
            Measured on {Machine.Describe()}, with

            ```
            dotnet run -c Release --project bench/Comptoir.Bench -- first-sync --orders {string.Join(
                ',',
                sizes
            )} --engine {string.Join(',', engines)} --write
            ```

            """;
}
