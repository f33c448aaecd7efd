using System.Text.Json;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Schema;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;

namespace Comptoir.DemoShop.Server;

/// <summary>Answers <c>POST /admin/api/{version}/graphql.json</c>.</summary>
internal static class GraphQLEndpoint
{
    /// <summary>The version served; any other valid one is answered with this one, as Shopify does with versions it no longer knows.</summary>
    public const string Version = "2026-10";

    private const string RateLimits = "https://shopify.dev/api/usage/rate-limits";
    private static readonly GraphQLSerializer Serializer = new();
    private static readonly DocumentExecuter Executer = new();

    private static readonly (FaultKind Kind, int Status, string Words)[] Refusals =
    [
        (FaultKind.Frozen, 402, "Unavailable Shop"),
        (FaultKind.Forbidden, 403, "User does not have access"),
        (FaultKind.Locked, 423, "This shop is unavailable"),
        (FaultKind.SecurityRejection, 430, "Shopify Security Rejection"),
    ];

    public static async Task AnswerAsync(HttpContext http, ServedShop shop, Uri address)
    {
        shop.Requests.Add("graphql");
        http.Response.Headers["X-Shopify-API-Version"] = Version;
        if (
            !shop.App.Accepts(http.Request.Headers["X-Shopify-Access-Token"])
            || Struck(shop, FaultKind.RevokedToken) is not null
        )
        {
            shop.Requests.Add("unauthorized");
            await Json(
                http,
                401,
                new
                {
                    errors = "[API] Invalid API key or access token (unrecognized login or wrong password)",
                }
            );
            return;
        }

        if (await Faulted(http, shop))
        {
            return;
        }

        var request = await Request.ReadAsync(http);
        if (request is null)
        {
            await Json(
                http,
                400,
                new { errors = new { query = "Required parameter missing or invalid" } }
            );
            return;
        }

        GraphQLDocument document;
        try
        {
            document = Parser.Parse(request.Query);
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException e)
        {
            await Json(http, 200, new { errors = new[] { new { message = e.Message } } });
            return;
        }

        await Execute(http, shop, address, request, document);
    }

    private static async Task Execute(
        HttpContext http,
        ServedShop shop,
        Uri address,
        Request request,
        GraphQLDocument document
    )
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        var operation =
            operations.Find(o =>
                request.OperationName is null || o.Name?.Value == request.OperationName
            ) ?? operations.FirstOrDefault();
        if (operation is null)
        {
            await Json(http, 200, new { errors = new[] { new { message = "No operation" } } });
            return;
        }

        var fields = operation
            .SelectionSet.Selections.OfType<GraphQLField>()
            .Select(f => f.Name.StringValue)
            .ToList();
        fields.ForEach(field => shop.Requests.Add($"graphql.{field}"));
        var requested = new QueryCost(document, request.Variables).Requested(operation);
        if (requested > QueryCost.Most)
        {
            var message =
                $"Query cost is {requested}, which exceeds the single query max cost limit ({QueryCost.Most}).\n\nSee {RateLimits} for more information on how the cost of a query is calculated.";
            await Json(
                http,
                200,
                Error(
                    message,
                    new
                    {
                        code = "MAX_COST_EXCEEDED",
                        cost = requested,
                        maxCost = QueryCost.Most,
                        documentation = RateLimits,
                    },
                    null
                )
            );
            return;
        }

        if (Struck(shop, FaultKind.Throttled) is not null || !shop.Bucket.TryTake(requested))
        {
            shop.Requests.Add("throttled");
            await Json(
                http,
                200,
                Error(
                    "Throttled",
                    new { code = "THROTTLED", documentation = RateLimits },
                    Cost(shop, requested, null)
                )
            );
            return;
        }

