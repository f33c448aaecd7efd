using System.Text;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Tests.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>Rules of documents, and the first day that moves.</summary>
public abstract class ChangeRulesTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    const long Shop = 7;
    static readonly EphemeralDataProtectionProvider Keys = new();
    static readonly DateOnly First = new(2026, 10, 1);

    [Fact]
    public async Task An_earlier_first_day_opens_and_a_later_one_closes_what_no_document_touches()
    {
        var office = await OfficeAsync();
        await AddAsync(
            office,
            Ledgers.Order(office, 1, Shop),
            Ledgers.Order(office, 2, Shop + 1),
            Ledgers.Sale(office, 1, 1, 10_00, First.AddDays(-10)).ClosedBy(SaleCover.Elsewhere),
            Ledgers.Sale(office, 1, 2, 20_00, First.AddDays(-5)).ClosedBy(SaleCover.Elsewhere),
            Ledgers.Sale(office, 1, 3, 30_00, First),
            Ledgers.Sale(office, 1, 4, 40_00, First.AddDays(1)),
            Ledgers.Sale(office, 1, 5, 50_00, First.AddDays(-5)).ClosedBy(SaleCover.Nothing),
            Ledgers.Sale(office, 2, 1, 60_00, First.AddDays(-5)).ClosedBy(SaleCover.Elsewhere)
        );
        await CoverAsync(office, 1, 4);

        var earlier = await ChangeAsync(office, new(From: First.AddDays(-5)), 0);
        Assert.Equal((true, 1, 0), (earlier!.IsSaved, earlier.Opened, earlier.Closed));
        var sale = (await SalesAsync(office))[(1, 2)];
        Assert.Equal(
            (SaleCover.Documents, true, 1, 20_00, 3_33, 20_00, 3_33),
            (
                sale.Cover,
                sale.IsOpen,
                sale.OpenQuantity,
                sale.Open,
                sale.OpenTax,
                sale.CustomerOpen,
                sale.CustomerOpenTax
            )
        );

        // Covered in part: it stays with the documents made here. Another shop's rule is its own.
        var later = await ChangeAsync(office, new(From: First.AddDays(30)), 1);
        Assert.Equal((0, 2), (later!.Opened, later.Closed));
        var sales = await SalesAsync(office);
        Assert.Equal(
            [
                (1, 1, SaleCover.Elsewhere),
                (1, 2, SaleCover.Elsewhere),
                (1, 3, SaleCover.Elsewhere),
                (1, 4, SaleCover.Documents),
                (1, 5, SaleCover.Nothing),
                (2, 1, SaleCover.Elsewhere),
            ],
            sales.Values.Select(x => (x.OrderId, x.Number, x.Cover))
        );
        Assert.All(
            sales.Values.Where(x => x.Cover != SaleCover.Documents),
            x => Assert.Equal((0, 0, 0, false), (x.OpenQuantity, x.Open, x.CustomerOpen, x.IsOpen))
        );
    }

    [Fact]
    public async Task What_a_person_asked_a_document_for_stays_open()
    {
        var office = await OfficeAsync();
        await AddAsync(
            office,
            Ledgers.Order(office, 1, Shop),
            Ledgers.Sale(office, 1, 1, 10_00, First),
            new OrderInvoicing
            {
                OfficeId = office,
                OrderId = 1,
                RequestedBy = "Hélène",
            }
        );
        var outcome = await ChangeAsync(office, new(From: First.AddDays(1)), 0);
        Assert.Equal(0, outcome!.Closed);
        Assert.True((await SalesAsync(office))[(1, 1)].IsOpen);
    }

    [Fact]
    public async Task A_change_is_recorded_in_the_journal_and_the_same_again_is_not()
    {
        var office = await OfficeAsync();
        var change = new RulesChange(
            When: InvoiceMoment.Arrival,
            LeaveOutTags: ["sample", " Sample ", "gift"]
        );
        Assert.Equal(
            ["sample", "gift"],
            (await ChangeAsync(office, change, 0))!.Rules.LeaveOutTags
        );
        var again = await ChangeAsync(office, change, 1);
        Assert.True(again!.IsSaved);
        Assert.Equal(1, again.Rules.Version);

        await using var db = Database.Open(office);
        var record = Assert.Single(await db.Journal.ToListAsync(Stop));
        Assert.Equal((JournalKind.LegalSettingChanged, "Hélène"), (record.Kind, record.By));
        var content = Encoding.UTF8.GetString(record.Content);
        Assert.Contains("\"when\":\"FullyPaid\"", content, StringComparison.Ordinal);
        Assert.Contains("\"when\":\"Arrival\"", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_a_newer_version_changes_nothing()
    {
        var office = await OfficeAsync();
        await ChangeAsync(office, new(IssueAtOnce: true), 0);
        var late = await ChangeAsync(office, new(From: First.AddDays(-30)), 0);
        Assert.False(late!.IsSaved);
        Assert.Equal(
            (First, true, 1),
            (late.Rules.From, late.Rules.IssueAtOnce, late.Rules.Version)
        );
        Assert.Null(await ChangeAsync(office, new(), 0, Shop + 1));
    }

    [Fact]
    public async Task Of_two_who_save_at_the_same_moment_one_is_told()
    {
        var office = await OfficeAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 4).Select(days => ChangeAsync(office, new(PaymentDays: days), 0))
        );
        Assert.Single(outcomes, outcome => outcome!.IsSaved);
    }

    [Theory]
    [InlineData(366, "fr")]
    [InlineData(30, "de")]
    public async Task A_value_that_will_not_do_is_refused(int days, string language)
    {
        var office = await OfficeAsync();
        await Assert.ThrowsAsync<RefusedException>(() =>
            ChangeAsync(office, new(PaymentDays: days, Language: language), 0)
        );
    }

    Task<RulesOutcome?> ChangeAsync(
        long office,
        RulesChange change,
        long version,
        long shop = Shop
    ) =>
        new ChangeRules(
            Database,
            new OfficeJournal(new OfficeSecrets(Keys), TimeProvider.System),
            new InvoicingSignal()
        ).ChangeAsync(office, shop, change, version, "Hélène", Stop);

    async Task<long> OfficeAsync()
    {
        var office = await UnderTest.NewOfficeAsync();
        await AddAsync(
            office,
            new InvoicingRules
            {
                OfficeId = office,
                WebShopId = Shop,
                From = First,
            }
        );
        return office;
    }

    Task<int> AddAsync(long office, params object[] rows) =>
        Database.WriteAsync(
            office,
            (db, ct) =>
            {
                db.AddRange(rows);
                return db.SaveChangesAsync(ct);
            },
            Stop
        );

    Task CoverAsync(long office, long order, long sale) =>
        Database.WriteAsync(
            office,
            async (db, ct) =>
            {
                var row = await db.Sales.SingleAsync(
                    x => x.OrderId == order && x.Number == sale,
                    ct
                );
                db.Add(
                    new Allocation
                    {
                        OfficeId = office,
                        OrderId = order,
                        Sale = sale,
                        Ordinal = 0,
                        Quantity = 0,
                        Gross = 1_00,
                        Tax = 0,
                        CustomerGross = 1_00,
                        CustomerTax = 0,
                    }
                );
                row.Take(0, 1_00, 0, 1_00, 0);
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    async Task<SortedDictionary<(long, long), Sale>> SalesAsync(long office)
    {
        await using var db = Database.Open(office);
        return new(
            await db.Sales.AsNoTracking().ToDictionaryAsync(x => (x.OrderId, x.Number), Stop)
        );
    }
}

/// <summary>On SQLite.</summary>
public sealed class ChangeRulesOnSqlite(SqliteUnderTest database)
    : ChangeRulesTests(database),
        IClassFixture<SqliteUnderTest>;

/// <summary>On PostgreSQL.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class ChangeRulesOnPostgres(PostgresUnderTest database)
    : ChangeRulesTests(database),
        IClassFixture<PostgresUnderTest>;
