using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Comptoir.Storage;

/// <summary>
/// Writes many rows at once, on either engine, with the columns, converters and keys that the EF model declares. A row that
/// is there and equal is not written and not counted, so that doing it again changes nothing.
/// </summary>
public static class BulkUpsert
{
    static readonly ConcurrentDictionary<IEntityType, Table> Tables = new();

    /// <summary>
    /// Inserts the rows that are missing and updates those that differ, within the context's transaction. When a key comes
    /// twice, the last row counts.
    /// </summary>
    /// <returns>How many rows were truly inserted or changed.</returns>
    /// <exception cref="ForeignRowException">A row belongs to another office; nothing of the batch is written.</exception>
    public static Task<int> UpsertAsync<T>(
        this ComptoirDb db,
        IReadOnlyList<T> rows,
        CancellationToken cancellationToken
    )
        where T : class, IOfficeOwned =>
        WriteAsync(db, rows, static table => table.Upsert, cancellationToken);

    /// <summary>Inserts the rows that are missing and leaves the others as they are: for what never changes.</summary>
    /// <returns>How many rows were inserted.</returns>
    /// <exception cref="ForeignRowException">A row belongs to another office; nothing of the batch is written.</exception>
    public static Task<int> InsertMissingAsync<T>(
        this ComptoirDb db,
        IReadOnlyList<T> rows,
        CancellationToken cancellationToken
    )
        where T : class, IOfficeOwned =>
        WriteAsync(db, rows, static table => table.InsertMissing, cancellationToken);

