using Comptoir.Storage;

namespace Comptoir.Sending;

/// <summary>
/// A private address under which the customer reads one document without an account. Its token is 256 random bits: the hash
/// finds it, and the token itself is kept as every secret of the office is, because e-mails that wait and people who ask again
/// have to be given the same address. A copy of the database alone opens no document.
/// </summary>
public sealed class DocumentLink : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long Id { get; init; }

    public required long DocumentId { get; init; }

    /// <summary>SHA-256 of the token, 32 bytes.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The token, closed for this office.</summary>
    public required string ProtectedToken { get; init; }

    /// <summary>When it was made, UTC, and by whom: a user's name, or null for the rule that sends.</summary>
    public required DateTime MadeAt { get; init; }
    public string? MadeBy { get; init; }

    /// <summary>From when on it leads nowhere, UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was withdrawn, UTC, and by whom.</summary>
    public DateTime? WithdrawnAt { get; private set; }
    public string? WithdrawnBy { get; private set; }

    /// <summary>How often the page and the file were asked for, and when first and last, UTC. Nothing is kept about who asked.</summary>
    public long Views { get; private set; }
    public long Downloads { get; private set; }
    public DateTime? FirstViewedAt { get; private set; }
    public DateTime? LastViewedAt { get; private set; }

    /// <summary>It leads to its document at this moment.</summary>
    public bool IsOpen(DateTime now) =>
        WithdrawnAt is null && (ExpiresAt is null || ExpiresAt > now);

    /// <summary>From now on it leads nowhere.</summary>
    internal void Withdraw(DateTime at, string by) => (WithdrawnAt, WithdrawnBy) = (at, by);
}
