using Comptoir.Api;

namespace Comptoir.Catalogue;

/// <summary>What the office itself keeps of a product: no synchronization touches it.</summary>
/// <param name="PurchasePrice">What it pays for one, without tax.</param>
/// <param name="SupplierReference">How the supplier calls it.</param>
/// <param name="SalesAccount">Account of its sales in the accounts.</param>
/// <param name="Note">The office's note.</param>
/// <param name="Version">To be sent with changes; 0 while the office wrote nothing.</param>
/// <param name="UpdatedAt">The last change.</param>
/// <param name="UpdatedBy">Who made it.</param>
public sealed record ProductOwn(
    ApiMoney? PurchasePrice,
    string? SupplierReference,
    string? SalesAccount,
    string? Note,
    long Version,
    DateTime? UpdatedAt,
    string? UpdatedBy
)
{
    internal static ProductOwn Of(ProductDetails? details) =>
        details is null
            ? new(null, null, null, null, 0, null, null)
            : new(
                VariantOwn.Money(details.PurchasePrice, details.PurchaseCurrency),
                details.SupplierReference,
                details.SalesAccount,
                details.Note,
                details.Version,
                details.UpdatedAt,
                details.UpdatedBy
            );
}

/// <summary>What the office itself keeps of a variant.</summary>
/// <param name="PurchasePrice">What it pays for one, without tax.</param>
/// <param name="SupplierReference">How the supplier calls it.</param>
public sealed record VariantOwn(ApiMoney? PurchasePrice, string? SupplierReference)
{
    internal static VariantOwn Of(VariantDetails? details) =>
        new(Money(details?.PurchasePrice, details?.PurchaseCurrency), details?.SupplierReference);

    internal static ApiMoney? Money(long? millionths, string? currency) =>
        millionths is { } price && currency is not null
            ? ApiMoney.OfMillionths(price, currency)
            : null;
}
