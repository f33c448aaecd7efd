using System.Globalization;
using System.Net.Http.Headers;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Comptoir.Tests;

/// <summary>
/// The real application on SQLite in a directory of its own, spoken to over HTTP. It starts at the first use; an office is
/// there from then on, unless the application is made with <c>founded: false</c>.
/// </summary>
public sealed class ComptoirApplication : IAsyncDisposable
{
    /// <summary>The password of every user made here.</summary>
    public const string Password = "correct horse battery";

    readonly string[] settings;
    readonly bool founded;
    readonly bool ownsData;
    readonly Action<WebApplicationBuilder>? configure;
    readonly Action<WebApplication>? map;
    readonly SemaphoreSlim starting = new(1, 1);
    WebApplication? app;
    int users;

    /// <summary>The application with its first office and that office's owner.</summary>
    public ComptoirApplication()
        : this(founded: true) { }

    /// <summary>An application as a test needs it.</summary>
    /// <param name="founded">Make the first office and its owner.</param>
    /// <param name="data">A directory that outlives the application; otherwise a temporary one.</param>
    /// <param name="settings">Further settings, as <c>Comptoir:Name=value</c>.</param>
    /// <param name="configure">Changes services.</param>
    /// <param name="map">Maps routes of the test's own.</param>
    public ComptoirApplication(
        bool founded,
        string? data = null,
        string[]? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null
    )
    {
        this.founded = founded;
        this.configure = configure;
        this.map = map;
        ownsData = data is null;
        Data = data ?? Directory.CreateTempSubdirectory("comptoir-test-").FullName;
        this.settings = [$"--Comptoir:Data={Data}", .. settings?.Select(x => "--" + x) ?? []];
    }

    /// <summary>The data directory.</summary>
    public string Data { get; }

    /// <summary>The number of the first office.</summary>
    public long OfficeId { get; } = 1;

    /// <summary>Everything that was logged, one line each.</summary>
    public LogLines Log { get; } = new();

    /// <summary>The application's services; it is started when it was not.</summary>
    public IServiceProvider Services =>
        app?.Services
        ?? throw new InvalidOperationException("Await StartAsync, or make a client, first.");

    /// <summary>The database; it is started when it was not.</summary>
    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Starts the application once.</summary>
    public async Task<ComptoirApplication> StartAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (app is not null)
                return this;
            var built = ComptoirHost.Build(
                settings,
                builder =>
                {
                    builder.WebHost.UseTestServer();
                    builder.Logging.ClearProviders().AddProvider(Log);
                    configure?.Invoke(builder);
                }
            );
            map?.Invoke(built);
            try
            {
                await built.PrepareAsync(CancellationToken.None);
                await built.StartAsync();
            }
            catch
            {
                await built.DisposeAsync();
                throw;
            }
            app = built;
            if (founded)
                await FoundAsync(built.Services);
            return this;
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>A browser that nobody signed in with. It keeps cookies and follows no redirects.</summary>
    public async Task<HttpClient> CreateClientAsync()
    {
        await StartAsync();
        var server = app!.GetTestServer();
        return new HttpClient(new CookieJar(server.CreateHandler()))
        {
            BaseAddress = new Uri("http://localhost"),
        };
    }

    /// <summary>A browser in which a new user with this role in the office is signed in.</summary>
    public async Task<HttpClient> CreateClientAsync(Role role, long? officeId = null)
    {
        var client = await CreateClientAsync();
        var email = await AddUserAsync(role, officeId);
        await using var scope = Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<User>>();
        var user = await signIn.UserManager.FindByEmailAsync(email);
        // The ticket is made as the sign-in page makes it, without the cost of hashing the password once more.
        var cookie = Services
            .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            await signIn.CreateUserPrincipalAsync(user!),
            new AuthenticationProperties
            {
                IssuedUtc = DateTimeOffset.UtcNow,
                ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1),
            },
            IdentityConstants.ApplicationScheme
        );
        client.DefaultRequestHeaders.Add(
            "Cookie",
            $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}"
        );
        return client;
    }

    /// <summary>A program that calls the API with a new key of this role.</summary>
    public async Task<HttpClient> CreateApiClientAsync(Role role, long? officeId = null)
    {
        var client = await CreateClientAsync();
        await using var scope = Services.CreateAsyncScope();
        var key = await scope
            .ServiceProvider.GetRequiredService<CreateApiKey>()
            .RunAsync(officeId ?? OfficeId, $"test {role}", role, CancellationToken.None);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Another office of the same installation.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddOfficeAsync(string name)
    {
        await StartAsync();
        await using var scope = Services.CreateAsyncScope();
        var office = await scope
            .ServiceProvider.GetRequiredService<Offices.AddOffice>()
            .RunAsync(name, "Europe/Paris", CancellationToken.None);
        return office.Id;
    }

    /// <summary>A user with this role, who signs in with <see cref="Password"/>.</summary>
    /// <returns>The e-mail address.</returns>
    public async Task<string> AddUserAsync(Role role, long? officeId = null)
    {
        await StartAsync();
        var number = Interlocked.Increment(ref users);
        var email = string.Create(CultureInfo.InvariantCulture, $"user{number}@example.test");
        await using var scope = Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<AddUser>()
            .RunAsync(
                officeId ?? OfficeId,
                email,
                $"{role} {number}",
                role,
                Password,
                CancellationToken.None
            );
        return email;
    }

    /// <summary>Puts rows into an office, as a synchronization would.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await StartAsync();
        foreach (var office in rows.Cast<IOfficeOwned>().GroupBy(row => row.OfficeId))
            await Database.WriteAsync(
                office.Key,
                (db, ct) =>
                {
                    db.AddRange(office);
                    return db.SaveChangesAsync(ct);
                },
                CancellationToken.None
            );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        starting.Dispose();
        Log.Dispose();
        if (!ownsData)
            return;
        // Pooled connections hold the files.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }

    static async Task FoundAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var founding = scope.ServiceProvider.GetRequiredService<FoundInstallation>();
        await using (var db = services.GetRequiredService<Database>().OpenInstallation())
            if (await db.Users.AnyAsync())
                return;
        await founding.RunAsync(
            "Maison Lumière",
            "Europe/Paris",
            "owner@example.test",
            "Hélène Marchand",
            Password,
            CancellationToken.None
        );
    }

    /// <summary>Cookies of one browser: what the server sets is sent back.</summary>
    sealed class CookieJar(HttpMessageHandler server) : DelegatingHandler(server)
    {
        readonly System.Net.CookieContainer cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var kept = cookies.GetCookieHeader(request.RequestUri!);
            if (kept.Length > 0)
            {
                var given = request.Headers.TryGetValues("Cookie", out var values)
                    ? string.Join("; ", values) + "; "
                    : "";
                request.Headers.Remove("Cookie");
                request.Headers.Add("Cookie", given + kept);
            }
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set)
                    cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}

/// <summary>What the application logged, kept in memory.</summary>
public sealed class LogLines : ILoggerProvider
{
    readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    /// <summary>The lines so far.</summary>
    public IReadOnlyCollection<string> All => lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    /// <inheritdoc/>
    public void Dispose() { }

    sealed class Logger(
        string category,
        System.Collections.Concurrent.ConcurrentQueue<string> lines
    ) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
