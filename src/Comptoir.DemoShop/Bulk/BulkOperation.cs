using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Bulk;

/// <summary>A bulk query of a shop as Shopify shows it.</summary>
internal sealed class BulkOperation(string query) : Record
{
    private readonly Lock gate = new();

    public string Id => Gid.Of("BulkOperation", Number);
    public string Query { get; } = query;
    public string Type => "QUERY";
    public string Status { get; private set; } = "CREATED";
    public string? ErrorCode { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public long ObjectCount { get; set; }
    public long RootObjectCount { get; set; }
    public long? FileSize { get; private set; }
    public string? Url { get; private set; }
    public string? PartialDataUrl { get; private set; }

    /// <summary>Where the rows are staged; null until they are written.</summary>
    public string? File { get; set; }

    /// <summary>Last moment at which the file is served.</summary>
    public DateTimeOffset? FileExpiresAt { get; set; }

    public CancellationTokenSource Cancellation { get; } = new();

    public bool Done => Status is "COMPLETED" or "FAILED" or "CANCELED" or "EXPIRED";

    public static BulkOperation Create(long number, string query, DateTimeOffset at) =>
        new(query)
        {
            Number = number,
            CreatedAt = at,
            UpdatedAt = at,
        };

    public void Start()
    {
        lock (gate)
        {
            Status = Status == "CREATED" ? "RUNNING" : Status;
        }
    }

    /// <summary>Asks to stop; a finished operation stays as it is.</summary>
    public bool Cancel()
    {
        lock (gate)
        {
            if (Done)
            {
                return false;
            }

            Status = "CANCELING";
        }

        Cancellation.Cancel();
        return true;
    }

    public void Complete(DateTimeOffset at, string? url, long fileSize)
    {
        lock (gate)
        {
            if (Done)
            {
                return;
            }

            (Url, FileSize, CompletedAt) = (url, url is null ? null : fileSize, at);
            Status = "COMPLETED";
        }
    }

    public void Fail(
        DateTimeOffset at,
        string errorCode,
        string? partialUrl = null,
        long? fileSize = null
    )
    {
        lock (gate)
        {
            if (Done)
            {
                return;
            }

            (ErrorCode, PartialDataUrl, FileSize, CompletedAt) = (
                errorCode,
                partialUrl,
                fileSize,
                at
            );
            Status = "FAILED";
        }
    }

    public void Canceled(DateTimeOffset at, string? partialUrl, long? fileSize)
    {
        lock (gate)
        {
            (PartialDataUrl, FileSize, CompletedAt) = (partialUrl, fileSize, at);
            Status = "CANCELED";
        }
    }

    internal override bool Knows(string field) =>
        field is "id" or "status" or "type" or "operation_type" or "created_at" or "completed_at";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "status" => Status,
            "type" or "operation_type" => Type,
            "created_at" => CreatedAt,
            "completed_at" => CompletedAt,
            _ => null,
        };
}

internal sealed record BulkOperationPayload(
    BulkOperation? BulkOperation,
    List<BulkOperationUserError> UserErrors
);

internal sealed record BulkOperationUserError(string Code, List<string>? Field, string Message);
