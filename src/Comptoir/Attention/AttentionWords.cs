using Comptoir.Web;

namespace Comptoir.Attention;

/// <summary>What needs attention in the words of the screens: what happened, why, what to do.</summary>
static class AttentionWords
{
    /// <summary>The heading of an entry.</summary>
    public static string Title(Texts texts, AttentionItem item) =>
        item.Code switch
        {
            AttentionCode.InexactAmount => texts[
                "{0} {1}: an amount is not exact to the cent",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.ControlBroken => texts[
                "{0} {1} does not add up",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.LedgerChanged => texts[
                "{0} {1}: the ledger was changed afterwards",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.Orphan => texts[
                "{0} {1}: a part arrived without the whole",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.SeveralContacts => texts[
                "{0} {1}: several contacts could be meant",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            _ => texts["{0} {1} cannot be read", Kind(texts, item.SubjectKind), item.Title],
        };

    /// <summary>What happened, and what was kept.</summary>
    public static string What(Texts texts, AttentionCode code) =>
        code switch
        {
            AttentionCode.InexactAmount => texts[
                "It was set aside: nothing of it was written. Everything else went on."
            ],
            AttentionCode.ControlBroken => texts[
                "It is kept exactly as Shopify gave it, ledger and payments included."
            ],
            AttentionCode.LedgerChanged => texts[
                "The entries stored first are kept; the changed ones were not taken over."
            ],
            AttentionCode.SeveralContacts => texts[
                "The oldest of them was taken; nothing was doubled."
            ],
            AttentionCode.Orphan => texts["The part was set aside. Everything else went on."],
            _ => texts["It was set aside: nothing of it was written. Everything else went on."],
        };

    /// <summary>Why.</summary>
    public static string Why(Texts texts, AttentionCode code) =>
        code switch
        {
            AttentionCode.InexactAmount => texts[
                "An amount has more decimals than its currency. Rounding it would make books that do not agree with Shopify."
            ],
            AttentionCode.ControlBroken => texts[
                "Shopify’s own figures for this order contradict each other or its ledger. Often a payment or a refund was made outside Shopify."
            ],
            AttentionCode.LedgerChanged => texts[
                "An entry of a sales ledger never changes; Shopify now shows another one in its place."
            ],
            AttentionCode.SeveralContacts => texts[
                "More than one contact has the same e-mail, number or name."
            ],
            AttentionCode.Orphan => texts[
                "What it belongs to was not in the data, usually because it was deleted meanwhile."
            ],
            _ => texts["Shopify sent it in a form that Comptoir does not know."],
        };

    /// <summary>What to do.</summary>
    public static string Advice(Texts texts, AttentionCode code) =>
        code switch
        {
            AttentionCode.InexactAmount => texts[
                "Correct the amount in Shopify; the next synchronization reads it again and settles this by itself."
            ],
            AttentionCode.ControlBroken => texts[
                "Look at the order in Shopify. If the difference is right, settle it here with the reason; if not, correct it in Shopify and synchronize."
            ],
            AttentionCode.LedgerChanged => texts[
                "Compare the order with Shopify and settle it here with what you found."
            ],
            AttentionCode.SeveralContacts => texts[
                "Look whether it is the right one, and settle this."
            ],
            AttentionCode.Orphan => texts["Synchronize again; if it stays, settle it here."],
            _ => texts["Synchronize again; if it stays, report it with the technical detail."],
        };

    /// <summary>The kind of object.</summary>
    public static string Kind(Texts texts, string kind) =>
        kind switch
        {
            "Order" => texts["Order"],
            "Customer" => texts["Customer"],
            "Company" => texts["Company"],
            "Supplier" => texts["Supplier"],
            "Product" => texts["Product"],
            "Variant" => texts["Variant"],
            "Location" => texts["Location"],
            "Stock" => texts["Stock"],
            _ => ShopWord.Plain(texts, kind),
        };

    /// <summary>The codes that a list can be filtered by.</summary>
    public static IReadOnlyList<(string Value, string Text)> Codes(Texts texts) =>
        [
            (nameof(AttentionCode.ControlBroken), texts["not adding up"]),
            (nameof(AttentionCode.Unreadable), texts["cannot be read"]),
            (nameof(AttentionCode.InexactAmount), texts["not exact to the cent"]),
            (nameof(AttentionCode.LedgerChanged), texts["ledger changed"]),
            (nameof(AttentionCode.SeveralContacts), texts["several contacts"]),
            (nameof(AttentionCode.Orphan), texts["part without the whole"]),
        ];
}
