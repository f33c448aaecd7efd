using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Sync.Scheduling;

/// <summary>Whoever looks at a schedule, and however often: each moment is asked for once.</summary>
public sealed class AskDueTests : IAsyncDisposable
{
    readonly FakeTimeProvider clock = new();
    readonly ComptoirApplication app;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public AskDueTests() =>
        app = new ComptoirApplication(
            founded: true,
            configure: builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                // Nobody but the test looks.
                Workers.Remove(builder);
            }
        );

    public ValueTask DisposeAsync() => app.DisposeAsync();

    AskDue Due => app.Services.GetRequiredService<AskDue>();

    async Task ShopAsync(DateTime now, params Timetable[] timetables)
    {
        clock.SetUtcNow(new DateTimeOffset(now));
        await app.StartAsync();
        for (var i = 0; i < timetables.Length; i++)
        {
            var shop = i + 1L;
            await app.AddAsync(
                new WebShop
                {
                    OfficeId = app.OfficeId,
                    Id = shop,
                    Name = $"Shop {shop}",
                    Address = $"shop-{shop}.myshopify.com",
                    ShopName = "Shop",
                    Currency = "EUR",
                    TimeZone = timetables[i].TimeZone,
                    Scopes = [],
                    ConnectedAt = now,
                },
                new Run
                {
                    OfficeId = app.OfficeId,
                    // No number that the application hands out here.
                    Id = 1_000_000 + shop,
                    WebShopId = shop,
                    Kind = RunKind.Synchronization,
                    State = RunState.Succeeded,
                    QueuedAt = now,
                    StartedAt = now,
                    FinishedAt = now,
                    Progress = new(),
                    Counts = new(),
                    Cursor = new(),
                }
            );
            await app
                .Services.GetRequiredService<ChooseSchedule>()
                .RunAsync(app.OfficeId, shop, timetables[i], Stop);
        }
    }

    /// <summary>Goes on in steps, looks twice each time, and ends what was asked for.</summary>
    async Task<List<Run>> UntilAsync(DateTime end, TimeSpan step)
    {
        while (clock.GetUtcNow().UtcDateTime < end)
        {
            clock.Advance(step);
            await Due.RunAsync(Stop);
            Assert.Equal(0, await Due.RunAsync(Stop));
            var now = clock.GetUtcNow().UtcDateTime;
            await app.Database.WriteAsync(
                app.OfficeId,
                async (db, ct) =>
                {
                    foreach (
                        var run in await db
                            .Runs.Where(run => run.State == RunState.Queued)
                            .ToListAsync(ct)
                    )
                    {
                        (run.State, run.FinishedAt) = (RunState.Succeeded, now);
                        if (run.Wider)
                            await AskDue.NightDoneAsync(db, run.WebShopId, now, ct);
                    }
                    await db.SaveChangesAsync(ct);
                },
                Stop
            );
        }
        await using var db = app.Database.Open(app.OfficeId);
        return await db
            .Runs.AsNoTracking()
            .Where(run => run.Cause == RunCause.Schedule)
            .OrderBy(run => run.QueuedAt)
            .ToListAsync(Stop);
    }

    [Theory]
    [InlineData("2026-10-24T12:00:00Z", "Europe/Paris")]
    [InlineData("2027-03-27T12:00:00Z", "Europe/Paris")]
    [InlineData("2026-10-31T12:00:00Z", "America/New_York")]
    [InlineData("2027-03-13T12:00:00Z", "America/New_York")]
    [InlineData("2027-04-03T00:00:00Z", "Australia/Lord_Howe")]
    public async Task Over_a_night_when_the_clock_is_changed_each_night_has_its_run_once(
        string from,
        string zone
    )
    {
        var begin = DateTimeOffset.Parse(from, null).UtcDateTime;
        await ShopAsync(begin, new Timetable(ScheduleMode.Times, 0, [new(2, 30)], zone));

        var runs = await UntilAsync(begin.AddDays(3), TimeSpan.FromMinutes(10));

        Assert.Equal(3, runs.Count(run => !run.Wider));
        Assert.Equal(3, runs.Count(run => run.Wider));
        var days = runs.Where(run => !run.Wider)
            .Select(run =>
                TimeZoneInfo
                    .ConvertTimeFromUtc(run.QueuedAt, TimeZoneInfo.FindSystemTimeZoneById(zone))
                    .Date
            );
        Assert.Equal(3, days.Distinct().Count());
    }

    [Fact]
    public async Task What_came_while_nothing_ran_is_made_up_for_once()
    {
        var begin = new DateTime(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);
        await ShopAsync(
            begin,
            new Timetable(ScheduleMode.Times, 0, [new(6, 0), new(18, 0)], "Europe/Paris"),
            new Timetable(ScheduleMode.Interval, 10, [], "UTC")
        );

        var runs = await UntilAsync(begin.AddDays(2), TimeSpan.FromDays(2));

        // One for each shop, and none of the four and of the 288 that passed.
        Assert.Equal([1L, 2L], runs.Select(run => run.WebShopId).Order());
    }

    [Fact]
    public async Task While_one_is_at_work_no_other_is_asked_for_but_the_nights_waits()
    {
        var begin = new DateTime(2026, 11, 2, 2, 0, 0, DateTimeKind.Utc);
        await ShopAsync(begin, new Timetable(ScheduleMode.Interval, 10, [], "UTC"));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await Due.RunAsync(Stop));
        // It is still there at twenty to four.
        for (var minute = 0; minute < 120; minute += 5)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(0, await Due.RunAsync(Stop));
        }

        var runs = await UntilAsync(
            clock.GetUtcNow().UtcDateTime.AddMinutes(10),
            TimeSpan.FromMinutes(5)
        );

        Assert.True(Assert.Single(runs, run => run.Wider).QueuedAt > begin.AddHours(2));
    }

    [Fact]
    public async Task A_shop_that_was_never_synchronized_waits_for_a_person()
    {
        var begin = new DateTime(2026, 11, 2, 2, 0, 0, DateTimeKind.Utc);
        await ShopAsync(begin, new Timetable(ScheduleMode.Interval, 10, [], "UTC"));
        await app.Database.WriteAsync(
            app.OfficeId,
            (db, ct) => db.Runs.ExecuteDeleteAsync(ct),
            Stop
        );

        Assert.Empty(await UntilAsync(begin.AddHours(1), TimeSpan.FromMinutes(10)));
    }
}
