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
            var services = http.RequestServices.GetRequiredService<IServiceProviderIsService>();
            var known = http.GetEndpoint()!
                .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .Where(parameter => IsAsked(parameter.ParameterInfo.ParameterType, services))
                .Select(parameter => parameter.Name)
                .Except(http.Request.RouteValues.Keys, StringComparer.OrdinalIgnoreCase)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, _) in http.Request.Query)
                if (!known.Contains(name))
                    return TypedResults.Problem(
                        $"'{name}' is not a parameter of this address. It knows: {string.Join(", ", known)}.",
                        statusCode: StatusCodes.Status400BadRequest
                    );
        }
        return await next(context);
    }

    // What the framework hands to a route by itself is nothing that a caller may name.
    static bool IsAsked(Type type, IServiceProviderIsService services) =>
        type != typeof(CancellationToken)
        && type != typeof(HttpContext)
        && !services.IsService(type);
}
