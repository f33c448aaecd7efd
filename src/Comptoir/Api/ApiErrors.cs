using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Comptoir.Api;

/// <summary>Errors of the API as problem details (RFC 9457) that say what to do.</summary>
sealed class ApiErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (!httpContext.IsApi())
            return false;
        var (status, detail) = exception switch
        {
            RefusedException refused => (StatusCodes.Status422UnprocessableEntity, refused.Message),
            BadHttpRequestException { InnerException: JsonException json } => (
                StatusCodes.Status400BadRequest,
                $"The body is not the JSON expected: {json.Message}"
            ),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            _ => (
                StatusCodes.Status500InternalServerError,
                "Something went wrong here; what was being done was not kept. Try once more; if it comes again, look for the traceId in the server's log."
            ),
        };
        httpContext.Response.StatusCode = status;
        var written = await problems.TryWriteAsync(
            new()
            {
                HttpContext = httpContext,
                ProblemDetails = { Status = status, Detail = detail },
            }
        );
        // An error of ours is also logged by the middleware.
        return written && status != StatusCodes.Status500InternalServerError;
    }
}

/// <summary>Where errors turn into answers.</summary>
static class Errors
{
    /// <summary>What the API throws becomes problem details, what a page throws the page of errors.</summary>
    public static IApplicationBuilder UseErrors(this IApplicationBuilder app) =>
        app.UseWhen(
                static context => context.IsApi(),
                static api => api.UseExceptionHandler().UseStatusCodePages()
            )
            .UseWhen(
                static context => !context.IsApi(),
                static pages => pages.UseExceptionHandler("/error", createScopeForErrors: true)
            );
}
