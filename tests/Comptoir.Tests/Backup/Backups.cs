using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Comptoir.Backup;
using Comptoir.Storage;
using Comptoir.Storage.Whole;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>Makes and restores backups, and compares what is in two databases.</summary>
static class Backups
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes a backup of a running application.</summary>
    /// <returns>The file.</returns>
    public static async Task<string> MakeAsync(ComptoirApplication application, string directory)
    {
        var path = Path.Combine(directory, $"{Guid.NewGuid():N}.zip");
        await using var file = File.Create(path);
        await application
            .Services.GetRequiredService<MakeBackup>()
            .RunAsync(file, "Hélène", null, Stop);
        return path;
    }

    /// <summary>A new place with the master key of an application.</summary>
    public static string Place(ComptoirApplication application, string directory)
    {
        var data = Directory.CreateDirectory(Path.Combine(directory, Guid.NewGuid().ToString("N")));
        File.Copy(
            Path.Combine(application.Data, "master.key"),
            Path.Combine(data.FullName, "master.key")
        );
        return data.FullName;
    }

    /// <summary>Restores a file as the command does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="connection">The database; null for SQLite in the directory.</param>
    /// <param name="paused">As a copy.</param>
    /// <param name="progress">Is told each table.</param>
    /// <param name="stop">Stops it in the middle.</param>
    public static async Task RestoreAsync(
        string path,
        string data,
        string? connection = null,
        bool paused = false,
        Action<BackedUpTable>? progress = null,
        CancellationToken? stop = null
    )
    {
        await using var app = ComptoirHost.Build(Settings(data, connection));
        await app.PrepareToRestore();
        await app
            .Services.GetRequiredService<RestoreBackup>()
            .RunAsync(path, paused, progress, stop ?? Stop);
    }

    /// <summary>The settings that name a place.</summary>
    public static string[] Settings(string data, string? connection) =>
        connection is null
            ? [$"--Comptoir:Data={data}"]
            : [$"--Comptoir:Data={data}", $"--ConnectionStrings:Comptoir={connection}"];

    /// <summary>
    /// Every row of every table, one line each, in the order of keys; moments to the microsecond, which is what PostgreSQL keeps.
    /// </summary>
    public static async Task<Dictionary<string, List<string>>> ContentAsync(Database database)
    {
        var content = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await using var reader = await WholeReader.OpenAsync(database, Stop);
        foreach (var table in reader.Model.Tables)
        {
            var lines = content[table.Name] = [];
            await foreach (var row in reader.RowsAsync(table, Stop))
                lines.Add(Line(row));
        }
        return content;
    }

    static string Line(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            if (row[i] is DateTime moment)
                row[i] = new DateTime(
                    moment.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond,
                    DateTimeKind.Utc
                );
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, RowText.Options))
            RowText.Write(writer, row);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Compares all tables but those of which a backup itself changes rows.</summary>
    public static async Task EqualAsync(Database expected, Database actual, params string[] leftOut)
    {
        var (before, after) = (await ContentAsync(expected), await ContentAsync(actual));
        Assert.Equal(before.Keys, after.Keys);
        foreach (var table in before.Keys.Except(leftOut))
            Assert.True(
                before[table].SequenceEqual(after[table], StringComparer.Ordinal),
                $"{table}: {before[table].Except(after[table]).FirstOrDefault()} against {after[table].Except(before[table]).FirstOrDefault()}"
            );
    }

    /// <summary>How many rows there are, whatever table they are in.</summary>
    public static async Task<int> RowsAsync(Database database) =>
        (await ContentAsync(database)).Values.Sum(lines => lines.Count);

    /// <summary>
    /// Puts a row into each table of a SQLite database that has none, so that there is no table of which a backup could forget
    /// the rows: references lead to rows that are there, the rest is made up.
    /// </summary>
    public static async Task FillEmptyTablesAsync(Database database)
    {
        await using var db = database.OpenInstallation();
        await db.Database.OpenConnectionAsync(Stop);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var left = db.Model.GetEntityTypes().ToList();
        // A table is filled after those it refers to.
        while (left.Count > 0)
        {
            var type = left.Find(x =>
                x.GetForeignKeys()
                    .All(key =>
                        key.PrincipalEntityType == x || !left.Contains(key.PrincipalEntityType)
                    )
            )!;
            left.Remove(type);
            await using var count = connection.CreateCommand();
            count.CommandText = $"select count(*) from \"{type.GetTableName()}\"";
            if (
                Convert.ToInt64(await count.ExecuteScalarAsync(Stop), CultureInfo.InvariantCulture)
                == 0
            )
                await FillAsync(connection, type);
        }
    }

    static async Task FillAsync(SqliteConnection connection, IEntityType type)
    {
        var values = type.GetProperties()
            .ToDictionary(x => x.GetColumnName(), MadeUp, StringComparer.Ordinal);
        foreach (var key in type.GetForeignKeys())
        {
            var principal = string.Join(
                ',',
                key.PrincipalKey.Properties.Select(x => $"\"{x.GetColumnName()}\"")
            );
            await using var find = connection.CreateCommand();
            find.CommandText =
                $"select {principal} from \"{key.PrincipalEntityType.GetTableName()}\" limit 1";
            await using var found = await find.ExecuteReaderAsync(Stop);
            if (await found.ReadAsync(Stop))
                foreach (var (property, i) in key.Properties.Select((x, i) => (x, i)))
                    values[property.GetColumnName()] = found.GetValue(i);
        }
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            $"insert into \"{type.GetTableName()}\"({string.Join(',', values.Keys.Select(x => $"\"{x}\""))}) values({string.Join(',', values.Keys.Select((_, i) => $"$p{i}"))})";
        foreach (var (value, i) in values.Values.Select((x, i) => (x, i)))
            insert.Parameters.AddWithValue($"$p{i}", value);
        await insert.ExecuteNonQueryAsync(Stop);
    }

    // Moments lie far ahead: nothing that is made up is due.
    static object MadeUp(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
            return Enum.GetNames(type)[^1];
        var kept = property.GetTypeMapping().Converter?.ProviderClrType ?? type;
        return kept == typeof(string)
            ? property.GetTypeMapping().Converter is null
                ? "Zoë \"\\ \n\u2028 𝄞 <&> 'x'"
                : "[]"
            : kept == typeof(byte[])
                ? new byte[] { 0, 255, 10, 13, 34 }
                : kept == typeof(bool)
                    ? true
                    : kept == typeof(DateTime)
                        ? new DateTime(2099, 11, 26, 4, 30, 59, 123, 456, DateTimeKind.Utc)
                        : kept == typeof(DateTimeOffset)
                            ? new DateTimeOffset(2026, 11, 26, 4, 30, 59, TimeSpan.Zero)
                            : kept == typeof(DateOnly)
                                ? new DateOnly(2024, 2, 29)
                                : kept == typeof(int)
                                    ? int.MaxValue
                                    : property.Name == "OfficeId"
                                        ? 1L
                                        : long.MaxValue - 12;
    }
}
