using Comptoir.Web.Components;

namespace Comptoir.Web;

/// <summary>What every screen stands on: components, languages, headers, preferences.</summary>
public static class WebRegistration
{
    /// <summary>Registers the parts shared by the pages of all slices.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddAntiforgery(options => options.Cookie.Name = "comptoir.antiforgery");
        services.AddScoped<Texts>();
        services.AddScoped<OfficeTime>();
        services.AddScoped<Shell>();
        return services;
    }

    /// <summary>Headers, language and pages for what is not found; before authentication.</summary>
    public static IApplicationBuilder UseWeb(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseStreamsThatEnd();
        app.UseRequestLocalization();
        // The API answers with problem details; only a person is shown a page.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found")
        );
        return app;
    }

    /// <summary>Maps the pages of all slices, the static files and the preferences.</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapRazorComponents<App>();
        routes.MapPreferences();
        return routes;
    }
}
