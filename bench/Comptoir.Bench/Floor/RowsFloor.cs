using System.Diagnostics;
using Comptoir.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Comptoir.Bench;

/// <summary>
/// The least that writing a database can cost: all rows of a full one are written to an empty one of the same tables and
/// indexes, by bare prepared statements (SQLite) or COPY (PostgreSQL). Reading them is not counted.
/// </summary>
static class RowsFloor
{
    const int RowsInTurn = 20_000;

    /// <summary>Copies everything and says how long the writing took.</summary>
    /// <param name="full">Connection string of a database with rows.</param>
    /// <param name="empty">Connection string of one on the same engine, with tables and without rows.</param>
    /// <param name="scratch">A directory for files.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<(long Rows, TimeSpan Writing)> MeasureAsync(
        string full,
        string empty,
        string scratch,
        CancellationToken ct
    )
    {
        using var from = new Database(full);
        using var to = new Database(empty);
        await using var source = from.OpenInstallation();
        await using var target = to.OpenInstallation();
        await source.Database.OpenConnectionAsync(ct);
        await target.Database.OpenConnectionAsync(ct);
        var sum = (Rows: 0L, Writing: TimeSpan.Zero);
        foreach (var table in InOrderOfReferences(source.Model))
        {
            var (rows, writing) =
                from.Engine == DatabaseEngine.Sqlite
                    ? Copy(
                        (SqliteConnection)source.Database.GetDbConnection(),
                        (SqliteConnection)target.Database.GetDbConnection(),
                        table
                    )
                    : await CopyAsync(
                        (NpgsqlConnection)source.Database.GetDbConnection(),
                        (NpgsqlConnection)target.Database.GetDbConnection(),
                        table,
                        Path.Combine(scratch, "rows"),
                        ct
                    );
            sum = (sum.Rows + rows, sum.Writing + writing);
        }
        return sum;
    }

    /// <summary>Tables with those they refer to before them.</summary>
    static List<Table> InOrderOfReferences(IModel model)
    {
        var ordered = new List<IEntityType>();
        void Visit(IEntityType type)
        {
            if (ordered.Contains(type))
                return;
            foreach (var reference in type.GetForeignKeys())
                if (reference.PrincipalEntityType != type)
                    Visit(reference.PrincipalEntityType);
            ordered.Add(type);
        }
        foreach (var type in model.GetEntityTypes())
            Visit(type);
        return
        [
            .. ordered.Select(type => new Table(
                type.GetTableName()!,
                [.. type.GetProperties().Select(property => property.GetColumnName())]
            )),
        ];
    }

    static (long Rows, TimeSpan Writing) Copy(
        SqliteConnection source,
        SqliteConnection target,
        Table table
    )
    {
        using var select = source.CreateCommand();
        select.CommandText = $"select {table.ColumnList} from {table.Name} order by rowid";
        using var reader = select.ExecuteReader();
        var clock = new Stopwatch();
        var turn = new List<object[]>(RowsInTurn);
        var rows = 0L;
        while (true)
        {
            var more = reader.Read();
            if (more)
            {
                var row = new object[table.Columns.Length];
                reader.GetValues(row);
                turn.Add(row);
            }
            if (turn.Count == (more ? RowsInTurn : turn.Count) && turn.Count > 0)
            {
                clock.Start();
                Write(target, table, turn);
                clock.Stop();
                rows += turn.Count;
                turn.Clear();
            }
            if (!more)
                return (rows, clock.Elapsed);
        }
    }

    static void Write(SqliteConnection target, Table table, List<object[]> rows)
    {
        using var transaction = target.BeginTransaction();
        using var insert = target.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            $"insert into {table.Name}({table.ColumnList}) values({string.Join(',', table.Columns.Select((_, i) => $"$p{i}"))})";
        var parameters = table
            .Columns.Select(
                (_, i) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })
            )
            .ToArray();
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i];
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    static async Task<(long Rows, TimeSpan Writing)> CopyAsync(
        NpgsqlConnection source,
        NpgsqlConnection target,
        Table table,
        string file,
        CancellationToken ct
    )
    {
        await using (var rows = File.Create(file))
        await using (
            var copy = await source.BeginRawBinaryCopyAsync(
                $"copy {table.Name}({table.ColumnList}) to stdout (format binary)",
                ct
            )
        )
            await copy.CopyToAsync(rows, ct);

        var clock = Stopwatch.StartNew();
        await using (var rows = File.OpenRead(file))
        await using (
            var copy = await target.BeginRawBinaryCopyAsync(
                $"copy {table.Name}({table.ColumnList}) from stdin (format binary)",
                ct
            )
        )
            await rows.CopyToAsync(copy, ct);
        clock.Stop();

        await using var count = new NpgsqlCommand($"select count(*) from {table.Name}", target);
        return ((long)(await count.ExecuteScalarAsync(ct))!, clock.Elapsed);
    }

    sealed record Table(string Name, string[] Columns)
    {
        public string ColumnList { get; } = string.Join(',', Columns);
    }
}
