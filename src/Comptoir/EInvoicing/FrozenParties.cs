using Comptoir.Contacts;
using Comptoir.Invoicing;

namespace Comptoir.EInvoicing;

/// <summary>Seller, buyer and places, from what was frozen of them.</summary>
static class FrozenParties
{
    /// <summary>Nine figures; null for anything else.</summary>
    public static string? SirenOf(string? text) =>
        XmlText.Compact(text) is { Length: 9 } siren && siren.All(char.IsAsciiDigit) ? siren : null;

    public static SemanticParty Seller(FrozenDocument document, bool isOutside)
    {
        var seller = document.Seller;
        var siren = SirenOf(seller.Siren);
        // A registration abroad goes by its own number, unless other lines are taxed at home. By which number a tax is owed that
        // is no VAT of ours does not matter here.
        var numbers = document
            .Lines.Where(line => !line.Vat!.IsForeign)
            .Select(line => line.Vat!.SellerNumber)
            .Distinct()
            .ToList();
        var vat = XmlText.Compact(numbers is [{ Length: > 0 } abroad] ? abroad : seller.VatNumber);
        return new SemanticParty
        {
            Name = XmlText.Line(seller.Name) ?? "",
            Siren = siren,
            // Outside of VAT no VAT number may stand (BR-O-02); the number with the tax office may.
            VatNumber = isOutside ? null : vat,
            TaxNumber =
                isOutside ? vat ?? siren
                : vat is null ? siren
                : null,
            Endpoint = EndpointOf(siren, seller.Email),
            LegalText = XmlText.Line(
                string.Join(
                    ", ",
                    new[] { seller.LegalForm, seller.Registration }.Where(text =>
                        !string.IsNullOrWhiteSpace(text)
                    )
                )
            ),
            Phone = XmlText.Line(seller.Phone),
            Email = XmlText.Compact(seller.Email),
            Place = PlaceOf(seller.Address, null),
        };
    }

    public static SemanticParty Buyer(FrozenDocument document, bool isOutside)
    {
        var buyer = document.Buyer;
        var siren = SirenOf(buyer.Siren);
        return new SemanticParty
        {
            Name = XmlText.Line(buyer.Name) ?? "",
            Siren = siren,
            // What does not begin with a country is some other number (BR-CO-09); where a VAT number is needed, its lack is found.
            VatNumber =
                !isOutside
                && XmlText.Compact(buyer.VatNumber) is { } vat
                && Check.CodeLists.IsVat(vat)
                    ? vat
                    : null,
            Endpoint = EndpointOf(siren, buyer.Email),
            Place = PlaceOf(buyer.Address ?? new Address(), null),
        };
    }

    public static SemanticPlace PlaceOf(Address address, string? name) =>
        new(
            name,
            XmlText.Line(address.Line1),
            XmlText.Line(address.Line2),
            XmlText.Line(address.PostalCode),
            XmlText.Line(address.City),
            XmlText.Line(address.ProvinceCode),
            XmlText.Compact(address.CountryCode) ?? ""
        );

    // 0225 is the scheme of the French directory: an address there begins with the SIREN.
    static (string, string)? EndpointOf(string? siren, string? email)
    {
        if (siren is not null)
            return ("0225", siren);
        return XmlText.Compact(email) is { } address ? ("EM", address) : null;
    }
}
