using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// Orders without their ledger and fulfilment lines: <see cref="ShopifyOrder"/>. No status is filtered: open, closed and
/// cancelled orders are all returned.
/// </summary>
public static class Orders
{
    [StringSyntax("graphql")]
    const string Fields = $$"""
        __typename id updatedAt createdAt processedAt closedAt cancelledAt cancelReason name confirmationNumber
        test edited confirmed sourceName sourceIdentifier poNumber note tags
        customAttributes { key value }
        customerLocale currencyCode presentmentCurrencyCode
        taxesIncluded taxExempt estimatedTaxes dutiesIncluded
        displayFinancialStatus displayFulfillmentStatus returnStatus
        paymentGatewayNames discountCodes
        retailLocation { id name }
        merchantOfRecordApp { id name }
        risk { recommendation assessments { riskLevel facts { description sentiment } } }
        originalTotalPriceSet {{Selections.Bag}}
        subtotalPriceSet {{Selections.Bag}}
        totalPriceSet {{Selections.Bag}}
        totalTaxSet {{Selections.Bag}}
        totalDiscountsSet {{Selections.Bag}}
        totalShippingPriceSet {{Selections.Bag}}
        totalTipReceivedSet {{Selections.Bag}}
        totalReceivedSet {{Selections.Bag}}
        totalRefundedSet {{Selections.Bag}}
        totalRefundedShippingSet {{Selections.Bag}}
        totalOutstandingSet {{Selections.Bag}}
        netPaymentSet {{Selections.Bag}}
        refundDiscrepancySet {{Selections.Bag}}
        originalTotalDutiesSet {{Selections.Bag}}
        currentTotalDutiesSet {{Selections.Bag}}
        originalTotalAdditionalFeesSet {{Selections.Bag}}
        currentTotalAdditionalFeesSet {{Selections.Bag}}
        currentSubtotalPriceSet {{Selections.Bag}}
        currentTotalPriceSet {{Selections.Bag}}
        currentTotalTaxSet {{Selections.Bag}}
        currentTotalDiscountsSet {{Selections.Bag}}
        currentShippingPriceSet {{Selections.Bag}}
        totalCashRoundingAdjustment { paymentSet {{Selections.Bag}} refundSet {{Selections.Bag}} }
        taxLines {{Selections.TaxLine}}
        additionalFees { id name price {{Selections.Bag}} taxLines {{Selections.TaxLine}} }
        transactions {
          id kind status gateway formattedGateway manualPaymentGateway test createdAt processedAt paymentId errorCode
          amountSet {{Selections.Bag}}
          amountRoundingSet {{Selections.Bag}}
          parentTransaction { id }
          fees { type amount { amount currencyCode } taxAmount { amount currencyCode } }
        }
        fulfillments {
          id name status displayStatus createdAt updatedAt deliveredAt totalQuantity
          location { id name }
          trackingInfo { company number url }
        }
        """;

    const string Company = """
        ... on PurchasingCompany {
          company { id name externalId }
          location { id name externalId taxSettings { taxRegistrationId taxExempt } }
          contact { id }
        }
        """;

    const string Refund = $$"""
        id createdAt processedAt updatedAt note totalRefundedSet {{Selections.Bag}}
        """;

    /// <summary>All of an order but its connections, as far as it may be read.</summary>
    internal static string Header(ReadAccess access)
    {
        var address = Selections.Address(
            access.May(ProtectedData.OrderNames),
            access.May(ProtectedData.OrderAddresses),
            access.May(ProtectedData.OrderPhones)
        );
        var customers = access.May(ProtectedData.Customers);
        var buyers = Selections.Join(
            "__typename",
            customers ? "... on Customer { id }" : null,
            access.Companies ? Company : null
        );
        return Selections.Join(
            Fields,
            access.May(ProtectedData.OrderEmails) ? "email" : null,
            access.May(ProtectedData.OrderPhones) ? "phone" : null,
            customers ? "customer { id }" : null,
            customers || access.Companies ? $$"""purchasingEntity { {{buyers}} }""" : null,
            $$"""billingAddress { {{address}} } shippingAddress { {{address}} }""",
            access.PaymentTerms
                ? "paymentTerms { id dueInDays overdue paymentTermsName paymentTermsType }"
                : null,
            $$"""refunds { {{Refund}} {{(access.Returns ? "return { id }" : "")}} }"""
        );
    }

