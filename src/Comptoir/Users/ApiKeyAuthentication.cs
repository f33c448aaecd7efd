using System.Globalization;
using System.Text.Encodings.Web;
using Comptoir.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Users;

/// <summary>Lets in who brings <c>Authorization: Bearer cpt_…</c> with a key that is not revoked.</summary>
sealed class ApiKeyAuthentication(
    Database database,
    IProblemDetailsService problems,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    const string Bearer = "Bearer ";

    /// <summary>Whether the request says who calls by a key.</summary>
    public static bool IsUsedBy(HttpRequest request) =>
        request
            .Headers.Authorization.ToString()
            .StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsUsedBy(Request))
            return AuthenticateResult.NoResult();
        var hash = ApiKeyText.Hash(
            Request.Headers.Authorization.ToString()[Bearer.Length..].Trim()
        );
        await using var db = database.OpenInstallation();
        // The hash of 256 random bits is looked up as it is: there is nothing to guess by timing.
        var key = await db
            .ApiKeys.AsNoTracking()
            .SingleOrDefaultAsync(x => x.Hash == hash, Context.RequestAborted);
        if (key is null || key.RevokedAt is not null)
            return AuthenticateResult.Fail("No such API key.");
        var identity = Caller.Identity(
            Scheme.Name,
            string.Create(CultureInfo.InvariantCulture, $"{key.OfficeId}:{key.Id}"),
            key.Name,
            key.OfficeId,
            key.Role
        );
        return AuthenticateResult.Success(new(new(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerAsync(
            StatusCodes.Status401Unauthorized,
            IsUsedBy(Request)
                ? "This API key is unknown or revoked. An owner makes a new one under Settings, API keys."
                : "Send an API key: 'Authorization: Bearer cpt_…'. An owner makes one under Settings, API keys, or with 'comptoir api-key create'."
        );
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync(
            StatusCodes.Status403Forbidden,
            $"This key has the role {Context.User.Role()}, which may not do this. Use the key of a manager or an owner."
        );

    async Task AnswerAsync(int status, string detail)
    {
        Response.StatusCode = status;
        await problems.TryWriteAsync(
            new() { HttpContext = Context, ProblemDetails = { Status = status, Detail = detail } }
        );
    }
}
