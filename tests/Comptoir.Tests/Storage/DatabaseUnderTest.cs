using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>
/// An empty database of its own for the tests of one class. Each test makes an office for itself, so that tests do not
/// meet; what a promise says of both engines is written once, in an abstract class that two short classes derive from.
/// </summary>
public abstract class DatabaseUnderTest : IAsyncLifetime
{
    Database? database;
    long offices;

    /// <summary>Why the engine is not there; null when it is.</summary>
    public string? Missing { get; protected set; }

    /// <summary>What opens it in another process.</summary>
    public string ConnectionString { get; protected set; } = "";

    /// <summary>The database as the application sees it.</summary>
    public Database Database => database!;

    /// <summary>Makes an office.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> NewOfficeAsync()
    {
        var id = Interlocked.Increment(ref offices);
        await Database.WriteAsync(
            0,
            async (db, ct) =>
            {
                db.Add(
                    new Office
                    {
                        Id = id,
                        Name = $"Office {id}",
                        TimeZone = "Europe/Paris",
                        CreatedAt = DateTime.UtcNow,
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            default
        );
        return id;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await CreateAsync();
        if (Missing is null)
            database = new Database(ConnectionString);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        database?.Dispose();
        if (Missing is null)
            await DropAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the database with its tables, or says why it cannot.</summary>
    protected abstract Task CreateAsync();

    /// <summary>Takes it away.</summary>
    protected abstract Task DropAsync();
}

/// <summary>A SQLite file.</summary>
public sealed class SqliteUnderTest : DatabaseUnderTest
{
    static readonly Lazy<Task<byte[]>> Template = new(MakeTemplateAsync);
    readonly string file = NewFile();

    /// <inheritdoc/>
    protected override async Task CreateAsync()
    {
        await File.WriteAllBytesAsync(file, await Template.Value);
        ConnectionString = $"Data Source={file}";
    }

    /// <inheritdoc/>
    protected override Task DropAsync()
    {
        Forget(file, Database);
        return Task.CompletedTask;
    }

    static async Task<byte[]> MakeTemplateAsync()
    {
        var made = NewFile();
        using var database = new Database($"Data Source={made}");
        await database.MigrateAsync(default);
        using (var db = database.OpenInstallation())
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        var bytes = await File.ReadAllBytesAsync(made);
        Forget(made, database);
        return bytes;
    }

    static string NewFile() =>
        Path.Combine(Path.GetTempPath(), $"comptoir-test-{Guid.NewGuid():N}.db");

    static void Forget(string path, Database database)
    {
        using (var db = database.OpenInstallation())
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(path + suffix);
    }
}

/// <summary>A database on PostgreSQL.</summary>
public sealed class PostgresUnderTest(PostgresServer server) : DatabaseUnderTest
{
    /// <inheritdoc/>
    protected override async Task CreateAsync()
    {
        Missing = await server.MissingAsync();
        if (Missing is null)
            ConnectionString = await server.CreateDatabaseAsync(default);
    }

    /// <inheritdoc/>
    protected override Task DropAsync() => server.DropDatabaseAsync(ConnectionString);
}

/// <summary>Tests that hold on either engine.</summary>
public abstract class DatabaseTests
{
    protected DatabaseTests(DatabaseUnderTest database)
    {
        ArgumentNullException.ThrowIfNull(database);
        Assert.SkipWhen(database.Missing is not null, database.Missing ?? "");
        UnderTest = database;
    }

    protected DatabaseUnderTest UnderTest { get; }
    protected Database Database => UnderTest.Database;

    /// <summary>Ends when the test is told to stop.</summary>
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;
}
