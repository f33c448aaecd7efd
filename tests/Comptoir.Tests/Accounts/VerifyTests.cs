using System.Data.Common;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Closings;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>What is frozen cannot be changed; and who changes it all the same, past the triggers, is found and named.</summary>
public abstract class VerifyTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    static readonly DateOnly First = new(2025, 12, 30);
    readonly OfficeJournal journal = IssuedRows.NewJournal();

    [Fact]
    public async Task An_office_whose_rows_are_whole_has_no_finding()
    {
        var office = await OfficeAsync();
        var report = await new VerifyOffice(Database, journal).VerifyAsync(office, Stop);

        Assert.Equal([], report.Findings);
        Assert.Equal((5, 5), (report.Orders, report.Documents));
        // Five documents; three days, a month and a year.
        Assert.Equal((10, 5), (report.Records, report.Closings));
    }

    [Theory]
    [InlineData("update documents set gross = gross + 1")]
    [InlineData("delete from documents")]
    [InlineData("update document_lines set tax = 0")]
    [InlineData("delete from document_lines")]
    [InlineData("update allocations set gross = 0")]
    [InlineData("delete from allocations")]
    [InlineData("update sales set total = total + 1")]
    [InlineData("delete from sales")]
    [InlineData("update journal_records set subject = 'x'")]
    [InlineData("delete from journal_records")]
    [InlineData("update closings set journal_length = 1")]
    [InlineData("delete from closings")]
    public async Task The_database_itself_refuses_to_change_what_is_frozen(string sql)
    {
        var office = await OfficeAsync();
        await using var db = Database.Open(office);

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(db, sql));

        Assert.Matches("never (changes|deleted)|is never", refusal.Message);
    }

    [Fact]
    public async Task A_changed_byte_of_a_documents_content_is_found()
    {
        var findings = await AfterAsync(
            "documents",
            "update",
            async db =>
            {
                var content = (await db.Documents.SingleAsync(x => x.Id == 2, Stop)).Content!;
                // A space behind the JSON says the same, and is another original.
                await db
                    .Documents.Where(x => x.Id == 2)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(x => x.Content, (byte[])[.. content, 32]),
                        Stop
                    );
            }
        );

        var finding = Assert.Single(findings, x => x.Where == "Invoice F2025-00002 (row 2)");
        Assert.Contains("frozen content was changed", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_total_is_found_against_journal_content_and_lines()
    {
        var findings = await AfterAsync(
            "documents",
            "update",
            db => ExecuteAsync(db, "update documents set gross = 999 where id = 2")
        );

        var about = findings.Where(x => x.Where == "Invoice F2025-00002 (row 2)").ToList();
        Assert.Contains(about, x => x.What.Contains("journal recorded 2000", Ordinal));
        Assert.Contains(about, x => x.What.Contains("2000 in its frozen content", Ordinal));
        Assert.Contains(about, x => x.What.Contains("Its lines make 2000", Ordinal));
        Assert.Contains(about, x => x.What.Contains("It covers 2000", Ordinal));
        Assert.Contains(findings, x => x.Where == "Closing 2025-12-31");
    }

    [Fact]
    public async Task A_deleted_document_is_missing_in_the_journal_in_its_series_and_in_the_closing()
    {
        var findings = await AfterAsync(
            "documents",
            "delete",
            async db =>
            {
                await DropAsync(db, "document_lines", "delete");
                await DropAsync(db, "allocations", "delete");
                await ExecuteAsync(db, "delete from allocations where document_id = 2");
                await ExecuteAsync(db, "delete from document_lines where document_id = 2");
                await ExecuteAsync(db, "delete from documents where id = 2");
            }
        );

        Assert.Contains(
            findings,
            x => x.Where == "Invoice F2025-00002" && x.What.Contains("row 2 is missing", Ordinal)
        );
        Assert.Contains(
            findings,
            x =>
                x.Where == "Series F{year}-{number:5}, 2025"
                && x.What.Contains("counter stands at 2", Ordinal)
        );
        Assert.Contains(
            findings,
            x =>
                x.Where == "Order #1002, sale 20"
                && x.What.Contains("cover 0 of its total", Ordinal)
        );
        Assert.Contains(findings, x => x.Where == "Closing 2025-12-31");
    }

    [Fact]
    public async Task A_gap_between_numbers_is_named()
    {
        var office = await OfficeAsync();
        await using var db = Database.Open(office);
        await DropAsync(db, "documents", "update");
        await ExecuteAsync(db, "update documents set sequence = 7 where id = 2");

        var report = await new VerifyOffice(Database, journal).VerifyAsync(office, Stop);

        Assert.Contains(
            report.Findings,
            x => x.What.Contains("gap between F2025-00001 and F2025-00002", Ordinal)
        );
        await RestoreAsync();
    }

    [Fact]
    public async Task A_deleted_record_in_the_middle_of_the_journal_is_found()
    {
        var findings = await AfterAsync(
            "journal_records",
            "delete",
            db => ExecuteAsync(db, "delete from journal_records where number = 2")
        );

        Assert.Contains(
            findings,
            x =>
                x.Where.StartsWith("Journal record 3 ", Ordinal)
                && x.What.Contains("record 2 is missing", Ordinal)
        );
        Assert.Contains(
            findings,
            x =>
                x.Where == "Invoice F2025-00002 (row 2)"
                && x.What.Contains("record 2 of the journal is missing", Ordinal)
        );
    }

    [Fact]
    public async Task A_changed_record_is_found_and_no_other_is_accused()
    {
        var findings = await AfterAsync(
            "journal_records",
            "update",
            db =>
                ExecuteAsync(
                    db,
                    "update journal_records set subject = 'F2025-00009' where number = 2"
                )
        );

        var finding = Assert.Single(findings, x => x.Where.StartsWith("Journal record", Ordinal));
        Assert.StartsWith("Journal record 2 ", finding.Where, Ordinal);
    }

    [Fact]
    public async Task A_journal_that_was_cut_with_its_end_is_found_by_documents_and_closings()
    {
        var findings = await AfterAsync(
            "journal_records",
            "delete",
            async db =>
            {
                var end = await db
                    .Journal.Where(x => x.Number == 3)
                    .Select(x => x.Hash)
                    .SingleAsync(Stop);
                await ExecuteAsync(db, "delete from journal_records where number > 3");
                await db.JournalHeads.ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.Length, 3).SetProperty(x => x.Hash, end),
                    Stop
                );
            }
        );

        Assert.DoesNotContain(findings, x => x.Where.StartsWith("Journal record", Ordinal));
        Assert.Contains(
            findings,
            x => x.What.Contains("record 4 of the journal is missing", Ordinal)
        );
        Assert.Contains(
            findings,
            x => x.Where == "Closing 2025-12-31" && x.What.Contains("its end was cut off", Ordinal)
        );
    }

    [Fact]
    public async Task A_changed_closing_is_found()
    {
        var findings = await AfterAsync(
            "closings",
            "update",
            db =>
                db.Closings.Where(x => x.Period == ClosingPeriod.Year)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                x => x.Totals,
                                (ClosingTotal[])[new ClosingTotal("EUR", 1, 1, 0)]
                            ),
                        Stop
                    )
        );

        Assert.Equal(2, findings.Count);
        Assert.All(findings, x => Assert.Equal("Closing 2025", x.Where));
    }

    [Fact]
    public async Task A_dropped_trigger_is_named_also_after_the_next_start_made_it_anew()
    {
        var office = await OfficeAsync();
        await using var db = Database.Open(office);
        await DropAsync(db, "closings", "delete");

        var report = await new VerifyOffice(Database, journal).VerifyAsync(office, Stop);
        var finding = Assert.Single(report.Findings);
        Assert.Equal("Trigger frozen_closings_delete", finding.Where);

        using var again = new Database(UnderTest.ConnectionString);
        await again.MigrateAsync(Stop);
        finding = Assert.Single(
            (await new VerifyOffice(again, journal).VerifyAsync(office, Stop)).Findings
        );
        Assert.Equal("Trigger frozen_closings_delete", finding.Where);
        Assert.Contains("made it anew", finding.What, Ordinal);
    }

    const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>Five documents over three days around a new year, the first two days closed.</summary>
    async Task<long> OfficeAsync()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        await rows.IssueAsync(First, 1000, 167);
        await rows.IssueAsync(First.AddDays(1), 2000, 333);
        await rows.IssueAsync(First.AddDays(1), 500, 83, DocumentKind.CreditNote);
        await rows.IssueAsync(First.AddDays(2), 3000, 500);
        await rows.IssueAsync(First.AddDays(2), 700, 0, currency: "USD");
        var closed = await new ClosePeriods(
            Database,
            journal,
            new OfficeToday(Database, TimeProvider.System)
        ).CloseAsync(office, First.AddDays(2), "Ada", Stop);
        Assert.Equal(5, closed);
        return office;
    }

    /// <summary>What verification finds after somebody dropped a trigger and did something.</summary>
    async Task<IReadOnlyList<Finding>> AfterAsync(
        string table,
        string on,
        Func<ComptoirDb, Task> attack
    )
    {
        var office = await OfficeAsync();
        await using (var db = Database.Open(office))
        {
            await DropAsync(db, table, on);
            await attack(db);
        }
        // The trigger is put back: only what it held is to be found.
        await RestoreAsync();
        var report = await new VerifyOffice(Database, journal).VerifyAsync(office, Stop);
        Assert.DoesNotContain(report.Findings, x => x.Where.StartsWith("Trigger", Ordinal));
        return report.Findings;
    }

    async Task RestoreAsync()
    {
        await using var db = Database.OpenInstallation();
        await FrozenRows.CreateAsync(db, Stop);
    }

    Task<int> DropAsync(ComptoirDb db, string table, string on) =>
        ExecuteAsync(
            db,
            $"drop trigger frozen_{table}_{on}{(Database.Engine == DatabaseEngine.PostgreSql ? $" on {table}" : "")}"
        );

    // Each test has an office of its own; what it does to rows is done to those alone.
    static Task<int> ExecuteAsync(ComptoirDb db, string sql) =>
        db.Database.ExecuteSqlRawAsync(
            sql.StartsWith("drop", Ordinal) ? sql
                : sql.Contains(" where ", Ordinal) ? $"{sql} and office_id = {db.OfficeId}"
                : $"{sql} where office_id = {db.OfficeId}",
            Stop
        );
}

public sealed class VerifyOnSqlite(SqliteUnderTest database)
    : VerifyTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class VerifyOnPostgres(PostgresUnderTest database)
    : VerifyTests(database),
        IClassFixture<PostgresUnderTest>;
