namespace Comptoir.Vat;

/// <summary>Where something is, for VAT.</summary>
/// <param name="Country">
/// ISO code of the state whose VAT holds there: FR for Monaco too. XI for Northern Ireland, which for goods belongs to the
/// Union.
/// </param>
/// <param name="Area">
/// The area whose rates hold: the country's code, or one of its own such as <c>FR-RE</c> (Réunion) or <c>FR-COR</c> (Corsica).
/// </param>
/// <param name="IsUnionForGoods">It lies within the VAT territory of the Union for goods.</param>
/// <param name="IsUnionForServices">The same for services.</param>
public sealed record VatPlace(
    string Country,
    string Area,
    bool IsUnionForGoods,
    bool IsUnionForServices
);

/// <summary>What is said of a case.</summary>
/// <param name="Code">The code of the exemption (VATEX); null for none.</param>
/// <param name="Text">The text that is printed.</param>
public sealed record VatWording(string? Code, string Text);
