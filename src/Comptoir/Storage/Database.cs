using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Comptoir.Storage;

/// <summary>
/// Where everything is kept: SQLite beside the program by default, PostgreSQL when the connection string says so. All
/// contexts are opened here, each for one office.
/// </summary>
public sealed class Database : IDisposable
{
    /// <summary>A list of keys is one parameter: the same statement whatever its length, prepared once.</summary>
    const ParameterTranslationMode OneParameter = ParameterTranslationMode.Parameter;

    readonly string connectionString;
    readonly DbContextOptions options;
    readonly SemaphoreSlim writer = new(1, 1);
    readonly ConcurrentDictionary<long, SemaphoreSlim> turns = new();

    /// <summary>A database by its connection string: <c>Data Source=…</c> for SQLite, <c>Host=…</c> for PostgreSQL.</summary>
    /// <exception cref="ArgumentException">The connection string is neither.</exception>
    public Database(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        this.connectionString = connectionString;
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (parts.ContainsKey("Host"))
        {
            this.connectionString = connectionString = WithoutSleepers(connectionString);
            Engine = DatabaseEngine.PostgreSql;
            options = new DbContextOptionsBuilder<PostgresDb>()
                .UseNpgsql(
                    connectionString,
                    npgsql =>
                        npgsql
                            .MigrationsHistoryTable("migrations")
                            .UseParameterizedCollectionMode(OneParameter)
                )
                .Options;
        }
        else if (parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource"))
        {
            Engine = DatabaseEngine.Sqlite;
            var sqlite = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
            File = sqlite.DataSource;
            options = new DbContextOptionsBuilder<SqliteDb>()
                .UseSqlite(
                    sqlite.ToString(),
                    x =>
                        x.MigrationsHistoryTable("migrations")
                            .UseParameterizedCollectionMode(OneParameter)
                )
                .AddInterceptors(new SqlitePragmas())
                .Options;
        }
        else
            throw new ArgumentException(
                "The connection string names neither a SQLite file (Data Source=…) nor a PostgreSQL server (Host=…).",
                nameof(connectionString)
            );
    }

    /// <summary>
    /// A process that is stopped in the middle of a transaction would hold its locks for as long as it sleeps: PostgreSQL ends such
    /// a session, and what it had written in it is undone.
    /// </summary>
    static string WithoutSleepers(string connectionString)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        const string name = "idle_in_transaction_session_timeout";
        if (settings.Options?.Contains(name, StringComparison.Ordinal) != true)
            settings.Options = $"{settings.Options} -c {name}=20s".TrimStart();
        return settings.ToString();
    }

    /// <summary>
    /// Triggers that were missing when the tables were brought up to date, although nothing was new: somebody took them away.
    /// </summary>
    public IReadOnlyList<string> UnguardedBefore { get; private set; } = [];

    /// <summary>The file of SQLite; null on PostgreSQL.</summary>
    internal string? File { get; }

    /// <summary>
    /// Makes the files of SQLite that are not there yet so that only this user may read them, whatever directory they are in; what
    /// SQLite puts beside them has the same access.
    /// </summary>
    internal void CreatePrivateFiles()
    {
        if (File is not { } main || OperatingSystem.IsWindows())
            return;
        foreach (var path in new[] { main, Inbox.Beside(this) })
            if (!System.IO.File.Exists(path) && Directory.Exists(Path.GetDirectoryName(path)))
                using (
                    new FileStream(
                        path,
                        new FileStreamOptions
                        {
                            Mode = FileMode.CreateNew,
                            Access = FileAccess.Write,
                            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                        }
                    )
                ) { }
    }

    /// <summary>A connection of its own, for what is no part of the model. PostgreSQL only.</summary>
    internal async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Which engine is used.</summary>
    public DatabaseEngine Engine { get; }

    /// <summary>A context that sees the rows of one office only.</summary>
    /// <param name="officeId">The office; 0 for the installation's own tables.</param>
    public ComptoirDb Open(long officeId) =>
        Engine == DatabaseEngine.Sqlite
            ? new SqliteDb((DbContextOptions<SqliteDb>)options, officeId)
            : new PostgresDb((DbContextOptions<PostgresDb>)options, officeId);

    /// <summary>A context for what belongs to no office: offices, users, memberships, keys.</summary>
    public ComptoirDb OpenInstallation() => Open(0);

    /// <summary>
    /// Does something in one transaction of an office. On SQLite, which has one writer, writers of this process take turns
    /// in the order in which they came: keep the act short, and call nothing slow inside it.
    /// </summary>
    public async Task<T> WriteAsync<T>(
        long officeId,
        Func<ComptoirDb, CancellationToken, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        await using var db = Open(officeId);
        return await WriteAsync(db, act, cancellationToken);
    }

    /// <summary>As the other one, for an act that gives nothing back.</summary>
    public Task WriteAsync(
        long officeId,
        Func<ComptoirDb, CancellationToken, Task> act,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            officeId,
            async (db, ct) =>
            {
                await act(db, ct);
                return true;
            },
            cancellationToken
        );

