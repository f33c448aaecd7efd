using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Attention;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Sales;
using Comptoir.Users;

namespace Comptoir.Api;

/// <summary>
/// What all of the API has in common. A slice maps its routes on the group that <see cref="MapApi"/> makes and says only
/// what is its own: address, rule, role when more than reading is asked, idempotency when it creates.
/// </summary>
public static class ApiRegistration
{
    /// <summary>Where the API begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Registers JSON, problem details, rate limits, idempotency and the description.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
            );
            // A misspelt member is refused rather than passed over.
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.RespectNullableAnnotations = true;
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiErrors>();
        services.AddRateLimiter(RateLimits.Configure);
        services.AddOpenApi("v1", ApiDescription.Configure);
        return services;
    }

    /// <summary>The request is for the API, not for a page.</summary>
    public static bool IsApi(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Maps the office's routes; on the group that comes back others map theirs. Readers may call them, unless a route asks for more.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup(Root)
            .RequireAuthorization(Policies.Reads)
            .RequireRateLimiting(RateLimits.PerKey)
            .AddEndpointFilter(KnownParameters.Check);
        api.MapContacts();
        api.MapProducts();
        api.MapOrders();
        api.MapAttention();
        ApiDescription.Map(routes);
        return api;
    }
}
