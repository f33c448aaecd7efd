using Comptoir.Sales;
using Comptoir.Vat;

namespace Comptoir.Invoicing.Planning;

/// <summary>
/// What the office says of a shop's taxes: rates of names, rates of prices that name no tax, and what a person settled for the
/// order. Without any of it the shop's own tax stands.
/// </summary>
/// <param name="Shop">What holds for the shop.</param>
/// <param name="Order">What was settled for the order.</param>
/// <param name="Country">ISO code of where the order goes; null when no address says it.</param>
/// <param name="TypeOf">The type of the product of an order line; null where it is not known.</param>
sealed record TaxRules(
    ShopVat? Shop,
    VatResolution? Order,
    string? Country,
    Func<long?, string?> TypeOf
)
{
    /// <summary>The shop's tax stands.</summary>
    public static readonly TaxRules None = new(null, null, null, _ => null);

    /// <summary>A tax under the rate of its name.</summary>
    public TaxKey Named(TaxKey key) =>
        key is { Rate: null, Title: { } title }
        && Shop?.Titles.FirstOrDefault(x =>
            x.Title.Equals(title, StringComparison.OrdinalIgnoreCase)
        )
            is { } known
            ? key with
            {
                Rate = known.Rate,
            }
            : key;

    /// <summary>A tax as documents name it.</summary>
    public TaxKey Said(Sale sale, TaxKey key, Amounts amounts, bool taxesIncluded)
    {
        var named = Named(key);
        return RateInstead(sale, named, amounts, taxesIncluded) is { } rate
            ? named with
            {
                Rate = rate,
            }
            : named;
    }

    /// <summary>The rate that takes the place of the shop's tax on a part of a sale; null when the shop's stands.</summary>
    public int? RateInstead(Sale sale, TaxKey key, Amounts amounts, bool taxesIncluded)
    {
        if (sale.Kind is "GIFT_CARD" or "TIP")
            return null;
        var isTaxed = amounts.Tax != 0 || amounts.CustomerTax != 0;
        // What is free beside it follows the rate that it bears.
        var charged = isTaxed || amounts.CustomerGross == 0 ? key.Rate : null;
        if (Order?.Rates.FirstOrDefault(change => change.From == charged) is { } settled)
            return settled.To;
        return isTaxed || key.ChannelLiable || !taxesIncluded
            ? null
            : Shop
                ?.Taxless.FirstOrDefault(row =>
                    (row.Country is null || row.Country == Country)
                    && (row.ProductType is null || row.ProductType == TypeOf(sale.Line))
                )
                ?.Rate;
    }
}
