using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Sync.Reconciling;

/// <summary>Differences from a shop in the words of the screens.</summary>
static class ComparisonWords
{
    /// <summary>Why an order differs.</summary>
    public static (string Word, Tone Tone) Cause(Texts texts, DifferenceCause cause) =>
        cause switch
        {
            DifferenceCause.Missing => (texts["Never arrived"], Tone.Bad),
            DifferenceCause.LeftOut => (texts["Left out"], Tone.Neutral),
            DifferenceCause.SetAside => (texts["Set aside"], Tone.Warn),
            DifferenceCause.DeletedInShop => (texts["Deleted in the shop"], Tone.Warn),
            DifferenceCause.DeletedHere => (texts["Marked here as deleted"], Tone.Bad),
            DifferenceCause.Changed => (texts["Changed in the shop since"], Tone.Warn),
            _ => (texts["Other amounts"], Tone.Bad),
        };

    /// <summary>What that means, in a sentence.</summary>
    public static string Meaning(Texts texts, DifferenceCause cause) =>
        cause switch
        {
            DifferenceCause.Missing => texts["The shop has it, and it was never read here."],
            DifferenceCause.LeftOut => texts[
                "No synchronization touches it until it is let in: so it should be."
            ],
            DifferenceCause.SetAside => texts[
                "It was read and could not be kept: Attention says why."
            ],
            DifferenceCause.DeletedInShop => texts[
                "The shop does not have it any more; here it is as it was last read."
            ],
            DifferenceCause.DeletedHere => texts[
                "Here it is marked as deleted in the shop; the shop has it."
            ],
            DifferenceCause.Changed => texts["A newer state than the one that was read here."],
            _ => texts[
                "The state read here is the shop’s present one, and yet figures differ: a rounding, or a fault of Comptoir."
            ],
        };

    /// <summary>The figures that differ, the shop's beside the office's.</summary>
    public static IEnumerable<(string Word, long? Shop, long? Ours)> Figures(
        Texts texts,
        OrderFigures? shop,
        OrderFigures? ours
    )
    {
        (string Word, long? Shop, long? Ours)[] all =
        [
            (texts["As ordered"], shop?.Ordered, ours?.Ordered),
            (texts["After returns"], shop?.Total, ours?.Total),
            (texts["Tax"], shop?.Tax, ours?.Tax),
            (texts["Received"], shop?.Received, ours?.Received),
            (texts["Refunded"], shop?.Refunded, ours?.Refunded),
        ];
        return shop is null || ours is null ? [all[1]] : all.Where(x => x.Shop != x.Ours);
    }
}
