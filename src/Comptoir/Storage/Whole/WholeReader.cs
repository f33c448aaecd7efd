using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Comptoir.Storage.Whole;

/// <summary>
/// All rows of one moment, read while others write: the transaction sees what was committed when it began. It holds nobody up;
/// only what SQLite writes meanwhile stays in the file beside the database until it ends.
/// </summary>
public sealed class WholeReader : IAsyncDisposable
{
    readonly ComptoirDb db;
    readonly DbTransaction transaction;

    WholeReader(ComptoirDb db, DbTransaction transaction) =>
        (this.db, this.transaction, Model) = (db, transaction, WholeModel.Of(db));

    /// <summary>The tables.</summary>
    public WholeModel Model { get; }

    /// <summary>Begins to read; what is written from now on is not seen.</summary>
    public static async Task<WholeReader> OpenAsync(
        Database database,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        var opened = database.OpenInstallation();
        try
        {
            await opened.Database.OpenConnectionAsync(cancellationToken);
            return new WholeReader(
                opened,
                await BeginAsync(opened.Database.GetDbConnection(), cancellationToken)
            );
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct)
    {
        DbTransaction begun = connection switch
        {
            SqliteConnection sqlite => sqlite.BeginTransaction(deferred: true),
            NpgsqlConnection npgsql => await npgsql.BeginTransactionAsync(
                IsolationLevel.RepeatableRead,
                ct
            ),
            _ => throw new NotSupportedException(connection.GetType().Name),
        };
        await using var command = connection.CreateCommand();
        command.Transaction = begun;
        // The moment is that of the first statement, not of the beginning.
        command.CommandText =
            connection is NpgsqlConnection
                ? "set transaction read only; set local idle_in_transaction_session_timeout = 0; select 1 from id_blocks limit 1"
                : "select 1 from id_blocks limit 1";
        await command.ExecuteScalarAsync(ct);
        return begun;
    }

    /// <summary>The rows of a table in the order of its key; each array is used again for the next row.</summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(
        WholeTable table,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        // A million orders take longer than any statement of a page may.
        command.CommandTimeout = 0;
        // What others of the same table refer to comes first.
        var order = table
            .ToItself.Select(column => $"(\"{column}\" is not null)")
            .Concat(table.Key.Select(column => $"\"{column}\""));
        command.CommandText =
            $"select {table.ColumnsSql} from {table.Sql} order by {string.Join(',', order)}";
        await using var reader = await command.ExecuteReaderAsync(
            CommandBehavior.SingleResult,
            cancellationToken
        );
        var row = new object?[table.Columns.Count];
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : Value(reader, i, table.Columns[i].Kind);
            yield return row;
        }
    }

    static object Value(DbDataReader reader, int i, ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Number => reader.GetInt64(i),
            ColumnKind.SmallNumber => reader.GetInt32(i),
            ColumnKind.Flag => reader.GetBoolean(i),
            ColumnKind.Text => reader.GetString(i),
            ColumnKind.Bytes => reader.GetFieldValue<byte[]>(i),
            ColumnKind.Moment => DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Utc),
            ColumnKind.MomentAtOffset => reader.GetFieldValue<DateTimeOffset>(i).ToUniversalTime(),
            ColumnKind.Day => reader.GetFieldValue<DateOnly>(i),
            _ => throw new NotSupportedException(kind.ToString()),
        };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await db.DisposeAsync();
    }
}
