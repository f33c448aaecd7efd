using System.Text.Json.Serialization;

namespace Comptoir.DemoShop.Faults;

/// <summary>What the demo shop can be told to do wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>HTTP 429 with <c>Retry-After</c>.</summary>
    TooManyRequests,

    /// <summary>HTTP 200 with the error THROTTLED.</summary>
    Throttled,

    /// <summary>HTTP 503, or <see cref="Fault.Status" />.</summary>
    ServerError,

    /// <summary>The connection is cut without an answer; the request was not carried out.</summary>
    ConnectionReset,

    /// <summary>The answer comes after <see cref="Fault.Delay" />.</summary>
    Slow,

    /// <summary>A bulk file ends in the middle, its connection cut.</summary>
    TruncatedDownload,

    /// <summary>A bulk file with one line that is not JSON.</summary>
    MalformedLine,

    /// <summary>The address of a bulk file answers 403, as if it were older than seven days.</summary>
    ExpiredUrl,

    /// <summary>A bulk operation fails with INTERNAL_SERVER_ERROR and partial data.</summary>
    BulkInternalError,

    /// <summary>A bulk operation fails with TIMEOUT and partial data.</summary>
    BulkTimeout,

    /// <summary>The answer to <c>bulkOperationRunQuery</c> is lost: the operation runs, the connection is cut.</summary>
    LostBulkAnswer,

    /// <summary>The token is refused with 401.</summary>
    RevokedToken,

    /// <summary>HTTP 402: the shop is frozen.</summary>
    Frozen,

    /// <summary>HTTP 403.</summary>
    Forbidden,

    /// <summary>HTTP 423: the shop is locked.</summary>
    Locked,

    /// <summary>HTTP 430: taken for an attack.</summary>
    SecurityRejection,

    /// <summary>HTTP 200 with fields that are null because of an internal error beside them.</summary>
    PartialError,

    /// <summary>HTTP 200 with a page of HTML, as a proxy or a login page gives it.</summary>
    NotJson,

    /// <summary>A webhook is never sent.</summary>
    WebhookLost,

    /// <summary>A webhook is sent twice, with the same id; the second after <see cref="Fault.Delay" />.</summary>
    WebhookDuplicated,

    /// <summary>A webhook comes after <see cref="Fault.Delay" />, when later ones have come already.</summary>
    WebhookDelayed,

    /// <summary>Somebody else sends the webhook too, signed with another secret.</summary>
    WebhookForged,
}

/// <summary>A fault to come. With neither count nor probability it strikes once.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>How many occasions pass before it may strike.</summary>
    public int After { get; init; }

    /// <summary>How often it strikes at most; null with a probability: without end, otherwise once.</summary>
    public int? Count { get; init; }

    /// <summary>How probable a strike is at each occasion, 0 to 1; null: certain.</summary>
    public double? Probability { get; init; }

    /// <summary>Seed of the probability: the same seed strikes at the same occasions.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Seconds in <c>Retry-After</c>; may be zero.</summary>
    public double RetryAfter { get; init; } = 1;

    /// <summary>Status of a <see cref="FaultKind.ServerError" />.</summary>
    public int Status { get; init; } = 503;

    /// <summary>How long a <see cref="FaultKind.Slow" /> answer or a late webhook takes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);
}
