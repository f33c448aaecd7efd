using Comptoir.Api;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>The rules of documents in the API.</summary>
static class RulesRoutes
{
    public static void MapDocumentRules(this RouteGroupBuilder api)
    {
        var shops = api.MapGroup("/web-shops").WithTags("Web shops");
        shops
            .MapGet("/{id:long}/documents", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What documents are made of a web shop's orders, and when");
        shops
            .MapPut("/{id:long}/documents", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Changes what documents are made; recorded in the journal")
            .WithDescription(
                "What is left out stays. `version` must be the one that was read. Another `from` opens the sales from that day on that another program had, and closes those before it, as far as no document touches them: the answer says how many."
            );
    }

    static async Task<Results<Ok<RulesAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return
            await db
                .InvoicingRules.AsNoTracking()
                .FirstOrDefaultAsync(rules => rules.WebShopId == id, cancellationToken)
                is { } rules
            ? TypedResults.Ok(RulesAnswer.Of(rules))
            : Missing.Of("web shop", id);
    }

    static async Task<Results<Ok<RulesAnswer>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        ChangeRules change,
        long id,
        RulesRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Version is not { } version)
            throw new RefusedException(
                "Say which version your changes were made on: version as GET answered it."
            );
        var outcome = await change.ChangeAsync(
            office.OfficeId,
            id,
            request.Change,
            version,
            office.Name,
            cancellationToken
        );
        if (outcome is null)
            return Missing.Of("web shop", id);
        var answer = RulesAnswer.Of(outcome.Rules) with
        {
            SalesOpened = outcome.Opened,
            SalesClosed = outcome.Closed,
        };
        return outcome.IsSaved
            ? TypedResults.Ok(answer)
            : TypedResults.Problem(
                new ProblemDetails
                {
                    Status = StatusCodes.Status409Conflict,
                    Detail =
                        $"Somebody saved in between; nothing was stored. 'current' holds what is there now. Decide, then send your changes with version {outcome.Rules.Version}.",
                    Extensions = { ["current"] = answer },
                }
            );
    }
}

/// <summary>What is to be changed of the rules; what is left out stays.</summary>
[ApiExample(
    """{"from":"2026-10-01","make":"ordersAndInvoices","when":"fullyPaid","whenTerms":"eachDelivery","issueAtOnce":true,"leaveOutTags":["sample"],"version":3}"""
)]
public sealed record RulesRequest(
    DateOnly? From = null,
    WhatToMake? Make = null,
    InvoiceMoment? When = null,
    InvoiceMoment? WhenTerms = null,
    bool? IssueAtOnce = null,
    bool? LeaveOutPointOfSale = null,
    bool? LeaveOutZeroTotal = null,
    IReadOnlyList<string>? LeaveOutTags = null,
    IReadOnlyList<string>? LeaveOutSources = null,
    bool? HoldFeared = null,
    bool? GiftCardsOnReceipt = null,
    bool? TipsOnReceipt = null,
    string? Language = null,
    int? PaymentDays = null,
    long? Version = null
)
{
    internal RulesChange Change =>
        new(
            From,
            Make,
            When,
            WhenTerms,
            IssueAtOnce,
            LeaveOutPointOfSale,
            LeaveOutZeroTotal,
            LeaveOutTags,
            LeaveOutSources,
            HoldFeared,
            GiftCardsOnReceipt,
            TipsOnReceipt,
            Language,
            PaymentDays
        );
}

/// <summary>What documents are made of a web shop's orders, and when. <c>salesOpened</c> and <c>salesClosed</c> say how many entries of the ledger a change opened and closed.</summary>
public sealed record RulesAnswer(
    long WebShop,
    DateOnly From,
    WhatToMake Make,
    InvoiceMoment When,
    InvoiceMoment WhenTerms,
    bool IssueAtOnce,
    bool LeaveOutPointOfSale,
    bool LeaveOutZeroTotal,
    IReadOnlyList<string> LeaveOutTags,
    IReadOnlyList<string> LeaveOutSources,
    bool HoldFeared,
    bool GiftCardsOnReceipt,
    bool TipsOnReceipt,
    string Language,
    int PaymentDays,
    long Version,
    int? SalesOpened = null,
    int? SalesClosed = null
)
{
    internal static RulesAnswer Of(InvoicingRules rules) =>
        new(
            rules.WebShopId,
            rules.From,
            rules.Make,
            rules.When,
            rules.WhenTerms,
            rules.IssueAtOnce,
            rules.LeaveOutPointOfSale,
            rules.LeaveOutZeroTotal,
            rules.LeaveOutTags,
            rules.LeaveOutSources,
            rules.HoldFeared,
            rules.GiftCardsOnReceipt,
            rules.TipsOnReceipt,
            rules.Language,
            rules.PaymentDays,
            rules.Version
        );
}
