using System.Text.Json;
using Comptoir.Shopify;
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
/// <param name="ConnectedAt">When it was first connected.</param>
/// <param name="State">How it is.</param>
/// <param name="Credentials">Which credentials it has; null while it is not connected.</param>
/// <param name="Settings">What was chosen for it.</param>
/// <param name="Scopes">What the token may read, when last tested.</param>
/// <param name="ProtectedData">The personal data that Shopify withholds, when last tested.</param>
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
    WebShopState State,
    KeptCredentials? Credentials,
    WebShopSettings Settings,
    ShopScopes Scopes,
    WithheldData ProtectedData,
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
            view.State,
            KeptCredentials.Of(shop),
            shop.Settings,
            ShopScopes.Of(texts, shop.Scopes),
            WithheldData.Of(texts, shop.Withheld),
            ShopProblem.Of(texts, shop.Problem),
            view.Open?.Id,
            view.Last is { } last ? new(last.Id, last.State, last.FinishedAt) : null
        );
    }
}

/// <summary>Which credentials a web shop has. Secrets are never answered.</summary>
/// <param name="Kind">Of which kind they are.</param>
/// <param name="ApiKey">With a token: the app's key.</param>
/// <param name="ClientId">The client id.</param>
public sealed record KeptCredentials(CredentialsKind Kind, string? ApiKey, string? ClientId)
{
    internal static KeptCredentials? Of(WebShop shop) =>
        !shop.IsConnected ? null
        : shop.Credentials == CredentialsKind.Client
            ? new(CredentialsKind.Client, null, shop.ClientId)
        : new(CredentialsKind.Token, shop.ApiKey, null);
}

/// <summary>Personal data that Shopify withholds from the app ("protected customer data").</summary>
/// <param name="Withheld">What is withheld; customers and orders are read all the same, without it.</param>
public sealed record WithheldData(IReadOnlyList<WithheldGroup> Withheld)
{
    internal static WithheldData Of(Texts texts, IEnumerable<ProtectedData> withheld) =>
        new([
            .. withheld.Select(group => new WithheldGroup(
                group,
                WebShopWords.Withheld(texts, group),
                WebShopWords.WithheldAdvice(texts)
            )),
        ]);
}

/// <summary>A group of personal data that is withheld.</summary>
/// <param name="Group">Which.</param>
/// <param name="What">In words.</param>
/// <param name="Advice">What to do.</param>
public sealed record WithheldGroup(ProtectedData Group, string What, string Advice);

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
/// <param name="Address">The address that the shop itself says it has.</param>
/// <param name="ProtectedData">The personal data that Shopify withholds.</param>
/// <param name="Orders">The orders that it may see; null when it may not see any.</param>
/// <param name="Customers">How many customers there are; null when that is not told.</param>
/// <param name="Products">How many products there are; null when that is not told.</param>
public sealed record ShopTestAnswer(
    string ShopName,
    string Address,
    string Currency,
    string? Plan,
    ShopScopes Scopes,
    WithheldData ProtectedData,
    VisibleOrders? Orders,
    long? Customers,
    long? Products
)
{
    internal static ShopTestAnswer Of(Texts texts, ShopTest test) =>
        new(
            test.Info.Name,
            test.Address.Host,
            test.Info.CurrencyCode,
            test.Info.Plan.PublicDisplayName,
            ShopScopes.Of(texts, test.Scopes),
            WithheldData.Of(texts, test.Access?.Withheld ?? []),
            test.Counts?.OrdersCount is { } orders ? new(orders.Count, test.OldestOrder) : null,
            test.Counts?.CustomersCount?.Count,
            test.Counts?.ProductsCount?.Count
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
            ["field"] = problem.Field
                is "token"
                    or "apiSecret"
                    or "kind"
                    or "clientId"
                    or "clientSecret"
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

    public static ProblemHttpResult AtWork() =>
        TypedResults.Problem(
            "A synchronization of this web shop waits or is at work. Stop it with DELETE /api/v1/runs/{openRun}, then disconnect the web shop.",
            statusCode: StatusCodes.Status409Conflict
        );

    public static ProblemHttpResult NotConnected() =>
        TypedResults.Problem(
            "This web shop is not connected. Connect it again with POST /api/v1/web-shops; everything that came from it is still there.",
            statusCode: StatusCodes.Status409Conflict
        );
}
