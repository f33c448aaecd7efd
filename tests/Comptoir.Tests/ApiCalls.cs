using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Comptoir.Tests;

/// <summary>Calls of the API in one line; an answer that was not expected fails with its own words.</summary>
static class ApiCalls
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Asks for something that is there.</summary>
    public static async Task<JsonNode> ReadAsync(this HttpClient client, string address) =>
        await client.CallAsync(HttpMethod.Get, address, null, HttpStatusCode.OK);

    /// <summary>Sends something that is done.</summary>
    public static Task<JsonNode> SendAsync(
        this HttpClient client,
        HttpMethod method,
        string address,
        object? body,
        HttpStatusCode expected
    ) => client.CallAsync(method, address, body, expected);

    /// <summary>Sends something that is refused; the problem details.</summary>
    public static async Task<JsonNode> RefusedAsync(
        this HttpClient client,
        HttpMethod method,
        string address,
        object? body,
        HttpStatusCode expected
    )
    {
        var problem = await client.CallAsync(method, address, body, expected);
        Assert.NotEmpty(problem.Text("detail"));
        return problem;
    }

    /// <summary>A text of an answer.</summary>
    public static string Text(this JsonNode node, string name) => (string)node[name]!;

    /// <summary>A number of an answer.</summary>
    public static long Number(this JsonNode node, string name) => (long)node[name]!;

    static async Task<JsonNode> CallAsync(
        this HttpClient client,
        HttpMethod method,
        string address,
        object? body,
        HttpStatusCode expected
    )
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{address}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(
            answer.StatusCode == expected,
            $"{method} {address}: {answer.StatusCode} {text}"
        );
        if ((int)expected >= 400)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
