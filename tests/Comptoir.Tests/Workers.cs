using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Comptoir.Tests;

/// <summary>What the application does by itself.</summary>
internal static class Workers
{
    /// <summary>Takes away workers, so that nothing happens before a test says so.</summary>
    /// <param name="builder">Of the application.</param>
    /// <param name="within">Which, by how the full name of their class, or of what registers them, begins.</param>
    public static void Remove(WebApplicationBuilder builder, string within = "Comptoir.")
    {
        foreach (
            var worker in builder
                .Services.Where(service =>
                    service.ServiceType == typeof(IHostedService)
                    && (
                        service.ImplementationType
                        ?? service.ImplementationFactory?.Method.DeclaringType
                    )?.FullName?.StartsWith(within, StringComparison.Ordinal) == true
                )
                .ToList()
        )
            builder.Services.Remove(worker);
    }
}
