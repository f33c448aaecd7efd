using System.CommandLine;
using System.Globalization;
using Comptoir.Backup;
using Comptoir.Storage;

namespace Comptoir.Cli;

/// <summary><c>comptoir restore</c>: a backup into an empty database, whichever engine it came from.</summary>
static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "The backup, as comptoir backup made it",
        };
        var paused = new Option<bool>("--paused")
        {
            Description =
                "As a copy to look at: nothing is synchronized, issued or sent by itself until its owner says so under Settings, Backup",
        };
        var command = new Command(
            "restore",
            "Put a backup into an empty database; the master key of its installation must be there"
        )
        {
            file,
            paused,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                Terminal.RunAsync(
                    parsed,
                    static (app, _) => app.PrepareToRestore(),
                    services =>
                        RestoreAsync(
                            services,
                            parsed.GetRequiredValue(file).FullName,
                            parsed.GetValue(paused),
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    static async Task RestoreAsync(
        IServiceProvider services,
        string path,
        bool paused,
        CancellationToken ct
    )
    {
        var manifest = await services
            .GetRequiredService<RestoreBackup>()
            .RunAsync(path, paused, null, ct);
        services.GetRequiredService<Users.KeyCheck>().Check();
        var engine = services.GetRequiredService<Database>().Engine;
        await Console.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{manifest.Rows} rows as of {manifest.At:yyyy-MM-dd HH:mm:ss} UTC, made by Comptoir {manifest.Program} on {manifest.Engine}, are in this {engine} database."
            )
        );
        await Console.Error.WriteLineAsync(
            paused
                ? "All offices are paused: nothing is synchronized, issued or sent by itself until their owner says so under Settings, Backup."
                : "At the next start it works by itself: web shops are synchronized, documents issued, e-mails sent. The installation that the backup was made of must not run any more, or both issue different documents with the same numbers. For a copy to look at, restore with --paused."
        );
        await Console.Error.WriteLineAsync(
            "What was issued after that moment is not in it: compare the last numbers of documents with what was sent. Now run: comptoir verify"
        );
    }
}
