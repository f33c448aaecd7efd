using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>Processes of several machines start on one database at the same moment: one makes it, the others find it made.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class MigrationTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Applications_that_start_together_on_nothing_all_start(bool databaseIsThere)
    {
        Assert.SkipWhen(await server.MissingAsync() is not null, "PostgreSQL is not installed.");
        var connection = await EmptyAsync(databaseIsThere);
        var key = Convert.ToBase64String(new byte[32]);
        var nodes = Enumerable
            .Range(0, 4)
            .Select(_ => new ComptoirApplication(
                founded: false,
                settings: [$"ConnectionStrings:Comptoir={connection}", $"Comptoir:MasterKey={key}"]
            ))
            .ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(node.StartAsync, Stop)));

        foreach (var node in nodes)
        {
            await using var db = node.Database.OpenInstallation();
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
            Assert.Empty(await FrozenRows.MissingAsync(db, Stop));
            Assert.DoesNotContain(
                node.Log.All,
                line =>
                    line.StartsWith("Error", StringComparison.Ordinal)
                    // Within one process they are one and the same to those that share out the work.
                    && !line.Contains("RunWorker", StringComparison.Ordinal)
            );
        }
        foreach (var node in nodes)
            await node.DisposeAsync();
        await server.DropDatabaseAsync(connection);
    }

    [Fact]
    public async Task A_node_starts_beside_somebody_who_reads_for_long()
    {
        Assert.SkipWhen(await server.MissingAsync() is not null, "PostgreSQL is not installed.");
        var connection = await server.CreateDatabaseAsync(Stop);
        using var database = new Database(connection);
        await using var backup = await Comptoir.Storage.Whole.WholeReader.OpenAsync(database, Stop);
        foreach (var table in backup.Model.Tables)
        await foreach (var _ in backup.RowsAsync(table, Stop)) { }

        // A backup holds a lock of each table that it has read. Making triggers or indexes anew would wait for it.
        using var node = new Database($"{connection};Command Timeout=20");
        await node.MigrateAsync(Stop);
    }

    [Fact]
    public async Task A_program_does_not_start_on_tables_that_it_does_not_know()
    {
        Assert.SkipWhen(await server.MissingAsync() is not null, "PostgreSQL is not installed.");
        var connection = await server.CreateDatabaseAsync(Stop);
        using var database = new Database(connection);
        await using (var db = database.OpenInstallation())
            await db.Database.ExecuteSqlRawAsync(
                "insert into migrations values ('29990101000000_Later', '99.0.0')",
                Stop
            );

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.MigrateAsync(Stop));
        Assert.Contains("another version", refused.Message, StringComparison.Ordinal);
    }

    async Task<string> EmptyAsync(bool isThere)
    {
        var template = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync(Stop));
        await using var connection = new NpgsqlConnection(template.ConnectionString);
        await connection.OpenAsync(Stop);
        var name = $"{template.Database}_empty";
        if (isThere)
        {
            await using var create = new NpgsqlCommand(
                $"create database {name} template template0",
                connection
            );
            await create.ExecuteNonQueryAsync(Stop);
        }
        template.Database = name;
        return template.ConnectionString;
    }
}
