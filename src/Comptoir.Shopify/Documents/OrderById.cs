using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// One order, in a few queries: a whole one with all its nested connections would cost more than the 1,000 points a
/// query may. Each selects <c>updatedAt</c>, so that the reader sees when the order changed in between.
/// </summary>
public static class OrderById
{
    /// <summary>Everything but lines, ledger and fulfilment lines.</summary>
    public static string Header(ReadAccess access) =>
        $$"""
            query OrderHeader($id: ID!) {
              order(id: $id) {
            {{Orders.Header(access)}}
              }
            }
            """;

    /// <summary>A page of line items.</summary>
    [StringSyntax("graphql")]
    public const string LineItems = $$"""
        query OrderLines($id: ID!, $first: Int!, $after: String) {
          order(id: $id) {
            updatedAt
            lineItems(first: $first, after: $after) {
              pageInfo { hasNextPage endCursor }
              nodes {
        {{Orders.LineItem}}
              }
            }
          }
        }
        """;

    /// <summary>A page of shipping lines, removed ones included.</summary>
    [StringSyntax("graphql")]
    public const string ShippingLines = $$"""
        query OrderShippingLines($id: ID!, $first: Int!, $after: String) {
          order(id: $id) {
            updatedAt
            shippingLines(includeRemovals: true, first: $first, after: $after) {
              pageInfo { hasNextPage endCursor }
              nodes {
        {{Orders.ShippingLine}}
              }
            }
          }
        }
        """;

    /// <summary>A page of discount applications.</summary>
    [StringSyntax("graphql")]
    public const string DiscountApplications = $$"""
        query OrderDiscounts($id: ID!, $first: Int!, $after: String) {
          order(id: $id) {
            updatedAt
            discountApplications(first: $first, after: $after) {
              pageInfo { hasNextPage endCursor }
              nodes {
        {{Orders.DiscountApplication}}
              }
            }
          }
        }
        """;

    /// <summary>
    /// One agreement with a page of its sales. Agreements can be read by place only (they are no <c>Node</c>), so
    /// further sales of one are read by asking for the agreement after the same cursor again.
    /// </summary>
    public static string Agreement(ReadAccess access) =>
        $$"""
            query OrderLedger($id: ID!, $after: String, $sales: Int!, $afterSale: String) {
              order(id: $id) {
                updatedAt
                agreements(first: 1, after: $after) {
                  pageInfo { hasNextPage endCursor }
                  nodes {
            {{Ledger.Agreement(access)}}
                    sales(first: $sales, after: $afterSale) {
                      pageInfo { hasNextPage endCursor }
                      nodes {
            {{Ledger.Sale}}
                      }
                    }
                  }
                }
              }
            }
            """;
}
