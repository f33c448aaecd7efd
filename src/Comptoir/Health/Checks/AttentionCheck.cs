using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>Nothing of the shop waits for a person.</summary>
sealed class AttentionCheck : IShopCheck
{
    public HealthFinding? Look(Texts texts, ShopFacts facts) =>
        facts.Attention == 0
            ? new(
                "attention",
                HealthState.Ok,
                texts["Attention"],
                texts["Nothing needs attention."]
            )
            : new(
                "attention",
                HealthState.ToLookAt,
                texts["Attention"],
                texts.Count(
                    facts.Attention,
                    "{0} thing needs attention",
                    "{0} things need attention"
                ),
                texts["Each says what to do; the rest goes on meanwhile."],
                "/attention",
                texts["Look at what needs attention"]
            );
}
