using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Payments;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>The money of invoiced orders is recorded once, and what is changed or gone is recorded as taken back.</summary>
public abstract class PaymentRecordTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    readonly OfficeJournal journal = IssuedRows.NewJournal();

    [Fact]
    public async Task A_payment_is_recorded_once_when_its_order_has_a_document()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        var order = await rows.IssueAsync(new(2026, 1, 5), 1000, 167);
        await PutAsync(office, rows.Payment(order, 501, 1000));
        await PutAsync(office, NotCounting(rows.Payment(order, 502, 1000)));

        Assert.Equal(1, await RecordAsync(office));
        Assert.Equal(0, await RecordAsync(office));

        var record = (await RecordsAsync(office)).Single();
        Assert.Equal((JournalKind.PaymentRecorded, "#1001"), (record.Kind, record.Subject));
        var content = PaymentRecord.Read(record.Content);
        Assert.Equal(
            (501L, PaymentDirection.In, "EUR", 1000L),
            (content.Payment, content.Direction, content.CustomerCurrency, content.CustomerAmount)
        );
    }

    [Fact]
    public async Task What_changes_counts_no_more_or_disappears_is_taken_back_by_its_opposite()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        var order = await rows.IssueAsync(new(2026, 1, 5), 1000, 167);
        await PutAsync(office, rows.Payment(order, 501, 1000));
        await PutAsync(office, rows.Payment(order, 502, 300));
        await PutAsync(office, rows.Payment(order, 503, 200));
        Assert.Equal(3, await RecordAsync(office));

        await PutAsync(office, rows.Payment(order, 501, 900));
        await PutAsync(office, NotCounting(rows.Payment(order, 502, 300)));
        await using (var db = Database.Open(office))
            await db.Payments.Where(x => x.Id == 503).ExecuteDeleteAsync(Stop);
        Assert.Equal(4, await RecordAsync(office));
        Assert.Equal(0, await RecordAsync(office));

        var told = (await RecordsAsync(office))
            .Skip(3)
            .Select(record => (record.Kind, Content: PaymentRecord.Read(record.Content)))
            .Select(x => (x.Kind, x.Content.Payment, x.Content.Amount, x.Content.Reverses));
        Assert.Equal(
            [
                (JournalKind.PaymentReversed, 501L, 1000L, (long?)2),
                (JournalKind.PaymentRecorded, 501L, 900L, null),
                (JournalKind.PaymentReversed, 502L, 300L, 3),
                (JournalKind.PaymentReversed, 503L, 200L, 4),
            ],
            told
        );
        // What comes back is recorded anew.
        await PutAsync(office, rows.Payment(order, 502, 300));
        Assert.Equal(1, await RecordAsync(office));
        Assert.DoesNotContain(
            (await new VerifyOffice(Database, journal).VerifyAsync(office, Stop)).Findings,
            finding => finding.Where.StartsWith("Payment", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Two_at_once_record_each_payment_once()
    {
        var office = await UnderTest.NewOfficeAsync();
        var rows = new IssuedRows(Database, office, journal);
        var order = await rows.IssueAsync(new(2026, 1, 5), 1000, 167);
        var payments = Enumerable
            .Range(0, 2_500)
            .Select(i => rows.Payment(order, 10_000 + i, 1))
            .ToList();
        await Database.WriteAsync(office, (db, ct) => db.UpsertAsync(payments, ct), Stop);
        using var other = new Database(UnderTest.ConnectionString);

        var written = await Task.WhenAll(
            RecordAsync(office),
            new RecordPayments(other, journal).RunAsync(office, Stop)
        );

        Assert.Equal(2_500, written.Sum());
        Assert.Equal(2_500, (await RecordsAsync(office)).Select(x => x.Content).Count());
        await using var db = Database.Open(office);
        Assert.Equal(2_501, (await db.JournalHeads.SingleAsync(Stop)).Length);
    }

    Task<int> RecordAsync(long office) =>
        new RecordPayments(Database, journal).RunAsync(office, Stop);

    Task<int> PutAsync(long office, Payment payment) =>
        Database.WriteAsync(office, (db, ct) => db.UpsertAsync([payment], ct), Stop);

    static Payment NotCounting(Payment payment)
    {
        payment.Direction = PaymentDirection.None;
        return payment;
    }

    async Task<List<JournalRecord>> RecordsAsync(long office)
    {
        await using var db = Database.Open(office);
        return await db
            .Journal.Where(x =>
                x.Kind == JournalKind.PaymentRecorded || x.Kind == JournalKind.PaymentReversed
            )
            .OrderBy(x => x.Number)
            .ToListAsync(Stop);
    }
}

public sealed class PaymentRecordOnSqlite(SqliteUnderTest database)
    : PaymentRecordTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class PaymentRecordOnPostgres(PostgresUnderTest database)
    : PaymentRecordTests(database),
        IClassFixture<PostgresUnderTest>;
