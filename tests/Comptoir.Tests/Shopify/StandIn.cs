using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comptoir.Shopify;
using Microsoft.Extensions.Logging;

namespace Comptoir.Tests.Shopify;

/// <summary>Answers in place of Shopify, and remembers what was asked.</summary>
sealed class StandIn(Func<StandIn.Call, HttpResponseMessage> answer) : HttpMessageHandler
{
    readonly List<Call> calls = [];

    public sealed record Call(int Number, HttpRequestMessage Request, string Body)
    {
        public string Query => JsonNode.Parse(Body)!["query"]!.GetValue<string>();

        public JsonNode? Variable(string name) => JsonNode.Parse(Body)!["variables"]![name];
    }

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (calls)
                return [.. calls];
        }
    }

    public const string Secret = "shpat_0123456789abcdef0123456789abcdef";

    public ShopifyShop Open(
        TimeProvider? time = null,
        Uri? endpoint = null,
        CapturedLog? log = null
    ) =>
        new ShopifyClientFactory(
            time ?? new ImpatientClock(),
            log ?? new CapturedLog(),
            endpoint,
            this
        ).Open(ShopAddress.Parse("my-shop"), AccessToken.Parse(Secret));

    public static HttpResponseMessage Json(
        string body,
        HttpStatusCode status = HttpStatusCode.OK
    ) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Data(string data) => Json($$"""{"data":{{data}}}""");

    public static HttpResponseMessage Throttled() =>
        Json(
            """
            {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
             "extensions":{"cost":{"requestedQueryCost":600,"throttleStatus":
               {"maximumAvailable":2000,"currentlyAvailable":100,"restoreRate":100}}}}
            """
        );

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null
            ? ""
            : await request.Content.ReadAsStringAsync(cancellationToken);
        Call call;
        lock (calls)
        {
            call = new Call(calls.Count + 1, request, body);
            calls.Add(call);
        }
        var response = answer(call);
        response.RequestMessage ??= request;
        return response;
    }
}

/// <summary>Keeps what was logged.</summary>
sealed class CapturedLog : ILoggerFactory, ILogger
{
    readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (lines)
            lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
