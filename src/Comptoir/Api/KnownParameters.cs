using Microsoft.AspNetCore.Http.Metadata;

namespace Comptoir.Api;

/// <summary>Refuses query parameters that a route does not know: a misspelt filter must not silently return everything.</summary>
static class KnownParameters
{
    public static async ValueTask<object?> Check(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        if (http.Request.Query.Count > 0)
        {
            var known = http.GetEndpoint()!
                .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .Where(IsText)
                .Select(parameter => parameter.Name)
                .Except(PartsOfPath(http), StringComparer.OrdinalIgnoreCase)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, _) in http.Request.Query)
                if (!known.Contains(name))
                    return TypedResults.Problem(
                        known.Count == 0
                            ? $"'{name}' is not a parameter of this address: it knows none."
                            : $"'{name}' is not a parameter of this address. It knows: {string.Join(", ", known)}.",
                        statusCode: StatusCodes.Status400BadRequest
                    );
        }
        return await next(context);
    }

    // Services and bodies are parameters of the method too, but nothing that an address can hold.
    static bool IsText(IParameterBindingMetadata parameter) =>
        parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string);

    static IEnumerable<string> PartsOfPath(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.Parameters.Select(part => part.Name)
        ?? [];
}