    [StringSyntax("graphql")]
    internal const string LineItem = $$"""
        __typename id name title variantTitle sku vendor quantity currentQuantity refundableQuantity
        unfulfilledQuantity requiresShipping taxable isGiftCard
        product { id }
        variant { id }
        lineItemGroup { id title quantity variantId variantSku }
        sellingPlan { name }
        originalUnitPriceSet {{Selections.Bag}}
        discountedUnitPriceAfterAllDiscountsSet {{Selections.Bag}}
        originalTotalSet {{Selections.Bag}}
        discountedTotalSet {{Selections.Bag}}
        totalDiscountSet {{Selections.Bag}}
        discountAllocations { allocatedAmountSet {{Selections.Bag}} discountApplication { index } }
        taxLines {{Selections.TaxLine}}
        duties { id price {{Selections.Bag}} taxLines {{Selections.TaxLine}} }
        customAttributes { key value }
        """;

    [StringSyntax("graphql")]
    internal const string ShippingLine = $$"""
        __typename id title code source carrierIdentifier isRemoved custom
        originalPriceSet {{Selections.Bag}}
        discountedPriceSet {{Selections.Bag}}
        currentDiscountedPriceSet {{Selections.Bag}}
        discountAllocations { allocatedAmountSet {{Selections.Bag}} discountApplication { index } }
        taxLines {{Selections.TaxLine}}
        """;

    [StringSyntax("graphql")]
    internal const string DiscountApplication = """
        __typename index allocationMethod targetSelection targetType
        value { __typename ... on MoneyV2 { amount currencyCode } ... on PricingPercentageValue { percentage } }
        ... on DiscountCodeApplication { code }
        ... on AutomaticDiscountApplication { title }
        ... on ManualDiscountApplication { title description }
        ... on ScriptDiscountApplication { title }
        """;

    const string Lines = $$"""
        lineItems { edges { node {
        {{LineItem}}
        } } }
        discountApplications { edges { node {
        {{DiscountApplication}}
        } } }
        """;

    const string Shipping = $$"""
        shippingLines(includeRemovals: true) { edges { node {
        {{ShippingLine}}
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = For(ReadAccess.Everything);

    /// <summary>For a bulk operation that reads no more than is allowed.</summary>
    public static BulkDocument For(ReadAccess access) =>
        new(
            "orders",
            "sortKey: UPDATED_AT",
            null,
            Selections.Join(Header(access), "\n", Lines, "\n", Shipping)
        );

    /// <summary>
    /// The same without shipping lines, for a shop that refuses them in bulk (their type is not a <c>Node</c>, and no
    /// recording shows them there): they are read in slim pages then (<see cref="ShippingLinePages"/>).
    /// </summary>
    public static BulkDocument WithoutShippingLines(ReadAccess access) =>
        new("orders", "sortKey: UPDATED_AT", null, Selections.Join(Header(access), "\n", Lines));

    /// <summary>Shipping lines of many orders at once, removed ones included, with the moment they were seen at.</summary>
    [StringSyntax("graphql")]
    public const string ShippingLinePages = $$"""
        query ShippingLines($ids: [ID!]!, $lines: Int!) {
          nodes(ids: $ids) {
            ... on Order {
              id updatedAt
              shippingLines(includeRemovals: true, first: $lines) {
                pageInfo { hasNextPage endCursor }
                nodes {
        {{ShippingLine}}
                }
              }
            }
          }
        }
        """;
}
