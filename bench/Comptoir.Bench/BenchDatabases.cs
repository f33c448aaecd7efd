using Comptoir.Storage;
using Comptoir.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Comptoir.Bench;

/// <summary>
/// New databases to measure on: files in a temporary directory, or databases of a PostgreSQL server of its own that keeps
/// its promises to the disk as a real one does.
/// </summary>
sealed class BenchDatabases(string engine) : IAsyncDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("comptoir-bench-");
    PostgresProcess? server;
    int number;

    /// <summary>Where files may lie meanwhile.</summary>
    public string Scratch => directory.FullName;

    /// <summary>A new database with the tables of the application.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateAsync(CancellationToken ct)
    {
        var name = $"bench{++number}";
        var connectionString =
            engine == "sqlite"
                ? $"Data Source={Path.Combine(directory.FullName, name)}.db"
                : await CreatePostgresAsync(name, ct);
        using var database = new Database(connectionString);
        await database.MigrateAsync(ct);
        return connectionString;
    }

    async Task<string> CreatePostgresAsync(string name, CancellationToken ct)
    {
        if (server is null)
        {
            var programs =
                PostgresPrograms.Find()
                ?? throw new InvalidOperationException("PostgreSQL is not installed.");
            server = await programs.StartAsync("shared_buffers=256MB", "max_wal_size=2GB");
        }
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync(ct);
        return new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = name,
        }.ConnectionString;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        directory.Delete(recursive: true);
    }
}
