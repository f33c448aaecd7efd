using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Comptoir.Vat;

/// <summary>
/// VIES, the register of the European Commission, by its REST service: <c>POST check-vat-number</c>. A member state that does
/// not answer is asked twice more within seconds; longer trouble is the caller's to wait out.
/// </summary>
sealed class ViesRegister : IVatNumberRegister
{
    /// <summary>The Commission's own address.</summary>
    public const string Commission =
        "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number";

    /// <summary>The name of the client that is used.</summary>
    public const string ClientName = "vies";

    const int Retries = 2;
    static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(15);

    // What passes by itself; all else is the same the next time too.
    static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "MS_UNAVAILABLE",
        "SERVICE_UNAVAILABLE",
        "TIMEOUT",
        "MS_MAX_CONCURRENT_REQ",
        "MS_MAX_CONCURRENT_REQ_TIME",
        "GLOBAL_MAX_CONCURRENT_REQ",
        "GLOBAL_MAX_CONCURRENT_REQ_TIME",
        "UNREACHABLE",
    };

    readonly IHttpClientFactory clients;
    readonly Uri? endpoint;
    readonly ResiliencePipeline<RegisterReply> pipeline;

    public ViesRegister(
        IHttpClientFactory clients,
        IOptions<ComptoirOptions> options,
        TimeProvider clock
    )
    {
        this.clients = clients;
        endpoint = options.Value.Vies.Endpoint;
        pipeline = new ResiliencePipelineBuilder<RegisterReply> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<RegisterReply>
                {
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Result is { Failure: { } failure }
                                && Passing.Contains(failure)
                        ),
                    MaxRetryAttempts = Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromSeconds(1),
                }
            )
            .Build();
    }

    /// <inheritdoc/>
    public bool Asks => endpoint is not null;

    /// <inheritdoc/>
    public async Task<RegisterReply> AskAsync(
        string number,
        string? requester,
        CancellationToken cancellationToken
    )
    {
        var reply = await pipeline.ExecuteAsync(
            async ct => await TryAsync(number, requester, ct),
            cancellationToken
        );
        // The office's own number is not in force there: the question stands without it.
        return reply.Failure == "INVALID_REQUESTER_INFO" && requester is not null
            ? await AskAsync(number, null, cancellationToken)
            : reply;
    }

    async Task<RegisterReply> TryAsync(
        string number,
        string? requester,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestTry);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.PostAsJsonAsync(
                endpoint,
                new ViesQuestion(number[..2], number[2..], requester?[..2], requester?[2..]),
                ViesJson.Default.ViesQuestion,
                limit.Token
            );
            var body = await answer.Content.ReadAsByteArrayAsync(limit.Token);
            return Read(answer.StatusCode, body);
        }
        catch (HttpRequestException)
        {
            return new RegisterReply(null, "UNREACHABLE");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RegisterReply(null, "TIMEOUT");
        }
    }

    /// <summary>What an answer says, with whatever status it comes.</summary>
    internal static RegisterReply Read(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        ViesAnswer? said;
        try
        {
            said = JsonSerializer.Deserialize(body, ViesJson.Default.ViesAnswer);
        }
        catch (JsonException)
        {
            said = null;
        }
        if (said?.ErrorWrappers is [{ Error: { Length: > 0 } error }, ..])
            return new RegisterReply(null, Word(error));
        if ((int)status is >= 200 and < 300 && said?.Valid is { } valid)
            return said.UserError is { Length: > 0 } trouble && Passing.Contains(trouble)
                ? new RegisterReply(null, trouble)
                : new RegisterReply(
                    valid,
                    null,
                    Known(said.Name) ?? Known(said.TraderName),
                    Known(said.Address),
                    Known(said.RequestIdentifier)
                );
        return new RegisterReply(
            null,
            (int)status >= 500
            || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                ? "SERVICE_UNAVAILABLE"
                : "UNEXPECTED_ANSWER"
        );
    }

    // Codes are words of capitals; anything else is not repeated.
    static string Word(string error) =>
        error.Length <= 50
        && error.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
            ? error
            : "UNEXPECTED_ANSWER";

    // States that do not say have three dashes there.
    static string? Known(string? text)
    {
        var known = text?.ReplaceLineEndings(", ").Trim(' ', ',');
        return string.IsNullOrWhiteSpace(known) || known.All(c => c == '-') ? null
            : known.Length <= 500 ? known
            : known[..500];
    }
}

/// <summary>The question as VIES takes it.</summary>
sealed record ViesQuestion(
    string CountryCode,
    string VatNumber,
    string? RequesterMemberStateCode,
    string? RequesterNumber
);

/// <summary>The answer as VIES gives it, good or bad.</summary>
sealed record ViesAnswer(
    bool? Valid,
    string? UserError,
    string? Name,
    string? TraderName,
    string? Address,
    string? RequestIdentifier,
    IReadOnlyList<ViesError>? ErrorWrappers
);

/// <summary>An error of VIES.</summary>
sealed record ViesError(string? Error);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ViesQuestion))]
[JsonSerializable(typeof(ViesAnswer))]
sealed partial class ViesJson : JsonSerializerContext;
