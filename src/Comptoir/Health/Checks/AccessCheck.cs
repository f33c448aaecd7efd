using Comptoir.Web;
using Comptoir.WebShops;

namespace Comptoir.Health.Checks;

/// <summary>Shopify lets the app in.</summary>
sealed class AccessCheck : IShopCheck
{
    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        HealthFinding Say(HealthState state, string what, string? advice, string? link = null) =>
            new(
                "access",
                state,
                texts["Access"],
                what,
                advice,
                link,
                link is null ? null : texts["Replace the credentials"]
            );
        if (!facts.Shop.IsConnected)
            return Say(
                HealthState.Wrong,
                texts["This web shop is not connected"],
                texts[
                    "Its credentials were forgotten. Everything that came from it is still here; connect it again, and synchronizations go on where they were."
                ],
                facts.Page("/credentials")
            );
        // A shop that is closed, and scopes, have checks of their own.
        if (
            facts.Shop.Problem is not { } problem
            || problem
                is WebShopProblem.ShopFrozen
                    or WebShopProblem.ShopLocked
                    or WebShopProblem.ScopeMissing
        )
            return Say(HealthState.Ok, texts["Shopify lets the app in."], null);
        var (what, advice) = WebShopWords.Problem(texts, problem);
        return Say(HealthState.Wrong, what, advice, facts.Page("/credentials"));
    }
}
