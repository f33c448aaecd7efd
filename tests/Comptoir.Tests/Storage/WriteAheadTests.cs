using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>SQLite reads while it writes, and what a killed process has left half written keeps no start from succeeding.</summary>
public sealed class WriteAheadTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-ahead-").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_new_installation_writes_ahead()
    {
        await using var application = new ComptoirApplication();
        await application.StartAsync();
        Assert.Equal("wal", await ModeAsync(application));
    }

    [Fact]
    public async Task A_transaction_that_was_cut_off_is_undone_when_the_program_starts()
    {
        var before = Directory.CreateDirectory(Path.Combine(directory, "before")).FullName;
        var killed = Directory.CreateDirectory(Path.Combine(directory, "killed")).FullName;
        await using (var application = new ComptoirApplication(founded: true, data: before))
            await application.StartAsync();
        SqliteConnection.ClearAllPools();
        var file = Path.Combine(before, "comptoir.db");
        await using (var writer = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await writer.OpenAsync(Stop);
            // More than the cache holds: it is on the disk before it is committed, with the journal that undoes it.
            await ExecuteAsync(
                writer,
                """
                pragma journal_mode=delete;
                pragma cache_size=1;
                begin immediate;
                create table half_written(page blob);
                insert into half_written
                  with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)
                  select randomblob(4000) from n;
                """
            );
            foreach (var path in Directory.GetFiles(before))
                File.Copy(path, Path.Combine(killed, Path.GetFileName(path)));
        }
        Assert.True(File.Exists(Path.Combine(killed, "comptoir.db-journal")));

        await using var again = new ComptoirApplication(founded: false, data: killed);
        await again.StartAsync();

        Assert.Equal("wal", await ModeAsync(again));
        await using var db = again.Database.OpenInstallation();
        Assert.Equal(1, await db.Offices.CountAsync(Stop));
        Assert.Empty(
            await db
                .Database.SqlQuery<string>(
                    $"select name as \"Value\" from sqlite_master where name = 'half_written'"
                )
                .ToListAsync(Stop)
        );
    }

    static async Task<string> ModeAsync(ComptoirApplication application)
    {
        await using var db = application.Database.OpenInstallation();
        await db.Database.OpenConnectionAsync(Stop);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "pragma journal_mode";
        return (string)(await command.ExecuteScalarAsync(Stop))!;
    }

    static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Stop);
    }
}
