using System.Text.Json;
using Comptoir.DemoShop.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Comptoir.DemoShop.Server;

/// <summary>The switches of the demo shop over HTTP, for tests in another process. <c>?shop=NAME</c> chooses; without it the first.</summary>
internal static class DemoRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes, ServedShop[] shops)
    {
        routes.MapGet(
            "/__demo/requests",
            (string? shop) => Results.Json(Shop(shops, shop).Requests.Counts)
        );
        routes.MapDelete(
            "/__demo/requests",
            (string? shop) =>
            {
                Shop(shops, shop).Requests.Clear();
                return Results.NoContent();
            }
        );
        routes.MapPost(
            "/__demo/faults",
            async (HttpContext http, string? shop) =>
            {
                var faults = await JsonSerializer.DeserializeAsync<List<Fault>>(
                    http.Request.Body,
                    Json,
                    http.RequestAborted
                );
                Shop(shops, shop).Faults.Add(faults ?? []);
                return Results.NoContent();
            }
        );
        routes.MapDelete(
            "/__demo/faults",
            (string? shop) =>
            {
                Shop(shops, shop).Faults.Clear();
                return Results.NoContent();
            }
        );
        routes.MapPost(
            "/__demo/changes",
            async (HttpContext http, string? shop) =>
            {
                var changes =
                    await JsonSerializer.DeserializeAsync<List<ShopChange>>(
                        http.Request.Body,
                        Json,
                        http.RequestAborted
                    ) ?? [];
                try
                {
                    return Results.Json(
                        changes.ConvertAll(change => Shop(shops, shop).Changes.Apply(change))
                    );
                }
                catch (Exception e)
                    when (e
                            is KeyNotFoundException
                                or InvalidOperationException
                                or ArgumentException
                    )
                {
                    return Results.BadRequest(new { error = e.Message });
                }
            }
        );
    }

    private static ServedShop Shop(ServedShop[] shops, string? name) =>
        name is null
            ? shops[0]
            : Array.Find(shops, shop => shop.Settings.Name == name)
                ?? throw new BadHttpRequestException($"No shop is called {name}.");
}
