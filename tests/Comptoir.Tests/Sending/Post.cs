using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>An office with documents and a mail server, in which nothing is sent before the test says so, and time stands still.</summary>
sealed class Post : IAsyncDisposable
{
    public const string Url = "https://office.example.test";

    Post(MailServer server, ComptoirApplication app, FakeTimeProvider clock) =>
        (Server, App, Clock) = (server, app, clock);

    public MailServer Server { get; }
    public ComptoirApplication App { get; }
    public FakeTimeProvider Clock { get; }
    public long OfficeId => App.OfficeId;
    public Database Database => App.Database;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    IssuedRows? rows;

    public static async Task<Post> OpenAsync(params string[] settings)
    {
        var server = new MailServer();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var app = Application(server, clock, settings);
        await app.StartAsync();
        return new Post(server, app, clock);
    }

    /// <summary>An application that sends by a server; several may work on one database.</summary>
    public static ComptoirApplication Application(
        MailServer server,
        TimeProvider clock,
        params string[] settings
    ) =>
        new(
            founded: true,
            settings:
            [
                "Comptoir:Smtp:Host=127.0.0.1",
                $"Comptoir:Smtp:Port={server.Port}",
                "Comptoir:Smtp:Security=None",
                "Comptoir:Smtp:From=factures@boutique.test",
                $"Comptoir:PublicUrl={Url}",
                .. settings,
            ],
            configure: builder =>
            {
                builder.Services.AddSingleton(clock);
                // Nothing is made and nothing leaves before the test says so, and a month that passes at once does not
                // wake anybody once for each of its seconds.
                Workers.Remove(builder);
            }
        );

    /// <summary>Issues an invoice to a buyer with this address.</summary>
    public Task<long> IssueAsync(
        string? email = "ada@example.test",
        string name = "Ada",
        string language = "fr",
        DocumentKind kind = DocumentKind.Invoice
    ) =>
        (rows ??= new IssuedRows(Database, OfficeId, Get<OfficeJournal>())).IssueAsync(
            new DateOnly(2026, 11, 20),
            12_000,
            2_000,
            kind,
            buyer: new Party(name, null, null, null, email, false),
            language: language
        );

    /// <summary>Queues documents by hand.</summary>
    public async Task QueueAsync(params long[] documents)
    {
        var outcomes = await Get<QueueMail>().QueueAsync(OfficeId, documents, null, "Hélène", Stop);
        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal));
    }

    /// <summary>Sends what is due now.</summary>
    public Task<int> SendAsync() => Get<SendQueued>().RunAsync(Stop);

    public Task<int> RuleAsync() => Get<QueueIssued>().RunAsync(OfficeId, Stop);

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>All e-mails, oldest first.</summary>
    public async Task<List<OutgoingMail>> MailsAsync()
    {
        await using var db = Database.Open(OfficeId);
        return await db.OutgoingMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync(Stop);
    }

    public async Task<List<MailEventKind>> EventsAsync(long mail)
    {
        await using var db = Database.Open(OfficeId);
        return await db
            .MailEvents.Where(row => row.MailId == mail)
            .OrderBy(row => row.Number)
            .Select(row => row.Kind)
            .ToListAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }
}
