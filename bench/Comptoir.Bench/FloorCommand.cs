using System.CommandLine;
using Comptoir.Storage;

namespace Comptoir.Bench;

/// <summary>Measures how fast the rows of a given database can be written at all.</summary>
static class FloorCommand
{
    public static Command Create()
    {
        var full = new Argument<string>("connection-string")
        {
            Description = "A synchronized database: Data Source=… or Host=…",
        };
        var command = new Command(
            "floor",
            "Write the rows of a database to an empty one, and nothing else"
        )
        {
            full,
        };
        command.SetAction(async (parsed, ct) => await RunAsync(parsed.GetValue(full)!, ct));
        return command;
    }

    static async Task RunAsync(string full, CancellationToken ct)
    {
        string engine;
        using (var database = new Database(full))
            engine = database.Engine == DatabaseEngine.Sqlite ? "sqlite" : "postgres";
        await using var databases = new BenchDatabases(engine);
        var empty = await databases.CreateAsync(ct);
        var (rows, writing) = await RowsFloor.MeasureAsync(full, empty, databases.Scratch, ct);
        var table = new MarkdownTable("engine", "rows", "seconds", "rows/s");
        table.Add(engine, rows, writing.TotalSeconds, (long)(rows / writing.TotalSeconds));
        await Console.Out.WriteAsync(table.ToString());
    }
}
