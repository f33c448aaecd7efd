using System.Linq.Expressions;
using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Attention;

/// <summary>What needs attention, in the API.</summary>
static class AttentionRoutes
{
    public static void MapAttention(this RouteGroupBuilder api)
    {
        var attention = api.MapGroup("/attention").WithTags("Attention");
        attention.MapGet("/", ListAsync).WithSummary("What needs attention, newest first");
        attention
            .MapPost("/{id:long}/resolve", ResolveAsync)
            .RequireAuthorization(Policies.Manages)
            .WithSummary("Settles an item by hand, with the reason");
    }

    static async Task<Listed<AttentionAnswer>> ListAsync(
        CurrentOffice office,
        long? webShop,
        AttentionState? state,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Attention.AsNoTracking();
        if (webShop is not null)
            rows = rows.Where(x => x.WebShopId == webShop);
        rows = state switch
        {
            AttentionState.Open => rows.Where(x => x.ResolvedAt == null),
            AttentionState.Resolved => rows.Where(x => x.ResolvedAt != null),
            _ => rows,
        };
        return await new Keyset<AttentionItem, DateTime>(
            x => x.RaisedAt,
            x => x.Id,
            true
        ).ListAsync(
            "attention:raised",
            rows,
            limit,
            cursor,
            AttentionAnswer.Of,
            x => (x.RaisedAt, x.Id),
            cancellationToken
        );
    }

    static async Task<Results<Ok<AttentionAnswer>, ProblemHttpResult>> ResolveAsync(
        CurrentOffice office,
        ResolveAttention resolve,
        long id,
        ResolveRequest request,
        CancellationToken cancellationToken
    ) {
        if (!await resolve.ResolveAsync(office.OfficeId, id, office.Name, request.Reason, cancellationToken))
            return Missing.Of("item", id);
        await using var db = office.Open();
        return TypedResults.Ok(
            await db
                .Attention.Where(x => x.Id == id)
                .Select(AttentionAnswer.Of)
                .SingleAsync(cancellationToken)
        );
    }
}

/// <summary>Which items.</summary>
public enum AttentionState
{
    Open,
    Resolved,
}

/// <summary>Why an item is settled by hand: what was checked or done.</summary>
public sealed record ResolveRequest(string Reason);

/// <summary>Something that could not be done.</summary>
public sealed record AttentionAnswer(
    long Id,
    long? WebShop,
    AttentionCode Code,
    string SubjectKind,
    string Subject,
    string Title,
    string Detail,
    DateTime RaisedAt,
    DateTime? ResolvedAt,
    string? ResolvedBy,
    string? Resolution
)
{
    internal static readonly Expression<Func<AttentionItem, AttentionAnswer>> Of = x =>
        new(
            x.Id,
            x.WebShopId,
            x.Code,
            x.SubjectKind,
            x.Subject,
            x.Title,
            x.Detail,
            x.RaisedAt,
            x.ResolvedAt,
            x.ResolvedBy,
            x.Resolution
        );
}
