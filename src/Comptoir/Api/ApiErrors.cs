using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;

namespace Comptoir.Api;

/// <summary>Errors of the API as problem details (RFC 9457) that say what to do.</summary>
sealed partial class ApiErrors(IProblemDetailsService problems, ILogger<ApiErrors> log)
    : IExceptionHandler
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
            BadHttpRequestException bad => (bad.StatusCode, Explain(bad.Message)),
            _ => (
                StatusCodes.Status500InternalServerError,
                "Something went wrong here; what was being done was not kept. Try once more; if it comes again, look for the traceId in the server's log."
            ),
        };
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status500InternalServerError)
            Failed(exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
        return await problems.TryWriteAsync(
            new()
            {
                HttpContext = httpContext,
                ProblemDetails = { Status = status, Detail = detail },
            }
        );
    }

    // The framework's words name its types; a caller wants to know what to write.
    static string Explain(string message)
    {
        var fault = UnboundParameter().Match(message);
        if (!fault.Success)
            return message;
        var type = fault.Groups["type"].Value;
        var expected =
            type.Contains("Int", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("long", StringComparison.Ordinal)
                ? "a whole number"
            : type.Contains("DateOnly", StringComparison.Ordinal) ? "a day such as 2026-03-01"
            : type.Contains("Date", StringComparison.Ordinal)
                ? "a moment such as 2026-03-01T12:00:00Z"
            : type.Contains("Bool", StringComparison.OrdinalIgnoreCase) ? "true or false"
            : "another value";
        return $"'{fault.Groups["name"].Value}' must be {expected}, not '{fault.Groups["value"].Value}'.";
    }

    [GeneratedRegex(
        """^Failed to bind parameter "(?<type>.*) (?<name>\w+)" from "(?<value>.*)"\.$""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex UnboundParameter();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    partial void Failed(Exception exception, string method, string? endpoint);
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
