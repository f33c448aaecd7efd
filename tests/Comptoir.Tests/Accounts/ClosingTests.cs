using Comptoir.Invoicing;
using Comptoir.Invoicing.Closings;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>Days, months and years are closed once, in a row, with totals that never begin anew.</summary>
public abstract class ClosingTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    readonly OfficeJournal journal = IssuedRows.NewJournal();

    [Fact]
    public async Task Totals_take_credit_notes_off_and_the_perpetual_total_runs_on()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        await rows.IssueAsync(new(2025, 12, 31), 1000, 167);
        await rows.IssueAsync(new(2026, 1, 2), 2000, 333);
        await rows.IssueAsync(new(2026, 1, 2), 500, 83, DocumentKind.CreditNote);
        await rows.IssueAsync(new(2026, 1, 2), 900, 0, currency: "JPY");

        await Close().CloseAsync(office, new(2026, 1, 31), "Ada", Stop);

        await using var db = Database.Open(office);
        var closings = await db.Closings.ToListAsync(Stop);
        Assert.Equal(32 + 2 + 1, closings.Count);
        var year = closings.Single(x => x.Period == ClosingPeriod.Year);
        Assert.Equal([new ClosingTotal("EUR", 1, 1000, 167)], year.Totals);
        var january = closings.Single(x =>
            x.Period == ClosingPeriod.Month && x.From == new DateOnly(2026, 1, 1)
        );
        Assert.Equal(
            [new ClosingTotal("EUR", 2, 1500, 250), new ClosingTotal("JPY", 1, 900, 0)],
            january.Totals
        );
        Assert.Equal(
            [new ClosingTotal("EUR", 3, 2500, 417), new ClosingTotal("JPY", 1, 900, 0)],
            january.Perpetual
        );
        Assert.Equal("Ada", january.ClosedBy);
        var head = await db.JournalHeads.SingleAsync(Stop);
        Assert.Equal(new DateOnly(2026, 1, 31), head.ClosedUntil);
        Assert.Equal(head.Length, closings.Max(x => x.JournalLength));
    }

    [Fact]
    public async Task Closing_bit_by_bit_gives_the_same_totals_as_closing_at_once()
    {
        var (bit, once) = (await UnderTest.NewOfficeAsync(), await UnderTest.NewOfficeAsync());
        foreach (var office in new[] { bit, once })
        {
            var rows = new IssuedRows(Database, office, journal);
            for (var day = new DateOnly(2025, 11, 28); day.Year < 2026; day = day.AddDays(5))
                await rows.IssueAsync(day, 100 * day.Day, day.Day);
        }
        for (var day = new DateOnly(2025, 11, 28); day.Year < 2026; day = day.AddDays(1))
            await Close().CloseAsync(bit, day, null, Stop);
        await Close().CloseAsync(once, new(2025, 12, 31), null, Stop);

        Assert.Equal(await ShowAsync(once), await ShowAsync(bit));
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing_and_what_closes_at_once_closes_once()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        await rows.IssueAsync(new(2026, 1, 1), 1000, 167);
        using var other = new Database(UnderTest.ConnectionString);

        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Close(i % 2 == 0 ? Database : other)
                        .CloseAsync(office, new(2026, 1, 31), null, Stop)
                )
        );

        Assert.Equal(32, made.Sum());
        Assert.Equal(1, made.Count(x => x > 0));
        Assert.Equal(0, await Close().CloseAsync(office, new(2026, 1, 15), null, Stop));
        await using var db = Database.Open(office);
        Assert.Equal(33, (await db.JournalHeads.SingleAsync(Stop)).Length);
    }

    [Fact]
    public async Task Only_days_that_are_over_in_the_offices_time_zone_are_closed()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        await rows.IssueAsync(new(2026, 5, 10), 1000, 167);
        // In Paris the 12th has begun.
        var close = new ClosePeriods(
            Database,
            journal,
            new OfficeToday(Database, new LateEvening())
        );

        await Assert.ThrowsAsync<RefusedException>(() =>
            close.CloseAsync(office, new(2026, 5, 12), "Ada", Stop)
        );
        Assert.Equal(2, await close.CloseEndedAsync(office, Stop));

        await using var db = Database.Open(office);
        Assert.Equal(
            new DateOnly(2026, 5, 11),
            (await db.JournalHeads.SingleAsync(Stop)).ClosedUntil
        );
    }

    [Fact]
    public async Task An_office_that_issued_nothing_closes_nothing()
    {
        var office = await UnderTest.NewOfficeAsync();

        Assert.Equal(0, await Close().CloseEndedAsync(office, Stop));

        await using var db = Database.Open(office);
        Assert.False(await db.JournalHeads.AnyAsync(Stop));
    }

    ClosePeriods Close(Database? by = null) =>
        new(by ?? Database, journal, new OfficeToday(by ?? Database, TimeProvider.System));

    async Task<string> ShowAsync(long office)
    {
        await using var db = Database.Open(office);
        var closings = await db
            .Closings.OrderBy(x => x.Until)
            .ThenBy(x => x.JournalLength)
            .Select(x => new
            {
                x.Period,
                x.From,
                x.Totals,
                x.Perpetual,
            })
            .ToListAsync(Stop);
        return Rows.Show(closings);
    }

    /// <summary>Half past midnight in Paris, while it is the day before in UTC.</summary>
    sealed class LateEvening : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 5, 11, 22, 30, 0, TimeSpan.Zero);
    }
}

public sealed class ClosingOnSqlite(SqliteUnderTest database)
    : ClosingTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class ClosingOnPostgres(PostgresUnderTest database)
    : ClosingTests(database),
        IClassFixture<PostgresUnderTest>;
