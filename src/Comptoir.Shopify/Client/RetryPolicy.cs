using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Comptoir.Shopify;

/// <summary>Which failures are tried again, how often, and after how long.</summary>
static partial class RetryPolicy
{
    /// <summary>The first try and five more: about a minute of trouble is waited out here, longer by the caller.</summary>
    internal const int Attempts = 6;
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static ResiliencePipeline<ShopifyAnswer> Build(
        ShopAddress shop,
        TimeProvider time,
        ILogger log
    ) =>
        new ResiliencePipelineBuilder<ShopifyAnswer> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<ShopifyAnswer>
                {
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(ShouldRetry(arguments.Outcome.Exception)),
                    MaxRetryAttempts = Attempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromSeconds(1),
                    MaxDelay = TimeSpan.FromSeconds(30),
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(
                            (arguments.Outcome.Exception as ShopifyException)?.RetryAfter
                        ),
                    OnRetry = arguments =>
                    {
                        // The message of a ShopifyException holds no secret.
                        log.LogRetry(
                            arguments.AttemptNumber + 1,
                            shop,
                            arguments.RetryDelay,
                            arguments.Outcome.Exception?.Message
                        );
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    static bool ShouldRetry(Exception? failure) =>
        failure switch
        {
            ShopifyException { OutcomeUnknown: true } => false,
            ShopifyException known => known.Retryable && !(known.RetryAfter > LongestWait),
            _ => false,
        };

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Attempt {Attempt} at {Shop} failed; again in {Delay}. {Reason}"
    )]
    static partial void LogRetry(
        this ILogger log,
        int attempt,
        ShopAddress shop,
        TimeSpan delay,
        string? reason
    );
}
