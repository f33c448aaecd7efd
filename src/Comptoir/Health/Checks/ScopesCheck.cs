using Comptoir.Web;
using Comptoir.WebShops;

namespace Comptoir.Health.Checks;

/// <summary>The app may read what is needed; what may not be read is told by what does not work without it.</summary>
sealed class ScopesCheck : IShopCheck
{
    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        if (!facts.Shop.IsConnected)
            return null;
        var missing = ScopeNeed.Missing(facts.Shop.Scopes);
        if (missing.Count == 0 && facts.Shop.Problem != WebShopProblem.ScopeMissing)
            return new(
                "scopes",
                HealthState.Ok,
                texts["Scopes"],
                texts["The app may read all that Comptoir can use."]
            );
        return new(
            "scopes",
            facts.Shop.Problem == WebShopProblem.ScopeMissing
            || missing.Any(need => need.IsRequired)
                ? HealthState.Wrong
                : HealthState.ToLookAt,
            texts["Scopes"],
            missing.Count == 0
                ? texts["The access token may not read what is needed."]
                : string.Join(
                    " · ",
                    missing.Select(need => $"{WebShopWords.Feature(texts, need)} ({need.Name})")
                ),
            texts[
                "Add the missing scopes to the app in Shopify, install it again, and enter the new token."
            ],
            facts.Page("/credentials"),
            texts["Replace the credentials"]
        );
    }
}
