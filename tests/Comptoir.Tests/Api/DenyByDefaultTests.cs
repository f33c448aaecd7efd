using System.Net;
using Comptoir.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Api;

public sealed class DenyByDefaultTests : IAsyncDisposable
{
    // What anybody may ask. A new entry here is a decision.
    static readonly string[] Open =
    [
        "/sign-in",
        "/sign-out",
        "/welcome",
        "/not-allowed",
        "/not-found",
        "/error",
        "/preferences",
        "/health/live",
        // Shopify signs what it sends there.
        "/api/v1/webhooks/shopify/{id:long}",
        "/health/ready",
        "/openapi/{documentName}.json",
        "/docs",
        "/d/{token}/",
        "/d/{token}/pdf",
    ];

    readonly ComptoirApplication application = new();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Every_address_refuses_who_is_not_known_except_those_listed()
    {
        await application.StartAsync();
        var endpoints = application
            .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .ToList();
        Assert.NotEmpty(endpoints);
        var open = endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            // Style sheet, script, pictures: files of the published program.
            .Where(route => !IsFile(route))
            .Distinct(StringComparer.Ordinal);
        var undecided = open.Except(Open)
            .Where(route => !route.StartsWith("/docs/", StringComparison.Ordinal));
        Assert.Equal([], undecided);

        var client = await application.CreateClientAsync();
        foreach (
            var endpoint in endpoints.Where(x => x.Metadata.GetMetadata<IAllowAnonymous>() is null)
        )
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var method =
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            using var request = new HttpRequestMessage(
                new HttpMethod(method),
                string.Join('/', route.Split('/').Select(part => part.StartsWith('{') ? "1" : part))
            );
            var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var refused =
                answer.StatusCode == HttpStatusCode.Unauthorized
                || answer.Headers.Location?.PathAndQuery.StartsWith(
                    "/sign-in",
                    StringComparison.Ordinal
                ) == true;
            Assert.True(refused, $"{method} {route} answered {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/nothing-here")]
    [InlineData("/api/v1/nothing-here")]
    public async Task An_address_that_does_not_exist_is_not_told_to_strangers(string address)
    {
        var client = await application.CreateClientAsync();
        var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.Owner, HttpStatusCode.NotFound)]
    [InlineData(Role.Manager, HttpStatusCode.NotFound)]
    [InlineData(Role.Accountant, HttpStatusCode.Forbidden)]
    [InlineData(Role.Viewer, HttpStatusCode.Forbidden)]
    public async Task Only_owners_and_managers_resolve(Role role, HttpStatusCode expected)
    {
        var client = await application.CreateApiClientAsync(role);
        using var content = new StringContent(
            """{"reason":"seen"}""",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        var answer = await client.PostAsync(
            "/api/v1/attention/1/resolve",
            content,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var list = await client.GetAsync(
            "/api/v1/attention",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_told_to_anybody(string address)
    {
        var client = await application.CreateClientAsync();
        Assert.Equal(
            "Healthy",
            await client.GetStringAsync(address, TestContext.Current.CancellationToken)
        );
    }

    static bool IsFile(string route) =>
        Path.HasExtension(route) && !route.StartsWith("/openapi", StringComparison.Ordinal);
}
