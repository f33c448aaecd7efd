using Comptoir.Api;
using Comptoir.Sync.Choosing;
using Comptoir.Users;
using Comptoir.Web;
using Comptoir.WebShops;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>Runs in the API.</summary>
static class RunRoutes
{
    public static void MapRuns(this RouteGroupBuilder api)
    {
        api.MapPost("/web-shops/{id:long}/preparations", PrepareAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Runs")
            .WithSummary(
                "Asks for a list of what a synchronization would do; nothing of the office is changed"
            );
        api.MapPost("/web-shops/{id:long}/probes", ProbeAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Runs")
            .WithSummary(
                "Asks which control equations hold for the shop's orders, by class; nothing of them is kept"
            );
        api.MapPost("/web-shops/{id:long}/synchronizations", SynchronizeAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Runs")
            .WithSummary(
                "Asks for a synchronization; when one waits or is at work already, that is the answer"
            );
        api.MapPost("/attention/{id:long}/retry", RetryAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Attention")
            .WithSummary("Tries again what could not be done: its object is read once more");
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithSummary("Runs, newest first");
        runs.MapGet("/{id:long}", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A run: where it stands, what it did, whether the totals are the shop's");
        runs.MapDelete("/{id:long}", CancelAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Asks a run to stop; what is applied stays whole");
        runs.MapRunItems();
    }

    static Task<Results<Accepted<AskedRun>, ProblemHttpResult>> PrepareAsync(
        CurrentOffice office,
        Runs runs,
        RunWorker worker,
        long id,
        CancellationToken cancellationToken
    ) => AskAsync(office, runs, worker, id, RunKind.Preparation, false, cancellationToken);

    static Task<Results<Accepted<AskedRun>, ProblemHttpResult>> ProbeAsync(
        CurrentOffice office,
        Runs runs,
        RunWorker worker,
        long id,
        CancellationToken cancellationToken
    ) => AskAsync(office, runs, worker, id, RunKind.Probe, false, cancellationToken);

    static Task<Results<Accepted<AskedRun>, ProblemHttpResult>> SynchronizeAsync(
        CurrentOffice office,
        Runs runs,
        RunWorker worker,
        long id,
        SynchronizeRequest? request,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            office,
            runs,
            worker,
            id,
            RunKind.Synchronization,
            request?.Everything == true,
            cancellationToken
        );

    internal static async Task<Results<Accepted<AskedRun>, ProblemHttpResult>> AskAsync(
        CurrentOffice office,
        Runs runs,
        RunWorker worker,
        long id,
        RunKind kind,
        bool everything,
        CancellationToken ct
    )
    {
        await using (var db = office.Open())
        {
            if (
                await db.WebShops.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct)
                is not { } shop
            )
                return Missing.Of("web shop", id);
            if (!shop.IsConnected)
                return WebShopRefusal.NotConnected();
        }
        try
        {
            var run = await runs.AskAsync(office.OfficeId, id, kind, everything, ct);
            worker.Wake();
            return TypedResults.Accepted(Address(run.Id), new AskedRun(run.Id));
        }
        catch (RunAtWorkException open)
        {
            return AtWork(open.Run, kind);
        }
    }

    static async Task<Results<Accepted<AskedRun>, ProblemHttpResult>> RetryAsync(
        CurrentOffice office,
        RetryAttention retry,
        long id,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await retry.RetryAsync(office.OfficeId, id, cancellationToken) is { } run
                ? TypedResults.Accepted(Address(run.Id), new AskedRun(run.Id))
                : Missing.Of("item", id);
        }
        catch (RunAtWorkException open)
        {
            return AtWork(open.Run, RunKind.Synchronization);
        }
    }

    static ProblemHttpResult AtWork(Run open, RunKind asked)
    {
        var what = open.Kind switch
        {
            RunKind.Preparation => "A preparation",
            RunKind.Probe => "A probe",
            RunKind.Comparison => "A comparison",
            _ when asked == RunKind.Synchronization =>
                "A synchronization that reads only what changed",
            _ => "A synchronization",
        };
        var state = open.State == RunState.Queued ? "waits" : "is at work";
        return TypedResults.Problem(
            $"{what} of this web shop {state}: see it with GET {Address(open.Id)}. Ask again when it is over, or stop it with DELETE {Address(open.Id)}.",
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["openRun"] = open.Id,
            }
        );
    }

    static async Task<Listed<RunAnswer>> ListAsync(
        CurrentOffice office,
        Texts texts,
        TimeProvider clock,
        long? webShop,
        Choice<RunKind>? kind,
        Choice<RunState>? state,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Runs.AsNoTracking();
        if (webShop is not null)
            rows = rows.Where(x => x.WebShopId == webShop);
        if (kind is { Value: var work })
            rows = rows.Where(x => x.Kind == work);
        if (state is { Value: var wanted })
            rows = rows.Where(x => x.State == wanted);
        var part = await new Keyset<Run, DateTime>(x => x.QueuedAt, x => x.Id, true).ListAsync(
            "runs",
            rows,
            limit,
            cursor,
            x => x,
            x => (x.QueuedAt, x.Id),
            cancellationToken
        );
        return new([.. part.Items.Select(run => RunAnswer.Of(texts, clock, run))], part.Next);
    }

    static async Task<Results<Ok<RunAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        Texts texts,
        TimeProvider clock,
        long id,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(office, id, cancellationToken) is { } run
            ? TypedResults.Ok(RunAnswer.Of(texts, clock, run))
            : Missing.Of("run", id);

    static async Task<Results<Accepted<RunAnswer>, ProblemHttpResult>> CancelAsync(
        CurrentOffice office,
        Texts texts,
        TimeProvider clock,
        Runs runs,
        long id,
        CancellationToken cancellationToken
    )
    {
        var asked = await runs.CancelAsync(office.OfficeId, id, cancellationToken);
        if (await FindAsync(office, id, cancellationToken) is not { } run)
            return Missing.Of("run", id);
        return asked
            ? TypedResults.Accepted(Address(id), RunAnswer.Of(texts, clock, run))
            : TypedResults.Problem(
                "This run is over: there is nothing to stop, and what it applied stays.",
                statusCode: StatusCodes.Status409Conflict
            );
    }

    static async Task<Run?> FindAsync(CurrentOffice office, long id, CancellationToken ct)
    {
        await using var db = office.Open();
        return await db.Runs.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, ct);
    }

    static string Address(long run) => $"{ApiRegistration.Root}/runs/{run}";
}
