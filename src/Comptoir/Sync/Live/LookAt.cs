using System.Globalization;
using Comptoir.Shopify;
using Comptoir.Storage;

namespace Comptoir.Sync.Live;

/// <summary>What messages of a shop name, as the inbox keeps it.</summary>
public static class LookAt
{
    /// <summary>Kinds of objects, as Shopify calls them.</summary>
    public const string Order = "Order";

    /// <inheritdoc cref="Order"/>
    public const string Customer = "Customer";

    /// <inheritdoc cref="Order"/>
    public const string Product = "Product";

    /// <inheritdoc cref="Order"/>
    public const string Company = "Company";

    /// <inheritdoc cref="Order"/>
    public const string InventoryItem = "InventoryItem";

    /// <inheritdoc cref="Order"/>
    public const string Location = "Location";

    /// <summary>The shop itself: its facts, what the app may read, whether it is still installed.</summary>
    public const string Shop = "Shop";

    /// <summary>A message said that the object was deleted: it is asked for, and not read.</summary>
    public const string Gone = "gone";

    /// <summary>The id of what is named.</summary>
    public static Gid Id(InboxItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Gid.Of(item.Kind, long.Parse(item.Subject, CultureInfo.InvariantCulture));
    }
}
