using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Comptoir.Tests.Importing;

/// <summary>Uploads files to be imported, and imports them.</summary>
static class Uploads
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Uploads a file; the answer, whatever it is.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        this HttpClient client,
        string kind,
        byte[] file
    )
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(kind), "kind" },
            { new ByteArrayContent(file), "file", "list.csv" },
        };
        return await client.PostAsync("/api/v1/imports", form, Stop);
    }

    /// <summary>Uploads a file that is taken.</summary>
    public static async Task<JsonNode> UploadAsync(
        this HttpClient client,
        string kind,
        string text,
        Encoding? encoding = null
    )
    {
        var bytes = (encoding ?? new UTF8Encoding(false)).GetBytes(text);
        using var answer = await client.PostAsync(kind, bytes);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Imports what was uploaded.</summary>
    public static Task<JsonNode> ApplyAsync(this HttpClient client, JsonNode import) =>
        client.SendAsync(
            HttpMethod.Post,
            $"imports/{import.Number("id")}/apply",
            null,
            HttpStatusCode.OK
        );

    /// <summary>Uploads and imports.</summary>
    public static async Task<JsonNode> ImportAsync(
        this HttpClient client,
        string kind,
        string text
    ) => await client.ApplyAsync(await client.UploadAsync(kind, text));

    /// <summary>New, filled in, nothing new, refused.</summary>
    public static (long New, long Merged, long Unchanged, long Refused) Counts(this JsonNode import)
    {
        var counts = import["counts"]!;
        return (
            counts.Number("new"),
            counts.Number("merged"),
            counts.Number("unchanged"),
            counts.Number("refused")
        );
    }
}
