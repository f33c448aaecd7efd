using System.Net;
using System.Net.Http.Headers;
using Comptoir.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Users;

public sealed class ApiKeyTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new(
        founded: true,
        map: app =>
            Comptoir
                .Api.ApiRegistration.ApiGroup(app)
                .MapGet("/test", (CurrentOffice office) => new { office.OfficeId, office.Role })
    );

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task A_key_opens_its_office_with_its_role()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var answer = await client.GetStringAsync(
            "/api/v1/test",
            TestContext.Current.CancellationToken
        );
        Assert.Equal("""{"officeId":1,"role":"manager"}""", answer);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        await using var db = application.Database.OpenInstallation();
        var key = await db.ApiKeys.SingleAsync(TestContext.Current.CancellationToken);
        await using var scope = application.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<RevokeApiKey>()
            .RunAsync(application.OfficeId, key.Id, TestContext.Current.CancellationToken);
        var answer = await client.GetAsync("/api/v1/test", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cpt_x")]
    public async Task Without_a_known_key_the_answer_says_how_to_get_one(string? key)
    {
        var client = await application.CreateClientAsync();
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                key
            );
        var answer = await client.GetAsync("/api/v1/test", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(
            "Settings, API keys",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_session_cookie_is_no_key()
    {
        var client = await application.CreateClientAsync(Role.Owner);
        var answer = await client.GetAsync("/api/v1/test", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_key_itself_is_not_stored()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        var key = client.DefaultRequestHeaders.Authorization!.Parameter!;
        await using var db = application.Database.OpenInstallation();
        var row = await db.ApiKeys.SingleAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(row.Prefix, key, StringComparison.Ordinal);
        Assert.Equal(10, row.Prefix.Length);
        Assert.Equal(47, key.Length);
        Assert.DoesNotContain(
            application.Log.All,
            line => line.Contains(key, StringComparison.Ordinal)
        );
    }
}
