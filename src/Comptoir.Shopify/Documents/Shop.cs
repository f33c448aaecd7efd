using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>What is asked of a shop at connection time.</summary>
public static class Shop
{
    /// <summary><see cref="ShopInfo"/>.</summary>
    [StringSyntax("graphql")]
    public const string Info = """
        query Shop {
          shop {
            id name myshopifyDomain email currencyCode ianaTimezone taxesIncluded taxShipping weightUnit createdAt
            plan { publicDisplayName partnerDevelopment shopifyPlus }
            primaryDomain { host url }
            shopAddress { company address1 address2 city zip province countryCodeV2 phone }
            enabledPresentmentCurrencies
          }
        }
        """;

    /// <summary>The scopes really granted: a token may be valid and carry none.</summary>
    [StringSyntax("graphql")]
    public const string Scopes = """
        query Scopes {
          currentAppInstallation { accessScopes { handle } }
        }
        """;

    /// <summary><see cref="ShopCounts"/>, without Shopify's usual limit of 10,000.</summary>
    [StringSyntax("graphql")]
    public const string Counts = """
        query Counts($orders: String, $products: String, $customers: String) {
          ordersCount(limit: null, query: $orders) { count precision }
          productsCount(limit: null, query: $products) { count precision }
          customersCount(limit: null, query: $customers) { count precision }
        }
        """;

    /// <summary><see cref="Comptoir.Shopify.OldestOrder"/>.</summary>
    [StringSyntax("graphql")]
    public const string OldestOrder = """
        query OldestOrder {
          orders(first: 1, sortKey: PROCESSED_AT) { nodes { id name processedAt createdAt } }
        }
        """;

    /// <summary>A page of <see cref="ShopifyLocation"/>, deactivated ones included: old stock and sales name them.</summary>
    [StringSyntax("graphql")]
    public const string Locations = """
        query Locations($first: Int!, $after: String) {
          locations(first: $first, after: $after, includeInactive: true, includeLegacy: true, sortKey: ID) {
            pageInfo { hasNextPage endCursor }
            nodes {
              id name isActive shipsInventory fulfillsOnlineOrders updatedAt
              address { address1 address2 city zip province countryCode phone }
            }
          }
        }
        """;
}
