namespace Comptoir.WebShops;

/// <summary>What a merchant chooses for a web shop. The defaults are right for most: nothing has to be filled in.</summary>
public sealed record WebShopSettings
{
    /// <summary>Vendors named on products become suppliers.</summary>
    public bool Suppliers { get; init; } = true;

    /// <summary>Stock is read with the products.</summary>
    public bool Stock { get; init; } = true;

    /// <summary>Orders placed before this day, in the shop's time zone, are left where they are; null for all.</summary>
    public DateOnly? OrdersFrom { get; init; }

    /// <summary>Where the shop keeps what it has no field of its own for.</summary>
    public FieldMapping Fields { get; init; } = new();
}

/// <summary>
/// Where a shop keeps a buyer's numbers: Shopify has no field for most of them, so that each shop and app has its own way.
/// The first place that holds something wins.
/// </summary>
public sealed record FieldMapping
{
    /// <summary>Places of the VAT number.</summary>
    public FieldPlace[] VatNumber { get; init; } = [new(FieldPlaceKind.Own)];

    /// <summary>Places of the SIREN or SIRET number of a French company.</summary>
    public FieldPlace[] Siren { get; init; } = [];

    /// <summary>Places of the buyer's own order number.</summary>
    public FieldPlace[] PurchaseOrder { get; init; } = [new(FieldPlaceKind.Own)];
}

/// <summary>One place in a shop where a text may be.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Key">
/// Name of the note attribute, <c>namespace.key</c> of the metafield, or what a tag begins with, such as <c>vat:</c>. Empty
/// for kinds that need none.
/// </param>
public sealed record FieldPlace(FieldPlaceKind Kind, string Key = "");

/// <summary>Kinds of places where a shop may keep a buyer's number.</summary>
public enum FieldPlaceKind
{
    /// <summary>The field that Shopify has for it: tax id of a customer, of a company's location; purchase order number.</summary>
    Own,

    /// <summary>The company's name line in an address, which some shops use for the number.</summary>
    AddressCompany,

    /// <summary>A note attribute of the order.</summary>
    NoteAttribute,

    /// <summary>A metafield of the customer or the company.</summary>
    Metafield,

    /// <summary>What follows the key in a tag of the order or the customer.</summary>
    Tag,
}
