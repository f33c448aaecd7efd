using Comptoir.Contacts;
using Comptoir.Storage;
using Comptoir.Sync;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>Writing again changes nothing, and what is counted is what changed.</summary>
public abstract class UpsertTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    [Fact]
    public async Task New_rows_are_all_counted_and_equal_rows_are_not()
    {
        var office = await UnderTest.NewOfficeAsync();
        Contact[] rows = [.. Enumerable.Range(1, 500).Select(id => Rows.Contact(office, id))];

        Assert.Equal(500, await UpsertAsync(office, rows));
        Assert.Equal(0, await UpsertAsync(office, rows));
    }

    [Fact]
    public async Task Only_rows_that_differ_are_counted()
    {
        var office = await UnderTest.NewOfficeAsync();
        await UpsertAsync(
            office,
            [.. Enumerable.Range(1, 20).Select(id => Rows.Contact(office, id))]
        );

        var changed = await UpsertAsync(
            office,
            [
                .. Enumerable
                    .Range(1, 20)
                    .Select(id => Rows.Contact(office, id, id % 4 == 0 ? "Grace" : "Ada Lovelace")),
            ]
        );

        Assert.Equal(5, changed);
    }

    [Fact]
    public async Task Of_a_key_that_comes_twice_the_last_row_counts_and_counts_once()
    {
        var office = await UnderTest.NewOfficeAsync();
        Contact[] rows =
        [
            Rows.Contact(office, 1, "First"),
            Rows.Contact(office, 2, "Other"),
            Rows.Contact(office, 1, "Second"),
            Rows.Contact(office, 1, "Last"),
        ];

        Assert.Equal(2, await UpsertAsync(office, rows));
        Assert.Equal(0, await UpsertAsync(office, rows));
        Assert.Equal(["Last", "Other"], (await ContactsAsync(office)).Select(x => x.Name));
    }

    [Fact]
    public async Task A_value_that_goes_missing_and_comes_back_is_a_change_each_time()
    {
        var office = await UnderTest.NewOfficeAsync();

        Assert.Equal(1, await UpsertAsync(office, [Rows.Contact(office, 1, note: "VIP")]));
        Assert.Equal(1, await UpsertAsync(office, [Rows.Contact(office, 1, note: null)]));
        Assert.Null((await ContactsAsync(office)).Single().Note);
        Assert.Equal(1, await UpsertAsync(office, [Rows.Contact(office, 1, note: "")]));
        Assert.Equal("", (await ContactsAsync(office)).Single().Note);
        Assert.Equal(1, await UpsertAsync(office, [Rows.Contact(office, 1, note: "VIP")]));
    }

    [Fact]
    public async Task Whatever_batches_come_the_database_holds_what_a_dictionary_would()
    {
        await Rows.Contacts(0)
            .Array[0, 8]
            .Array[1, 4]
            .SampleAsync(
                async batches =>
                {
                    var office = await UnderTest.NewOfficeAsync();
                    var expected = new SortedDictionary<long, string>();
                    foreach (var batch in batches)
                    {
                        Contact[] rows =
                        [
                            .. batch.Select(row => Rows.Copy(row, ("OfficeId", office))),
                        ];
                        var before = new Dictionary<long, string>(expected);
                        foreach (var row in rows)
                            expected[row.Id] = Rows.Show(row);
                        var differing = expected.Count(x =>
                            before.GetValueOrDefault(x.Key) != x.Value
                        );

                        Assert.Equal(differing, await UpsertAsync(office, rows));
                        Assert.Equal(
                            expected.Values,
                            (await ContactsAsync(office)).Select(Rows.Show)
                        );
                    }
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public async Task Every_kind_of_column_comes_back_as_it_was_written()
    {
        var office = await UnderTest.NewOfficeAsync();
        await Rows.Orders(office)
            .SampleAsync(
                async order =>
                {
                    await UpsertAsync(office, [order]);
                    await using var db = Database.Open(office);
                    var stored = await db
                        .Orders.AsNoTracking()
                        .SingleAsync(x => x.Id == order.Id, Stop);

                    Assert.Equal(Rows.Show(order), Rows.Show(stored));
                    Assert.Equal(DateTimeKind.Utc, stored.PlacedAt.Kind);
                    Assert.Equal(0, await UpsertAsync(office, [order]));
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public async Task Rows_without_a_number_of_ours_are_written_by_their_whole_key()
    {
        var office = await UnderTest.NewOfficeAsync();
        Link Of(LinkKind kind, string id, byte seen) =>
            new()
            {
                OfficeId = office,
                WebShopId = 7,
                Kind = kind,
                ExternalId = id,
                LocalId = 1,
                Fingerprint = [seen, 0, 255],
            };

        Assert.Equal(
            3,
            await UpsertAsync(
                office,
                [
                    Of(LinkKind.Order, "1", 1),
                    Of(LinkKind.Product, "1", 1),
                    Of(LinkKind.Order, "2", 1),
                ]
            )
        );
        Assert.Equal(
            1,
            await UpsertAsync(office, [Of(LinkKind.Order, "1", 2), Of(LinkKind.Product, "1", 1)])
        );

        await using var db = Database.Open(office);
        var orders = await db
            .Links.Where(x => x.Kind == LinkKind.Order)
            .OrderBy(x => x.ExternalId)
            .ToListAsync(Stop);
        Assert.Equal([2, 1], orders.Select(x => x.Fingerprint[0]));
    }

    [Fact]
    public async Task What_is_inserted_when_missing_leaves_the_others_as_they_are()
    {
        var office = await UnderTest.NewOfficeAsync();
        await UpsertAsync(office, [Rows.Contact(office, 1, "First")]);

        var inserted = await Database.WriteAsync(
            office,
            (db, ct) =>
                db.InsertMissingAsync<Contact>(
                    [Rows.Contact(office, 1, "Changed"), Rows.Contact(office, 2, "New")],
                    ct
                ),
            Stop
        );

        Assert.Equal(1, inserted);
        Assert.Equal(["First", "New"], (await ContactsAsync(office)).Select(x => x.Name));
    }

    [Fact]
    public async Task A_batch_with_a_row_of_another_office_is_refused_whole()
    {
        var office = await UnderTest.NewOfficeAsync();
        var other = await UnderTest.NewOfficeAsync();
        Contact[] rows = [Rows.Contact(office, 1), Rows.Contact(other, 2), Rows.Contact(office, 3)];

        await Assert.ThrowsAsync<ForeignRowException>(() => UpsertAsync(office, rows));
        await Assert.ThrowsAsync<ForeignRowException>(() => UpsertAsync(0, rows));

        Assert.Empty(await ContactsAsync(office));
        Assert.Empty(await ContactsAsync(other));
    }

    [Fact]
    public async Task Rows_are_not_written_outside_a_transaction()
    {
        var office = await UnderTest.NewOfficeAsync();
        await using var db = Database.Open(office);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            db.UpsertAsync<Contact>([Rows.Contact(office, 1)], Stop)
        );
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_nothing_behind()
    {
        var office = await UnderTest.NewOfficeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            Database.WriteAsync(
                office,
                async (db, ct) =>
                {
                    await db.UpsertAsync<Contact>([Rows.Contact(office, 1)], ct);
                    throw new OperationCanceledException();
                },
                Stop
            )
        );

        Assert.Empty(await ContactsAsync(office));
    }

    [Fact]
    public async Task Several_kinds_of_rows_are_written_again_and_again_in_one_transaction()
    {
        var office = await UnderTest.NewOfficeAsync();

        var changed = await Database.WriteAsync(
            office,
            async (db, ct) =>
            {
                var sum = 0;
                foreach (var id in (long[])[1, 2, 1])
                {
                    sum += await db.UpsertAsync<Contact>([Rows.Contact(office, id)], ct);
                    sum += await db.UpsertAsync<ContactAddress>([Address(office, id, "Paris")], ct);
                }
                return sum;
            },
            Stop
        );

        Assert.Equal(4, changed);
        await using var db = Database.Open(office);
        Assert.Equal(2, await db.ContactAddresses.CountAsync(Stop));
    }

    [Fact]
    public async Task A_row_that_refers_to_another_offices_row_is_refused_by_the_database()
    {
        var office = await UnderTest.NewOfficeAsync();
        var other = await UnderTest.NewOfficeAsync();
        await UpsertAsync(other, [Rows.Contact(other, 1)]);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            UpsertAsync(office, [Address(office, 1, "Paris")])
        );
    }

    static ContactAddress Address(long office, long contact, string city) =>
        new()
        {
            OfficeId = office,
            ContactId = contact,
            Number = 1,
            IsDefault = true,
            Address = new Address { City = city },
        };

    Task<int> UpsertAsync<T>(long office, IReadOnlyList<T> rows)
        where T : class, IOfficeOwned =>
        Database.WriteAsync(office, (db, ct) => db.UpsertAsync(rows, ct), Stop);

    async Task<List<Contact>> ContactsAsync(long office)
    {
        await using var db = Database.Open(office);
        return await db.Contacts.AsNoTracking().OrderBy(x => x.Id).ToListAsync(Stop);
    }
}

public sealed class UpsertOnSqlite(SqliteUnderTest database)
    : UpsertTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class UpsertOnPostgres(PostgresUnderTest database)
    : UpsertTests(database),
        IClassFixture<PostgresUnderTest>;
