using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>A read of many objects that Shopify works on by itself and leaves as one JSONL file.</summary>
public sealed record BulkOperation
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>CREATED, RUNNING, COMPLETED, CANCELING, CANCELED, FAILED, EXPIRED.</summary>
    [JsonRequired]
    public string Status { get; init; } = "";

    /// <summary>ACCESS_DENIED, INTERNAL_SERVER_ERROR, TIMEOUT; null unless it failed.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Shopify's clock: everything changed before this instant is in the result.</summary>
    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Lines so far; at the end, lines of the file.</summary>
    public long ObjectCount { get; init; }
    public long RootObjectCount { get; init; }

    /// <summary>Bytes of the file; null until it is there.</summary>
    public long? FileSize { get; init; }

    /// <summary>Signed address of the file, good for seven days. Null when there are no rows.</summary>
    public Uri? Url { get; init; }

    /// <summary>What a failed operation had written so far.</summary>
    public Uri? PartialDataUrl { get; init; }

    /// <summary>The text it was started with.</summary>
    public string? Query { get; init; }

    [JsonIgnore]
    public bool IsCompleted => Status == "COMPLETED";

    /// <summary>Whether Shopify still works on it.</summary>
    [JsonIgnore]
    public bool IsRunning => Status is "CREATED" or "RUNNING" or "CANCELING";
}
