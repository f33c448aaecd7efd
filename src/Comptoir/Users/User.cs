using Microsoft.AspNetCore.Identity;

namespace Comptoir.Users;

/// <summary>A person who signs in. What the person may do is said by the memberships, one for each office.</summary>
public sealed class User : IdentityUser<long>
{
    /// <summary>The name shown to colleagues.</summary>
    public required string Name { get; set; }

    /// <summary>Culture of the screens (<c>en</c>, <c>fr</c>); null follows the browser.</summary>
    public string? Language { get; set; }

    /// <summary>The office the user was in last: the one to open at the next sign-in.</summary>
    public long? LastOfficeId { get; set; }
}
