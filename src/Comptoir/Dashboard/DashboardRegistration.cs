namespace Comptoir.Dashboard;

/// <summary>The home page.</summary>
public static class DashboardRegistration
{
    /// <summary>Registers what the home page reads.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) =>
        services.AddSingleton<SalesByDay>();
}
