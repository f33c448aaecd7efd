using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Choosing;
using Comptoir.Tests.Storage;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync.Choosing;

/// <summary>What is left out is remembered on the link of the shop's object, on either engine.</summary>
public abstract class LeaveOutTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    const string By = "Hélène Marchand";

    LeaveOut LeaveOut => new(Database, TimeProvider.System);
    LetIn LetIn => new(Database);

    async Task<Run> PreparedAsync(long officeId, WebShop? shop = null, long run = 50)
    {
        var known = shop is not null;
        shop ??= PreparedList.Shop(officeId, 40);
        var prepared = PreparedList.Run(shop, run);
        await Database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                if (!known)
                    db.Add(shop);
                db.Add(prepared);
                await db.SaveChangesAsync(ct);
                await db.UpsertAsync(PreparedList.Items(prepared, run * 10_000), ct);
            },
            Stop
        );
        return prepared;
    }

    async Task LinkAsync(Run run, LinkKind kind, int number, long localId) =>
        await Database.WriteAsync(
            run.OfficeId,
            async (db, ct) =>
            {
                db.Add(
                    new Link
                    {
                        OfficeId = run.OfficeId,
                        WebShopId = run.WebShopId,
                        Kind = kind,
                        ExternalId = PreparedList.ExternalId(kind, number),
                        LocalId = localId,
                        Fingerprint = [1, 2, 3],
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    async Task<List<Link>> LinksAsync(long officeId)
    {
        await using var db = Database.Open(officeId);
        return await db.Links.AsNoTracking().ToListAsync(Stop);
    }

    async Task<int> ShownAsync(Run run, ItemFilter filter)
    {
        await using var db = Database.Open(run.OfficeId);
        return await filter.Of(db, run).CountAsync(Stop);
    }

    [Fact]
    public async Task What_never_came_in_gets_a_link_and_waits_when_it_is_let_in()
    {
        var run = await PreparedAsync(await UnderTest.NewOfficeAsync());
        var orders = new ItemFilter(LinkKind.Order);

        Assert.Equal(1_000, await LeaveOut.SetAsync(run, orders, true, By, Stop));
        Assert.Equal(0, await LeaveOut.SetAsync(run, orders, true, "Somebody else", Stop));

        var links = await LinksAsync(run.OfficeId);
        Assert.Equal(1_000, links.Count);
        Assert.All(
            links,
            link =>
            {
                Assert.Equal((null, By), (link.LocalId, link.LeftOutBy));
                Assert.NotNull(link.LeftOutAt);
                Assert.Empty(link.Fingerprint);
            }
        );
        Assert.Contains(links, link => link.LeftOutTitle == "#1007");
        Assert.Equal(1_000, await ShownAsync(run, new ItemFilter(LeftOut: true)));
        Assert.Equal(1_000, await ShownAsync(run, new ItemFilter(LeftOut: false)));

        Assert.Equal(1_000, await LeaveOut.SetAsync(run, orders, false, By, Stop));
        // They stay as what the next run has to read.
        Assert.All(
            await LinksAsync(run.OfficeId),
            link =>
            {
                Assert.Equal((null, null, null), (link.LocalId, link.LeftOutAt, link.LeftOutBy));
                Assert.Empty(link.Fingerprint);
            }
        );
        Assert.Equal(0, await LeaveOut.SetAsync(run, orders, false, By, Stop));
    }

    [Fact]
    public async Task What_came_in_before_keeps_its_row_both_ways()
    {
        var run = await PreparedAsync(await UnderTest.NewOfficeAsync());
        await LinkAsync(run, LinkKind.Customer, 1, 7_001);
        var changed = new ItemFilter(LinkKind.Customer, RunItemAction.Update);

        Assert.Equal(1, await LeaveOut.SetAsync(run, changed, true, By, Stop));
        var leftOut = Assert.Single(await LinksAsync(run.OfficeId));
        Assert.Equal(
            (7_001L, By, "Élodie Roux 1"),
            (leftOut.LocalId!.Value, leftOut.LeftOutBy, leftOut.LeftOutTitle)
        );
        Assert.Equal([1, 2, 3], leftOut.Fingerprint);

        Assert.Equal(1, await LeaveOut.SetAsync(run, changed, false, By, Stop));
        var back = Assert.Single(await LinksAsync(run.OfficeId));
        Assert.Equal(
            (7_001L, null, null),
            (back.LocalId!.Value, back.LeftOutAt, back.LeftOutTitle)
        );
        // Without it, the next run reads the object though nothing of it changed in the shop.
        Assert.Empty(back.Fingerprint);
    }

    [Fact]
    public async Task Single_objects_are_named_by_number_and_numbers_of_another_list_do_nothing()
    {
        var office = await UnderTest.NewOfficeAsync();
        var run = await PreparedAsync(office);
        var first = 50 * 10_000L;

        Assert.Equal(2, await LeaveOut.SetAsync(run, [first, first + 1, 99], true, By, Stop));
        Assert.Equal(
            ["Atelier 1", "Atelier 2"],
            (await LinksAsync(office)).Select(link => link.ExternalId).Order()
        );
    }

    [Fact]
    public async Task It_is_remembered_across_lists_of_the_shop_and_by_no_other_shop_or_office()
    {
        var office = await UnderTest.NewOfficeAsync();
        var run = await PreparedAsync(office);
        await LeaveOut.SetAsync(run, new ItemFilter(LinkKind.Company), true, By, Stop);

        var shop = PreparedList.Shop(office, run.WebShopId);
        var next = await PreparedAsync(office, shop, 51);
        var other = await PreparedAsync(await UnderTest.NewOfficeAsync());
        Assert.Equal(20, await ShownAsync(next, new ItemFilter(LeftOut: true)));
        Assert.Equal(0, await ShownAsync(other, new ItemFilter(LeftOut: true)));
        Assert.Empty(await LinksAsync(other.OfficeId));

        // Of the other office nothing is seen, and nothing is changed, even with its own numbers.
        Assert.Equal(0, await LeaveOut.SetAsync(other, new ItemFilter(), false, By, Stop));
        Assert.Equal(20, await ShownAsync(next, new ItemFilter(LeftOut: true)));

        Assert.Equal(20, await LetIn.AllAsync(office, run.WebShopId, LinkKind.Company, Stop));
        Assert.All(await LinksAsync(office), link => Assert.Null(link.LeftOutAt));
    }

    [Fact]
    public async Task The_filters_and_the_counts_say_the_same()
    {
        var run = await PreparedAsync(await UnderTest.NewOfficeAsync());
        await LeaveOut.SetAsync(
            run,
            new ItemFilter(LinkKind.Product, Text: "AUBE 10"),
            true,
            By,
            Stop
        );
        await using var db = Database.Open(run.OfficeId);
        var tallies = await ItemList.CountAsync(db, run, Stop);

        Assert.Equal(PreparedList.Size, tallies.Sum(tally => tally.All));
        foreach (var tally in tallies)
        {
            var alike = new ItemFilter(tally.Kind, tally.Action);
            Assert.Equal(tally.All, await ShownAsync(run, alike));
            Assert.Equal(tally.Warned, await ShownAsync(run, alike with { Warned = true }));
            Assert.Equal(
                tally.All - tally.Warned,
                await ShownAsync(run, alike with { Warned = false })
            );
            Assert.Equal(tally.LeftOut, await ShownAsync(run, alike with { LeftOut = true }));
        }
        Assert.Equal(58, tallies.Where(x => x.Kind == LinkKind.Customer).Sum(x => x.Warned));
        // Lampe Aube 10, and 100 to 109.
        Assert.Equal(11, tallies.Sum(tally => tally.LeftOut));
    }

    [Fact]
    public async Task A_list_is_forgotten_when_a_newer_one_is_there_or_everything_came_in()
    {
        var office = await UnderTest.NewOfficeAsync();
        var old = await PreparedAsync(office);
        await LeaveOut.SetAsync(old, new ItemFilter(LinkKind.Company), true, By, Stop);
        var shop = PreparedList.Shop(office, old.WebShopId);
        var newer = await PreparedAsync(office, shop, 51);
        var items = new RunItems(Database);

        Assert.Equal(PreparedList.Size, await items.ForgetAsync(newer, Stop));
        Assert.Equal(0, await ShownAsync(old, new ItemFilter()));
        Assert.Equal(PreparedList.Size, await ShownAsync(newer, new ItemFilter()));
        await Assert.ThrowsAsync<RefusedException>(() =>
            LeaveOut.SetAsync(old, new ItemFilter(), true, By, Stop)
        );

        var synchronization = new Run
        {
            OfficeId = office,
            Id = 52,
            WebShopId = shop.Id,
            Kind = RunKind.Synchronization,
            State = RunState.Succeeded,
            QueuedAt = DateTime.UtcNow,
            Progress = new RunProgress(),
            Counts = new RunCounts(),
            Cursor = new RunCursor(),
        };
        Assert.Equal(PreparedList.Size, await items.ForgetAsync(synchronization, Stop));
        Assert.Equal(0, await ShownAsync(newer, new ItemFilter()));
        // What was left out stays so.
        Assert.Equal(20, (await LinksAsync(office)).Count);
    }

    [Fact]
    public async Task Nothing_is_chosen_before_the_preparation_has_finished()
    {
        var office = await UnderTest.NewOfficeAsync();
        var run = PreparedList.Run(PreparedList.Shop(office, 40), 50, RunState.Running);
        await Assert.ThrowsAsync<RefusedException>(() =>
            LeaveOut.SetAsync(run, new ItemFilter(), true, By, Stop)
        );
    }
}

/// <summary>On SQLite.</summary>
public sealed class LeaveOutOnSqlite(SqliteUnderTest database)
    : LeaveOutTests(database),
        IClassFixture<SqliteUnderTest>;

/// <summary>On PostgreSQL.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class LeaveOutOnPostgres(PostgresUnderTest database)
    : LeaveOutTests(database),
        IClassFixture<PostgresUnderTest>;
