using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Invoicing.Archiving;
using Comptoir.Invoicing.Closings;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>A closed period goes into a file, which is read back; whatever is changed in it is found.</summary>
public sealed class ArchiveTests(SqliteUnderTest database)
    : DatabaseTests(database),
        IClassFixture<SqliteUnderTest>,
        IDisposable
{
    static readonly DateOnly Day = new(2026, 3, 10);

    // The records of a period are those written in it.
    readonly OfficeJournal journal = IssuedRows.NewJournal(new FixedClock(Day));
    readonly string folder = Directory.CreateTempSubdirectory("comptoir-archive-").FullName;

    string Archive => Path.Combine(folder, "archive.zip");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_archived_is_whole_and_the_journal_knows_it()
    {
        var office = await MakeAsync();

        var check = await new CheckArchive(Database, journal).CheckAsync(Archive, Stop);

        Assert.Equal([], check.Findings);
        Assert.Equal((3, 2, 1), (check.Held.Records, check.Held.Documents, check.Held.Closings));
        using var zip = ZipFile.OpenRead(Archive);
        var line = (await ReadAsync(zip, "documents.jsonl")).Split('\n')[0];
        var content = JsonNode.Parse(JsonNode.Parse(line)!.Text("content"))!;
        Assert.Equal("Maison Lumière", content["seller"]!.Text("name"));
        await using var db = Database.Open(office);
        var record = await db.Journal.OrderBy(x => x.Number).LastAsync(Stop);
        Assert.Equal(JournalKind.ArchiveMade, record.Kind);
        Assert.Contains(
            await ReadAsync(zip, "signature.txt"),
            Encoding.UTF8.GetString(record.Content),
            StringComparison.Ordinal
        );
        Assert.Equal([Archive], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Only_what_is_closed_is_archived()
    {
        var office = await MakeAsync();

        await Assert.ThrowsAsync<RefusedException>(() =>
            new MakeArchive(Database, journal, TimeProvider.System).MakeAsync(
                office,
                Day,
                Day.AddDays(1),
                Archive + "2",
                null,
                Stop
            )
        );
        Assert.Equal([Archive], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("documents.jsonl", "Bougie", "Bijou!", "documents.jsonl was changed")]
    [InlineData("documents.jsonl", "Bougie", "Bijou!", "does not have its hash")]
    [InlineData("journal.jsonl", "F20", "F21", "Journal record 1 was changed")]
    [InlineData("closings.jsonl", "3000", "3001", "closings.jsonl was changed")]
    [InlineData("manifest.json", "Office", "Oficce", "The signature is not")]
    [InlineData("signature.txt", "a", "b", "The signature is not")]
    public async Task A_change_is_found(string entry, string old, string changed, string finding)
    {
        await MakeAsync();
        using (var zip = await ZipFile.OpenAsync(Archive, ZipArchiveMode.Update, Stop))
        {
            var text = await ReadAsync(zip, entry);
            zip.GetEntry(entry)!.Delete();
            await using var written = await zip.CreateEntry(entry).OpenAsync(Stop);
            await written.WriteAsync(
                Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)),
                Stop
            );
        }

        var check = await new CheckArchive(Database, journal).CheckAsync(Archive, Stop);

        Assert.Contains(check.Findings, x => x.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_archive_is_not_whole()
    {
        await File.WriteAllTextAsync(Archive, "no zip", Stop);

        var check = await new CheckArchive(Database, journal).CheckAsync(Archive, Stop);

        Assert.Single(check.Findings);
    }

    async Task<long> MakeAsync()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        await rows.IssueAsync(Day, 1000, 167);
        await rows.IssueAsync(Day, 2000, 333);
        await new ClosePeriods(
            Database,
            journal,
            new OfficeToday(Database, new FixedClock(Day.AddDays(1)))
        ).CloseAsync(office, Day, null, Stop);
        await new MakeArchive(Database, journal, TimeProvider.System).MakeAsync(
            office,
            Day,
            Day,
            Archive,
            "Ada",
            Stop
        );
        return office;
    }

    static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        await using var entry = await zip.GetEntry(name)!.OpenAsync(Stop);
        using var reader = new StreamReader(entry, Encoding.UTF8);
        return await reader.ReadToEndAsync(Stop);
    }
}
