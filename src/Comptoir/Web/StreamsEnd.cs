namespace Comptoir.Web;

/// <summary>
/// Ends streams of events when the program is told to stop. A server waits for the answers it has begun, and these would go on for
/// minutes; the browser connects again by itself, to another process or to this one when it is back.
/// </summary>
static class StreamsEnd
{
    const string Events = "text/event-stream";

    /// <summary>For all that answers with events, below this in the order of things.</summary>
    public static IApplicationBuilder UseStreamsThatEnd(this IApplicationBuilder app)
    {
        var stopping = app
            .ApplicationServices.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping;
        return app.Use(
            (context, next) => IsStream(context) ? EndAsync(context, next, stopping) : next(context)
        );
    }

    static async Task EndAsync(
        HttpContext context,
        RequestDelegate next,
        CancellationToken stopping
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            stopping
        );
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The answer ends here, whole as far as it went.
        }
    }

    static bool IsStream(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/live", StringComparison.Ordinal)
        || context.Request.Headers.Accept.ToString().Contains(Events, StringComparison.Ordinal);
}
