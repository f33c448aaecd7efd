using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>The sales ledger of orders: <see cref="SalesAgreement"/> and <see cref="Sale"/>.</summary>
public static class Ledger
{
    [StringSyntax("graphql")]
    const string AgreementFields = """
        __typename id happenedAt reason
        ... on RefundAgreement { refund { id } }
        """;

    // The return must not be null in the schema: where it is denied, the whole agreement would be gone.
    internal static string Agreement(ReadAccess access) =>
        access.Returns
            ? $$"""{{AgreementFields}} ... on ReturnAgreement { return { id } }"""
            : AgreementFields;

    [StringSyntax("graphql")]
    internal const string Sale = $$"""
        __typename id actionType lineType quantity
        totalAmount {{Selections.Bag}}
        totalTaxAmount {{Selections.Bag}}
        totalDiscountAmountBeforeTaxes {{Selections.Bag}}
        totalDiscountAmountAfterTaxes {{Selections.Bag}}
        taxes { id amount {{Selections.Bag}} taxLine { title rate ratePercentage source channelLiable } }
        ... on ProductSale { lineItem { id } }
        ... on GiftCardSale { lineItem { id } }
        ... on TipSale { lineItem { id } }
        ... on ShippingLineSale { shippingLine { id } }
        ... on DutySale { duty { id } }
        ... on AdditionalFeeSale { additionalFee { id name } }
        ... on FeeSale { fee { id } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = For(ReadAccess.Everything);

    /// <summary>For a bulk operation that reads no more than is allowed.</summary>
    public static BulkDocument For(ReadAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        return new(
            "orders",
            "sortKey: UPDATED_AT",
            null,
            $$"""
            __typename id updatedAt
            agreements { edges { node {
            {{Agreement(access)}}
            sales { edges { node {
            {{Sale}}
            } } }
            } } }
            """
        );
    }
}
