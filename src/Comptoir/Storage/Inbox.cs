using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Comptoir.Storage;

/// <summary>
/// What shops have said and nobody has looked at yet. It is written before a message is acknowledged, and survives whatever
/// happens then: on SQLite in a file of its own, which no import holds up and whose every commit reaches the disk; on PostgreSQL
/// in a table that all processes share. Messages that arrive together are committed together.
/// </summary>
/// <remarks>
/// It is no part of the model: nothing of the office's refers to it, and what is lost with it a synchronization finds. It is
/// asked for all offices at once, and each answer names its office.
/// </remarks>
public sealed class Inbox : IAsyncDisposable
{
    const string Columns = "office_id, web_shop_id, kind, subject";
    const string Table = $"""
        create table if not exists webhook_inbox (
            office_id bigint not null, web_shop_id bigint not null, kind text not null, subject text not null,
            version bigint not null, said_at bigint not null, arrived_at bigint not null, detail text,
            primary key ({Columns}))
        """;

    /// <summary>Rows of one statement: eight parameters each stay well below what either engine takes.</summary>
    const int Together = 100;
    const int MostPending = 10_000;

    readonly Database database;
    readonly TimeProvider clock;
    readonly string? file;
    readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(MostPending) { SingleReader = true }
    );
    readonly Lazy<Task> writing;
    SqliteConnection? own;

    /// <summary>The inbox of an installation.</summary>
    /// <param name="database">Its database; on SQLite the inbox lies beside its file.</param>
    /// <param name="clock">What time it is.</param>
    public Inbox(Database database, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(database);
        (this.database, this.clock) = (database, clock);
        file = database.Engine == DatabaseEngine.Sqlite ? Beside(database) : null;
        writing = new Lazy<Task>(() => Task.Run(WriteAsync));
    }

    /// <summary>Makes its table, and on SQLite its file.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        // Of processes that start together one makes it.
        await using var turn = await database.TakeMigrationTurnAsync(cancellationToken);
        await using var connection = await OpenAsync(cancellationToken);
        await ExecuteAsync(connection, null, Table, [], cancellationToken);
    }

    /// <summary>Keeps messages; when this is over they are on the disk.</summary>
    public async Task PutAsync(
        IReadOnlyList<InboxMessage> messages,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            return;
        _ = writing.Value;
        var pending = new Pending(messages);
        await queue.Writer.WriteAsync(pending, cancellationToken);
        await pending.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>How much waits of each web shop that something waits of.</summary>
    public async Task<IReadOnlyList<InboxLength>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select office_id, web_shop_id, count(*), min(arrived_at) from webhook_inbox group by office_id, web_shop_id";
        var lengths = new List<InboxLength>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            lengths.Add(
                new InboxLength(
                    rows.GetInt64(0),
                    rows.GetInt64(1),
                    (int)rows.GetInt64(2),
                    Moment(rows.GetInt64(3))
                )
            );
        return lengths;
    }

    /// <summary>What waits of a web shop, earliest first.</summary>
    public async Task<IReadOnlyList<InboxItem>> ReadAsync(
        long officeId,
        long webShopId,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select kind, subject, version, said_at, arrived_at, detail from webhook_inbox
            where office_id = @office and web_shop_id = @shop order by arrived_at, kind, subject limit @most
            """;
        Add(command, "office", officeId);
        Add(command, "shop", webShopId);
        Add(command, "most", (long)most);
        var items = new List<InboxItem>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            items.Add(
                new InboxItem(
                    rows.GetString(0),
                    rows.GetString(1),
                    rows.GetInt64(2),
                    Moment(rows.GetInt64(3)),
                    Moment(rows.GetInt64(4)),
                    await rows.IsDBNullAsync(5, cancellationToken) ? null : rows.GetString(5)
                )
            );
        return items;
    }

    /// <summary>Crosses off what was looked at; what was named again meanwhile stays.</summary>
    public async Task DoneAsync(
        long officeId,
        long webShopId,
        IReadOnlyList<InboxItem> items,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(items);
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var some in items.Chunk(Together))
        {
            var where = new StringBuilder();
            var values = new List<(string, object?)> { ("office", officeId), ("shop", webShopId) };
            for (var i = 0; i < some.Length; i++)
            {
                where.Append(
                    CultureInfo.InvariantCulture,
                    $"{(i == 0 ? "" : " or ")}(kind = @k{i} and subject = @s{i} and version = @v{i})"
                );
                values.AddRange([
                    ($"k{i}", some[i].Kind),
                    ($"s{i}", some[i].Subject),
                    ($"v{i}", some[i].Version),
                ]);
            }
            await ExecuteAsync(
                connection,
                null,
                $"delete from webhook_inbox where office_id = @office and web_shop_id = @shop and ({where})",
                values,
                cancellationToken
            );
        }
    }

    /// <summary>Forgets what waits of a web shop that is not connected any more.</summary>
    public async Task ForgetAsync(
        long officeId,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await OpenAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            null,
            "delete from webhook_inbox where office_id = @office and web_shop_id = @shop",
            [("office", officeId), ("shop", webShopId)],
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (writing.IsValueCreated)
            await writing.Value;
        if (own is not null)
            await own.DisposeAsync();
    }

    /// <summary>One writer: whatever has come while the last commit was on its way goes with the next.</summary>
    async Task WriteAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var batch = new List<Pending>();
            while (batch.Count < 500 && queue.Reader.TryRead(out var pending))
                batch.Add(pending);
            try
            {
                await WriteAsync(Coalesced(batch));
                foreach (var pending in batch)
                    pending.Done.TrySetResult();
            }
            catch (Exception error)
            {
                // Whatever it is, the next batch may go: without this writer nothing would be taken any more.
                foreach (var pending in batch)
                    pending.Done.TrySetException(error);
            }
        }
    }

    async Task WriteAsync(List<InboxMessage> messages)
    {
        var shared = file is null ? await OpenAsync(CancellationToken.None) : null;
        try
        {
            var connection = shared ?? (own ??= (SqliteConnection)await OpenAsync(default));
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var some in messages.Chunk(Together))
                await InsertAsync(connection, transaction, some);
            await transaction.CommitAsync();
        }
        finally
        {
            if (shared is not null)
                await shared.DisposeAsync();
        }
    }

    Task InsertAsync(DbConnection connection, DbTransaction transaction, InboxMessage[] messages)
    {
        var now = Ticks(clock.GetUtcNow().UtcDateTime);
        var rows = new StringBuilder();
        var values = new List<(string, object?)> { ("now", now) };
        for (var i = 0; i < messages.Length; i++)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ",")}(@o{i}, @w{i}, @k{i}, @s{i}, @now, @a{i}, @now, cast(@d{i} as text))"
            );
            values.AddRange([
                ($"o{i}", messages[i].OfficeId),
                ($"w{i}", messages[i].WebShopId),
                ($"k{i}", messages[i].Kind),
                ($"s{i}", messages[i].Subject),
                ($"a{i}", Ticks(messages[i].SaidAt)),
                ($"d{i}", messages[i].Detail),
            ]);
        }
        // A version that begins with the time never comes back, also when the row was crossed off in between.
        return ExecuteAsync(
            connection,
            transaction,
            $"""
            insert into webhook_inbox ({Columns}, version, said_at, arrived_at, detail) values {rows}
            on conflict ({Columns}) do update set
                version = case when excluded.version > webhook_inbox.version
                    then excluded.version else webhook_inbox.version + 1 end,
                said_at = case when excluded.said_at < webhook_inbox.said_at
                    then excluded.said_at else webhook_inbox.said_at end,
                detail = coalesce(webhook_inbox.detail, excluded.detail)
            """,
            values,
            CancellationToken.None
        );
    }

    /// <summary>Each object once, in an order that is the same in all processes: two of them never wait for each other.</summary>
    static List<InboxMessage> Coalesced(List<Pending> batch) =>
        [
            .. batch
                .SelectMany(pending => pending.Messages)
                .GroupBy(message =>
                    (message.OfficeId, message.WebShopId, message.Kind, message.Subject)
                )
                .Select(same => same.Last() with { SaidAt = same.Min(message => message.SaidAt) })
                .OrderBy(message => message.OfficeId)
                .ThenBy(message => message.WebShopId)
                .ThenBy(message => message.Kind, StringComparer.Ordinal)
                .ThenBy(message => message.Subject, StringComparer.Ordinal),
        ];

    async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        if (file is null)
            return await database.ConnectAsync(ct);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file }.ToString()
        );
        await connection.OpenAsync(ct);
        // FULL: what is acknowledged survives the machine, too.
        await ExecuteAsync(
            connection,
            null,
            "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=30000;",
            [],
            ct
        );
        return connection;
    }

    static async Task ExecuteAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        IReadOnlyList<(string Name, object? Value)> values,
        CancellationToken ct
    )
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The texts are those above: names of columns and of numbered parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            Add(command, name, value);
        await command.ExecuteNonQueryAsync(ct);
    }

    static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    /// <summary>The file beside the main one.</summary>
    internal static string Beside(Database database)
    {
        var main = database.File!;
        return Path.Combine(
            Path.GetDirectoryName(main) ?? "",
            $"{Path.GetFileNameWithoutExtension(main)}-inbox.db"
        );
    }

    static long Ticks(DateTime moment) => moment.ToUniversalTime().Ticks;

    static DateTime Moment(long ticks) => new(ticks, DateTimeKind.Utc);

    sealed record Pending(IReadOnlyList<InboxMessage> Messages)
    {
        public TaskCompletionSource Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
