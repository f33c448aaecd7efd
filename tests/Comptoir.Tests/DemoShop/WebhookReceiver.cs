using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Comptoir.Tests.DemoShop;

/// <summary>Receives webhooks in place of an application.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication web;

    private WebhookReceiver(WebApplication web) => this.web = web;

    public sealed record Notice(
        string Topic,
        IReadOnlyDictionary<string, string> Headers,
        byte[] Body
    );

    public Uri Address => new($"{web.Urls.First()}/hook");

    public ConcurrentQueue<Notice> Notices { get; } = new();

    /// <summary>What each notice is answered with.</summary>
    public Func<Notice, int> Answer { get; set; } = _ => 200;

    public IEnumerable<string> Topics => Notices.Select(notice => notice.Topic);

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        var receiver = new WebhookReceiver(built);
        built.MapPost("/hook", receiver.ReceiveAsync);
        await built.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var notice = new Notice(
            http.Request.Headers["X-Shopify-Topic"].ToString(),
            http.Request.Headers.ToDictionary(
                pair => pair.Key,
                pair => pair.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            body.ToArray()
        );
        Notices.Enqueue(notice);
        http.Response.StatusCode = Answer(notice);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
