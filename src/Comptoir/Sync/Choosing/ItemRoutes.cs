using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>The lists of preparations in the API, and what is left out of them.</summary>
static class ItemRoutes
{
    public static void MapRunItems(this RouteGroupBuilder runs)
    {
        var items = runs.MapGroup("/{id:long}/items");
        items
            .MapGet("/", ListAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary(
                "What a synchronization would do, object by object, as a preparation found it"
            );
        items
            .MapGet("/counts", CountAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The same list, counted by kind and action");
        items
            .MapPatch("/", ChooseAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Leaves objects out, or lets them in again: those with these ids, or all that a filter shows"
            );
    }

    static async Task<Results<Ok<Listed<ItemAnswer>>, ProblemHttpResult>> ListAsync(
        CurrentOffice office,
        Texts texts,
        long id,
        Choice<LinkKind>? kind,
        Choice<RunItemAction>? action,
        string? q,
        bool? excluded,
        bool? warnings,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (await FindAsync(db, id, cancellationToken) is not { } run)
            return Missing.Of("run", id);
        var part = await ItemList.Order.ListAsync(
            "run-items",
            new ItemFilter(kind?.Value, action?.Value, q, warnings, excluded)
                .Of(db, run)
                .AsNoTracking(),
            limit,
            cursor,
            ItemList.View(db, run),
            row => (row.Id, row.Id),
            cancellationToken
        );
        return TypedResults.Ok(
            new Listed<ItemAnswer>(
                [.. part.Items.Select(row => ItemAnswer.Of(texts, row))],
                part.Next
            )
        );
    }

    static async Task<Results<Ok<ItemCountsAnswer>, ProblemHttpResult>> CountAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return await FindAsync(db, id, cancellationToken) is { } run
            ? TypedResults.Ok(
                ItemCountsAnswer.Of(await ItemList.CountAsync(db, run, cancellationToken))
            )
            : Missing.Of("run", id);
    }

    static async Task<Results<Ok<ChosenAnswer>, ProblemHttpResult>> ChooseAsync(
        CurrentOffice office,
        LeaveOut leaveOut,
        long id,
        ChooseRequest request,
        CancellationToken cancellationToken
    )
    {
        Run? found;
        await using (var db = office.Open())
            found = await FindAsync(db, id, cancellationToken);
        if (found is not { } run)
            return Missing.Of("run", id);
        if (request.Excluded is not { } excluded)
            throw new RefusedException(
                "Say 'excluded': true leaves the objects out, false lets them in again."
            );
        var changed = request switch
        {
            { Ids: { Length: <= LeaveOut.MostIds } ids, Filter: null } => await leaveOut.SetAsync(
                run,
                ids,
                excluded,
                office.Name,
                cancellationToken
            ),
            { Ids: null, Filter: { } filter } => await leaveOut.SetAsync(
                run,
                new ItemFilter(filter.Kind, filter.Action, filter.Q, filter.Warnings),
                excluded,
                office.Name,
                cancellationToken
            ),
            { Ids: not null, Filter: null } => throw new RefusedException(
                "At most 10,000 'ids' can be given at once. Use several calls, or a 'filter'."
            ),
            _ => throw new RefusedException(
                "Say which objects are meant: either 'ids', or a 'filter'. An empty filter means the whole list."
            ),
        };
        return TypedResults.Ok(new ChosenAnswer(changed));
    }

    static Task<Run?> FindAsync(ComptoirDb db, long id, CancellationToken ct) =>
        db.Runs.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, ct);
}
