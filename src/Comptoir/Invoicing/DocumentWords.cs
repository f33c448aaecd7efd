using Comptoir.Sales;
using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Invoicing;

/// <summary>Documents in the words of the screens.</summary>
static class DocumentWords
{
    /// <summary>What a document is.</summary>
    public static string Kind(Texts texts, DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => texts["Invoice"],
            DocumentKind.CreditNote => texts["Credit note"],
            _ => texts["Receipt"],
        };

    /// <summary>Documents, in number and kind: "3 invoices".</summary>
    public static string Count(Texts texts, DocumentKind kind, int count) =>
        kind switch
        {
            DocumentKind.Invoice => texts.Count(count, "{0:N0} invoice", "{0:N0} invoices"),
            DocumentKind.CreditNote => texts.Count(
                count,
                "{0:N0} credit note",
                "{0:N0} credit notes"
            ),
            _ => texts.Count(count, "{0:N0} receipt", "{0:N0} receipts"),
        };

    /// <summary>A document by its number, and a draft by its state.</summary>
    public static string Name(Texts texts, DocumentKind kind, string? number) =>
        (kind, number) switch
        {
            (DocumentKind.Invoice, null) => texts["Draft of an invoice"],
            (DocumentKind.CreditNote, null) => texts["Draft of a credit note"],
            (_, null) => texts["Draft of a receipt"],
            _ => $"{Kind(texts, kind)} {number}",
        };

    /// <summary>The list it stands in.</summary>
    public static (string Href, string Title) Home(Texts texts, DocumentKind kind) =>
        kind == DocumentKind.CreditNote
            ? ("/credit-notes", texts["Credit notes"])
            : ("/invoices", texts["Invoices"]);

    /// <summary>What of an issued document is paid; what is late says since when.</summary>
    public static (string Word, Tone Tone) Payment(
        Texts texts,
        Settled settled,
        DateOnly? dueOn,
        DateOnly today
    )
    {
        if (settled.IsOverdue(dueOn, today))
            return (texts["Overdue since {0}", OrderWords.Day(dueOn!.Value, today)], Tone.Bad);
        return settled.State switch
        {
            PaymentState.Paid => (texts["Paid"], Tone.Ok),
            PaymentState.PartPaid => (texts["Part-paid"], Tone.Warn),
            PaymentState.Overpaid => (texts["Overpaid"], Tone.Warn),
            PaymentState.Credited => (texts["Credited"], Tone.Neutral),
            PaymentState.ToGiveBack => (texts["To give back"], Tone.Info),
            PaymentState.PartGivenBack => (texts["Partly given back"], Tone.Warn),
            PaymentState.GivenBack => (texts["Settled"], Tone.Ok),
            _ => dueOn is { } due
                ? (texts["Due on {0}", OrderWords.Day(due, today)], Tone.Info)
                : (texts["Unpaid"], Tone.Neutral),
        };
    }

    /// <summary>What a list can be filtered by.</summary>
    public static IReadOnlyList<(string Value, string Text)> Payments(Texts texts, bool credits) =>
        credits
            ?
            [
                ("open", texts["something to give back"]),
                ("part-paid", texts["given back in part"]),
                ("paid", texts["nothing to give back"]),
            ]
            :
            [
                ("open", texts["something left to pay"]),
                ("overdue", texts["overdue"]),
                ("part-paid", texts["paid in part"]),
                ("paid", texts["nothing left to pay"]),
            ];

    /// <summary>The filter of an address; null when it is none.</summary>
    public static PaymentFilter? Payment(string? value) =>
        value switch
        {
            "open" => PaymentFilter.Open,
            "part-paid" => PaymentFilter.PartPaid,
            "paid" => PaymentFilter.Paid,
            "overdue" => PaymentFilter.Overdue,
            _ => null,
        };

    /// <summary>The rule that left an order out.</summary>
    public static string LeftOut(Texts texts, LeftOutRule rule) =>
        rule switch
        {
            LeftOutRule.TestOrder => texts["It is a test order: no money moved."],
            LeftOutRule.PointOfSale => texts[
                "It was sold at a till, and sales at a till make no document of their own."
            ],
            LeftOutRule.ZeroTotal => texts["It comes to nothing."],
            LeftOutRule.Tag => texts["It has a tag that leaves orders out."],
            LeftOutRule.Source => texts["It comes from a source that is left out."],
            _ => texts["A merchant of record sold it, and invoices the customer."],
        };

    /// <summary>Why documents that are due wait, and what to do.</summary>
    public static (string What, string Advice) Waits(Texts texts, WaitReason reason) =>
        reason switch
        {
            WaitReason.DoesNotAddUp => (
                texts["The order does not add up"],
                texts[
                    "Shopify’s figures contradict each other. Look at the ledger of the order; if the amounts to invoice are right, invoice it anyway."
                ]
            ),
            WaitReason.LedgerChanged => (
                texts["The shop changed an entry of its ledger"],
                texts[
                    "What was stored first is kept. Settle the difference under Needs attention, then documents go on."
                ]
            ),
            WaitReason.Fraud => (
                texts["Shopify fears fraud"],
                texts["Check the order in Shopify. If it is sound, invoice it anyway."]
            ),
            WaitReason.MissingMention => (
                texts["A mention that the law asks for is missing"],
                texts[
                    "The draft says which one. Enter it with the company in the settings or with the customer, then issue it."
                ]
            ),
            WaitReason.Vat => (
                texts["Its VAT is to be settled"],
                texts[
                    "What the shop charged fits no case of VAT, or an answer is waited for. Its lines say which; settle it, or correct the order in Shopify."
                ]
            ),
            WaitReason.ExternalNumber => (
                texts["The number of the invoice made elsewhere is not known"],
                texts[
                    "A credit note cites what it corrects. Enter number and date of the invoice of the other program."
                ]
            ),
            WaitReason.PendingRefund => (
                texts["A refund is not settled yet"],
                texts["It goes on by itself when Shopify has settled it."]
            ),
            WaitReason.CancelledNotRefunded => (
                texts["It is cancelled, and its ledger was not taken back"],
                texts[
                    "Refund it in Shopify, or write it off there: then there is nothing to invoice."
                ]
            ),
            WaitReason.CapturedLess => (
                texts["Less was captured than was ordered"],
                texts[
                    "The rest was given up. Change the order in Shopify to what is to be paid, or invoice it anyway."
                ]
            ),
            WaitReason.Deleted => (
                texts["The shop has deleted the order"],
                texts["If it was a real sale, invoice it anyway."]
            ),
            WaitReason.CreditedTooMuch => (
                texts["More is given back than was ever invoiced"],
                texts["Compare the refunds in Shopify with the invoices of this order."]
            ),
            WaitReason.Dropped => (
                texts["Its draft was dropped"],
                texts[
                    "No other is made until you ask for it: invoice it, or let the rules make it again."
                ]
            ),
            WaitReason.Unmatched => (
                texts["A refund of the shop resembles a credit entered here"],
                texts["Say under Needs attention whether the two are the same."]
            ),
            _ => (
                texts["A draft that somebody changed covers it"],
                texts["Issue that draft or drop it first."]
            ),
        };

    /// <summary>Whether a person may invoice the order although it waits for this.</summary>
    public static bool CanBeReleased(WaitReason reason) =>
        reason
            is WaitReason.DoesNotAddUp
                or WaitReason.Fraud
                or WaitReason.CapturedLess
                or WaitReason.Deleted
                or WaitReason.Dropped
                or WaitReason.CancelledNotRefunded;
}
