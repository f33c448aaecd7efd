using Comptoir.Storage;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>The fingerprint tells whether a write would change anything.</summary>
public abstract class FingerprintTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    [Fact]
    public async Task Fingerprints_are_equal_exactly_when_writing_changes_nothing()
    {
        await Gen.Select(Rows.Orders(0), Rows.Orders(0), Gen.Bool)
            .SampleAsync(
                async (first, second, same) =>
                {
                    var office = await UnderTest.NewOfficeAsync();
                    var before = Moved(first, office);
                    var after = Moved(same ? first : second, office);
                    await WriteAsync(before);
                    var changed = await WriteAsync(after);

                    Assert.Equal(changed == 0, Of(before).SequenceEqual(Of(after)));
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public void Our_own_numbers_do_not_count()
    {
        Assert.Equal(Of(Rows.Contact(1, 1)), Of(Rows.Contact(1, 2)));
        Assert.NotEqual(Of(Rows.Contact(1, 1)), Of(Rows.Contact(1, 1, note: "")));
    }

    [Fact]
    public void A_hash_is_sixteen_bytes_and_begins_anew_each_time()
    {
        using var db = Database.OpenInstallation();
        var fingerprint = new Fingerprint();
        db.AppendFingerprint(fingerprint, Rows.Contact(1, 1));
        var first = fingerprint.Take();
        db.AppendFingerprint(fingerprint, Rows.Contact(1, 1));

        Assert.Equal(16, first.Length);
        Assert.Equal(first, fingerprint.Take());
    }

    byte[] Of(object row)
    {
        using var db = Database.OpenInstallation();
        var fingerprint = new Fingerprint();
        db.AppendFingerprint(fingerprint, row);
        return fingerprint.Take();
    }

    static Sales.SalesOrder Moved(Sales.SalesOrder order, long office) =>
        Rows.Copy(order, ("OfficeId", office), ("Id", 1L));

    Task<int> WriteAsync(Sales.SalesOrder order) =>
        Database.WriteAsync(order.OfficeId, (db, ct) => db.UpsertAsync([order], ct), Stop);
}

public sealed class FingerprintOnSqlite(SqliteUnderTest database)
    : FingerprintTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class FingerprintOnPostgres(PostgresUnderTest database)
    : FingerprintTests(database),
        IClassFixture<PostgresUnderTest>;

/// <summary>What of a value makes the fingerprint.</summary>
public sealed class FingerprintOfValuesTests
{
    static readonly Gen<object?> Value = Gen.OneOf<object?>(
        Gen.Const((object?)null),
        Gen.Long.Select(x => (object?)x),
        Gen.Int.Select(x => (object?)x),
        Gen.Bool.Select(x => (object?)x),
        Gen.OneOf("", "a", "aa", "\0", "1").Select(x => (object?)x),
        Rows.Text.Select(x => (object?)x),
        Rows.Instant.Select(x => (object?)x),
        Gen.Int[0, 3].Select(x => (object?)DateOnly.FromDayNumber(x)),
        Gen.Byte.Array[0, 3].Select(x => (object?)x)
    );

    [Fact]
    public void Values_make_the_same_hash_exactly_when_they_are_the_same_one_by_one() =>
        Gen.Select(Value.Array[0, 4], Value.Array[0, 4], Gen.Bool)
            .Sample(
                (first, second, same) =>
                {
                    var other = same ? first : second;
                    Assert.Equal(
                        first.Select(Tell).SequenceEqual(other.Select(Tell)),
                        Of(first).SequenceEqual(Of(other))
                    );
                }
            );

    [Fact]
    public void A_number_counts_the_same_whatever_its_size_and_an_unknown_type_is_refused()
    {
        Assert.Equal(Of([1]), Of([1L]));
        Assert.Throws<NotSupportedException>(() => Of([1.5m]));
    }

    static string Tell(object? value) =>
        value switch
        {
            null => "null",
            byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
            int or long => $"number {value}",
            DateTime time => $"time {time.Ticks}",
            _ => $"{value.GetType()} {value}",
        };

    static byte[] Of(object?[] values)
    {
        var fingerprint = new Fingerprint();
        foreach (var value in values)
            fingerprint.Append(value);
        return fingerprint.Take();
    }
}
