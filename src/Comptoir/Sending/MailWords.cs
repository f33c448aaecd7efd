using System.Globalization;
using Comptoir.Invoicing;

namespace Comptoir.Sending;

/// <summary>The words of an e-mail, in the language of its document: the reader is the customer.</summary>
sealed class MailWords(FrozenDocument document)
{
    readonly bool french = document.Language == "fr";
    readonly PaperWords paper = new(document);

    /// <summary>Kind and number, such as <c>Invoice FA-2026-12</c>.</summary>
    public string Name =>
        $"{document.Kind switch
        {
            DocumentKind.Invoice => Say("Invoice", "Facture"),
            DocumentKind.CreditNote => Say("Credit note", "Avoir"),
            _ => Say("Receipt", "Reçu"),
        }} {document.Number}";

    public string Subject =>
        french ? $"{Name} – {document.Seller.Name}" : $"{Name} from {document.Seller.Name}";

    public string Greeting => french ? "Bonjour," : "Hello,";

    /// <summary>What is attached, in a sentence.</summary>
    public string Attached
    {
        get
        {
            var (number, order) = (document.Number, document.Order.Name);
            var day = document.IssuedOn is { } issued ? Day(issued) : "";
            return document.Kind switch
            {
                DocumentKind.Invoice => Say(
                    $"please find attached the invoice {number} of {day} for your order {order}.",
                    $"vous trouverez ci-joint la facture {number} du {day} pour votre commande {order}."
                ),
                DocumentKind.CreditNote => Say(
                    $"please find attached the credit note {number} of {day} on your order {order}.",
                    $"vous trouverez ci-joint l’avoir {number} du {day} sur votre commande {order}."
                ),
                _ => Say(
                    $"please find attached the receipt {number} of {day} for your order {order}.",
                    $"vous trouverez ci-joint le reçu {number} du {day} pour votre commande {order}."
                ),
            };
        }
    }

    /// <summary>The name of the total.</summary>
    public string Total => Say("Total", "Total");

    public string Amount => paper.Money(document.Gross);

    /// <summary>What is left to pay, or that nothing is; null where that is not the question.</summary>
    /// <param name="left">What is left, minor units; null when it is not known.</param>
    public string? Payment(long? left) =>
        document.Kind != DocumentKind.Invoice || left is not { } open ? null
        : open <= 0
            ? Say(
                "It is paid: there is nothing left to do.",
                "Elle est réglée : il ne reste rien à faire."
            )
        : document.DueOn is { } due
            ? Say(
                $"{paper.Money(open)} is left to pay, by {Day(due)}.",
                $"Il reste {paper.Money(open)} à régler, au plus tard le {Day(due)}."
            )
        : Say($"{paper.Money(open)} is left to pay.", $"Il reste {paper.Money(open)} à régler.");

    /// <summary>How to pay.</summary>
    public IReadOnlyList<string> Advice => paper.Advice;

    public string Look => Say("View online", "Consulter en ligne");

    public string LinkIsPrivate =>
        Say(
            "This link is private: whoever has it can read the document.",
            "Ce lien est privé : quiconque le possède peut lire le document."
        );

    public string Regards => Say("Kind regards,", "Cordialement,");

    string Day(DateOnly day) =>
        day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(french ? "fr-FR" : "en-GB"));

    string Say(string english, string frenchText) => french ? frenchText : english;
}
