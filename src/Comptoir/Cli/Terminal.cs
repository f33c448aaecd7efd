using System.CommandLine;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary>What the commands share: the application without its network, the office meant, messages on standard error.</summary>
static class Terminal
{
    /// <summary>For people; standard output is for results.</summary>
    public static IAnsiConsole Errors { get; } =
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>The command line's settings as those of the host.</summary>
    public static string[] Settings(ParseResult parsed) =>
        parsed.GetValue(ComptoirCommand.Data) is { } data ? ["--Comptoir:Data", data] : [];

    /// <summary>Does something with the application's services on a prepared installation, without listening.</summary>
    public static Task RunAsync(
        ParseResult parsed,
        Func<IServiceProvider, Task> act,
        CancellationToken cancellationToken
    ) => RunAsync(parsed, static (app, ct) => app.PrepareAsync(ct), act, cancellationToken);

    /// <summary>As the other one, on an installation that is prepared in another way.</summary>
    public static async Task RunAsync(
        ParseResult parsed,
        Func<WebApplication, CancellationToken, Task> prepare,
        Func<IServiceProvider, Task> act,
        CancellationToken cancellationToken
    )
    {
        await using var app = ComptoirHost.Build(Settings(parsed));
        await prepare(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    /// <summary>The number of the office meant: the one named, or the only one.</summary>
    /// <exception cref="RefusedException">There is none of this name, or several and none was named.</exception>
    public static async Task<long> OfficeAsync(
        IServiceProvider services,
        string? name,
        CancellationToken cancellationToken
    )
    {
        await using var db = services.GetRequiredService<Database>().OpenInstallation();
        var offices = await db
            .Offices.OrderBy(x => x.Id)
            .Select(x => new { x.Id, x.Name })
            .ToListAsync(cancellationToken);
        var meant = offices.Where(x => name is null || x.Name == name).ToList();
        var names = string.Join(", ", offices.Select(x => x.Name));
        return meant switch
        {
            [var one] => one.Id,
            _ when offices.Count == 0 => throw new RefusedException(
                "There is no office yet. Make the first with: comptoir user add EMAIL --name NAME --role owner --office OFFICE"
            ),
            [] => throw new RefusedException($"There is no office '{name}'. There is: {names}."),
            _ => throw new RefusedException($"Say which office with --office. There is: {names}."),
        };
    }
}
