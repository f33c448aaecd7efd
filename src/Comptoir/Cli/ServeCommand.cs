using System.CommandLine;

namespace Comptoir.Cli;

/// <summary><c>comptoir serve</c>: screens, API and synchronizations, until it is stopped.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Where to listen; several with ';' (default {ComptoirHost.DefaultUrls})",
            HelpName = "URL",
        };
        var command = new Command("serve", "Serve the screens and the API") { urls };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                string[] settings = parsed.GetValue(urls) is { } url
                    ? [.. Terminal.Settings(parsed), "--urls", url]
                    : Terminal.Settings(parsed);
                await using var app = ComptoirHost.Build(settings);
                await app.StartAsync(cancellationToken);
                await app.WaitForShutdownAsync(cancellationToken);
            }
        );
        return command;
    }
}
