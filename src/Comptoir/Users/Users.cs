using Comptoir.Api;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Comptoir.Users;

/// <summary>Who may come in, and how they prove it.</summary>
public static class UsersRegistration
{
    const string CookieOrKey = nameof(CookieOrKey);

    /// <summary>Registers users, keys, secrets and policies.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddSecrets();
        services
            .AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Length is what counts; rules of composition only make passwords harder to remember.
                options.Password = new PasswordOptions
                {
                    RequiredLength = 12,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                options.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<ComptoirDb>()
            .AddErrorDescriber<AccountErrors>()
            .AddSignInManager();
        services.AddScoped<IUserClaimsPrincipalFactory<User>, SignedIn>();
        services.AddScoped<SignedIn>();
        services
            .AddAuthentication(CookieOrKey)
            .AddPolicyScheme(
                CookieOrKey,
                null,
                options =>
                    options.ForwardDefaultSelector = context =>
                        // The API knows no cookies: another site cannot make a signed-in browser call it.
                        context.IsApi() || ApiKeyAuthentication.IsUsedBy(context.Request)
                            ? ApiKeyAuthentication.SchemeName
                            : IdentityConstants.ApplicationScheme
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(
                ApiKeyAuthentication.SchemeName,
                null
            )
            .AddCookie(IdentityConstants.ApplicationScheme, SignInCookie);
        services.AddAuthorization(Policies.Configure);
        services.AddScoped<CurrentOffice>();
        services.AddScoped<Accounts>();
        services.AddScoped<AddUser>();
        services.AddScoped<CreateApiKey>();
        services.AddScoped<RevokeApiKey>();
        services.AddScoped<AddOffice>();
        services.AddScoped<FoundInstallation>();
        services.AddScoped<ChangeMembership>();
        services.AddScoped<SignIn>();
        services.AddSingleton<FirstStart>();
        return services;
    }

    /// <summary>Finds out who calls, enters their office, and lets nobody past who may not; after routing.</summary>
    public static IApplicationBuilder UseUsers(this IApplicationBuilder app)
    {
        app.UseMiddleware<FirstStart>();
        app.UseAuthentication();
        app.Use(
            static (context, next) =>
            {
                if (context.User.OfficeId() is { } officeId)
                    context
                        .RequestServices.GetRequiredService<CurrentOffice>()
                        .Enter(
                            officeId,
                            context.User.Role(),
                            context.User.Identity?.Name ?? "",
                            context.User.UserId()
                        );
                return next(context);
            }
        );
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps what the forms of the frame send to; the pages are found by themselves.</summary>
    public static IEndpointRouteBuilder MapUsers(this IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        return routes;
    }

    static void AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton<MasterKey>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<OfficeSecrets>();
        // Data Protection keeps its keys where offices and users are.
        services.AddScoped(provider => provider.GetRequiredService<Database>().OpenInstallation());
        services
            .AddDataProtection()
            .SetApplicationName("comptoir")
            .PersistKeysToDbContext<ComptoirDb>();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure(
                (KeyManagementOptions options, MasterKey key) =>
                    options.XmlEncryptor = new MasterKeyEncryptor(key)
            );
    }

    static void SignInCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "comptoir.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "return";
        options.Events.OnValidatePrincipal = context =>
            context
                .HttpContext.RequestServices.GetRequiredService<SignedIn>()
                .ValidateAsync(context);
    }
}
