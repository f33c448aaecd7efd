namespace Comptoir.Web;

/// <summary>What the frame of every page shows: whose office, who is signed in, what waits.</summary>
public sealed class Shell
{
    /// <summary>The name of the office.</summary>
    public string Office { get; set; } = "";

    /// <summary>The name of the person signed in.</summary>
    public string User { get; set; } = "";

    /// <summary>The role of that person.</summary>
    public string Role { get; set; } = "";

    /// <summary>How many things need attention.</summary>
    public int NeedsAttention { get; set; }

    /// <summary>Up to two initials of the person.</summary>
    public string Initials =>
        string.Concat(
            User.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(2)
                .Select(name => char.ToUpperInvariant(name[0]))
        );
}
