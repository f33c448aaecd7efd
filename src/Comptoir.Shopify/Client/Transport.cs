using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;

namespace Comptoir.Shopify;

/// <summary>Sends GraphQL documents to one shop: within its allowance, again when that may help, never twice a change.</summary>
sealed partial class Transport
{
    /// <summary>How long one call may take.</summary>
    internal static readonly TimeSpan OneCall = TimeSpan.FromSeconds(60);

    /// <summary>Points that come back each second, as far as is known.</summary>
    public double PointsPerSecond => limiter.PerSecond;

    readonly HttpClient http;
    readonly ShopAddress shop;
    readonly ITokenSource tokens;
    readonly Uri address;
    readonly bool endpointIsOverridden;
    readonly CostLimiter limiter;
    readonly TimeProvider time;
    readonly ILogger log;
    readonly ResiliencePipeline<ShopifyAnswer> pipeline;
    int versionReported;

    public Transport(
        HttpClient http,
        ShopAddress shop,
        ITokenSource tokens,
        Uri? endpoint,
        CostLimiter limiter,
        TimeProvider time,
        ILogger log
    )
    {
        this.http = http;
        this.shop = shop;
        this.tokens = tokens;
        this.limiter = limiter;
        this.time = time;
        this.log = log;
        endpointIsOverridden = endpoint is not null;
        address = new Uri(
            endpoint ?? new Uri($"https://{shop.Host}"),
            $"/admin/api/{ShopifyClientFactory.ApiVersion}/graphql.json"
        );
        pipeline = RetryPolicy.Build(shop, time, log);
    }

    /// <summary>The version Shopify answered with; null before the first answer. It falls forward without a word.</summary>
    public string? ServedVersion { get; private set; }

    /// <summary>Sends a document.</summary>
    /// <param name="document">The text, which is also what its cost is remembered by.</param>
    /// <param name="variables">Writes the variables, as members of an object.</param>
    /// <param name="isChange">A mutation: it is not sent again unless Shopify surely did not carry it out.</param>
    /// <param name="cancellation">Stops waiting and sending.</param>
    /// <exception cref="ShopifyException">It failed for good, or for longer than is waited here.</exception>
    public async Task<ShopifyAnswer> SendAsync(
        string document,
        Action<Utf8JsonWriter>? variables,
        bool isChange,
        CancellationToken cancellation
    )
    {
        var body = Body(document, variables);
        return await pipeline.ExecuteAsync(
            async attempt => await MeasuredAsync(document, body, isChange, attempt),
            cancellation
        );
    }

    /// <summary>A call that was refused with 401 was not carried out: it is sent once more where there is another token.</summary>
    async Task<ShopifyAnswer> AuthorizedAsync(
        string document,
        byte[] body,
        bool isChange,
        CancellationToken cancellation
    )
    {
        var token = await tokens.GetAsync(cancellation);
        try
        {
            return await OnceAsync(token, document, body, isChange, cancellation);
        }
        catch (ShopifyException refused) when (refused.Kind == ShopifyFailure.TokenRefused)
        {
            if (await tokens.RenewAsync(token, cancellation) is not { } renewed)
                throw;
            return await OnceAsync(renewed, document, body, isChange, cancellation);
        }
    }

    async Task<ShopifyAnswer> MeasuredAsync(
        string document,
        byte[] body,
        bool isChange,
        CancellationToken cancellation
    )
    {
        try
        {
            return await AuthorizedAsync(document, body, isChange, cancellation);
        }
        catch (ShopifyException failure)
        {
            ShopifyMeter.Failed(shop, failure.Kind);
            throw;
        }
    }

    async Task<ShopifyAnswer> OnceAsync(
        AccessToken token,
        string document,
        byte[] body,
        bool isChange,
        CancellationToken cancellation
    )
    {
        var reserved = await limiter.ReserveAsync(document, cancellation);
        QueryCost? cost = null;
        using var late = new CancellationTokenSource(OneCall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            late.Token,
            cancellation
        );
        try
        {
            using var request = Request(token, body);
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                either.Token
            );
            SeeVersion(response);
            if (StatusFailure.Of(response, shop, time.GetUtcNow()) is { } failure)
                throw isChange && failure.Kind == ShopifyFailure.Unavailable
                    ? Unknown(failure)
                    : failure;
            JsonElement root;
            try
            {
                await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
                using var answer = await JsonDocument.ParseAsync(stream, default, either.Token);
                root = answer.RootElement.Clone();
            }
            catch (JsonException broken)
            {
                var malformed = AnswerReader.Malformed(shop, broken);
                throw isChange ? Unknown(malformed) : malformed;
            }
            cost = AnswerReader.Cost(root);
            return AnswerReader.Read(root, shop);
        }
        catch (ShopifyException failure)
            when (isChange && failure.Kind == ShopifyFailure.Unavailable && !failure.OutcomeUnknown)
        {
            throw Unknown(failure);
        }
        catch (HttpRequestException broken)
        {
            var neverSent =
                broken.HttpRequestError
                is HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError;
            throw Unreachable(broken, isChange && !neverSent);
        }
        catch (IOException broken)
        {
            throw Unreachable(broken, isChange);
        }
        catch (OperationCanceledException)
            when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(
                new TimeoutException($"no answer within {OneCall.TotalSeconds} seconds"),
                isChange
            );
        }
        finally
        {
            limiter.Settle(document, reserved, cost);
            if (cost is not null)
                ShopifyMeter.Answered(shop, cost);
        }
    }

    HttpRequestMessage Request(AccessToken token, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.TryAddWithoutValidation("X-Shopify-Access-Token", token.Reveal());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (endpointIsOverridden)
            request.Headers.Host = shop.Host;
        return request;
    }

    static byte[] Body(string document, Action<Utf8JsonWriter>? variables)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("query", document);
            if (variables is not null)
            {
                writer.WriteStartObject("variables");
                variables(writer);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    void SeeVersion(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("X-Shopify-API-Version", out var values))
            return;
        var served = values.First();
        ServedVersion = served;
        if (
            served != ShopifyClientFactory.ApiVersion
            && Interlocked.Exchange(ref versionReported, 1) == 0
        )
            LogVersion(shop.Host, Secrets.Redact(served), ShopifyClientFactory.ApiVersion);
    }

    static ShopifyException Unknown(ShopifyException failure) =>
        new(failure.Kind, failure.Message, failure.Advice, failure.Retryable, failure)
        {
            RetryAfter = failure.RetryAfter,
            OutcomeUnknown = true,
        };

    ShopifyException Unreachable(Exception cause, bool outcomeUnknown) =>
        new(
            ShopifyFailure.Unavailable,
            $"{shop} cannot be reached: {cause.Message}",
            "Check this machine's connection to the internet; it is tried again later.",
            retryable: true,
            cause
        )
        {
            OutcomeUnknown = outcomeUnknown,
        };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Shop} answers with version {Served} of the API, not {Asked}: Comptoir should be updated"
    )]
    partial void LogVersion(string shop, string served, string asked);
}
