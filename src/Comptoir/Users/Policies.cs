using Microsoft.AspNetCore.Authorization;

namespace Comptoir.Users;

/// <summary>
/// What an endpoint asks of who calls it. Whatever names no policy asks <see cref="Reads"/>; only what says
/// <c>AllowAnonymous</c> is open to everybody.
/// </summary>
public static class Policies
{
    /// <summary>Any role in an office.</summary>
    public const string Reads = nameof(Reads);

    /// <summary>Owners and managers: connect, synchronize, resolve.</summary>
    public const string Manages = nameof(Manages);

    /// <summary>Owners, managers and accountants: close periods, see the journal and the company's settings.</summary>
    public const string Accounts = nameof(Accounts);

    /// <summary>Owners: users, keys.</summary>
    public const string Owns = nameof(Owns);

    internal static void Configure(AuthorizationOptions options)
    {
        var reads = Of(Role.Owner, Role.Manager, Role.Accountant, Role.Viewer);
        options.DefaultPolicy = reads;
        options.FallbackPolicy = reads;
        options.AddPolicy(Reads, reads);
        options.AddPolicy(Manages, Of(Role.Owner, Role.Manager));
        options.AddPolicy(Accounts, Of(Role.Owner, Role.Manager, Role.Accountant));
        options.AddPolicy(Owns, Of(Role.Owner));
    }

    static AuthorizationPolicy Of(params Role[] roles) =>
        new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireClaim(Caller.OfficeClaim)
            .RequireRole(roles.Select(role => role.ToString()))
            .Build();
}
