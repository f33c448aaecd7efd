using System.Reflection;
using Comptoir.Api;
using Comptoir.Backup;
using Comptoir.Dashboard;
using Comptoir.Deliveries;
using Comptoir.EInvoicing;
using Comptoir.Health;
using Comptoir.Importing;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Archiving;
using Comptoir.Invoicing.Styles;
using Comptoir.Notifications;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Telemetry;
using Comptoir.Users;
using Comptoir.Vat;
using Comptoir.Web;
using Comptoir.WebShops;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Comptoir;

/// <summary>
/// Puts the application together. The command line, the tests and the benchmarks all get the same services here, whether
/// they listen on the network or not.
/// </summary>
public static class ComptoirHost
{
    /// <summary>Where the application listens unless told otherwise.</summary>
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>The application, built but not started: nothing is read or written yet.</summary>
    /// <param name="args">Settings as <c>--Comptoir:Data=…</c>, over those of the environment and <c>appsettings.json</c>.</param>
    /// <param name="configure">Changes what a test or a benchmark needs otherwise, after our own services.</param>
    public static WebApplication Build(
        string[] args,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(ComptoirHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        Settings(builder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(OpenDatabase);
        builder.Services.AddSingleton<IdSequence>();
        builder.Services.AddUsers();
        builder.Services.AddApi();
        builder.Services.AddScoped<Attention.ResolveAttention>();
        builder.Services.AddScoped<Contacts.EditContact>();
        builder.Services.AddScoped<Catalogue.EditProduct>();
        builder.Services.AddWeb();
        builder.Services.AddVat();
        builder.Services.AddInvoicing();
        builder.Services.AddEInvoicing();
        builder.Services.AddSending();
        builder.Services.AddNotifications();
        builder.Services.AddImports();
        builder.Services.AddWebShops();
        builder.Services.AddSync();
        builder.Services.AddDashboard();
        builder.Services.AddBackup();
        builder.Services.AddComptoirHealth();
        builder.AddTelemetry();
        builder.Host.UseSystemd();
        configure?.Invoke(builder);

        var app = builder.Build();
        if (app.Services.GetRequiredService<IOptions<ComptoirOptions>>().Value.Proxies.Length > 0)
            app.UseForwardedHeaders();
        app.UseErrors();
        app.UseWeb();
        app.UseRouting();
        app.UseUsers();
        app.MapUsers();
        app.MapApi();
        app.MapWeb();
        app.MapImports();
        app.MapDocumentFiles();
        app.MapStyleFiles();
        app.MapMonthFiles();
        app.MapSharedDocuments();
        app.MapDeliveryFiles();
        app.MapWebShops();
        app.MapSync();
        app.MapBackup();
        app.MapNotifications();
        app.MapComptoirHealth();
        RoutesMadeOnce.Keep(app);
        return app;
    }

    /// <summary>The program's version, as it was built.</summary>
    public static string Version { get; } =
        typeof(ComptoirHost)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    static void Settings(WebApplicationBuilder builder)
    {
        // Under the files and the environment, so that both can say otherwise.
        builder.Configuration.Sources.Insert(
            0,
            new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["urls"] = DefaultUrls,
                    ["Logging:LogLevel:Default"] = "Warning",
                    // What does not answer is told by those who asked, in a line.
                    ["Logging:LogLevel:Polly"] = "None",
                    ["Logging:LogLevel:Comptoir"] = "Information",
                    // The framework speaks there in our name, of every call without a key.
                    ["Logging:LogLevel:Comptoir.Users.ApiKeyAuthentication"] = "Warning",
                },
            }
        );
        ReadSecrets(builder);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        // Standard output is for what a command was asked for.
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        // Files of wwwroot, also when the program is run where it was built.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder
            .Services.AddOptions<ComptoirOptions>()
            .BindConfiguration(ComptoirOptions.Section)
            .PostConfigure(options =>
                options.Data = Path.GetFullPath(
                    options.Data is "" ? ComptoirOptions.DefaultData : options.Data
                )
            )
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ComptoirOptions>, ComptoirOptionsCheck>();
        builder
            .Services.AddOptions<ForwardedHeadersOptions>()
            .Configure(
                (ForwardedHeadersOptions headers, IOptions<ComptoirOptions> options) =>
                {
                    headers.ForwardedHeaders =
                        ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    headers.KnownProxies.Clear();
                    headers.KnownIPNetworks.Clear();
                    foreach (var proxy in options.Value.Proxies)
                        headers.KnownIPNetworks.Add(
                            System.Net.IPNetwork.Parse(ComptoirOptionsCheck.AsNetwork(proxy))
                        );
                }
            );
    }

    /// <summary>
    /// Settings from a directory with one file each, named like the setting (<c>Comptoir__MasterKey</c>): how containers and
    /// systemd (<c>LoadCredential</c>) hand out what must not stand in the environment.
    /// </summary>
    static void ReadSecrets(WebApplicationBuilder builder)
    {
        const string setting = $"{ComptoirOptions.Section}:{nameof(ComptoirOptions.Secrets)}";
        var directory = builder.Configuration[setting] is { Length: > 0 } named
            ? named
            : Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
        if (directory is null)
            return;
        if (!Directory.Exists(directory))
            throw new RefusedException(
                $"Comptoir__Secrets names {directory}, and there is no such directory."
            );
        builder.Configuration.AddKeyPerFile(Path.GetFullPath(directory), optional: false);
    }

    static Database OpenDatabase(IServiceProvider services)
    {
        try
        {
            return new Database(ConnectionString(services));
        }
        catch (ArgumentException error)
        {
            throw new RefusedException(
                $"ConnectionStrings__Comptoir cannot be used: {error.Message}"
            );
        }
    }

    static string ConnectionString(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>().GetConnectionString("Comptoir")
            is { Length: > 0 } named
            ? named
            : $"Data Source={Path.Combine(services.GetRequiredService<IOptions<ComptoirOptions>>().Value.Data, "comptoir.db")}";
}
