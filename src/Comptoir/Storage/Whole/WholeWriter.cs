using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Comptoir.Storage.Whole;

/// <summary>
/// Fills an empty database, all in one transaction: what is cut off anywhere leaves the empty database as it was, and can be
/// begun again.
/// </summary>
public sealed class WholeWriter : IAsyncDisposable
{
    /// <summary>What a first start makes by itself: it opens nothing yet, and gives way.</summary>
    const string MadeByFirstStart = "data_protection_keys";

    readonly ComptoirDb db;
    readonly DbTransaction transaction;

    WholeWriter(ComptoirDb db, DbTransaction transaction) =>
        (this.db, this.transaction, Model) = (db, transaction, WholeModel.Of(db));

    DbConnection Connection => db.Database.GetDbConnection();

    /// <summary>The tables.</summary>
    public WholeModel Model { get; }

    /// <summary>Begins to fill the database, whose tables are there.</summary>
    /// <exception cref="RefusedException">It is not empty.</exception>
    public static async Task<WholeWriter> OpenAsync(
        Database database,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        var opened = database.OpenInstallation();
        WholeWriter? writer = null;
        try
        {
            await opened.Database.OpenConnectionAsync(cancellationToken);
            var connection = opened.Database.GetDbConnection();
            writer = new WholeWriter(
                opened,
                connection is SqliteConnection sqlite
                    // The writer's lock at once: nobody founds an office meanwhile.
                    ? sqlite.BeginTransaction(deferred: false)
                    : await connection.BeginTransactionAsync(cancellationToken)
            );
            await writer.PrepareAsync(cancellationToken);
            return writer;
        }
        catch
        {
            if (writer is not null)
                await writer.DisposeAsync();
            else
                await opened.DisposeAsync();
            throw;
        }
    }

    async Task PrepareAsync(CancellationToken ct)
    {
        await ExecuteAsync(
            Connection is SqliteConnection
                // A contact may come before the company it belongs to; at the end everything must hold.
                ? "pragma defer_foreign_keys=on"
                : "lock table offices, users, id_blocks in share row exclusive mode",
            ct
        );
        foreach (var table in Model.Tables)
            if (table.Name != MadeByFirstStart && await IsFilledAsync(table, ct))
                throw new RefusedException(
                    $"This database is not empty (there are rows in {table.Name}), and nothing is overwritten. Name an empty one: another --data directory, or another database in ConnectionStrings__Comptoir."
                );
        await ExecuteAsync($"delete from {MadeByFirstStart}", ct);
        foreach (var table in WholeModel.Passing(db))
            await ExecuteAsync($"delete from \"{table}\"", ct);
    }

    async Task<bool> IsFilledAsync(WholeTable table, CancellationToken ct)
    {
        await using var command = Command($"select 1 from {table.Sql} limit 1");
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Writes rows of a table, as they come; references to rows of the same table may come in the same call.</summary>
    /// <returns>How many there were.</returns>
    public Task<long> WriteAsync(
        WholeTable table,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        return Connection is NpgsqlConnection npgsql
            ? CopyAsync(npgsql, table, rows, cancellationToken)
            : InsertAsync(table, rows, cancellationToken);
    }

    static async Task<long> CopyAsync(
        NpgsqlConnection connection,
        WholeTable table,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken ct
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {table.Sql}({table.ColumnsSql}) from stdin (format binary)",
            ct
        );
        copy.Timeout = TimeSpan.Zero;
        await foreach (var row in rows.WithCancellation(ct))
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < row.Length; i++)
                if (row[i] is { } value)
                    await copy.WriteAsync(value, table.Columns[i].StoreType, ct);
                else
                    await copy.WriteNullAsync(ct);
        }
        return checked((long)await copy.CompleteAsync(ct));
    }

    async Task<long> InsertAsync(
        WholeTable table,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken ct
    )
    {
        var names = string.Join(',', table.Columns.Select((_, i) => $"$p{i}"));
        await using var command = (SqliteCommand)Command(
            $"insert into {table.Sql}({table.ColumnsSql}) values({names})"
        );
        SqliteParameter[] parameters =
        [
            .. table.Columns.Select(
                (_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })
            ),
        ];
        var count = 0L;
        await foreach (var row in rows.WithCancellation(ct))
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i] ?? DBNull.Value;
            // SQLite does everything at once: waiting for it would only cost.
#pragma warning disable CA1849, MA0042, S6966
            count += command.ExecuteNonQuery();
#pragma warning restore CA1849, MA0042, S6966
        }
        return count;
    }

    /// <summary>Lets every office rest until somebody says that this is the installation that works.</summary>
    public Task PauseAsync(DateTime at, CancellationToken cancellationToken)
    {
        var command = Command("update offices set paused_at = @at");
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@at";
        parameter.Value = at;
        command.Parameters.Add(parameter);
        return DisposedAsync(command, cancellationToken);
    }

    /// <summary>
    /// Ends it: numbers that the database counts go on after the highest, runs that were at work wait for a process of here.
    /// </summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            "update runs set worker = null where state = 'Running'",
            cancellationToken
        );
        if (Connection is NpgsqlConnection)
            foreach (var table in Model.Tables)
                if (table.Counted is { } column)
                    await ExecuteAsync(
                        $"select setval(pg_get_serial_sequence('{table.Sql}', '{column}'), max(\"{column}\")) from {table.Sql} having max(\"{column}\") is not null",
                        cancellationToken
                    );
        await transaction.CommitAsync(cancellationToken);
        // PostgreSQL has seen none of this grow, and would plan for empty tables.
        if (Connection is NpgsqlConnection)
        {
            await using var analyze = Connection.CreateCommand();
            analyze.CommandText = "analyze";
            analyze.CommandTimeout = 0;
            await analyze.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    DbCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = sql;
        return command;
    }

    Task ExecuteAsync(string sql, CancellationToken ct) => DisposedAsync(Command(sql), ct);

    static async Task DisposedAsync(DbCommand command, CancellationToken ct)
    {
        await using (command)
            await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await db.DisposeAsync();
    }
}
