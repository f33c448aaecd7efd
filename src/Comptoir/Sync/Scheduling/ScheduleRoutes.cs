using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Scheduling;

/// <summary>Schedules in the API.</summary>
static class ScheduleRoutes
{
    public static void MapSchedules(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/web-shops/{id:long}/automatic").WithTags("Web shops");
        one.MapGet("/", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("When a web shop is synchronized by itself, and when next");
        one.MapPut("/", PutAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Chooses when a web shop is synchronized by itself; it holds at once");
    }

    static async Task<Results<Ok<ScheduleAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return await FindAsync(db, id, cancellationToken) is { } shop
            ? TypedResults.Ok(
                ScheduleAnswer.Of(await ChooseSchedule.ReadAsync(db, shop, cancellationToken))
            )
            : Missing.Of("web shop", id);
    }

    static async Task<Results<Ok<ScheduleAnswer>, ProblemHttpResult>> PutAsync(
        CurrentOffice office,
        ChooseSchedule choose,
        RunWorker worker,
        long id,
        ScheduleRequest request,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (await FindAsync(db, id, cancellationToken) is not { } shop)
            return Missing.Of("web shop", id);
        if (!shop.IsConnected)
            return WebShopRefusal.NotConnected();
        await choose.RunAsync(
            office.OfficeId,
            id,
            request.ToTimetable(shop.TimeZone),
            cancellationToken
        );
        worker.Wake();
        return TypedResults.Ok(
            ScheduleAnswer.Of(await ChooseSchedule.ReadAsync(db, shop, cancellationToken))
        );
    }

    static Task<WebShop?> FindAsync(ComptoirDb db, long id, CancellationToken ct) =>
        db.WebShops.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
}

/// <summary>When a web shop is to be synchronized by itself.</summary>
/// <param name="Mode"><c>off</c>, <c>interval</c>, <c>times</c> or <c>live</c>.</param>
/// <param name="Minutes">With <c>interval</c>: between two, 1 to 10,080.</param>
/// <param name="Times">With <c>times</c>: of the day, such as <c>06:00</c>.</param>
/// <param name="TimeZone">IANA name of the time zone of the times; that of the shop when it is left out.</param>
[ApiExample("""{ "mode": "times", "times": ["06:00", "18:30"], "timeZone": "Europe/Paris" }""")]
public sealed record ScheduleRequest(
    ScheduleMode? Mode = null,
    int? Minutes = null,
    string[]? Times = null,
    string? TimeZone = null
)
{
    /// <summary>What is asked for.</summary>
    /// <exception cref="RefusedException">It cannot be.</exception>
    internal Timetable ToTimetable(string zoneOfShop) =>
        new(
            Mode ?? throw new RefusedException("Say the mode: off, interval, times or live."),
            Mode == ScheduleMode.Interval && Minutes is null
                ? throw new RefusedException("Say how many minutes lie between two, 1 to 10,080.")
                : Minutes ?? ShopSchedule.LiveMinutes,
            TimeList.Read(Times ?? []),
            string.IsNullOrWhiteSpace(TimeZone) ? zoneOfShop : TimeZone.Trim()
        );
}

/// <summary>When a web shop is synchronized by itself.</summary>
/// <param name="Mode">How it is said.</param>
/// <param name="Minutes">Between two; null when times of the day are given, or none.</param>
/// <param name="Times">Of the day.</param>
/// <param name="TimeZone">IANA name of their time zone.</param>
/// <param name="NextAt">When the next one is due, UTC; null when none is.</param>
/// <param name="NightlyAt">When the next one is due that looks further back, UTC.</param>
public sealed record ScheduleAnswer(
    ScheduleMode Mode,
    int? Minutes,
    IReadOnlyList<string> Times,
    string TimeZone,
    DateTime? NextAt,
    DateTime? NightlyAt
)
{
    internal static ScheduleAnswer Of(ShopSchedule x) =>
        new(
            x.Mode,
            x.Mode is ScheduleMode.Interval or ScheduleMode.Live ? x.Minutes : null,
            TimeList.Write(x.Times),
            x.TimeZone,
            x.NextAt,
            x.NightlyAt
        );
}
