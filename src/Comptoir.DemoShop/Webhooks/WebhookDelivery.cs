using System.Text.Json.Serialization;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>What became of a notice.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebhookOutcome>))]
public enum WebhookOutcome
{
    /// <summary>On its way, or waiting for another attempt.</summary>
    Pending,

    /// <summary>Answered with 2xx.</summary>
    Delivered,

    /// <summary>All attempts failed.</summary>
    Failed,

    /// <summary>Never sent: <see cref="Faults.FaultKind.WebhookLost" />.</summary>
    Lost,

    /// <summary>Its subscription ended before it was delivered.</summary>
    Dropped,
}

/// <summary>A notice that the shop sent or sends.</summary>
public sealed class WebhookDelivery
{
    internal WebhookDelivery(string topic, Uri address, byte[] body, Guid webhook, Guid @event) =>
        (Topic, Address, Body, WebhookId, EventId) = (topic, address, body, webhook, @event);

    /// <summary>As in the header: <c>orders/updated</c>.</summary>
    public string Topic { get; }

    /// <summary>Where it goes.</summary>
    public Uri Address { get; }

    /// <summary>The same for all attempts, and for a doubled notice.</summary>
    public Guid WebhookId { get; }

    /// <summary>The same for all notices of one act.</summary>
    public Guid EventId { get; }

    /// <summary>When the act took place.</summary>
    public DateTimeOffset TriggeredAt { get; internal init; }

    /// <summary>Whether somebody else signed it: it must be refused.</summary>
    public bool IsForged { get; internal init; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Status of the last answer; 0 when there was none.</summary>
    public int Status { get; internal set; }

    /// <summary>How long the last answer took, in milliseconds.</summary>
    public double Milliseconds { get; internal set; }

    /// <summary>What became of it.</summary>
    public WebhookOutcome Outcome { get; internal set; }

    internal byte[] Body { get; }
    internal WebhookSubscription? Subscription { get; init; }
}
