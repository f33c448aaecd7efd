using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>What a web shop's orders need said about VAT that Shopify does not say. A shop without a row has none of it.</summary>
public sealed class ShopVat : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The web shop; 0 for orders entered by hand.</summary>
    public required long WebShopId { get; init; }

    /// <summary>ISO code of the country from which the shop sends; null for the office's own.</summary>
    public string? ShipsFrom { get; set; }

    /// <summary>Rates of taxes of which the shop gives only a name.</summary>
    public NamedRate[] Titles { get; set; } = [];

    /// <summary>
    /// Rates for a shop whose prices contain the tax but which names none: the first that fits counts, and the tax is taken out
    /// of the price.
    /// </summary>
    public TaxlessRate[] Taxless { get; set; } = [];

    /// <summary>Raised by each change: who saves over a newer one is told.</summary>
    public long Version { get; private set; }

    /// <summary>Notes a change.</summary>
    public void Changed() => Version++;
}

/// <summary>The rate of a tax by its name.</summary>
/// <param name="Title">As the shop calls it.</param>
/// <param name="Rate">In millionths: 20 % is 200000.</param>
public sealed record NamedRate(string Title, int Rate);

/// <summary>The rate of a price that contains a tax which the shop does not name.</summary>
/// <param name="Country">ISO code of the destination; null for every one.</param>
/// <param name="ProductType">The product's type; null for every one.</param>
/// <param name="Rate">In millionths.</param>
public sealed record TaxlessRate(string? Country, string? ProductType, int Rate);
