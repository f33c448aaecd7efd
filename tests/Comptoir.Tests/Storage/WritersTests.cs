using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>Many write at once and nothing is lost.</summary>
public abstract class WritersTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    [Fact]
    public async Task What_many_write_at_once_is_all_there()
    {
        var office = await UnderTest.NewOfficeAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(writer =>
                    Task.Run(
                        async () =>
                        {
                            for (var i = 0; i < 20; i++)
                                await Database.WriteAsync(
                                    office,
                                    (db, ct) =>
                                        db.UpsertAsync(
                                            [Rows.Contact(office, 1 + writer * 20 + i)],
                                            ct
                                        ),
                                    Stop
                                );
                        },
                        Stop
                    )
                )
        );

        await using var db = Database.Open(office);
        Assert.Equal(320, await db.Contacts.CountAsync(Stop));
    }

    [Fact]
    public async Task Writers_of_the_same_rows_in_opposite_order_do_not_block_each_other_for_good()
    {
        var office = await UnderTest.NewOfficeAsync();
        int[] ids = [.. Enumerable.Range(1, 200)];

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(writer =>
                    Task.Run(
                        () =>
                            Database.WriteAsync(
                                office,
                                (db, ct) =>
                                    db.UpsertAsync(
                                        (Contact[])
                                            [
                                                .. (writer % 2 == 0 ? ids : ids.Reverse()).Select(
                                                    id =>
                                                        Rows.Contact(office, id, $"Writer {writer}")
                                                ),
                                            ],
                                        ct
                                    ),
                                Stop
                            ),
                        Stop
                    )
                )
        );

        await using var db = Database.Open(office);
        Assert.Single(await db.Contacts.Select(x => x.Name).Distinct().ToListAsync(Stop));
    }

    [Fact]
    public async Task Readers_see_whole_transactions_while_somebody_writes()
    {
        var office = await UnderTest.NewOfficeAsync();
        var written = new TaskCompletionSource();
        var looked = new TaskCompletionSource();
        var writing = Database.WriteAsync(
            office,
            async (db, ct) =>
            {
                await db.UpsertAsync([Rows.Contact(office, 1)], ct);
                written.SetResult();
                await looked.Task.WaitAsync(ct);
                await db.UpsertAsync([Rows.Contact(office, 2)], ct);
            },
            Stop
        );
        await written.Task;

        await using (var db = Database.Open(office))
            Assert.Equal(0, await db.Contacts.CountAsync(Stop));
        looked.SetResult();
        await writing;

        await using (var db = Database.Open(office))
            Assert.Equal(2, await db.Contacts.CountAsync(Stop));
    }
}

public sealed class WritersOnSqlite(SqliteUnderTest database)
    : WritersTests(database),
        IClassFixture<SqliteUnderTest>
{
    [Fact]
    public async Task Writers_take_turns_in_the_order_in_which_they_came()
    {
        var office = await UnderTest.NewOfficeAsync();
        var open = new TaskCompletionSource();
        var order = new List<int>();
        Task Write(int number, Task until) =>
            Database.WriteAsync(
                office,
                async (_, ct) =>
                {
                    await until.WaitAsync(ct);
                    order.Add(number);
                },
                Stop
            );

        var first = Write(0, open.Task);
        Task[] others = [.. Enumerable.Range(1, 10).Select(i => Write(i, Task.CompletedTask))];
        open.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(Enumerable.Range(0, 11), order);
    }

    [Fact]
    public async Task Reading_and_then_writing_in_one_turn_loses_no_update()
    {
        var office = await UnderTest.NewOfficeAsync();
        await Database.WriteAsync(
            office,
            (db, ct) => db.UpsertAsync([Rows.Contact(office, 1, "0")], ct),
            Stop
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(
                        () =>
                            Database.WriteAsync(
                                office,
                                async (db, ct) =>
                                {
                                    var name = (
                                        await db.Contacts.AsNoTracking().SingleAsync(ct)
                                    ).Name;
                                    var next = int.Parse(name, null) + 1;
                                    await db.UpsertAsync([Rows.Contact(office, 1, $"{next}")], ct);
                                },
                                Stop
                            ),
                        Stop
                    )
                )
        );

        await using var db = Database.Open(office);
        Assert.Equal("50", (await db.Contacts.SingleAsync(Stop)).Name);
    }

    [Fact]
    public async Task Two_programs_on_one_file_wait_for_each_other()
    {
        var office = await UnderTest.NewOfficeAsync();
        using var second = new Database(UnderTest.ConnectionString);

        await Task.WhenAll(
            Enumerable
                .Range(1, 60)
                .Select(id =>
                    Task.Run(
                        () =>
                            (id % 2 == 0 ? Database : second).WriteAsync(
                                office,
                                (db, ct) => db.UpsertAsync([Rows.Contact(office, id)], ct),
                                Stop
                            ),
                        Stop
                    )
                )
        );

        await using var db = Database.Open(office);
        Assert.Equal(60, await db.Contacts.CountAsync(Stop));
    }

    [Fact]
    public async Task A_writer_that_fails_or_gives_up_leaves_its_turn_to_the_next()
    {
        var office = await UnderTest.NewOfficeAsync();
        using var givenUp = new CancellationTokenSource();
        var open = new TaskCompletionSource();
        var first = Database.WriteAsync(
            office,
            async (_, _) =>
            {
                await open.Task;
                throw new InvalidOperationException("on purpose");
            },
            Stop
        );
        var waiting = Database.WriteAsync(office, (_, _) => Task.CompletedTask, givenUp.Token);
        var last = Database.WriteAsync(
            office,
            (db, ct) => db.UpsertAsync([Rows.Contact(office, 1)], ct),
            Stop
        );
        await givenUp.CancelAsync();
        open.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, await last);
    }
}

[Trait("Needs", "PostgreSQL")]
public sealed class WritersOnPostgres(PostgresUnderTest database)
    : WritersTests(database),
        IClassFixture<PostgresUnderTest>;
