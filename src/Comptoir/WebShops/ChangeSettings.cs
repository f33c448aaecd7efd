using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Changes what was chosen for a web shop; it holds from the next synchronization on.</summary>
public sealed class ChangeSettings(Database database)
{
    const int MostPlaces = 10;
    const int LongestKey = 200;

    /// <summary>Keeps the choices as a whole; the reason when they will not do, null when all is well.</summary>
    public async Task<ConnectProblem?> ChangeAsync(
        long officeId,
        long webShopId,
        WebShopSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (Fault(settings) is { } fault)
            return fault;
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var shop = await db.WebShops.SingleAsync(row => row.Id == webShopId, ct);
                shop.Settings = settings;
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return null;
    }

    /// <summary>Why choices will not do; null when they will, and when there are none.</summary>
    internal static ConnectProblem? Fault(WebShopSettings? settings)
    {
        if (settings is null)
            return null;
        foreach (
            var places in new[]
            {
                settings.Fields.VatNumber,
                settings.Fields.Siren,
                settings.Fields.PurchaseOrder,
            }
        )
        {
            if (places.Length > MostPlaces)
                return Unfit($"At most {MostPlaces} places can be named for one number.");
            foreach (var place in places)
                if (place is null)
                    return Unfit("A place is missing: give its kind and key, or leave it out.");
                else if (PlaceFault(place) is { } reason)
                    return Unfit(reason);
        }
        return null;
    }

    static string? PlaceFault(FieldPlace place) =>
        (place.Kind, place.Key.Trim()) switch
        {
            (_, { Length: > LongestKey }) =>
                $"The name of a place is longer than {LongestKey} characters.",
            (FieldPlaceKind.NoteAttribute, "") => "Give the name of the note attribute.",
            (FieldPlaceKind.Tag, "") => "Give what the tag begins with, such as vat:.",
            (FieldPlaceKind.Metafield, var key)
                when key.IndexOf('.', StringComparison.Ordinal) is <= 0 || key.EndsWith('.') =>
                "Give namespace and key of the metafield with a dot between, such as custom.vat_number.",
            _ => null,
        };

    static ConnectProblem Unfit(string reason) => new("settings", ConnectFault.Settings, reason);
}
