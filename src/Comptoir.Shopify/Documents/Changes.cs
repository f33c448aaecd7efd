using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// Which objects changed, by their ids and moments alone: a page of 250 costs about as much as one order read whole. The sort
/// key is the filter's own field, as the documentation of bulk operations and search asks for.
/// </summary>
public static class Changes
{
    /// <summary>A page of products changed since an instant.</summary>
    [StringSyntax("graphql")]
    public const string Products = """
        query ChangedProducts($filter: String, $first: Int!, $after: String) {
          products(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes { id updatedAt }
          }
        }
        """;

    /// <summary>A page of customers changed since an instant.</summary>
    [StringSyntax("graphql")]
    public const string Customers = """
        query ChangedCustomers($filter: String, $first: Int!, $after: String) {
          customers(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes { id updatedAt }
          }
        }
        """;

    /// <summary>A page of companies changed since an instant.</summary>
    [StringSyntax("graphql")]
    public const string Companies = """
        query ChangedCompanies($filter: String, $first: Int!, $after: String) {
          companies(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes { id updatedAt }
          }
        }
        """;

    /// <summary>A page of orders changed since an instant.</summary>
    [StringSyntax("graphql")]
    public const string Orders = """
        query ChangedOrders($filter: String, $first: Int!, $after: String) {
          orders(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes { id updatedAt }
          }
        }
        """;

    /// <summary>
    /// A page of a location's stock changed since an instant: the item it is of does not change its own moment with it.
    /// </summary>
    [StringSyntax("graphql")]
    public const string Stock = """
        query ChangedStock($location: ID!, $filter: String, $first: Int!, $after: String) {
          location(id: $location) {
            inventoryLevels(first: $first, after: $after, query: $filter, includeInactive: true) {
              pageInfo { hasNextPage endCursor }
              nodes { updatedAt item { id } }
            }
          }
        }
        """;

    /// <summary>Which of some objects exist: null for those that do not.</summary>
    [StringSyntax("graphql")]
    public const string Existing = """
        query Existing($ids: [ID!]!) {
          nodes(ids: $ids) { id }
        }
        """;
}
