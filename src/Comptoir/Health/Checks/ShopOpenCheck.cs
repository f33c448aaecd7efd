using Comptoir.Web;
using Comptoir.WebShops;

namespace Comptoir.Health.Checks;

/// <summary>Shopify has neither frozen nor locked the shop.</summary>
sealed class ShopOpenCheck : IShopCheck
{
    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        if (facts.Shop.Problem is not (WebShopProblem.ShopFrozen or WebShopProblem.ShopLocked))
            return new(
                "open",
                HealthState.Ok,
                texts["Shop"],
                texts["The shop is open at Shopify."]
            );
        var (what, advice) = WebShopWords.Problem(texts, facts.Shop.Problem.Value);
        return new("open", HealthState.Wrong, texts["Shop"], what, advice);
    }
}
