using Comptoir.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>A restore that is cut off leaves the database empty, and can be begun again.</summary>
public sealed class CutRestoreTests(PostgresServer postgres) : IAsyncLifetime
{
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-cut-").FullName;
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await application.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    [Trait("Needs", "PostgreSQL")]
    public async Task It_is_restored_whole_or_not_at_all(DatabaseEngine engine)
    {
        string? connection = null;
        if (engine == DatabaseEngine.PostgreSql)
        {
            Assert.SkipWhen(
                await postgres.MissingAsync() is not null,
                "PostgreSQL is not installed."
            );
            connection = await postgres.CreateDatabaseAsync(Stop);
        }
        using (await application.CreateApiClientAsync(Comptoir.Users.Role.Viewer)) { }
        var file = await Backups.MakeAsync(application, directory);
        var data = Backups.Place(application, directory);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Backups.RestoreAsync(
                file,
                data,
                connection,
                progress: table =>
                {
                    if (table.Name == "memberships")
                        cut.Cancel();
                },
                stop: cut.Token
            )
        );

        using var database = new Database(
            connection ?? $"Data Source={Path.Combine(data, "comptoir.db")}"
        );
        Assert.Equal(0, await Backups.RowsAsync(database));
        await Backups.RestoreAsync(file, data, connection);
        await Backups.EqualAsync(application.Database, database, "made_backups");
    }
}
