using Comptoir.Storage;

namespace Comptoir.Users;

/// <summary>
/// Who asks, and for which office: set once for each request, from the cookie or the API key. Pages and routes open their
/// context here, so that they can only see this office.
/// </summary>
public sealed class CurrentOffice(Database database)
{
    /// <summary>The office; 0 when nobody is signed in.</summary>
    public long OfficeId { get; private set; }

    /// <summary>What the asker may do.</summary>
    public Role Role { get; private set; } = Role.Viewer;

    /// <summary>The user's or the key's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The user; null for a key and for nobody.</summary>
    public long? UserId { get; private set; }

    /// <summary>Says who asks.</summary>
    public void Enter(long officeId, Role role, string name, long? userId = null)
    {
        UserId = userId;
        OfficeId = officeId;
        Role = role;
        Name = name;
    }

    /// <summary>A context that sees this office only.</summary>
    public ComptoirDb Open() => database.Open(OfficeId);
}
