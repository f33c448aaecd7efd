using Comptoir.Storage;

namespace Comptoir.Catalogue;

/// <summary>What the office itself keeps of a product. No synchronization writes a row of this table.</summary>
public sealed class ProductDetails : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long ProductId { get; init; }

    /// <summary>What the office pays for one, in millionths of the currency's unit, without tax.</summary>
    public long? PurchasePrice { get; internal set; }

    /// <summary>ISO code of the purchase price.</summary>
    public string? PurchaseCurrency { get; internal set; }

    /// <summary>How the supplier calls it.</summary>
    public string? SupplierReference { get; internal set; }

    /// <summary>Account of its sales in the accounts.</summary>
    public string? SalesAccount { get; internal set; }

    /// <summary>The office's note.</summary>
    public string? Note { get; internal set; }

    /// <summary>The last change of this, of its variants' details or, of a product that no shop leads, of itself, UTC.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>The user, key or import that made it.</summary>
    public string UpdatedBy { get; private set; } = "";

    /// <summary>Grows by one with every change; who saves over a newer one is refused.</summary>
    public long Version { get; private set; }

    /// <summary>Notes that something was changed.</summary>
    internal void Changed(DateTime at, string by)
    {
        UpdatedAt = at;
        UpdatedBy = by;
        Version++;
    }
}

/// <summary>What the office itself keeps of a variant; where it says nothing, the product's holds.</summary>
public sealed class VariantDetails : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long VariantId { get; init; }

    /// <summary>What the office pays for one, in millionths of the currency's unit, without tax.</summary>
    public long? PurchasePrice { get; internal set; }

    /// <summary>ISO code of the purchase price.</summary>
    public string? PurchaseCurrency { get; internal set; }

    /// <summary>How the supplier calls it.</summary>
    public string? SupplierReference { get; internal set; }
}
