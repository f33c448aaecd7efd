using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>Requests about personal data in the API.</summary>
static class PrivacyRoutes
{
    public static void MapPrivacy(this RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/privacy-requests")
            .WithTags("Privacy")
            .RequireAuthorization(Policies.Manages);
        requests
            .MapGet("/", ListAsync)
            .WithSummary("What shops ask for on behalf of their customers, newest first");
        requests
            .MapGet("/{id:long}/data", DataAsync)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Everything that is kept of the customer of a request, in one file");
        requests
            .MapPost("/{id:long}/done", DoneAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Marks a request to see as answered");
        requests
            .MapPost("/{id:long}/confirm", ConfirmAsync)
            .RequireAuthorization(Policies.Owns)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Has all customers of a shop erased that asked for it; it cannot be undone"
            )
            .WithDescription(
                "Erased are names, e-mail addresses, phones, addresses, notes and tags of its customers and on its orders and deliveries. Issued documents and the journal stay, because the law asks for them (code de commerce L123-22; GDPR art. 17(3)(b)), and so do the ledger and the amounts."
            );
    }

    /// <summary>The file, where the page offers it.</summary>
    public static void MapPrivacyFile(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/settings/privacy/{id:long}/data", DataAsync)
            .RequireAuthorization(Policies.Manages)
            .ExcludeFromDescription();

    static async Task<Listed<PrivacyItem>> ListAsync(
        CurrentOffice office,
        long? webShop,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.PrivacyRequests.AsNoTracking();
        if (webShop is not null)
            rows = rows.Where(x => x.WebShopId == webShop);
        var part = await new Keyset<ShopPrivacyRequest, DateTime>(
            x => x.ReceivedAt,
            x => x.Id,
            true
        ).ListAsync(
            "privacy-requests",
            rows,
            limit,
            cursor,
            x => x,
            x => (x.ReceivedAt, x.Id),
            cancellationToken
        );
        return new([.. part.Items.Select(PrivacyItem.Of)], part.Next);
    }

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DataAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return
            await db
                .PrivacyRequests.AsNoTracking()
                .FirstOrDefaultAsync(
                    x => x.Id == id && x.Kind == PrivacyKind.See,
                    cancellationToken
                )
                is { } request
            ? TypedResults.File(
                await CustomerData.ReadAsync(db, request, cancellationToken),
                "application/json",
                CustomerData.NameOf(request)
            )
            : Missing.Of("request to see", id);
    }

    static async Task<Results<Ok<PrivacyItem>, ProblemHttpResult>> DoneAsync(
        CurrentOffice office,
        SettlePrivacyRequest settle,
        long id,
        CancellationToken cancellationToken
    ) =>
        await settle.AnsweredAsync(office.OfficeId, id, office.Name, cancellationToken)
            is { } request
            ? TypedResults.Ok(PrivacyItem.Of(request))
            : Missing.Of("request", id);

    static async Task<Results<Accepted<PrivacyItem>, ProblemHttpResult>> ConfirmAsync(
        CurrentOffice office,
        SettlePrivacyRequest settle,
        long id,
        CancellationToken cancellationToken
    ) =>
        await settle.ConfirmAsync(office.OfficeId, id, office.Name, cancellationToken)
            is { } request
            ? TypedResults.Accepted((string?)null, PrivacyItem.Of(request))
            : Missing.Of("request", id);
}

/// <summary>What a shop asks for on behalf of a customer.</summary>
/// <param name="Id">Number within the office.</param>
/// <param name="WebShop">The web shop that passed it on.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Customer">The shop's number of the customer; null for a whole shop.</param>
/// <param name="Orders">The shop's numbers of the orders it names.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="DueAt">By when it must be done.</param>
/// <param name="ConfirmedAt">For a whole shop: when an owner confirmed it.</param>
/// <param name="ConfirmedBy">And who.</param>
/// <param name="DoneAt">When it was done; null while it is open.</param>
/// <param name="DoneBy">By whom; null for Comptoir itself.</param>
/// <param name="Outcome">What was erased, and what stays.</param>
public sealed record PrivacyItem(
    long Id,
    long WebShop,
    PrivacyKind Kind,
    long? Customer,
    IReadOnlyList<long> Orders,
    DateTime ReceivedAt,
    DateTime DueAt,
    DateTime? ConfirmedAt,
    string? ConfirmedBy,
    DateTime? DoneAt,
    string? DoneBy,
    PrivacyOutcome? Outcome
)
{
    internal static PrivacyItem Of(ShopPrivacyRequest x) =>
        new(
            x.Id,
            x.WebShopId,
            x.Kind,
            x.Customer,
            x.Orders,
            x.ReceivedAt,
            x.DueAt,
            x.ConfirmedAt,
            x.ConfirmedBy,
            x.DoneAt,
            x.DoneBy,
            x.Outcome
        );
}
