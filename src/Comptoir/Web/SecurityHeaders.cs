namespace Comptoir.Web;

/// <summary>Headers that keep a page to what this server wrote: nothing inline, nothing from elsewhere.</summary>
public static class SecurityHeaders
{
    const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Adds the headers to every answer that does not bring its own.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var headers = ((HttpResponse)state).Headers;
                        headers.ContentSecurityPolicy =
                            headers.ContentSecurityPolicy.Count > 0
                                ? headers.ContentSecurityPolicy
                                : ContentPolicy;
                        headers.XContentTypeOptions = "nosniff";
                        // Where the address itself is the secret, the route says less.
                        if (headers["Referrer-Policy"].Count == 0)
                            headers["Referrer-Policy"] = "same-origin";
                        headers["Cross-Origin-Opener-Policy"] = "same-origin";
                        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );
}
