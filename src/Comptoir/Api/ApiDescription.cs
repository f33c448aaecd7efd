using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Comptoir.Api;

/// <summary>The API described for programs at <c>/openapi/v1.json</c>, and for people at <c>/docs</c>.</summary>
static class ApiDescription
{
    const string Scheme = "apiKey";

    // The page brings its own script with styles inside, all from this server; nothing else on this path needs protection.
    const string DocsPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = api =>
            api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(DescribeAsync);
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                if (
                    context.JsonTypeInfo.Type.GetCustomAttribute<ApiExampleAttribute>() is
                    { } example
                )
                    schema.Examples = [JsonNode.Parse(example.Json)!];
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(ParameterDescriptions.DescribeAsync);
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                if (
                    context
                        .Description.ActionDescriptor.EndpointMetadata.OfType<IdempotentMetadata>()
                        .Any()
                )
                    (operation.Parameters ??= []).Add(
                        new OpenApiParameter
                        {
                            Name = "Idempotency-Key",
                            In = ParameterLocation.Header,
                            Description =
                                "Any text of your own, such as a UUID. The same request with the same key within a day does nothing again and gets the same answer.",
                            Schema = new OpenApiSchema
                            {
                                Type = JsonSchemaType.String,
                                MaxLength = 200,
                            },
                        }
                    );
                return Task.CompletedTask;
            }
        );
        options.CreateSchemaReferenceId = type =>
            type.Type == typeof(ApiMoney)
                ? "Money"
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Anybody may read what the published program can do; the data need a key.
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes
            .MapScalarApiReference(
                "/docs",
                docs =>
                    docs.WithTitle("Comptoir API")
                        .WithOpenApiRoutePattern("/openapi/{documentName}.json")
                        .DisableDefaultFonts()
            )
            .AllowAnonymous()
            .AddEndpointFilter(
                (context, next) =>
                {
                    context.HttpContext.Response.Headers.ContentSecurityPolicy = DocsPolicy;
                    return next(context);
                }
            );
    }

    static Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Comptoir",
            Version = "v1",
            Description =
                "The office's web shops and their synchronizations, contacts, catalogue, orders and what needs attention. Amounts are exact decimals as text. "
                + "Lists come in parts of at most 500: ask again with the `cursor` that `next` holds until it is null. "
                + "To follow changes, ask with `updatedSince`. Errors are problem details whose `detail` says what to do.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal
        )
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key, `cpt_…`, made under Settings, API keys.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(Scheme, document)] = [],
            },
        ];
        return Task.CompletedTask;
    }
}
