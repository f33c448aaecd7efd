using Comptoir.Storage;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>No number is handed out twice, whoever asks, however often the program starts again.</summary>
public abstract class IdSequenceTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    [Fact]
    public async Task Numbers_asked_for_in_parallel_by_several_processes_never_meet()
    {
        var office = await UnderTest.NewOfficeAsync();
        IdSequence[] processes = [new(Database), new(Database), new(Database)];
        int[] counts = [1, 3, 250, 999, 1_000, 1_001, 2_500, 1, 7, 400];

        var taken = await Task.WhenAll(
            from process in processes
            from count in counts
            select Task.Run(
                async () => (First: await process.NextAsync(office, count, Stop), Count: count),
                Stop
            )
        );

        long[] numbers =
        [
            .. taken.SelectMany(x => Enumerable.Range(0, x.Count).Select(i => x.First + i)),
        ];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.True(number > 0));
    }

    [Fact]
    public async Task After_a_restart_numbers_go_on_above_all_that_were_handed_out()
    {
        var office = await UnderTest.NewOfficeAsync();
        var highest = 0L;
        for (var start = 0; start < 5; start++)
        {
            var sequence = new IdSequence(Database);
            var first = await sequence.NextAsync(office, 10, Stop);
            Assert.True(first > highest);
            highest = await sequence.NextAsync(office, Stop);
            Assert.Equal(first + 10, highest);
        }
    }

    [Fact]
    public async Task Each_office_counts_for_itself()
    {
        var sequence = new IdSequence(Database);
        var first = await UnderTest.NewOfficeAsync();
        var second = await UnderTest.NewOfficeAsync();

        Assert.Equal(1, await sequence.NextAsync(first, 5_000, Stop));
        Assert.Equal(1, await sequence.NextAsync(second, Stop));
        Assert.Equal(5_001, await sequence.NextAsync(first, Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Asking_for_no_number_is_a_mistake(int count)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            new IdSequence(Database).NextAsync(1, count, Stop)
        );
    }
}

public sealed class IdSequenceOnSqlite(SqliteUnderTest database)
    : IdSequenceTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class IdSequenceOnPostgres(PostgresUnderTest database)
    : IdSequenceTests(database),
        IClassFixture<PostgresUnderTest>;
