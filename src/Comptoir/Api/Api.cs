using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Accounting;
using Comptoir.Attention;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Deliveries;
using Comptoir.EInvoicing.Port;
using Comptoir.Health;
using Comptoir.Importing;
using Comptoir.Invoicing;
using Comptoir.Invoicing.CutOver;
using Comptoir.Invoicing.FollowUp;
using Comptoir.Invoicing.Movements;
using Comptoir.Invoicing.Orders;
using Comptoir.Invoicing.VatSettling;
using Comptoir.Notifications;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Sending;
using Comptoir.Sync;
using Comptoir.Sync.Reconciling;
using Comptoir.Sync.Scheduling;
using Comptoir.Users;
using Comptoir.Vat;
using Comptoir.WebShops;
using Comptoir.WebShops.Privacy;
using Comptoir.WebShops.Webhooks;

namespace Comptoir.Api;

/// <summary>
/// What all of the API has in common. A slice maps its routes on the group that <see cref="ApiGroup"/> makes and says only
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
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
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

    /// <summary>Maps the routes of all slices, and the description of them.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.ApiGroup();
        api.MapWebShopApi();
        api.MapRuns();
        api.MapSchedules();
        api.MapComparisons();
        api.MapWebhooks();
        api.MapPrivacy();
        api.MapContacts();
        api.MapProducts();
        api.MapOrders();
        api.MapPayments();
        api.MapDeliveries();
        api.MapDeliveryNotes();
        api.MapMovements();
        api.MapExpectedFacts();
        api.MapFollowUp();
        api.MapReconciliation();
        api.MapOrderEntry();
        api.MapCutOver();
        api.MapDocuments();
        api.MapDocumentActs();
        api.MapDocumentPdf();
        api.MapDocumentRules();
        api.MapVatSettling();
        api.MapEInvoicing();
        api.MapSending();
        api.MapAttention();
        api.MapHealthApi();
        api.MapNotificationApi();
        api.MapImportApi();
        api.MapAccounts();
        api.MapVat();
        ApiDescription.Map(routes);
        return routes;
    }

    /// <summary>A group with what all routes share: readers may call them, unless a route asks for more.</summary>
    public static RouteGroupBuilder ApiGroup(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup(Root)
            .RequireAuthorization(Policies.Reads)
            .RequireRateLimiting(RateLimits.PerKey)
            .AddEndpointFilter(KnownParameters.Check)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
}
