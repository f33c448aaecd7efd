using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>The sales ledger of orders: <see cref="SalesAgreement"/> and <see cref="Sale"/>.</summary>
public static class Ledger
{
    [StringSyntax("graphql")]
    internal const string Agreement = """
        __typename id happenedAt reason
        ... on RefundAgreement { refund { id } }
        ... on ReturnAgreement { return { id } }
        """;

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

    const string Selection = $$"""
        __typename id updatedAt
        agreements { edges { node {
        {{Agreement}}
        sales { edges { node {
        {{Sale}}
        } } }
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } =
        new("orders", "sortKey: UPDATED_AT", null, Selection);
}
