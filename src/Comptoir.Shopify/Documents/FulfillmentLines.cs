using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// How many units of which order line each fulfilment holds: <see cref="FulfillmentLineItem"/>. <c>Order.fulfillments</c>
/// is a plain list, and bulk operations refuse a connection inside a list; by way of the fulfilment orders it is three
/// connections, two deep. Needs the scopes of fulfilment orders; where they are missing, or Shopify refuses, the lines
/// are read in slim pages (<see cref="Pages"/>).
/// </summary>
public static class FulfillmentLines
{
    // Each fulfilment names its order, so that its lines find their way without the fulfilment order.
    [StringSyntax("graphql")]
    const string Selection = """
        __typename id updatedAt
        fulfillments { edges { node {
          __typename id updatedAt
          order { id updatedAt }
          fulfillmentLineItems { edges { node {
            __typename id quantity
            lineItem { id }
          } } }
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } =
        new("fulfillmentOrders", "includeClosed: true", null, Selection);

    /// <summary>Lines of many fulfilments at once, by their ids.</summary>
    [StringSyntax("graphql")]
    public const string Pages = """
        query FulfillmentLines($ids: [ID!]!, $lines: Int!, $after: String) {
          nodes(ids: $ids) {
            ... on Fulfillment {
              id
              fulfillmentLineItems(first: $lines, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { id quantity lineItem { id } }
              }
            }
          }
        }
        """;
}