    /// <summary>Hash of what would be stored of a row, numbers handed out by us and what we keep beside it apart.</summary>
    public static void AppendFingerprint(this ComptoirDb db, Fingerprint fingerprint, object row)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(row);
        foreach (var field in TableOf(db, row.GetType()).Fields)
            if (!field.IsOurs)
                fingerprint.Append(field.Value(row));
    }

    static Table TableOf(ComptoirDb db, Type type) =>
        Tables.GetOrAdd(
            db.Model.FindEntityType(type)
                ?? throw new ArgumentException($"{type} is not in the model.", nameof(type)),
            static entity => new Table(entity)
        );

    static async Task<int> WriteAsync<T>(
        ComptoirDb db,
        IReadOnlyList<T> rows,
        Func<Table, string> conflict,
        CancellationToken ct
    )
        where T : class, IOfficeOwned
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
            ForeignRowException.ThrowUnlessOwn(row, db.OfficeId);
        if (rows.Count == 0)
            return 0;
        var table = TableOf(db, typeof(T));
        rows = LastOfEachKey(rows, table);
        var transaction =
            db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException(
                "Rows are written in bulk within a transaction only."
            );
        return transaction switch
        {
            SqliteTransaction sqlite => Sqlite(sqlite, table, conflict(table), rows),
            NpgsqlTransaction npgsql => await Postgres(
                npgsql.Connection!,
                table,
                conflict(table),
                rows,
                ct
            ),
            _ => throw new NotSupportedException(transaction.GetType().Name),
        };
    }

    static IReadOnlyList<T> LastOfEachKey<T>(IReadOnlyList<T> rows, Table table)
        where T : class
    {
        var seen = new HashSet<object>(rows.Count);
        var repeated = false;
        foreach (var row in rows)
            repeated |= !seen.Add(table.Key(row));
        if (!repeated)
            return rows;
        var last = new Dictionary<object, T>(seen.Count);
        foreach (var row in rows)
            last[table.Key(row)] = row;
        return [.. last.Values];
    }

    // Statements stay prepared while their connection is open: preparing one takes as long as writing ten rows.
    static readonly ConditionalWeakTable<
        SqliteConnection,
        Dictionary<string, Prepared>
    > PreparedOn = [];

    sealed record Prepared(SqliteCommand Command, SqliteParameter[] Parameters);

    static int Sqlite<T>(
        SqliteTransaction transaction,
        Table table,
        string conflict,
        IReadOnlyList<T> rows
    )
        where T : class
    {
        var (command, parameters) = PrepareOn(transaction.Connection!, table, conflict);
        command.Transaction = transaction;
        var changed = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = table.Fields[i].Value(row) ?? DBNull.Value;
            changed += command.ExecuteNonQuery();
        }
        return changed;
    }

    static Prepared PrepareOn(SqliteConnection connection, Table table, string conflict)
    {
        if (!PreparedOn.TryGetValue(connection, out var known))
        {
            PreparedOn.Add(connection, known = new(StringComparer.Ordinal));
            // What was prepared ends with the connection; opened again, it begins anew.
            connection.StateChange += static (sender, change) =>
            {
                if (change.CurrentState == ConnectionState.Closed)
                    PreparedOn.Remove((SqliteConnection)sender!);
            };
        }
        var names = string.Join(',', table.Fields.Select((_, i) => $"$p{i}"));
        var sql = $"insert into {table.Name}({table.Columns}) values({names}) {conflict}";
        if (known.TryGetValue(sql, out var prepared))
            return prepared;
        var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameters = table
            .Fields.Select(
                (_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })
            )
            .ToArray();
        return known[sql] = new Prepared(command, parameters);
    }

    static async Task<int> Postgres<T>(
        NpgsqlConnection connection,
        Table table,
        string conflict,
        IReadOnlyList<T> rows,
        CancellationToken ct
    )
        where T : class
    {
        await Execute(
            $"create temp table if not exists stage_{table.Name}(like {table.Name}) on commit delete rows; truncate stage_{table.Name}"
        );
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                $"copy stage_{table.Name}({table.Columns}) from stdin (format binary)",
                ct
            )
        )
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var field in table.Fields)
                {
                    if (field.Value(row) is { } value)
                        await copy.WriteAsync(value, field.StoreType, ct);
                    else
                        await copy.WriteNullAsync(ct);
                }
            }
            await copy.CompleteAsync(ct);
        }
        // In the order of the key: two writers never wait for each other crosswise.
        return await Execute(
            $"insert into {table.Name}({table.Columns}) select {table.Columns} from stage_{table.Name} order by {table.KeyColumns} {conflict}"
        );

        async Task<int> Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>What the model says of one table, as SQL and getters. Names come from the model, never from input.</summary>
    sealed class Table
    {
        public Table(IEntityType type)
        {
            Name = type.GetTableName()!;
            var key = type.FindPrimaryKey()!.Properties;
            Fields = [.. type.GetProperties().Select(property => new Field(property))];
            Columns = string.Join(',', Fields.Select(field => field.Column));
            KeyColumns = string.Join(',', key.Select(Quoted));
            var rest = Fields
                .Where(field => !field.Property.IsPrimaryKey() && !field.IsKeptHere)
                .Select(field => field.Column)
                .ToArray();
            InsertMissing = $"on conflict({KeyColumns}) do nothing";
            Upsert =
                rest.Length == 0
                    ? InsertMissing
                    : $"on conflict({KeyColumns}) do update set {string.Join(',', rest.Select(c => $"{c}=excluded.{c}"))} "
                        + $"where ({string.Join(',', rest.Select(c => $"{Name}.{c}"))}) is distinct from ({string.Join(',', rest.Select(c => $"excluded.{c}"))})";
            Key = CompileKey(type.ClrType, key);
        }

        public string Name { get; }
        public Field[] Fields { get; }
        public string Columns { get; }
        public string KeyColumns { get; }
        public string Upsert { get; }
        public string InsertMissing { get; }
        public Func<object, object> Key { get; }

        /// <summary>A name such as "from" is a word of SQL.</summary>
        public static string Quoted(IProperty property) => $"\"{property.GetColumnName()}\"";

        static Func<object, object> CompileKey(Type type, IReadOnlyList<IProperty> key)
        {
            var row = Expression.Parameter(typeof(object));
            var typed = Expression.Convert(row, type);
            var parts = key.Select(property =>
                    (Expression)Expression.Property(typed, property.PropertyInfo!)
                )
                .ToArray();
            var tuple = Expression.Call(
                typeof(ValueTuple),
                nameof(ValueTuple.Create),
                [.. parts.Select(part => part.Type)],
                parts
            );
            return Expression
                .Lambda<Func<object, object>>(Expression.Convert(tuple, typeof(object)), row)
                .Compile();
        }
    }

    sealed class Field(IProperty property)
    {
        readonly IClrPropertyGetter getter = property.GetGetter();
        readonly Func<object?, object?>? convert = property
            .GetTypeMapping()
            .Converter?.ConvertToProvider;

        public IProperty Property => property;
        public string Column { get; } = Table.Quoted(property);
        public string StoreType { get; } = property.GetRelationalTypeMapping().StoreType;

        /// <summary>What we keep beside what the shop tells: written with a new row, left alone afterwards.</summary>
        public bool IsKeptHere { get; } = property.FindAnnotation(KeptHere.Annotation) is not null;

        /// <summary>A number that we hand out, or what we keep beside what the shop tells.</summary>
        public bool IsOurs =>
            IsKeptHere
            || property.Name == "Id"
            || (property.Name == "DeliveryId" && property.IsPrimaryKey());

        public object? Value(object row) =>
            getter.GetClrValue(row) is { } value
                ? Storable(convert is null ? value : convert(value))
                : null;

        // PostgreSQL keeps no NUL in a text, and nobody misses one: both engines do without.
        static object? Storable(object? value) =>
            value is string text && text.Contains('\0', StringComparison.Ordinal)
                ? text.Replace("\0", "", StringComparison.Ordinal)
                : value;
    }
}
