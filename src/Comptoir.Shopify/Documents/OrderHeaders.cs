using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// Orders by their dates and totals alone (<see cref="OrderHeader"/>): enough to see which of them the office does not have as
/// the shop has them. No status is filtered.
/// </summary>
public static class OrderHeaders
{
    const string Money = "{ shopMoney { amount currencyCode } }";

    [StringSyntax("graphql")]
    const string Fields = $$"""
        __typename id name createdAt processedAt updatedAt cancelledAt test
        totalPriceSet {{Money}} currentTotalPriceSet {{Money}} currentTotalTaxSet {{Money}}
        totalReceivedSet {{Money}} totalRefundedSet {{Money}}
        """;

    /// <summary>Orders of a page: each counts eleven points, and no query may cost more than a thousand.</summary>
    internal const int PageSize = 80;

    /// <summary>A page of those that a filter finds.</summary>
    [StringSyntax("graphql")]
    public const string Page = $$"""
        query OrderHeaders($filter: String, $first: Int!, $after: String) {
          orders(first: $first, after: $after, query: $filter, sortKey: PROCESSED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes { {{Fields}} }
          }
        }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = new("orders", "sortKey: PROCESSED_AT", null, Fields);
}
