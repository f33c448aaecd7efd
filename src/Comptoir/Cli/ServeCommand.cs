using System.CommandLine;
using Comptoir.Storage;
using Microsoft.Extensions.Options;

namespace Comptoir.Cli;

/// <summary><c>comptoir serve</c>: screens, API and synchronizations, until it is stopped.</summary>
static partial class ServeCommand
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
                if (parsed.GetValue(urls) is { } asked)
                    ListenAddress.Check(asked);
                string[] settings = parsed.GetValue(urls) is { } url
                    ? [.. Terminal.Settings(parsed), "--urls", url]
                    : Terminal.Settings(parsed);
                await using var app = ComptoirHost.Build(settings, AskOutside);
                await app.PrepareAsync(cancellationToken);
                await app.StartAsync(cancellationToken);
                var data = app.Services.GetRequiredService<IOptions<ComptoirOptions>>().Value.Data;
                var engine = app.Services.GetRequiredService<Database>().Engine;
                foreach (var address in app.Urls)
                    Listening(app.Logger, ComptoirHost.Version, address, data, engine);
                await app.WaitForShutdownAsync(cancellationToken);
            }
        );
        return command;
    }

    // In earnest the public services are asked, unless the settings say another address, or none.
    static void AskOutside(WebApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(
            0,
            new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    [$"{ComptoirOptions.Section}:Vies:Endpoint"] = Vat.ViesRegister.Commission,
                    [$"{ComptoirOptions.Section}:Ecb:Endpoint"] = Vat.EcbWorker.Bank,
                },
            }
        );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Comptoir {Version} at {Address}; data in {Data}, database {Engine}"
    )]
    static partial void Listening(
        ILogger logger,
        string version,
        string address,
        string data,
        DatabaseEngine engine
    );
}
