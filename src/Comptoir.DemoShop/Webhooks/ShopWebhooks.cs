using System.Collections.Concurrent;
using System.Text.Json;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Server;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>A notice to raise.</summary>
/// <param name="Topic">As in the schema: ORDERS_UPDATED.</param>
/// <param name="Body">Makes what is sent; only called when somebody listens.</param>
internal sealed record ShopEvent(string Topic, Func<object> Body);

/// <summary>
/// The webhooks of one shop: raises notices of what changes, without ever holding up the change, and keeps what became of them.
/// </summary>
public sealed class ShopWebhooks : IAsyncDisposable
{
    private const int Kept = 20_000;
    private readonly DemoShopSettings settings;
    private readonly FaultPlan faults;
    private readonly RequestLog log;
    private readonly TimeProvider clock;
    private readonly WebhookSender sender;
    private readonly ConcurrentQueue<WebhookDelivery> deliveries = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Task, bool> working = new();

    internal ShopWebhooks(
        DemoShopSettings settings,
        AppAccess app,
        FaultPlan faults,
        RequestLog log,
        long firstNumber,
        TimeProvider clock
    )
    {
        (this.settings, this.faults, this.log, this.clock) = (settings, faults, log, clock);
        Subscriptions = new WebhookSubscriptions(settings.Webhooks, firstNumber, clock);
        sender = new WebhookSender(settings, app, Subscriptions, log, clock);
    }

    internal WebhookSubscriptions Subscriptions { get; }

    /// <summary>Topics that somebody listens to, as in the schema, one for each subscription.</summary>
    public IReadOnlyList<string> Topics => [.. Subscriptions.All.Select(one => one.Topic)];

    /// <summary>The last 20,000 notices, oldest first, whatever became of them.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => [.. deliveries];

    /// <summary>How many notices are on their way or wait for another attempt.</summary>
    public int Pending => working.Count;

    /// <summary>Sends a notice without a subscription, signed like the others: the privacy topics come so.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="topic">As in the header: <c>customers/redact</c>.</param>
    /// <param name="body">What is sent.</param>
    public WebhookDelivery Send(Uri address, string topic, object body)
    {
        var delivery = new WebhookDelivery(
            topic,
            address,
            JsonSerializer.SerializeToUtf8Bytes(body),
            Guid.NewGuid(),
            Guid.NewGuid()
        )
        {
            TriggeredAt = clock.GetUtcNow(),
        };
        Keep(delivery);
        Go(delivery, TimeSpan.Zero);
        return delivery;
    }

    /// <summary>Waits until nothing is on its way any more.</summary>
    public async Task WhenQuietAsync(CancellationToken cancel)
    {
        while (!working.IsEmpty)
        {
            await Task.WhenAll(working.Keys).WaitAsync(cancel);
        }
    }

    /// <summary>Forgets what became of notices.</summary>
    public void Forget() => deliveries.Clear();

    /// <summary>Gives up what is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await WhenQuietAsync(CancellationToken.None);
        sender.Dispose();
        stop.Dispose();
    }

    /// <summary>Raises all notices of one act.</summary>
    internal void Raise(IEnumerable<ShopEvent> events)
    {
        var subscriptions = Subscriptions.All;
        if (subscriptions.Count == 0)
        {
            return;
        }

        var (act, at) = (Guid.NewGuid(), clock.GetUtcNow());
        foreach (var raised in events)
        {
            byte[]? body = null;
            foreach (var subscription in subscriptions)
            {
                if (subscription.Topic != raised.Topic)
                {
                    continue;
                }

                body ??= JsonSerializer.SerializeToUtf8Bytes(raised.Body());
                Dispatch(
                    new WebhookDelivery(
                        WebhookScopes.NameOf(raised.Topic),
                        new Uri(subscription.Uri),
                        body,
                        Guid.NewGuid(),
                        act
                    )
                    {
                        TriggeredAt = at,
                        Subscription = subscription,
                    }
                );
            }
        }
    }

    private void Dispatch(WebhookDelivery delivery)
    {
        Keep(delivery);
        if (Struck(FaultKind.WebhookForged) is not null)
        {
            var forged = new WebhookDelivery(
                delivery.Topic,
                delivery.Address,
                delivery.Body,
                Guid.NewGuid(),
                Guid.NewGuid()
            )
            {
                TriggeredAt = delivery.TriggeredAt,
                IsForged = true,
            };
            Keep(forged);
            Go(forged, TimeSpan.Zero);
        }

        if (Struck(FaultKind.WebhookLost) is not null)
        {
            delivery.Outcome = WebhookOutcome.Lost;
            return;
        }

        var late = Struck(FaultKind.WebhookDelayed)?.Delay ?? TimeSpan.Zero;
        if (Struck(FaultKind.WebhookDuplicated) is { } twice)
        {
            var again = new WebhookDelivery(
                delivery.Topic,
                delivery.Address,
                delivery.Body,
                delivery.WebhookId,
                delivery.EventId
            )
            {
                TriggeredAt = delivery.TriggeredAt,
                Subscription = delivery.Subscription,
            };
            Keep(again);
            Go(again, twice.Delay);
        }

        Go(delivery, settings.Webhooks.Latency + late);
    }

    private Fault? Struck(FaultKind kind)
    {
        var fault = faults.Take(kind);
        if (fault is not null)
        {
            log.Add($"fault.{kind}");
        }

        return fault;
    }

    private void Keep(WebhookDelivery delivery)
    {
        deliveries.Enqueue(delivery);
        while (deliveries.Count > Kept)
        {
            deliveries.TryDequeue(out _);
        }
    }

    private void Go(WebhookDelivery delivery, TimeSpan after)
    {
        var task = Task.Run(() => sender.DeliverAsync(delivery, after, stop.Token));
        working[task] = true;
        _ = task.ContinueWith(
            done => working.TryRemove(done, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }
}
