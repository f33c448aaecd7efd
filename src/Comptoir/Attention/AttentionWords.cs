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
            AttentionCode.MentionMissing => texts[
                "{0} {1}: a mention is missing on its document",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.VatUnclear => texts[
                "{0} {1}: its VAT is to be settled",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.ExternalNumberMissing => texts[
                "{0} {1}: the number of its invoice is not known",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.CancelledNotRefunded => texts[
                "{0} {1} is cancelled, but not taken back",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.CapturedLess => texts[
                "{0} {1}: less was captured than ordered",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.CreditedTooMuch => texts[
                "{0} {1}: more was given back than it was for",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.Unmatched => texts[
                "{0} {1}: is this what was entered here?",
                Kind(texts, item.SubjectKind),
                item.Title
            ],
            AttentionCode.PrivacyRequest => item.Title.Length > 0
                ? texts["Customer {0} asks to see what is kept", item.Title]
                : texts["The shop asks for its customers’ data to be erased"],
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
            AttentionCode.MentionMissing
            or AttentionCode.VatUnclear
            or AttentionCode.ExternalNumberMissing => texts[
                "The document is there as a draft. It gets its number when it is complete."
            ],
            AttentionCode.CancelledNotRefunded
            or AttentionCode.CapturedLess
            or AttentionCode.CreditedTooMuch => texts["No document was made of it yet."],
            AttentionCode.Unmatched => texts[
                "Nothing was made of it: what was entered here stands, and is not doubled."
            ],
            AttentionCode.PrivacyRequest => texts["Shopify passed it on; it is written down."],
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
            AttentionCode.MentionMissing => texts[
                "The law asks for it, and an issued document never changes."
            ],
            AttentionCode.VatUnclear => texts[
                "What the shop charged fits no case of VAT, or an answer about it is waited for. Tax that is shown wrongly is owed."
            ],
            AttentionCode.ExternalNumberMissing => texts[
                "A credit note has to cite number and date of the invoice it corrects, and that one was made by another program."
            ],
            AttentionCode.CancelledNotRefunded => texts[
                "Shopify’s ledger still counts it as sold: usually its refund was forgotten."
            ],
            AttentionCode.CapturedLess => texts[
                "The rest of the authorization was given up, so that the order will never be fully paid as it stands."
            ],
            AttentionCode.CreditedTooMuch => texts[
                "Refunds and goodwill come to more than what was sold."
            ],
            AttentionCode.Unmatched => texts[
                "It comes near to a credit, a payment or a delivery that somebody entered, but not exactly."
            ],
            AttentionCode.PrivacyRequest => texts[
                "The law gives a month to answer, and Shopify thirty days."
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
            AttentionCode.MentionMissing => texts[
                "Enter what is missing on the order in Shopify and synchronize, or on the draft, and issue it."
            ],
            AttentionCode.VatUnclear => texts[
                "Settle it on the page of the order, for several orders at once under Documents, or correct the order in Shopify and synchronize."
            ],
            AttentionCode.ExternalNumberMissing => texts[
                "Enter number and date of the invoice on the page of the order, or import them for many orders at once."
            ],
            AttentionCode.CancelledNotRefunded => texts[
                "Refund it in Shopify, even by nothing when it was never paid; the next synchronization settles this by itself."
            ],
            AttentionCode.CapturedLess => texts[
                "Edit the order in Shopify to what was captured, or invoice it on its page as it is."
            ],
            AttentionCode.CreditedTooMuch => texts[
                "Look at the refunds in Shopify; make a document by hand if they are right."
            ],
            AttentionCode.Unmatched => texts[
                "Say on the page of the order whether it is the same: it is matched, or it gets a document of its own."
            ],
            AttentionCode.PrivacyRequest => texts[
                "Answer or confirm it under Settings, Privacy; this is settled then by itself."
            ],
            _ => texts["Synchronize again; if it stays, report it with the technical detail."],
        };

    /// <summary>The kind of object.</summary>
    public static string Kind(Texts texts, string kind) =>
        kind switch
        {
            "Order" or "OrderDocuments" => texts["Order"],
            "Customer" => texts["Customer"],
            "Company" => texts["Company"],
            "Supplier" => texts["Supplier"],
            "Product" => texts["Product"],
            "Variant" => texts["Variant"],
            "Location" => texts["Location"],
            "Stock" => texts["Stock"],
            "Privacy" => texts["Privacy"],
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
            (nameof(AttentionCode.MentionMissing), texts["mention missing"]),
            (nameof(AttentionCode.VatUnclear), texts["VAT to be settled"]),
            (nameof(AttentionCode.ExternalNumberMissing), texts["number not known"]),
            (nameof(AttentionCode.CancelledNotRefunded), texts["cancelled, not taken back"]),
            (nameof(AttentionCode.CapturedLess), texts["captured in part"]),
            (nameof(AttentionCode.CreditedTooMuch), texts["given back too much"]),
            (nameof(AttentionCode.Unmatched), texts["to be matched"]),
            (nameof(AttentionCode.PrivacyRequest), texts["privacy request"]),
        ];
}
