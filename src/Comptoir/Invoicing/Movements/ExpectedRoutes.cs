using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>What was entered here and the shop is expected to tell, in the API.</summary>
static class ExpectedRoutes
{
    public static void MapExpectedFacts(this RouteGroupBuilder api)
    {
        var facts = api.MapGroup("/expected-facts").WithTags("Sales");
        facts
            .MapGet("/", ListAsync)
            .WithSummary("What was entered here and the shop has not told, oldest first");
        facts
            .MapGet("/{id:long}", GetAsync)
            .WithSummary("An expected fact with what the shop tells that could be the same");
        facts
            .MapPost("/{id:long}/match", MatchAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says under which number the shop tells it");
        facts
            .MapPost("/{id:long}/give-up", GiveUpAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says that the shop will never tell it");
    }

    static async Task<Listed<ExpectedItem>> ListAsync(
        CurrentOffice office,
        long? webShop,
        Choice<ExpectedFactKind>? kind,
        Choice<ExpectedState>? state,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        bool? isOpen = state?.Value switch
        {
            ExpectedState.Settled => false,
            ExpectedState.All => null,
            _ => true,
        };
        var found = await ExpectedList.Keys.ListAsync(
            "expected:entered",
            ExpectedList.Filtered(db, kind?.Value, webShop, isOpen),
            limit,
            cursor,
            ExpectedList.View(db),
            row => (row.EnteredAt, row.Id),
            cancellationToken
        );
        return new([.. found.Items.Select(ExpectedItem.Of)], found.Next);
    }

    static async Task<Results<Ok<ExpectedDetail>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var fact = await db
            .ExpectedFacts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (fact is null)
            return Missing.Of("expected fact", id);
        var row = await db
            .ExpectedFacts.Where(x => x.Id == id)
            .Select(ExpectedList.View(db))
            .SingleAsync(cancellationToken);
        var choices = fact.SettledAt is null
            ? await ExpectedChoicesView.ReadAsync(db, fact, cancellationToken)
            : [];
        return TypedResults.Ok(
            new ExpectedDetail(
                ExpectedItem.Of(row),
                [
                    .. choices.Select(choice => new ExpectedChoiceItem(
                        choice.ExternalId,
                        choice.At,
                        choice.Amount is { } amount ? ApiMoney.Of(amount, row.Currency) : null,
                        choice.Name,
                        choice.WasKnown
                    )),
                ]
            )
        );
    }

    static async Task<Results<NoContent, ProblemHttpResult>> MatchAsync(
        CurrentOffice office,
        SettleExpected settle,
        long id,
        MatchBody request,
        CancellationToken cancellationToken
    ) =>
        await settle.MatchAsync(
            office.OfficeId,
            id,
            request.ExternalId,
            office.Name,
            cancellationToken
        )
            ? TypedResults.NoContent()
            : Missing.Of("expected fact", id);

    static async Task<Results<NoContent, ProblemHttpResult>> GiveUpAsync(
        CurrentOffice office,
        SettleExpected settle,
        long id,
        CancellationToken cancellationToken
    ) =>
        await settle.GiveUpAsync(office.OfficeId, id, office.Name, cancellationToken)
            ? TypedResults.NoContent()
            : Missing.Of("expected fact", id);
}

/// <summary>Which expected facts.</summary>
public enum ExpectedState
{
    Open,
    Settled,
    All,
}

/// <summary>The shop's number of the refund (its agreement), the transaction or the fulfilment.</summary>
[ApiExample("""{"externalId":5100000001}""")]
public sealed record MatchBody(long ExternalId);

/// <summary>Something entered here that the shop is expected to tell.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What.</param>
/// <param name="Order">The order.</param>
/// <param name="OrderName">The order's name.</param>
/// <param name="WebShop">The order's web shop.</param>
/// <param name="Entered">The number of the credit note, the payment or the delivery.</param>
/// <param name="Amount">With tax; null for a delivery.</param>
/// <param name="EnteredAt">When, UTC.</param>
/// <param name="EnteredBy">By whom.</param>
/// <param name="SettledAt">When it was settled; null while it is expected.</param>
/// <param name="SettledBy">By whom; null for by itself.</param>
/// <param name="MatchedExternalId">What it was matched with; null when the shop never tells it.</param>
public sealed record ExpectedItem(
    long Id,
    ExpectedFactKind Kind,
    long Order,
    string OrderName,
    long? WebShop,
    long Entered,
    ApiMoney? Amount,
    DateTime EnteredAt,
    string EnteredBy,
    DateTime? SettledAt,
    string? SettledBy,
    long? MatchedExternalId
)
{
    internal static ExpectedItem Of(ExpectedRow row) =>
        new(
            row.Id,
            row.Kind,
            row.OrderId,
            row.OrderName,
            row.WebShopId,
            row.EnteredId,
            row.Amount is { } amount ? ApiMoney.Of(amount, row.Currency) : null,
            row.EnteredAt,
            row.EnteredBy,
            row.SettledAt,
            row.SettledBy,
            row.MatchedExternalId
        );
}

/// <summary>An expected fact with what the shop tells that could be the same.</summary>
public sealed record ExpectedDetail(ExpectedItem Fact, IReadOnlyList<ExpectedChoiceItem> Choices);

/// <summary>Something that the shop tells.</summary>
/// <param name="ExternalId">The shop's number, for <c>match</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Amount">With tax; null for a delivery.</param>
/// <param name="Name">The name of a delivery.</param>
/// <param name="WasKnown">The shop had told it before the other was entered.</param>
public sealed record ExpectedChoiceItem(
    long ExternalId,
    DateTime At,
    ApiMoney? Amount,
    string? Name,
    bool WasKnown
);
