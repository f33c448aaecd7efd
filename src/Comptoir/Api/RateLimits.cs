using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Comptoir.Api;

/// <summary>How often something may be asked.</summary>
static class RateLimits
{
    /// <summary>Per API key: 300 calls at once, then 100 a second.</summary>
    public const string PerKey = nameof(PerKey);

    /// <summary>Per address: 20 attempts to sign in a minute. Looking at the page is free.</summary>
    public const string SignIn = nameof(SignIn);

    /// <summary>Per address: 60 looks at documents under private addresses a minute. Nobody reads more, and guessing is hopeless anyway.</summary>
    public const string Shared = nameof(Shared);

    public static void Configure(RateLimiterOptions options)
    {
        options.AddPolicy(
            Shared,
            context =>
                RateLimitPartition.GetFixedWindowLimiter(
                    Address(context),
                    static _ => new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }
                )
        );
        options.AddPolicy(
            PerKey,
            context =>
                RateLimitPartition.GetTokenBucketLimiter(
                    context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Address(context),
                    static _ =>
                        new()
                        {
                            TokenLimit = 300,
                            TokensPerPeriod = 10,
                            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                            QueueLimit = 0,
                        }
                )
        );
        options.AddPolicy(
            SignIn,
            context =>
                HttpMethods.IsPost(context.Request.Method)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        Address(context),
                        static _ => new() { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }
                    )
                    : RateLimitPartition.GetNoLimiter("looking")
        );
        options.OnRejected = RefuseAsync;
    }

    static async ValueTask RefuseAsync(
        OnRejectedContext rejected,
        CancellationToken cancellationToken
    )
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
            : 1;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (!context.IsApi())
        {
            await context.Response.WriteAsync(
                $"Too many attempts. Wait {wait} s, then go back and try again.",
                cancellationToken
            );
            return;
        }
        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(
                new()
                {
                    HttpContext = context,
                    ProblemDetails =
                    {
                        Status = StatusCodes.Status429TooManyRequests,
                        Detail = $"Too many requests. Wait {wait} s, then go on.",
                    },
                }
            );
    }

    static string Address(HttpContext context) =>
        context.Connection.RemoteIpAddress?.ToString() ?? "";
}
