using Comptoir.Storage;

namespace Comptoir.Api;

/// <summary>
/// What was answered to a request that carried an <c>Idempotency-Key</c>, so that the same request sent again, after a lost
/// connection for example, gets the same answer and does nothing.
/// </summary>
public sealed class IdempotentAnswer : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of address and body: under the same key only the same request is answered.</summary>
    public required byte[] Request { get; init; }

    /// <summary>When the request came, UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>The answer's status; null while the first request is at work.</summary>
    public int? Status { get; private set; }

    /// <summary>The answer's body and where it says the new thing is; null when it has none.</summary>
    public string? Body { get; private set; }
    public string? ContentType { get; private set; }
    public string? Location { get; private set; }

    /// <summary>Keeps what was answered.</summary>
    public void Complete(int status, string? contentType, string? location, string? body)
    {
        Status = status;
        ContentType = contentType;
        Location = location;
        Body = body;
    }
}