        var meter = new CostMeter();
        var result = await Executer.ExecuteAsync(options =>
        {
            options.Schema = ShopSchema.Instance;
            options.Document = document;
            options.Query = request.Query;
            options.OperationName = request.OperationName;
            options.Variables = new Inputs(request.Variables);
            options.Root = Root.Instance;
            options.UserContext = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [ShopSchema.SessionKey] = shop.Session(address),
                [CostMeter.Key] = meter,
            };
            options.CancellationToken = http.RequestAborted;
            options.ThrowOnUnhandledException = false;
        });
        var actual = Math.Min(
            requested,
            operation.Operation == OperationType.Mutation ? requested : meter.Actual
        );
        shop.Bucket.GiveBack(requested - actual);
        if (
            fields.Contains("bulkOperationRunQuery", StringComparer.Ordinal)
            && Struck(shop, FaultKind.LostBulkAnswer) is not null
        )
        {
            http.Abort();
            return;
        }

        if (Struck(shop, FaultKind.PartialError) is not null)
        {
            // What a field that broke at Shopify's own looks like: null, with an error that names it.
            await Json(
                http,
                200,
                new
                {
                    data = fields.ToDictionary(field => field, _ => (object?)null),
                    errors = new[]
                    {
                        new
                        {
                            message = "Internal error. Looks like something went wrong on our end.",
                            path = new[] { fields[0] },
                            extensions = new { code = "INTERNAL_SERVER_ERROR" },
                        },
                    },
                }
            );
            return;
        }

        result.Extensions ??= [];
        result.Extensions["cost"] = Cost(shop, requested, actual);
        http.Response.ContentType = "application/json; charset=utf-8";
        await Serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }

    internal static async Task<bool> Faulted(HttpContext http, ServedShop shop)
    {
        if (Struck(shop, FaultKind.Slow) is { } slow)
        {
            await Task.Delay(slow.Delay, shop.Clock, http.RequestAborted);
        }

        if (Struck(shop, FaultKind.ConnectionReset) is not null)
        {
            http.Abort();
            return true;
        }

        if (Struck(shop, FaultKind.TooManyRequests) is { } tooMany)
        {
            http.Response.Headers.RetryAfter = tooMany.RetryAfter.ToString(
                "0.0",
                System.Globalization.CultureInfo.InvariantCulture
            );
            await Json(
                http,
                429,
                new
                {
                    errors = "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
                }
            );
            return true;
        }

        if (Struck(shop, FaultKind.ServerError) is { } failed)
        {
            await Json(http, failed.Status, new { errors = "Internal Server Error" });
            return true;
        }

        foreach (var (kind, status, words) in Refusals)
        {
            if (Struck(shop, kind) is not null)
            {
                await Json(http, status, new { errors = words });
                return true;
            }
        }

        if (Struck(shop, FaultKind.NotJson) is not null)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(
                "<html><body>Sign in</body></html>",
                http.RequestAborted
            );
            return true;
        }

        return false;
    }

    internal static Fault? Struck(ServedShop shop, FaultKind kind)
    {
        var fault = shop.Faults.Take(kind);
        if (fault is not null)
        {
            shop.Requests.Add($"fault.{kind}");
        }

        return fault;
    }

    private static object Error(string message, object extensions, object? cost) =>
        cost is null
            ? new { errors = new[] { new { message, extensions } } }
            : new { errors = new[] { new { message, extensions } }, extensions = new { cost } };

    private static object Cost(ServedShop shop, double requested, double? actual) =>
        new
        {
            requestedQueryCost = (int)requested,
            actualQueryCost = (int?)actual,
            throttleStatus = new
            {
                maximumAvailable = shop.Bucket.Limits.MaximumAvailable,
                currentlyAvailable = (int)shop.Bucket.Available,
                restoreRate = shop.Bucket.Limits.RestoreRate,
            },
        };

    private static Task Json(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body, http.RequestAborted);
    }

    private sealed record Request(
        string Query,
        string? OperationName,
        Dictionary<string, object?> Variables
    )
    {
        public static async Task<Request?> ReadAsync(HttpContext http)
        {
            try
            {
                using var json = await JsonDocument.ParseAsync(
                    http.Request.Body,
                    cancellationToken: http.RequestAborted
                );
                var root = json.RootElement;
                if (
                    !root.TryGetProperty("query", out var query)
                    || query.ValueKind != JsonValueKind.String
                )
                {
                    return null;
                }

                var variables =
                    root.TryGetProperty("variables", out var given)
                    && given.ValueKind == JsonValueKind.Object
                        ? Values(given)
                        : [];
                var name = root.TryGetProperty("operationName", out var operation)
                    ? operation.GetString()
                    : null;
                return new Request(query.GetString()!, name, variables);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static Dictionary<string, object?> Values(JsonElement element) =>
            element
                .EnumerateObject()
                .ToDictionary(p => p.Name, p => Value(p.Value), StringComparer.Ordinal);

        private static object? Value(JsonElement element) =>
            element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.TryGetInt32(out var number)
                    ? (object)number
                    : element.GetDouble(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
                JsonValueKind.Object => Values(element),
                _ => null,
            };
    }
}
