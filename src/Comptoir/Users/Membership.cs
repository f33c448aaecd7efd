namespace Comptoir.Users;

/// <summary>A user's role in an office. It is how the office of a request is found, so no office filter applies.</summary>
public sealed class Membership
{
    /// <summary>The office.</summary>
    public required long OfficeId { get; init; }

    /// <summary>The user.</summary>
    public required long UserId { get; init; }

    /// <summary>What the user may do in this office.</summary>
    public required Role Role { get; set; }
}

/// <summary>What somebody may do in an office, from most to least.</summary>
public enum Role
{
    /// <summary>Everything, users and keys included.</summary>
    Owner,

    /// <summary>Runs the shops: connects, synchronizes, resolves; neither users nor keys.</summary>
    Manager,

    /// <summary>Reads all, exports, closes periods.</summary>
    Accountant,

    /// <summary>Reads.</summary>
    Viewer,
}
