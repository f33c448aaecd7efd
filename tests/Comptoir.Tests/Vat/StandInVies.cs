using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Comptoir.Tests.Vat;

/// <summary>Answers in place of VIES, and in place of the European Central Bank's files, on this machine.</summary>
sealed class StandInVies : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<JsonNode> asked = [];

    StandInVies(WebApplication app) => this.app = app;

    /// <summary>What it answers: status and body. It is given the question and how many came before it.</summary>
    public Func<JsonNode, int, (int Status, string Body)> Answer { get; set; } =
        static (_, _) => (200, """{"valid":false}""");

    /// <summary>The file of rates.</summary>
    public string Rates { get; set; } = "";

    /// <summary>What was asked, in turn.</summary>
    public IReadOnlyList<JsonNode> Asked
    {
        get
        {
            lock (asked)
                return [.. asked];
        }
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.First() + "/check-vat-number");

    /// <summary>Where its files are.</summary>
    public Uri Files => new(app.Urls.First() + "/files/");

    public static async Task<StandInVies> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var stand = new StandInVies(server);
        server.MapPost(
            "/check-vat-number",
            async (HttpRequest request) =>
            {
                var question = (await JsonNode.ParseAsync(request.Body))!;
                int before;
                lock (stand.asked)
                {
                    before = stand.asked.Count;
                    stand.asked.Add(question);
                }
                var (status, body) = stand.Answer(question, before);
                return Results.Text(body, "application/json", statusCode: status);
            }
        );
        server.MapGet("/files/{file}", (string file) => Results.Text(stand.Rates, "text/xml"));
        await server.StartAsync();
        return stand;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
