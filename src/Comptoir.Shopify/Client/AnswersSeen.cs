using System.Collections.Concurrent;

namespace Comptoir.Shopify;

/// <summary>
/// What the last answers said besides their content: the version of the API that was served, and the clock of who answered.
/// Remembered in memory alone, for whoever looks after the shop's health.
/// </summary>
public sealed class AnswersSeen(TimeProvider time)
{
    readonly ConcurrentDictionary<string, SeenAnswer> last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last answer of a shop; null when this process has had none.</summary>
    public SeenAnswer? Of(ShopAddress shop) => last.GetValueOrDefault(shop.Host);

    internal HttpMessageHandler Watch(HttpMessageHandler inner) => new Watcher(this, inner);

    void Note(
        HttpRequestMessage request,
        HttpResponseMessage response,
        DateTimeOffset sent,
        DateTimeOffset received
    )
    {
        if ((request.Headers.Host ?? request.RequestUri?.Host) is not { } host)
            return;
        var known = last.GetValueOrDefault(host);
        var version = response.Headers.TryGetValues("X-Shopify-API-Version", out var values)
            ? Secrets.Redact(values.First())
            : known?.ApiVersion;
        // The header has whole seconds, and was written somewhere between sending and receiving.
        var difference = response.Headers.Date is { } date
            ? date + TimeSpan.FromSeconds(0.5) - (sent + ((received - sent) / 2))
            : known?.ClockDifference;
        last[host] = new SeenAnswer(received, version, difference);
    }

    sealed class Watcher(AnswersSeen seen, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var sent = seen.Now;
            var response = await base.SendAsync(request, cancellationToken);
            seen.Note(request, response, sent, seen.Now);
            return response;
        }
    }

    DateTimeOffset Now => time.GetUtcNow();
}

/// <summary>What an answer said besides its content.</summary>
/// <param name="At">When it came.</param>
/// <param name="ApiVersion">The version of the API that was served; null when none was said.</param>
/// <param name="ClockDifference">How far the clock of who answered is ahead of this machine's; exact to about a second.</param>
public sealed record SeenAnswer(DateTimeOffset At, string? ApiVersion, TimeSpan? ClockDifference);
