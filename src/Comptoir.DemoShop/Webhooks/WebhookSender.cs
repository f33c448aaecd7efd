using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.Server;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>Sends notices one by one, again when they are not answered with 2xx, and ends a subscription that never answers.</summary>
internal sealed class WebhookSender(
    DemoShopSettings settings,
    AppAccess app,
    WebhookSubscriptions subscriptions,
    RequestLog log,
    TimeProvider clock
) : IDisposable
{
    private const string Forger = "not the secret of the app";

    private readonly SemaphoreSlim places = new(settings.Webhooks.AtOnce);

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
            // A connection that an application left behind when it was killed is not used again for long.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        }
    )
    {
        Timeout = settings.Webhooks.Timeout,
    };

    public async Task DeliverAsync(
        WebhookDelivery delivery,
        TimeSpan after,
        CancellationToken cancel
    )
    {
        try
        {
            await WaitAsync(after, cancel);
            var since = clock.GetUtcNow();
            // Whoever forges notices does not try again.
            var retries = delivery.IsForged ? [] : settings.Webhooks.Retries;
            for (var attempt = 0; ; attempt++)
            {
                // The notice that the app was removed is the last one: it outlives its subscription.
                if (
                    delivery.Subscription is { Topic: not "APP_UNINSTALLED" } subscription
                    && !subscriptions.All.Contains(subscription)
                )
                {
                    delivery.Outcome = WebhookOutcome.Dropped;
                    return;
                }

                if (await TryAsync(delivery, cancel))
                {
                    delivery.Outcome = WebhookOutcome.Delivered;
                    delivery.Subscription?.AnsweredAt = clock.GetUtcNow();
                    log.Add("webhook.delivered");
                    return;
                }

                log.Add("webhook.refused");
                if (attempt >= retries.Count)
                {
                    break;
                }

                await WaitAsync(retries[attempt] * settings.Webhooks.RetryScale, cancel);
            }

            delivery.Outcome = WebhookOutcome.Failed;
            if (delivery.Subscription is { } dead && !(dead.AnsweredAt >= since))
            {
                // So many failures and no success between: as Shopify does with subscriptions that were made by the API.
                subscriptions.Drop(dead);
                log.Add("webhook.subscription.removed");
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    public void Dispose()
    {
        http.Dispose();
        places.Dispose();
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancel)
    {
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, clock, cancel);
        }
    }

    private async Task<bool> TryAsync(WebhookDelivery delivery, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        var since = Stopwatch.GetTimestamp();
        try
        {
            delivery.Attempts++;
            log.Add("webhook");
            using var request = Request(delivery);
            using var answer = await http.SendAsync(request, cancel);
            delivery.Status = (int)answer.StatusCode;
        }
        catch (Exception broken)
            when (broken is HttpRequestException or IOException
                || (broken is OperationCanceledException && !cancel.IsCancellationRequested)
            )
        {
            delivery.Status = 0;
        }
        finally
        {
            delivery.Milliseconds = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            places.Release();
        }

        return delivery.Status is >= 200 and < 300;
    }

    private HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var secret = delivery.IsForged ? Forger : app.SigningSecret;
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), delivery.Body)
        );
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Address)
        {
            Content = new ByteArrayContent(delivery.Body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        Add("X-Shopify-Topic", delivery.Topic);
        Add("X-Shopify-Hmac-Sha256", signature);
        Add("X-Shopify-Shop-Domain", settings.Address);
        Add("X-Shopify-API-Version", GraphQLEndpoint.Version);
        Add("X-Shopify-Webhook-Id", delivery.WebhookId.ToString());
        Add("X-Shopify-Event-Id", delivery.EventId.ToString());
        Add(
            "X-Shopify-Triggered-At",
            delivery.TriggeredAt.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'",
                System.Globalization.CultureInfo.InvariantCulture
            )
        );
        if (delivery.Subscription?.Name is { } name)
        {
            Add("X-Shopify-Name", name);
        }

        return request;

        void Add(string header, string value) =>
            request.Headers.TryAddWithoutValidation(header, value);
    }
}
