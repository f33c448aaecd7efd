using Comptoir.Api;
using Comptoir.Shopify;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Web shops in the API.</summary>
static class WebShopRoutes
{
    public static void MapWebShopApi(this RouteGroupBuilder api)
    {
        var shops = api.MapGroup("/web-shops").WithTags("Web shops");
        shops.MapGet("/", ListAsync).WithSummary("Web shops, in the order they were connected");
        shops
            .MapGet("/{id:long}", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A web shop, with its scopes, its problem and its runs");
        shops
            .MapPost("/", ConnectAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Connects a shop once the shop itself has answered");
        shops
            .MapPatch("/{id:long}", ChangeAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary(
                "Changes name or choices, or gives other credentials; what was synchronized stays"
            );
        shops
            .MapDelete("/{id:long}", RemoveAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary(
                "Disconnects a web shop: it is removed when nothing came from it, and otherwise stays, without credentials"
            );
        shops
            .MapPost("/test", TryAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Tries credentials against a shop that is not connected; nothing is kept");
        shops
            .MapPost("/{id:long}/test", TestAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Asks the shop what the token may read; nothing is synchronized");
    }

    static async Task<Listed<WebShopAnswer>> ListAsync(
        CurrentOffice office,
        Texts texts,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var part = await new Keyset<WebShop, long>(x => x.Id, x => x.Id, false).ListAsync(
            "web-shops",
            db.WebShops.AsNoTracking(),
            limit,
            cursor,
            x => x,
            x => (x.Id, x.Id),
            cancellationToken
        );
        var items = new List<WebShopAnswer>();
        foreach (var shop in part.Items)
            items.Add(
                WebShopAnswer.Of(texts, await WebShopView.OfAsync(db, shop, cancellationToken))
            );
        return new(items, part.Next);
    }

    static async Task<Results<Ok<WebShopAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        Texts texts,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return await WebShopView.ReadAsync(db, id, cancellationToken) is { } view
            ? TypedResults.Ok(WebShopAnswer.Of(texts, view))
            : Missing.Of("web shop", id);
    }

    static async Task<Results<Created<WebShopAnswer>, ProblemHttpResult>> ConnectAsync(
        CurrentOffice office,
        Texts texts,
        ConnectWebShop connect,
        ConnectWebShopRequest request,
        CancellationToken cancellationToken
    )
    {
        var credentials = request.Credentials ?? new CredentialsRequest("token");
        if (credentials.KindFault() is { } kind)
            return WebShopRefusal.Of(kind);
        var result = await connect.ConnectAsync(
            office.OfficeId,
            credentials.ToConnect(request.Name, request.Address, request.Settings),
            cancellationToken
        );
        if (result.Shop is not { } shop)
            return WebShopRefusal.Of(result.Problem!);
        await using var db = office.Open();
        return TypedResults.Created(
            $"{ApiRegistration.Root}/web-shops/{shop.Id}",
            WebShopAnswer.Of(texts, await WebShopView.OfAsync(db, shop, cancellationToken))
        );
    }

    static async Task<Results<Ok<ShopTestAnswer>, ProblemHttpResult>> TryAsync(
        CurrentOffice office,
        Texts texts,
        ConnectWebShop connect,
        ConnectWebShopRequest request,
        CancellationToken cancellationToken
    )
    {
        var credentials = request.Credentials ?? new CredentialsRequest("token");
        if (credentials.KindFault() is { } kind)
            return WebShopRefusal.Of(kind);
        var (test, problem) = await connect.TryAsync(
            office.OfficeId,
            credentials.ToConnect(null, request.Address),
            cancellationToken
        );
        return test is null
            ? WebShopRefusal.Of(problem!)
            : TypedResults.Ok(ShopTestAnswer.Of(texts, test));
    }

    static async Task<Results<Ok<WebShopAnswer>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        Texts texts,
        RenameWebShop rename,
        ReplaceCredentials replace,
        ChangeSettings change,
        long id,
        ChangeWebShopRequest request,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(office, id, cancellationToken) is not { } shop)
            return Missing.Of("web shop", id);
        var (name, credentials, settings) = (request.Name, request.Credentials, request.Settings);
        if (name is null && credentials is null && settings is null)
            throw new RefusedException(
                "There is nothing to change: give name, credentials or settings."
            );
        // What is only read is refused first: either all of the request is done, or nothing.
        var problem = credentials?.KindFault() ?? ChangeSettings.Fault(settings);
        if (name is not null)
            problem ??= RenameWebShop.Fault(name);
        if (problem is null && credentials is not null)
            problem = await replace.ReplaceAsync(
                shop,
                credentials.ToConnect(null, shop.Address),
                cancellationToken
            );
        if (problem is null && name is not null)
            problem = await rename.RenameAsync(office.OfficeId, id, name, cancellationToken);
        if (problem is null && settings is not null)
            problem = await change.ChangeAsync(office.OfficeId, id, settings, cancellationToken);
        return problem is null
            ? await GetAsync(office, texts, id, cancellationToken)
            : WebShopRefusal.Of(problem);
    }

    static async Task<Results<NoContent, Ok<WebShopAnswer>, ProblemHttpResult>> RemoveAsync(
        CurrentOffice office,
        Texts texts,
        DisconnectWebShop disconnect,
        long id,
        CancellationToken cancellationToken
    )
    {
        switch (await disconnect.DisconnectAsync(office.OfficeId, id, cancellationToken))
        {
            case Disconnection.Removed:
                return TypedResults.NoContent();
            case Disconnection.AtWork:
                return WebShopRefusal.AtWork();
            case Disconnection.Kept:
                await using (var db = office.Open())
                    if (await WebShopView.ReadAsync(db, id, cancellationToken) is { } view)
                        return TypedResults.Ok(WebShopAnswer.Of(texts, view));
                break;
        }
        return Missing.Of("web shop", id);
    }

    static async Task<Results<Ok<ShopTestAnswer>, ProblemHttpResult>> TestAsync(
        CurrentOffice office,
        Texts texts,
        TestWebShop test,
        long id,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(office, id, cancellationToken) is not { } shop)
            return Missing.Of("web shop", id);
        if (!shop.IsConnected)
            return WebShopRefusal.NotConnected();
        try
        {
            return TypedResults.Ok(
                ShopTestAnswer.Of(texts, await test.TestAsync(shop, cancellationToken))
            );
        }
        catch (ShopifyException failure)
        {
            return WebShopRefusal.Of(ConnectProblems.Of(failure, shop.Credentials));
        }
    }

    static async Task<WebShop?> FindAsync(CurrentOffice office, long id, CancellationToken ct)
    {
        await using var db = office.Open();
        return await db.WebShops.AsNoTracking().FirstOrDefaultAsync(shop => shop.Id == id, ct);
    }
}
