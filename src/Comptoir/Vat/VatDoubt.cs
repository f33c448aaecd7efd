namespace Comptoir.Vat;

/// <summary>Why the VAT of a line cannot be explained. Such a line is never recomputed: its order waits for a person, or for an answer.</summary>
public enum VatDoubt
{
    /// <summary>The seller charges no VAT, but the shop did: what is shown is owed (art. 283, 3 CGI; 203 of directive 2006/112/EC).</summary>
    FranchiseCharges,

    /// <summary>No address says where it goes.</summary>
    NoPlace,

    /// <summary>No VAT was charged where it is due.</summary>
    NoTax,

    /// <summary>The shop names a tax without a rate.</summary>
    NoRate,

    /// <summary>The rate is none of the country's on that day.</summary>
    UnknownRate,

    /// <summary>The amount of tax is not what its rate makes of the amount.</summary>
    TaxDiffers,

    /// <summary>Goods are sent from a country where the seller is not registered.</summary>
    NotRegistered,

    /// <summary>The destination's VAT was charged without the one-stop shop or a registration there.</summary>
    NoOneStopShop,

    /// <summary>The seller's own VAT was charged although the one-stop shop asks for the destination's.</summary>
    HomeRateAbroad,

    /// <summary>The destination's VAT was charged to a business, for which the one-stop shop is not.</summary>
    BusinessTaxed,

    /// <summary>The seller's own VAT was charged on an export.</summary>
    HomeRateOnExport,

    /// <summary>Nobody has confirmed the buyer's VAT number yet.</summary>
    NumberUnconfirmed,

    /// <summary>The buyer's VAT number is not in force.</summary>
    NumberInvalid,

    /// <summary>No exchange rate of the day is known.</summary>
    NoExchangeRate,
}

/// <summary>What is said of a doubt.</summary>
static class VatDoubtWords
{
    /// <summary>What is wrong, and what to do.</summary>
    public static string Of(VatDoubt doubt) =>
        doubt switch
        {
            VatDoubt.FranchiseCharges => new RefusedException(
                "The company charges no VAT, but the shop charged some: VAT that is shown is owed. Switch the tax off in Shopify and correct the order there, or say under Settings, Company, that the company charges VAT."
            ).Message,
            VatDoubt.NoPlace => new RefusedException(
                "No address says where this goes, so its VAT cannot be told. Enter an address on the order in Shopify and synchronize, or choose the case of VAT."
            ).Message,
            VatDoubt.NoTax => new RefusedException(
                "No VAT was charged although it is due. Say which rate the amounts contain, or why they are exempt."
            ).Message,
            VatDoubt.NoRate => new RefusedException(
                "The shop names a tax without its rate. Enter the rate of this tax under Settings, VAT, or choose the case of VAT."
            ).Message,
            VatDoubt.UnknownRate => new RefusedException(
                "The rate charged is none of this country’s on that day. Correct it in Shopify, enter the rate under Settings, VAT, or say which rate the amounts contain."
            ).Message,
            VatDoubt.TaxDiffers => new RefusedException(
                "The tax charged is not what its rate makes of the amount. Say which rate the amounts contain, or choose the case of VAT to keep the shop’s own figures."
            ).Message,
            VatDoubt.NotRegistered => new RefusedException(
                "Goods are sent from a country where the company has no VAT number. Enter the registration under Settings, VAT."
            ).Message,
            VatDoubt.NoOneStopShop => new RefusedException(
                "The VAT of the destination was charged, but the company uses no one-stop shop and has no VAT number there. Enter the registration under Settings, VAT, or say which rate the amounts contain."
            ).Message,
            VatDoubt.HomeRateAbroad => new RefusedException(
                "The company’s own VAT was charged, but under the one-stop shop the VAT of the destination is due. Say which rate the amounts contain, or choose the case of VAT."
            ).Message,
            VatDoubt.BusinessTaxed => new RefusedException(
                "The VAT of the destination was charged to a business whose VAT number is in force; the one-stop shop is for consumers. Say that the amounts contain 0 %, or correct the order in Shopify."
            ).Message,
            VatDoubt.HomeRateOnExport => new RefusedException(
                "The company’s own VAT was charged on goods that leave the Union: VAT that is shown is owed. Choose the case of VAT, or correct the order in Shopify."
            ).Message,
            VatDoubt.NumberUnconfirmed => new RefusedException(
                "The buyer’s VAT number is not confirmed yet. The register is asked again by itself; an answer can also be entered under Settings, VAT."
            ).Message,
            VatDoubt.NumberInvalid => new RefusedException(
                "The buyer’s VAT number is not in force, so VAT is due. Ask the buyer for the right number, or say which rate the amounts contain."
            ).Message,
            VatDoubt.NoExchangeRate => new RefusedException(
                "No exchange rate of the day is known for the currency of this document, so its VAT cannot be stated in the office’s own. It is fetched again by itself; the bank’s file can also be brought under Settings, VAT."
            ).Message,
            _ => throw new ArgumentOutOfRangeException(nameof(doubt), doubt, "No such doubt."),
        };
}
