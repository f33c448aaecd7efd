using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Reconciling;

/// <summary>The comparison with the shop in the API.</summary>
static class ComparisonRoutes
{
    public static void MapComparisons(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/web-shops/{id:long}/comparison").WithTags("Accounting");
        one.MapGet("/", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary(
                "The last comparison of a web shop’s orders with the office’s: each day, and each order that differs with its cause"
            );
        one.MapPost("/", AskAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary(
                "Compares the last 35 days, or the whole history; each night it is done by itself"
            );
        one.MapPost("/mend", MendAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Reads orders that differ again, lets in those left out that are named, and compares anew"
            );
    }

    static async Task<Results<Ok<ComparisonAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (!await db.WebShops.AnyAsync(x => x.Id == id, cancellationToken))
            return Missing.Of("web shop", id);
        return await ComparisonView.ReadAsync(db, id, cancellationToken) is { } view
            ? TypedResults.Ok(ComparisonAnswer.Of(view))
            : TypedResults.Problem(
                $"This web shop has not been compared yet. Ask for it with POST {ApiRegistration.Root}/web-shops/{id}/comparison.",
                statusCode: StatusCodes.Status404NotFound
            );
    }

    static Task<Results<Accepted<AskedRun>, ProblemHttpResult>> AskAsync(
        CurrentOffice office,
        Runs runs,
        RunWorker worker,
        long id,
        CompareRequest? request,
        CancellationToken cancellationToken
    ) =>
        RunRoutes.AskAsync(
            office,
            runs,
            worker,
            id,
            RunKind.Comparison,
            request?.Everything == true,
            cancellationToken
        );

    static async Task<Results<Accepted<MendAnswer>, ProblemHttpResult>> MendAsync(
        CurrentOffice office,
        MendDifferences mend,
        long id,
        MendRequest? request,
        CancellationToken cancellationToken
    )
    {
        await using (var db = office.Open())
            if (!await db.WebShops.AnyAsync(x => x.Id == id, cancellationToken))
                return Missing.Of("web shop", id);
        var done = await mend.RunAsync(office.OfficeId, id, request?.Orders, cancellationToken);
        return TypedResults.Accepted(
            done.Run is { } run ? $"{ApiRegistration.Root}/runs/{run.Id}" : null,
            new MendAnswer(done.Asked, done.LetIn, done.Run?.Id)
        );
    }
}
