using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Calls a web shop something else.</summary>
public sealed class RenameWebShop(Database database)
{
    const int LongestName = 100;

    /// <summary>Changes the name; the reason when it will not do, null when all is well.</summary>
    public async Task<ConnectProblem?> RenameAsync(
        long officeId,
        long webShopId,
        string name,
        CancellationToken cancellationToken
    )
    {
        if (Fault(name) is { } fault)
            return fault;
        await database.WriteAsync(
            officeId,
            (db, ct) =>
                db
                    .WebShops.Where(shop => shop.Id == webShopId)
                    .ExecuteUpdateAsync(set => set.SetProperty(shop => shop.Name, name.Trim()), ct),
            cancellationToken
        );
        return null;
    }

    /// <summary>Why a name will not do; null when it will.</summary>
    internal static ConnectProblem? Fault(string name) =>
        string.IsNullOrWhiteSpace(name)
            ? new ConnectProblem("name", ConnectFault.Name, "The name is empty. Give one.")
            : TooLong(name.Trim());

    /// <summary>The problem of a name that is too long.</summary>
    internal static ConnectProblem? TooLong(string name) =>
        name.Length > LongestName
            ? new ConnectProblem(
                "name",
                ConnectFault.Name,
                $"The name is longer than {LongestName} characters. Give a shorter one."
            )
            : null;
}
