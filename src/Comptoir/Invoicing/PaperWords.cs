using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Web;

namespace Comptoir.Invoicing;

/// <summary>
/// The words and forms of a document on paper, in the document's language: not the reader's, who may be another.
/// </summary>
/// <param name="document">The document.</param>
sealed class PaperWords(FrozenDocument document)
{
    readonly bool french = document.Language == "fr";

    /// <summary>The culture of its numbers and dates.</summary>
    public CultureInfo Culture { get; } =
        CultureInfo.GetCultureInfo(document.Language == "fr" ? "fr-FR" : "en-GB");

    /// <summary>Prices and amounts of all lines contain the tax.</summary>
    public bool TaxIncluded { get; } =
        document.Lines.Count > 0 && document.Lines.All(line => line.TaxIncluded);

    public string Title =>
        document.Kind switch
        {
            DocumentKind.Invoice => Say("Invoice", "Facture"),
            DocumentKind.CreditNote => Say("Credit note", "Avoir"),
            _ => Say("Receipt", "Reçu"),
        };

    public string Draft => Say("Draft", "Brouillon");
    public string Mark => Say("DRAFT", "BROUILLON");
    public string Seller => Say("Seller", "Vendeur");
    public string Buyer => Say("Buyer", "Client");
    public string DeliveredTo => Say("Delivered to", "Livré à");
    public string Order => Say("Order", "Commande");
    public string Reference => Say("Your reference", "Votre référence");
    public string SuppliedOn => Say("Delivered on", "Livraison");
    public string DueOn => Say("Payment due", "Échéance");
    public string Description => Say("Description", "Désignation");
    public string Quantity => Say("Quantity", "Quantité");
    public string UnitPrice =>
        TaxIncluded
            ? Say("Unit price incl. VAT", "Prix unitaire TTC")
            : Say("Unit price excl. VAT", "Prix unitaire HT");
    public string Discount => Say("Discount", "Remise");
    public string Vat => Say("VAT", "TVA");
    public string Amount =>
        TaxIncluded
            ? Say("Amount incl. VAT", "Montant TTC")
            : Say("Amount excl. VAT", "Montant HT");
    public string Base => Say("Base", "Base HT");
    public string Net => Say("Total excl. VAT", "Total HT");
    public string Gross => Say("Total incl. VAT", "Total TTC");
    public string Paid => Say("Paid", "Déjà réglé");
    public string Reason => Say("Reason", "Motif");
    public string Transfer =>
        document.Number.Length == 0
            ? Say("By bank transfer", "Par virement")
            : Say(
                $"By bank transfer, quoting {document.Number}",
                $"Par virement, en rappelant {document.Number}"
            );

    /// <summary>What is left to pay, with the day.</summary>
    public string Due =>
        document.DueOn is { } due
            ? Say($"To be paid by {Day(due)}", $"À payer le {Day(due)}")
            : Say("To be paid", "À payer");

    /// <summary>The total in the shop's currency, where that is another.</summary>
    public string? InShopCurrency =>
        document.ShopCurrency == document.Currency
            ? null
            : Say(
                $"In {document.ShopCurrency}: {ShopMoney(document.ShopGross)}, of which VAT {ShopMoney(document.ShopTax)}",
                $"En {document.ShopCurrency} : {ShopMoney(document.ShopGross)}, dont TVA {ShopMoney(document.ShopTax)}"
            );

    /// <summary>What it corrects: number and date.</summary>
    public string Corrects(Correction of)
    {
        var number = of.Number.Length > 0 ? of.Number : Say("(no number yet)", "(sans numéro)");
        return of.IssuedOn is { } day
            ? Say(
                $"Corrects the invoice {number} of {LongDay(day)}",
                $"Rectifie la facture {number} du {LongDay(day)}"
            )
            : Say($"Corrects the invoice {number}", $"Rectifie la facture {number}");
    }

    /// <summary>What a rate of tax is called.</summary>
    public string Rate(string? title, int? rate) =>
        rate is { } known
            ? string.IsNullOrEmpty(title)
            || title.Contains('%', StringComparison.Ordinal)
            || title is "VAT" or "TVA"
                ? PercentFormat.Rate(known, Culture)
                : $"{PercentFormat.Rate(known, Culture)}, {title}"
            : title ?? Say("without VAT", "sans TVA");

    public string Money(long minor) => MoneyFormat.Text(minor, document.Currency, Culture);

    public string Price(long millionths) =>
        MoneyFormat.Price(millionths, document.Currency, Culture);

    public string Day(DateOnly day) => day.ToString(french ? "dd/MM/yyyy" : "d MMM yyyy", Culture);

    public string LongDay(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    public string Units(int quantity) => quantity.ToString("N0", Culture);

    /// <summary>How much was paid, without saying how.</summary>
    public string PaidHow => Say("before this document", "avant ce document");

    /// <summary>How to pay what is left; nothing for what is paid, and where no account is named.</summary>
    public IReadOnlyList<string> Advice =>
        document is { Kind: DocumentKind.Invoice, Seller.Iban: { Length: > 0 } iban }
        && document.Gross > document.Paid
            ?
            [
                Transfer,
                document.Seller.Bic is { Length: > 0 } bic
                    ? $"IBAN {iban} · BIC {bic}"
                    : $"IBAN {iban}",
            ]
            : [];

    /// <summary>Who the seller is in one line: form, registration, reach.</summary>
    public IReadOnlyList<string> Identity =>
        [
            .. new[]
            {
                document.Seller.Name,
                document.Seller.LegalForm,
                document.Seller.Registration,
                document.Seller.Email,
                document.Seller.Phone,
            }
                .OfType<string>()
                .Where(text => text.Length > 0),
        ];

    /// <summary>The numbers of a seller or buyer, one a line.</summary>
    public IReadOnlyList<string> Identifiers(string? siren, string? vatNumber) =>
        [
            .. new[]
            {
                siren is { Length: > 0 } ? $"SIREN {siren}" : null,
                vatNumber is { Length: > 0 } ? $"{Vat} {vatNumber}" : null,
            }.OfType<string>(),
        ];

    /// <summary>Variant and SKU of a line; null when it has neither.</summary>
    public static string? DetailOf(FrozenLine line) =>
        string.Join(
            " · ",
            new[] { line.Detail, line.Sku }.Where(text => !string.IsNullOrEmpty(text))
        )
            is { Length: > 0 } detail
            ? detail
            : null;

    /// <summary>A rate in figures.</summary>
    public string Percent(int rate) => PercentFormat.Rate(rate, Culture);

    /// <summary>The lines of an address.</summary>
    public IReadOnlyList<string> Lines(Address? address, string? named) =>
        PostalLines.Of(address, document.Language, named);

    string ShopMoney(long minor) => MoneyFormat.Text(minor, document.ShopCurrency, Culture);

    string Say(string english, string frenchText) => french ? frenchText : english;
}