    /// <summary>
    /// As <see cref="WriteAsync{T}(long, Func{ComptoirDb, CancellationToken, Task{T}}, CancellationToken)"/>, on a context
    /// that the caller keeps open for many writes in a row: what is prepared on its connection stays prepared.
    /// </summary>
    public async Task<T> WriteAsync<T>(
        ComptoirDb db,
        Func<ComptoirDb, CancellationToken, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(act);
        if (Engine == DatabaseEngine.PostgreSql)
            return await Transact(db, act, cancellationToken);
        await writer.WaitAsync(cancellationToken);
        try
        {
            return await Transact(db, act, cancellationToken);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>
    /// Waits until nobody else, in this process or another, works on what an office's web shops share; disposing gives the
    /// turn to the next. It holds nobody back who does not ask for it.
    /// </summary>
    public async Task<IAsyncDisposable> TakeTurnAsync(
        long officeId,
        CancellationToken cancellationToken
    )
    {
        // SQLite has one process. On PostgreSQL the lock is the transaction's, so that it ends with its process.
        if (Engine == DatabaseEngine.Sqlite)
        {
            var turn = turns.GetOrAdd(officeId, static _ => new SemaphoreSlim(1, 1));
            await turn.WaitAsync(cancellationToken);
            return new Turn(() =>
            {
                turn.Release();
                return ValueTask.CompletedTask;
            });
        }
        return await TakeLockAsync(
            Open(officeId),
            officeId,
            TimeSpan.FromMinutes(2),
            cancellationToken
        );
    }

    static async Task<T> Transact<T>(
        ComptoirDb db,
        Func<ComptoirDb, CancellationToken, Task<T>> act,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await act(db, ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>
    /// Makes the tables, or brings them up to date; also what a migration cannot say: search indexes, and what holds frozen
    /// rows. Of processes that start together one does it, and the others find it done.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var turn = await TakeMigrationTurnAsync(cancellationToken);
        await using var db = OpenInstallation();
        if (Engine == DatabaseEngine.Sqlite)
            // Before anybody asks whether it is there, which is done by a connection that may not write: what a killed process has
            // left half written is undone by one that may.
            await db.Database.ExecuteSqlRawAsync("pragma journal_mode=wal", cancellationToken);
        await RefuseForeignAsync(db, cancellationToken);
        var upgraded = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
        if (upgraded)
            await db.Database.MigrateAsync(cancellationToken);
        else
            UnguardedBefore = await FrozenRows.MissingAsync(db, cancellationToken);
        // What is there already is left alone: making it anew would wait for all who read a table, and hold up all who come.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (upgraded || UnguardedBefore.Count > 0)
            await FrozenRows.CreateAsync(db, cancellationToken);
        await SearchIndex.CreateAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // A node of an older version that starts beside newer ones must not write into tables that it does not know.
    static async Task RefuseForeignAsync(ComptoirDb db, CancellationToken ct)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(ct);
        if (applied.Except(db.Database.GetMigrations(), StringComparer.Ordinal).Any())
            throw new RefusedException(
                $"This database was made by another version of Comptoir than this one ({ComptoirHost.Version}), with other tables. Start the version that made it; to go on with this one, see Updates in the README."
            );
    }

    /// <summary>Refuses a database that another version of the program made; nothing is changed.</summary>
    /// <exception cref="RefusedException">It is not there, or lacks migrations.</exception>
    public async Task RefuseUnlessUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var db = OpenInstallation();
        if (
            !await db.Database.CanConnectAsync(cancellationToken)
            || (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
        )
            throw new RefusedException(
                $"There is no database of this version of Comptoir ({ComptoirHost.Version}). Is --data the right directory, and was the server of this version started once?"
            );
    }

    // On PostgreSQL processes of several machines may start at once; on SQLite a command may run beside the server, and the
    // locks of migrations and of the one writer are enough.
    internal async Task<IAsyncDisposable> TakeMigrationTurnAsync(CancellationToken ct)
    {
        if (Engine == DatabaseEngine.Sqlite)
            return new Turn(static () => ValueTask.CompletedTask);
        var db = OpenInstallation();
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            // A lock needs a database to be taken in.
            if (!await creator.ExistsAsync(ct))
                await creator.CreateAsync(ct);
        }
        catch (PostgresException error)
            when (error.SqlState
                    is PostgresErrorCodes.DuplicateDatabase
                        or PostgresErrorCodes.UniqueViolation
            )
        {
            // Another process has just made it.
        }
        const long migrations = -1;
        return await TakeLockAsync(db, migrations, TimeSpan.FromHours(1), ct);
    }

    /// <summary>
    /// A lock that ends with its process. While it is held other connections of this process write, so that its own session may
    /// sleep for longer than others before PostgreSQL ends it.
    /// </summary>
    static async Task<IAsyncDisposable> TakeLockAsync(
        ComptoirDb db,
        long number,
        TimeSpan longest,
        CancellationToken ct
    )
    {
        var milliseconds = longest.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        try
        {
            await db.Database.BeginTransactionAsync(ct);
            await db.Database.ExecuteSqlAsync(
                $"select set_config('idle_in_transaction_session_timeout', {milliseconds}, true)",
                ct
            );
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({number})", ct);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
        return new Turn(db.DisposeAsync);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Engine == DatabaseEngine.PostgreSql)
        {
            // Connections that are kept for later would keep the database from being dropped or copied.
            using var pool = new Npgsql.NpgsqlConnection(connectionString);
            Npgsql.NpgsqlConnection.ClearPool(pool);
        }
        writer.Dispose();
        foreach (var turn in turns.Values)
            turn.Dispose();
    }

    /// <summary>Gives a turn on when it is over.</summary>
    sealed class Turn(Func<ValueTask> end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => end();
    }

    /// <summary>
    /// What SQLite forgets with each connection. NORMAL loses no committed transaction when the process dies, and keeps the
    /// file whole when the machine does.
    /// </summary>
    sealed class SqlitePragmas : DbConnectionInterceptor
    {
        const string Pragmas =
            "pragma synchronous=normal; pragma cache_size=-12000; pragma temp_store=memory; pragma busy_timeout=30000;";

        public override void ConnectionOpened(
            DbConnection connection,
            ConnectionEndEventData eventData
        )
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>The database engines that Comptoir runs on.</summary>
public enum DatabaseEngine
{
    /// <summary>One file beside the program.</summary>
    Sqlite,

    /// <summary>A server, for one process or many.</summary>
    PostgreSql,
}
