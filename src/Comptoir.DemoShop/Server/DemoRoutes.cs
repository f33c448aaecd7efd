using System.Text.Json;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Schema;
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
        routes.MapPatch(
            "/__demo/app",
            async (HttpContext http, string? shop) =>
            {
                var change = await JsonSerializer.DeserializeAsync<AppChange>(
                    http.Request.Body,
                    Json,
                    http.RequestAborted
                );
                change?.Apply(Shop(shops, shop).App);
                return Results.NoContent();
            }
        );
        routes.MapDelete(
            "/__demo/tokens",
            (string? shop) =>
            {
                Shop(shops, shop).App.RevokeGranted();
                return Results.NoContent();
            }
        );
        routes.MapGet(
            "/__demo/webhooks",
            (string? shop, string? topic) =>
            {
                var webhooks = Shop(shops, shop).Webhooks;
                return Results.Json(
                    new
                    {
                        topics = webhooks.Topics,
                        pending = webhooks.Pending,
                        deliveries = webhooks
                            .Deliveries.Where(one => topic is null || one.Topic == topic)
                            .ToList(),
                    }
                );
            }
        );
        routes.MapDelete(
            "/__demo/webhooks",
            (string? shop) =>
            {
                Shop(shops, shop).Webhooks.Forget();
                return Results.NoContent();
            }
        );
        routes.MapPost(
            "/__demo/webhooks",
            async (HttpContext http, string? shop) =>
            {
                var sent = await JsonSerializer.DeserializeAsync<SentWebhook>(
                    http.Request.Body,
                    Json,
                    http.RequestAborted
                );
                return sent is null
                    ? Results.BadRequest()
                    : Results.Json(
                        Shop(shops, shop).Webhooks.Send(sent.Address, sent.Topic, sent.Body)
                    );
            }
        );
        routes.MapGet(
            "/__demo/bustle",
            (string? shop) => Results.Json(Said(Shop(shops, shop).Bustle))
        );
        routes.MapPost(
            "/__demo/bustle",
            async (HttpContext http, string? shop) =>
            {
                var wanted = await JsonSerializer.DeserializeAsync<WantedBustle>(
                    http.Request.Body,
                    Json,
                    http.RequestAborted
                );
                var bustle = Shop(shops, shop).Bustle;
                if (wanted?.Seed is { } seed)
                {
                    bustle.Reseed(seed);
                }

                var done = bustle.Step(wanted?.Steps ?? 0);
                if (wanted?.PerSecond is { } perSecond)
                {
                    await bustle.RunAsync(perSecond);
                }

                return wanted?.Steps is null ? Results.Json(Said(bustle)) : Results.Json(done);
            }
        );
        routes.MapDelete(
            "/__demo/bustle",
            async (string? shop) =>
            {
                await Shop(shops, shop).Bustle.StopAsync();
                return Results.Json(Said(Shop(shops, shop).Bustle));
            }
        );
        routes.MapPost(
            "/__demo/changes",
            async (HttpContext http, string? shop) =>
            {
                try
                {
                    var changes =
                        await JsonSerializer.DeserializeAsync<List<ShopChange>>(
                            http.Request.Body,
                            Json,
                            http.RequestAborted
                        ) ?? [];
                    return Results.Json(
                        changes.ConvertAll(change => Shop(shops, shop).Changes.Apply(change))
                    );
                }
                catch (Exception e)
                    when (e
                            is KeyNotFoundException
                                or InvalidOperationException
                                or ArgumentException
                                or JsonException
                    )
                {
                    return Results.BadRequest(new { error = e.Message });
                }
            }
        );
    }

    /// <summary>What to change of the app; what is null stays.</summary>
    private sealed record AppChange(
        string? Token,
        IReadOnlyList<string>? Scopes,
        IReadOnlyList<PersonalData>? Withheld,
        bool? IsInstalled,
        bool? IsPermitted,
        string? ClientSecret,
        double? OldSecretSeconds,
        double? TokenSeconds
    )
    {
        public void Apply(AppAccess app)
        {
            app.Token = Token ?? app.Token;
            app.Scopes = Scopes ?? app.Scopes;
            app.Withheld = Withheld ?? app.Withheld;
            app.IsInstalled = IsInstalled ?? app.IsInstalled;
            app.IsPermitted = IsPermitted ?? app.IsPermitted;
            if (ClientSecret is { } secret)
            {
                app.RotateSecret(secret, TimeSpan.FromSeconds(OldSecretSeconds ?? 0));
            }

            app.TokenLife = TokenSeconds is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : app.TokenLife;
        }
    }

    private static object Said(Bustle bustle) => new { bustle.IsRunning, bustle.Steps };

    /// <summary>A pace to go on at, or steps to do at once.</summary>
    private sealed record WantedBustle(double? PerSecond, int? Steps, ulong? Seed);

    /// <summary>A webhook to send without a subscription.</summary>
    private sealed record SentWebhook(Uri Address, string Topic, JsonElement Body);

    private static ServedShop Shop(ServedShop[] shops, string? name) =>
        name is null
            ? shops[0]
            : Array.Find(shops, shop => shop.Settings.Name == name)
                ?? throw new BadHttpRequestException($"No shop is called {name}.");
}
