namespace Comptoir.Users;

/// <summary>A key with which a program uses the API. Only its hash is kept; the key itself is shown once. It is how
/// the office of a request is found, so no office filter applies.</summary>
public sealed class ApiKey
{
    /// <summary>The office it opens.</summary>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>What the key is for.</summary>
    public required string Name { get; init; }

    /// <summary>What the key may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The first characters, to recognize the key in a list.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key, by which it is found.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was revoked, UTC; a revoked key opens nothing.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Closes the key for good.</summary>
    public void Revoke(DateTime now) => RevokedAt ??= now;
}
