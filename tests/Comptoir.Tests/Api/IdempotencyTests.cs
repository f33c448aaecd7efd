using System.Net;
using System.Net.Http.Json;
using Comptoir.Api;
using Comptoir.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Comptoir.Tests.Api;

public sealed class IdempotencyTests : IAsyncDisposable
{
    readonly ComptoirApplication application;
    int made;

    public IdempotencyTests() =>
        application = new(
            founded: true,
            map: app =>
                app.ApiGroup()
                    .MapPost(
                        "/things",
                        (Thing thing) =>
                            thing.Name switch
                            {
                                "" => throw new RefusedException("A thing needs a name."),
                                "trouble" when made++ == 0 => throw new InvalidOperationException(
                                    "trouble"
                                ),
                                _ => Results.Created($"/things/{++made}", new { made, thing.Name }),
                            }
                    )
                    .Idempotent()
        );

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static async Task<(HttpResponseMessage Answer, string Body)> PostAsync(
        HttpClient client,
        string? key,
        string name
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/things")
        {
            Content = JsonContent.Create(new { name }),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (
            answer,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task The_same_request_again_does_nothing_and_gets_the_first_answer()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        var (first, body) = await PostAsync(client, "k1", "a");
        var (again, repeated) = await PostAsync(client, "k1", "a");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(body, repeated);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(1, made);
        await PostAsync(client, "k2", "a");
        await PostAsync(client, null, "a");
        Assert.Equal(3, made);
    }

    [Fact]
    public async Task The_key_of_another_request_or_of_another_office_is_not_shared()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        await PostAsync(client, "k1", "a");
        var (other, body) = await PostAsync(client, "k1", "b");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Contains("new key", body, StringComparison.Ordinal);
        var second = await application.AddOfficeAsync("Second");
        var theirs = await application.CreateApiClientAsync(Role.Owner, second);
        var (answer, _) = await PostAsync(theirs, "k1", "b");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_refused_or_failed_can_be_tried_again()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        var (refused, why) = await PostAsync(client, "k1", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("A thing needs a name.", why, StringComparison.Ordinal);
        var (failed, detail) = await PostAsync(client, "k2", "trouble");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.DoesNotContain("InvalidOperation", detail, StringComparison.Ordinal);
        var (again, _) = await PostAsync(client, "k2", "trouble");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_is_done()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => PostAsync(client, "k1", "a"))
        );
        Assert.Equal(1, made);
        Assert.All(
            answers,
            x =>
                Assert.True(
                    x.Answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict,
                    x.Body
                )
        );
    }

    [Theory]
    [InlineData("""{"nmae":"a"}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":""")]
    public async Task A_body_that_is_not_understood_is_refused(string body)
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await client.PostAsync(
            "/api/v1/things",
            content,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "JSON",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    public sealed record Thing(string Name);
}
