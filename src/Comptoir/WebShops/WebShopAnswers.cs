using System.Text.Json;
using Comptoir.Sync;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.WebShops;

/// <summary>A web shop. Its credentials are never answered.</summary>
/// <param name="Id">Number within the office.</param>
/// <param name="Name">What the office calls it.</param>
/// <param name="Address">Its address at Shopify.</param>
/// <param name="ShopName">Its own name, as Shopify says it.</param>
/// <param name="Currency">The currency of its books.</param>
/// <param name="TimeZone">Where it counts its days.</param>
/// <param name="Plan">Its plan at Shopify.</param>
/// <param name="ConnectedAt">When it was connected.</param>
/// <param name="Scopes">What the token may read, when last tested.</param>
/// <param name="Problem">What keeps it from being synchronized; null when nothing does.</param>
/// <param name="OpenRun">The run that waits or is at work.</param>
/// <param name="LastRun">The last run that ended.</param>
public sealed record WebShopAnswer(
    long Id,
    string Name,
    string Address,
    string ShopName,
    string Currency,
    string TimeZone,
    string? Plan,
    DateTime ConnectedAt,
    ShopScopes Scopes,
    ShopProblem? Problem,
    long? OpenRun,
    LastRun? LastRun
)
{
    internal static WebShopAnswer Of(Texts texts, WebShopView view)
    {
        var shop = view.Shop;
        return new(
            shop.Id,
            shop.Name,
            shop.Address,
            shop.ShopName,
            shop.Currency,
            shop.TimeZone,
            shop.Plan,
            shop.ConnectedAt,
            ShopScopes.Of(texts, shop.Scopes),
            ShopProblem.Of(texts, shop.Problem),
            view.Open?.Id,
            view.Last is { } last ? new(last.Id, last.State, last.FinishedAt) : null
        );
    }
}

/// <summary>What a token may read, and what will not work because it may not.</summary>
public sealed record ShopScopes(IReadOnlyList<string> Granted, IReadOnlyList<MissingScope> Missing)
{
    internal static ShopScopes Of(Texts texts, IReadOnlyCollection<string> granted) =>
        new(
            [.. granted.Order(StringComparer.Ordinal)],
            [
                .. ScopeNeed
                    .Missing(granted)
                    .Select(need => new MissingScope(
                        need.Name,
                        WebShopWords.Feature(texts, need),
                        need.IsRequired
                    )),
            ]
        );
}

/// <summary>A scope that was not granted.</summary>
/// <param name="Scope">Its name at Shopify.</param>
/// <param name="Feature">What will not work without it.</param>
/// <param name="IsRequired">Nothing can be synchronized without it.</param>
public sealed record MissingScope(string Scope, string Feature, bool IsRequired);

/// <summary>What keeps a web shop from being synchronized, and what to do.</summary>
public sealed record ShopProblem(WebShopProblem Code, string What, string Advice)
{
    internal static ShopProblem? Of(Texts texts, WebShopProblem? problem)
    {
        if (problem is not { } code)
            return null;
        var (what, advice) = WebShopWords.Problem(texts, code);
        return new(code, what, advice);
    }
}

/// <summary>A run that ended.</summary>
public sealed record LastRun(long Id, RunState State, DateTime? FinishedAt);

/// <summary>What a shop answered when it was tested.</summary>
/// <param name="ShopName">Its own name.</param>
/// <param name="Currency">The currency of its books.</param>
/// <param name="Plan">Its plan at Shopify.</param>
/// <param name="Scopes">What the token may read.</param>
/// <param name="Orders">The orders that it may see; null when it may not see any.</param>
public sealed record ShopTestAnswer(
    string ShopName,
    string Currency,
    string? Plan,
    ShopScopes Scopes,
    VisibleOrders? Orders
)
{
    internal static ShopTestAnswer Of(Texts texts, ShopTest test) =>
        new(
            test.Info.Name,
            test.Info.CurrencyCode,
            test.Info.Plan.PublicDisplayName,
            ShopScopes.Of(texts, test.Scopes),
            test.Orders is { } count ? new(count, test.OldestOrder) : null
        );
}

/// <summary>The orders that a token may see.</summary>
/// <param name="Count">How many.</param>
/// <param name="OldestVisible">When the oldest of them was placed; null when there is none.</param>
public sealed record VisibleOrders(long Count, DateTime? OldestVisible);

/// <summary>Refusals of web shops as problem details: <c>detail</c> says what to do, <c>field</c> what to correct.</summary>
static class WebShopRefusal
{
    public static ProblemHttpResult Of(ConnectProblem problem)
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["field"] = problem.Field is "token" or "apiSecret" or "kind"
                ? $"credentials.{problem.Field}"
                : problem.Field,
            ["fault"] = JsonNamingPolicy.CamelCase.ConvertName(problem.Fault.ToString()),
        };
        if (problem.Scopes.Count > 0)
            more["scopes"] = problem.Scopes;
        var status = problem.Fault switch
        {
            ConnectFault.AlreadyConnected => StatusCodes.Status409Conflict,
            ConnectFault.Unavailable => StatusCodes.Status502BadGateway,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        return TypedResults.Problem(problem.Message, statusCode: status, extensions: more);
    }

    public static ProblemHttpResult Of(Disconnection outcome) =>
        TypedResults.Problem(
            outcome == Disconnection.AtWork
                ? "A synchronization of this web shop waits or is at work. Stop it with DELETE /api/v1/runs/{openRun}, then remove the web shop."
                : "Contacts, products or orders came from this web shop; they stay in the office, and so does the web shop. To end its synchronization, uninstall the app in Shopify's admin: the token opens nothing from then on.",
            statusCode: StatusCodes.Status409Conflict
        );
}
