using Comptoir.Users;

namespace Comptoir.Web;

/// <summary>What a role may do on the screens; the use cases behind them ask the same.</summary>
public static class Permissions
{
    /// <summary>Connects and synchronizes web shops, settles what needs attention.</summary>
    public static bool RunsShops(this Role role) => role is Role.Owner or Role.Manager;

    /// <summary>Closes periods, sees the journal and the company's settings.</summary>
    public static bool KeepsAccounts(this Role role) =>
        role is Role.Owner or Role.Manager or Role.Accountant;

    /// <summary>The role in words.</summary>
    public static string Word(this Role role, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return role switch
        {
            Role.Owner => texts["Owner"],
            Role.Manager => texts["Manager"],
            Role.Accountant => texts["Accountant"],
            _ => texts["Viewer"],
        };
    }
}
