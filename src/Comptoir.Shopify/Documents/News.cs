using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// Everything that a run asks a shop in which little changed, in as few requests as it goes: what is independent of each other
/// stands in one query. With pages of 50 it costs about 230 points.
/// </summary>
public static class News
{
    const string Changed = "{ pageInfo { hasNextPage } nodes { id updatedAt } }";

    /// <summary><see cref="ShopNews"/>.</summary>
    [StringSyntax("graphql")]
    public const string Shop = $$"""
        query News(
          $first: Int!
          $counted: String, $catalogue: String
          $products: String, $customers: String, $companies: String, $orders: String
          $withCounts: Boolean!, $withOldest: Boolean!
          $withProducts: Boolean!, $withCustomers: Boolean!, $withCompanies: Boolean!, $withOrders: Boolean!
        ) {
          shop {
            id name myshopifyDomain email currencyCode ianaTimezone taxesIncluded taxShipping weightUnit createdAt
            plan { publicDisplayName partnerDevelopment shopifyPlus }
            primaryDomain { host url }
            shopAddress { company address1 address2 city zip province countryCodeV2 phone }
            enabledPresentmentCurrencies
          }
          currentAppInstallation { accessScopes { handle } }
          ordersCount(limit: null, query: $counted) @include(if: $withCounts) { count precision }
          productsCount(limit: null, query: $catalogue) @include(if: $withCounts) { count precision }
          customersCount(limit: null) @include(if: $withCounts) { count precision }
          oldest: orders(first: 1, sortKey: PROCESSED_AT) @include(if: $withOldest) {
            nodes { id name processedAt createdAt }
          }
          products(first: $first, query: $products, sortKey: UPDATED_AT) @include(if: $withProducts) {{Changed}}
          customers(first: $first, query: $customers, sortKey: UPDATED_AT) @include(if: $withCustomers) {{Changed}}
          companies(first: $first, query: $companies, sortKey: UPDATED_AT) @include(if: $withCompanies) {{Changed}}
          orders(first: $first, query: $orders, sortKey: UPDATED_AT) @include(if: $withOrders) {{Changed}}
        }
        """;

    /// <summary>A page of places, each with the first of its stock that changed since an instant.</summary>
    [StringSyntax("graphql")]
    public const string Stock = """
        query StockNews($places: Int!, $after: String, $filter: String, $first: Int!) {
          locations(first: $places, after: $after, includeInactive: true, includeLegacy: true, sortKey: ID) {
            pageInfo { hasNextPage endCursor }
            nodes {
              id name isActive shipsInventory fulfillsOnlineOrders updatedAt
              address { address1 address2 city zip province countryCode phone }
              inventoryLevels(first: $first, query: $filter, includeInactive: true) {
                pageInfo { hasNextPage }
                nodes { updatedAt item { id } }
              }
            }
          }
        }
        """;
}
