namespace Comptoir.Offices;

/// <summary>What the law asks for of the seller on every document (art. 242 nonies A, I, 1° and 2°, ann. II CGI).</summary>
public static class SellerMentions
{
    /// <summary>What is missing of a seller: texts that say what to do, none when documents can be issued.</summary>
    public static IReadOnlyList<string> Missing(SellerIdentity seller)
    {
        ArgumentNullException.ThrowIfNull(seller);
        var missing = new List<string>();
        Ask(seller.Name, "The company’s legal name is missing. Enter it under Settings, Company.");
        Ask(seller.Line1, "The company’s street is missing. Enter it under Settings, Company.");
        Ask(
            seller.PostalCode,
            "The company’s postal code is missing. Enter it under Settings, Company."
        );
        Ask(seller.City, "The company’s town is missing. Enter it under Settings, Company.");
        Ask(
            seller.CountryCode,
            "The company’s country is missing. Enter it under Settings, Company."
        );
        if (seller.CountryCode == "FR")
            Ask(seller.Siren, "The company’s SIREN is missing. Enter it under Settings, Company.");
        if (!seller.IsFranchise)
            Ask(
                seller.VatNumber,
                "The company’s VAT number is missing. Enter it under Settings, Company, or say there that the company charges no VAT (art. 293 B CGI)."
            );
        return missing;

        void Ask(string? value, string words)
        {
            if (string.IsNullOrWhiteSpace(value))
                missing.Add(words);
        }
    }
}
