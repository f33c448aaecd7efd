using System.Collections.Concurrent;
using System.Globalization;
using Comptoir.Storage;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Comptoir.Tests.PostgresServer))]

namespace Comptoir.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own, started when the first test asks for it and gone when the tests end, however
/// they end. <c>COMPTOIR_TEST_POSTGRES</c> names another one by its connection string. Where there is neither, the tests
/// that need it are skipped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The variable with the connection string of a server to use instead; databases are made and dropped in it.</summary>
    public const string Variable = "COMPTOIR_TEST_POSTGRES";

    readonly Lazy<Task<Started>> started;
    readonly ConcurrentBag<string> databases = [];
    readonly string prefix = $"comptoir_test_{Guid.NewGuid():N}";
    PostgresProcess? process;
    int number;

    public PostgresServer() => started = new(StartAsync);

    /// <summary>Why there is no server; null when there is one.</summary>
    public async Task<string?> MissingAsync() => (await started.Value).Missing;

    /// <summary>The connection string of a new database with the tables of the application, empty.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var server = await started.Value;
        var count = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        return await CreateDatabaseAsync(server, count, server.Template, cancellationToken);
    }

    /// <summary>Drops a database that was made here.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync((await started.Value).Server, $"drop database {name} with (force)");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var server = await started.Value;
        if (process is null)
        {
            // A server that is not ours stays; what we made in it goes.
            foreach (var name in databases)
                await ExecuteAsync(server.Server, $"drop database if exists {name} with (force)");
            return;
        }
        await process.DisposeAsync();
    }

    async Task<Started> StartAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(server))
        {
            if (PostgresPrograms.Find() is not { } programs)
                return new("", "", $"PostgreSQL is not installed, and {Variable} names no server.");
            // Nothing here outlives the tests: nothing needs to reach the disk.
            process = await programs.StartAsync(
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off"
            );
            server = process.ConnectionString;
        }
        var template = await CreateDatabaseAsync(
            new(server, "", null),
            "template",
            "template0",
            default
        );
        using (var database = new Database(template))
            await database.MigrateAsync(default);
        await using (var connection = new NpgsqlConnection(template))
            NpgsqlConnection.ClearPool(connection);
        return new(server, $"{prefix}_template", null);
    }

    async Task<string> CreateDatabaseAsync(
        Started server,
        string suffix,
        string template,
        CancellationToken cancellationToken
    )
    {
        var name = $"{prefix}_{suffix}";
        databases.Add(name);
        await ExecuteAsync(
            server.Server,
            $"create database {name} template {template} encoding 'UTF8'",
            cancellationToken
        );
        return new NpgsqlConnectionStringBuilder(server.Server)
        {
            Database = name,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    static async Task ExecuteAsync(
        string connectionString,
        string sql,
        CancellationToken cancellationToken = default
    )
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    sealed record Started(string Server, string Template, string? Missing);
}
