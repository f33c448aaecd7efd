using System.Net;
using Comptoir.Backup;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Tests.Invoicing;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>An office with everything goes from one place to another, whichever engines they have, and is the same.</summary>
public sealed class RestoreTests(PostgresServer postgres) : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-backup-").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task From_SQLite_to_SQLite_every_row_is_the_same_to_the_byte()
    {
        await using var books = await FilledAsync();
        await Backups.FillEmptyTablesAsync(books.Database);
        var path = await Backups.MakeAsync(books.App, directory);
        var data = Backups.Place(books.App, directory);

        await Backups.RestoreAsync(path, data);

        using var restored = new Database($"Data Source={Path.Combine(data, "comptoir.db")}");
        // As the engine itself says them, and not as a backup reads them; what it notes of itself comes afterwards.
        Assert.Equal(
            await RawAsync(books.Database, "made_backups", "cluster_nodes"),
            await RawAsync(restored, "made_backups", "cluster_nodes")
        );
        Assert.DoesNotContain(
            (await Backups.ContentAsync(restored)).Where(table => table.Key != "made_backups"),
            table => table.Value.Count == 0
        );
    }

    [Fact]
    [Trait("Needs", "PostgreSQL")]
    public async Task From_SQLite_to_PostgreSQL_and_back_every_row_is_the_same()
    {
        Assert.SkipWhen(await postgres.MissingAsync() is not null, "PostgreSQL is not installed.");
        await using var books = await FilledAsync();
        await Backups.FillEmptyTablesAsync(books.Database);
        var there = await postgres.CreateDatabaseAsync(Stop);
        var data = Backups.Place(books.App, directory);
        await Backups.RestoreAsync(await Backups.MakeAsync(books.App, directory), data, there);
        using var onPostgres = new Database(there);
        await Backups.EqualAsync(books.Database, onPostgres, "made_backups");

        var back = Backups.Place(books.App, directory);
        await Backups.RestoreAsync(await MakeOfAsync(onPostgres, data, there), back);
        using var onSqlite = new Database($"Data Source={Path.Combine(back, "comptoir.db")}");
        await Backups.EqualAsync(books.Database, onSqlite, "made_backups");
        await postgres.DropDatabaseAsync(there);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Needs", "PostgreSQL")]
    public async Task What_is_restored_works_people_sign_in_secrets_open_and_work_goes_on(
        bool fromPostgres
    )
    {
        Assert.SkipWhen(await postgres.MissingAsync() is not null, "PostgreSQL is not installed.");
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var books = await FilledAsync(fromPostgres ? database : null);
        var path = await Backups.MakeAsync(books.App, directory);
        var data = Backups.Place(books.App, directory);
        await Backups.RestoreAsync(path, data, fromPostgres ? null : database);

        await using var restored = await OpenAsync(data, fromPostgres ? null : database);
        var report = await restored
            .Services.GetRequiredService<VerifyOffice>()
            .VerifyAsync(restored.OfficeId, Stop);
        Assert.Empty(report.Findings);
        Assert.True(report.Documents > 0);
        using var browser = await restored.CreateClientAsync();
        var answer = await browser.SendFormAsync(
            "/sign-in",
            "sign-in",
            ("Email", "owner@example.test"),
            ("Password", ComptoirApplication.Password)
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.GetAsync("/settings/users", Stop)).StatusCode
        );
        await using (var db = restored.Database.Open(restored.OfficeId))
        {
            var shop = await db.WebShops.SingleAsync(Stop);
            Assert.Equal(
                ApplicationWithShop.Settings("compta").Token,
                restored
                    .Services.GetRequiredService<ShopClients>()
                    .Kept(shop, CredentialsKind.Token)
                    ?.Token?.Reveal()
            );
            var link = await db.DocumentLinks.SingleAsync(Stop);
            var share = restored.Services.GetRequiredService<ShareDocument>();
            var token = share.Address(link).OriginalString[ShareDocument.Root.Length..];
            Assert.NotNull(await share.FindAsync(token, Stop));
            // What the engine finds by words, it finds of restored rows.
            var contact = await db.Contacts.FirstAsync(Stop);
            Assert.Contains(
                await db.Contacts.Matching(db, contact.Name).ToListAsync(Stop),
                found => found.Id == contact.Id
            );
        }
        // New rows get new numbers: those of the office, and those that the database counts.
        await restored.AddUserAsync(Role.Viewer);
        Assert.True(
            await restored.Services.GetRequiredService<IdSequence>().NextAsync(1, Stop)
                > await books.Get<IdSequence>().NextAsync(1, Stop) - 1_000
        );
        // And what never changes is held.
        await using var held = restored.Database.OpenInstallation();
        Assert.Empty(await FrozenRows.MissingAsync(held, Stop));
    }

    [Fact]
    public async Task A_paused_copy_does_nothing_by_itself_until_its_owner_says_so()
    {
        await using var books = await FilledAsync();
        var data = Backups.Place(books.App, directory);
        await Backups.RestoreAsync(
            await Backups.MakeAsync(books.App, directory),
            data,
            paused: true
        );
        await using var copy = await OpenAsync(data, null);
        var runs = copy.Services.GetRequiredService<Comptoir.Sync.Runs>();
        var shop = await copy.Database.Open(1).WebShops.SingleAsync(Stop);
        // A person is refused, and what a schedule has asked for waits.
        await Assert.ThrowsAsync<RefusedException>(() =>
            runs.AskAsync(1, shop.Id, Comptoir.Sync.RunKind.Synchronization, Stop)
        );
        await runs.AskAsync(
            1,
            shop.Id,
            Comptoir.Sync.RunKind.Synchronization,
            Comptoir.Sync.RunCause.Schedule,
            Stop
        );
        Assert.Empty(await runs.OpenAsync(Stop));
        using var owner = await copy.CreateClientAsync(Role.Owner);
        var page = await owner.GetStringAsync("/settings/backup", Stop);
        Assert.Contains("This office is paused", page, StringComparison.Ordinal);

        var resumed = await owner.SendFormAsync("/settings/backup", "resume");
        Assert.Equal(HttpStatusCode.Redirect, resumed.StatusCode);
        Assert.DoesNotContain(
            "This office is paused",
            await owner.GetStringAsync("/settings/backup", Stop),
            StringComparison.Ordinal
        );
        Assert.Single(await runs.OpenAsync(Stop));
    }

    /// <summary>An office in which something of everything has happened, with a second one beside it.</summary>
    static async Task<Bookkeeping> FilledAsync(string? database = null)
    {
        var books = await Bookkeeping.OpenAsync(database: database, orders: 30);
        var order = books.Place(draft => draft.Add(draft.Custom("Bougie", 2, 1000)));
        books.Pay(order);
        books.Send(order);
        await books.CatchUpAsync();
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();
        var invoice = (await books.RowsAsync(order))[0].Id;
        await books.Get<DocumentFiles>().PdfAsync(books.OfficeId, invoice, Stop);
        await books.Get<ShareDocument>().MakeAsync(books.OfficeId, invoice, null, "Hélène", Stop);
        await using (var scope = books.App.Services.CreateAsyncScope())
            await scope
                .ServiceProvider.GetRequiredService<AddUser>()
                .RunAsync(
                    books.OfficeId,
                    "comptable@example.test",
                    "Zoë",
                    Role.Accountant,
                    ComptoirApplication.Password,
                    Stop
                );
        using (await books.App.CreateApiClientAsync(Role.Viewer)) { }
        await books.App.AddOfficeAsync("Maison Ombre");
        return books;
    }

    /// <summary>The application on a restored place, which works on no runs by itself.</summary>
    static async Task<ComptoirApplication> OpenAsync(string data, string? connection)
    {
        var application = new ComptoirApplication(
            founded: false,
            data,
            connection is null ? null : [$"ConnectionStrings:Comptoir={connection}"],
            builder => Workers.Remove(builder)
        );
        return await application.StartAsync();
    }

    async Task<string> MakeOfAsync(Database database, string data, string connection)
    {
        var path = Path.Combine(directory, "again.zip");
        await using var app = ComptoirHost.Build(Backups.Settings(data, connection));
        await app.PrepareToBackUpAsync(Stop);
        await using var file = File.Create(path);
        await app.Services.GetRequiredService<WriteBackup>().WriteAsync(file, null, Stop);
        Assert.Equal(DatabaseEngine.PostgreSql, database.Engine);
        return path;
    }

    static async Task<List<string>> RawAsync(Database database, params string[] leftOut)
    {
        await using var db = database.OpenInstallation();
        await db.Database.OpenConnectionAsync(Stop);
        var lines = new List<string>();
        foreach (var type in db.Model.GetEntityTypes())
        {
            if (leftOut.Contains(type.GetTableName()))
                continue;
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText =
                $"select {string.Join(", ", type.GetProperties().Select(x => $"quote(\"{x.GetColumnName()}\")"))} from \"{type.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync(Stop);
            while (await reader.ReadAsync(Stop))
                lines.Add(
                    $"{type.GetTableName()}|{string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i)))}"
                );
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
