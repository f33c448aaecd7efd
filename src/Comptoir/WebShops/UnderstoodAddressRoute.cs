using Comptoir.Shopify;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.WebShops;

/// <summary>Says what a pasted address is understood as, while the form is filled in.</summary>
public static class UnderstoodAddressRoute
{
    /// <summary>Maps <c>/web-shops/understood?text=…</c>; the answer is a piece of markup.</summary>
    public static void MapUnderstoodAddress(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/web-shops/understood", Understand)
            .RequireAuthorization(Policies.Manages)
            .ExcludeFromDescription();

    static RazorComponentResult<UnderstoodAddress> Understand(string? text, Texts texts) =>
        ShopAddress.TryParse(text, out var address, out _)
            ? new(new { address.Host })
            : new(
                new
                {
                    Problem = string.IsNullOrWhiteSpace(text)
                        ? null
                        : WebShopWords.AddressFault(texts),
                }
            );
}
