namespace Comptoir.Offices;

/// <summary>What the law asks for of the seller on every document (art. 242 nonies A, I, 1° and 2°, ann. II CGI).</summary>
public static class SellerMentions
{
    /// <summary>What is missing of a seller: texts that say what to do, none when documents can be issued.</summary>
    public static IReadOnlyList<string> Missing(SellerIdentity seller)
    {
        ArgumentNullException.ThrowIfNull(seller);
        var missing = new List<string>();
        Ask(
            seller.Name,
            new RefusedException(
                "The company’s legal name is missing. Enter it under Settings, Company."
            )
        );
        Ask(
            seller.Line1,
            new RefusedException(
                "The company’s street is missing. Enter it under Settings, Company."
            )
        );
        Ask(
            seller.PostalCode,
            new RefusedException(
                "The company’s postal code is missing. Enter it under Settings, Company."
            )
        );
        Ask(
            seller.City,
            new RefusedException("The company’s town is missing. Enter it under Settings, Company.")
        );
        Ask(
            seller.CountryCode,
            new RefusedException(
                "The company’s country is missing. Enter it under Settings, Company."
            )
        );
        if (VatNumberCountry.IsFrench(seller.CountryCode))
            Ask(
                seller.Siren,
                new RefusedException(
                    "The company’s SIREN is missing. Enter it under Settings, Company."
                )
            );
        if (!seller.IsFranchise)
            Ask(
                seller.VatNumber,
                new RefusedException(
                    "The company’s VAT number is missing. Enter it under Settings, Company, or say there that the company charges no VAT (art. 293 B CGI)."
                )
            );
        if (
            !string.IsNullOrWhiteSpace(seller.VatNumber)
            && !string.IsNullOrWhiteSpace(seller.CountryCode)
            && !VatNumberCountry.Belongs(seller.VatNumber, seller.CountryCode)
        )
            Ask(
                null,
                new RefusedException(
                    "The company’s VAT number is of another country than its address. Enter the number of its own country under Settings, Company; numbers of other countries stand under Settings, VAT."
                )
            );
        return missing;

        // As refusals, because that is what they become when somebody issues.
        void Ask(string? value, RefusedException refusal)
        {
            if (string.IsNullOrWhiteSpace(value))
                missing.Add(refusal.Message);
        }
    }
}
