using System.CommandLine;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary>The command line: <c>comptoir</c> alone serves, the rest prepares and looks after an installation.</summary>
static class ComptoirCommand
{
    /// <summary>Where the data are; known to every command.</summary>
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Directory of the data (otherwise Comptoir__Data, otherwise the user's own)",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0 when it was done; 1 when it was refused, with the reason on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The back office for people who sell on Shopify") { Data };
        var serve = ServeCommand.Create();
        root.Add(serve);
        root.Add(UserCommand.Create());
        root.Add(ApiKeyCommand.Create());
        root.Add(OfficeCommand.Create());
        root.Add(SyncCommand.Create());
        root.Add(ProbeCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(VerifyCommand.Create());
        root.Add(DoctorCommand.Create());
        root.Add(ArchiveCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(DemoCommand.Create());
        root.Add(DemoShopServerCommand.Create());
        // Alone, with or without its options, it serves.
        foreach (var option in serve.Options)
            root.Add(option);
        root.Action = serve.Action;
        try
        {
            return await root.Parse(args)
                .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (Refusal(error) is { } words)
        {
            Terminal.Errors.MarkupLineInterpolated($"[red]{words}[/]");
            return 1;
        }
    }

    /// <summary>What somebody can mend is told in words; anything else is a mistake of ours and shows where it happened.</summary>
    static string? Refusal(Exception error) =>
        error switch
        {
            RefusedException => error.Message,
            OptionsValidationException invalid => string.Join(' ', invalid.Failures),
            SqliteException sqlite =>
                $"The database cannot be used: {error.Message} (SQLite {sqlite.SqliteExtendedErrorCode})",
            DbException => $"The database cannot be used: {error.Message}",
            IOException =>
                $"{error.Message} Choose another address with --urls, or stop what uses it.",
            OperationCanceledException =>
                "Stopped. What was done is whole; the rest goes on at the next start.",
            _ => null,
        };
}
