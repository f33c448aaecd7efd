using Comptoir.Contacts;
using Comptoir.Documents;
using Comptoir.Money;
using Comptoir.Vat;

namespace Comptoir.Invoicing;

/// <summary>
/// What a document says in sentences and names, in the document's language: not the reader's, who may be another. Titles,
/// headings, dates and amounts are <see cref="SheetReading"/>'s.
/// </summary>
/// <param name="document">The document.</param>
sealed class PaperWords(FrozenDocument document)
{
    readonly SheetFormats formats = new(LanguageOf(document));

    /// <summary>The language of the sheet: French, or English for everybody else.</summary>
    public static string LanguageOf(FrozenDocument document) =>
        document.Language == "fr" ? "fr" : "en";

    /// <summary>Prices and amounts of all lines contain the tax.</summary>
    public bool TaxIncluded { get; } =
        document is { Lines.Count: > 0, Buyer.IsCompany: false }
        && document.Lines.All(line => line.TaxIncluded);

    bool IsInvoice => document.Kind == DocumentKind.Invoice;

    /// <summary>Goods, services or both; and, of an invoice, that it is paid, or to be paid at once.</summary>
    public IReadOnlyList<SheetFact> Facts
    {
        get
        {
            var facts = new List<SheetFact>();
            if (document.Kind != DocumentKind.Receipt)
                facts.Add(
                    new(
                        Say("Nature", "Nature de l’opération"),
                        document.Nature switch
                        {
                            SupplyNature.Goods => Say("Goods", "Livraison de biens"),
                            SupplyNature.Services => Say("Services", "Prestation de services"),
                            _ => Say("Goods and services", "Biens et services"),
                        }
                    )
                );
            if (IsInvoice && document.Paid != 0 && document.Paid >= document.Gross)
                facts.Add(
                    new(
                        Say("Payment", "Règlement"),
                        document.PaidOn is { } on
                            ? Say($"Paid on {Day(on)}", $"Payée le {Day(on)}")
                            : Say("Paid", "Payée")
                    )
                );
            else if (IsInvoice && document.DueOn is null && document.Gross > 0)
                facts.Add(new(formats.Words.Due, Say("On receipt", "À réception")));
            return facts;
        }
    }

    /// <summary>What it corrects: number and date.</summary>
    public string Corrects(Correction of)
    {
        var number = of.Number.Length > 0 ? of.Number : Say("(no number yet)", "(sans numéro)");
        return of.IssuedOn is { } day
            ? Say(
                $"Corrects the invoice {number} of {formats.Date(day)}",
                $"Rectifie la facture {number} du {formats.Date(day)}"
            )
            : Say($"Corrects the invoice {number}", $"Rectifie la facture {number}");
    }

    /// <summary>Rate and case of VAT in the table of taxes.</summary>
    public string Label(FrozenTax tax) =>
        tax.Vat is { } vat ? Label(vat)
        : tax.ChannelLiable ? Say("Tax owed by the sales channel", "Taxe due par la plateforme")
        : tax.Rate is { } known
            ? string.IsNullOrEmpty(tax.Title)
                || tax.Title.Contains('%', StringComparison.Ordinal)
                || tax.Title is "VAT" or "TVA"
                    ? formats.Percent(known)
                : $"{formats.Percent(known)}, {tax.Title}"
        : tax.Title ?? Say("without VAT", "sans TVA");

    string Label(FrozenVat vat) =>
        vat.Case switch
        {
            VatCase.Franchise => Say("VAT not applicable", "TVA non applicable"),
            VatCase.IntraEuSupply => Say("Intra-EU supply", "Livraison intracommunautaire"),
            VatCase.Export => Say("Export", "Exportation"),
            VatCase.ReverseCharge or VatCase.DomesticReverseCharge => Say(
                "Reverse charge",
                "Autoliquidation"
            ),
            VatCase.OutsideScope => Say("Outside the scope of VAT", "Hors champ de la TVA"),
            VatCase.ChannelLiable => Say(
                "Tax owed by the sales channel",
                "Taxe due par la plateforme"
            ),
            VatCase.Exempt when vat.Rate == 0 => Say("Exempt", "Exonéré"),
            VatCase.OneStopShop or VatCase.ForeignRegistration =>
                $"{formats.Percent(vat.Rate)}, {CountryOf(vat)}",
            _ => formats.Percent(vat.Rate),
        };

    // The code of Northern Ireland in VAT is no country's.
    string CountryOf(FrozenVat vat) =>
        vat.Country == "XI"
            ? Say("Northern Ireland", "Irlande du Nord")
            : PostalLines.Country(vat.Country, LanguageOf(document)) ?? vat.Country;

    /// <summary>Rate of VAT of a line, or in a word why it bears none.</summary>
    public string? RateOf(FrozenLine line) =>
        line.Vat is { } vat
            ? vat.Case switch
            {
                VatCase.Franchise or VatCase.OutsideScope or VatCase.ChannelLiable => "–",
                VatCase.IntraEuSupply => Say("intra-EU", "intracom."),
                VatCase.Export => Say("export", "export"),
                VatCase.ReverseCharge or VatCase.DomesticReverseCharge => Say(
                    "reverse charge",
                    "autoliq."
                ),
                VatCase.Exempt when vat.Rate == 0 => Say("exempt", "exonéré"),
                _ => formats.Percent(vat.Rate),
            }
        : line.Rate is { } rate ? formats.Percent(rate)
        : null;

    /// <summary>A tax that is no VAT of the seller's, by its own name.</summary>
    public string OtherLabel(FrozenTax tax)
    {
        var title = tax.Title is { Length: > 0 } named
            ? named
            : Say("Foreign tax", "Taxe étrangère");
        if (tax.Rate is { } rate && !title.Contains('%', StringComparison.Ordinal))
            title += " " + formats.Percent(rate);
        return tax.ChannelLiable
            ? title + Say(", collected by the sales channel", ", perçue par la plateforme")
            : title;
    }

    /// <summary>The VAT in the office's currency, which the law wants beside another one.</summary>
    public string? Exchange
    {
        get
        {
            if (document.Exchange is not { } exchange)
                return null;
            var (tax, rate, on) = (
                Money(exchange.Tax, exchange.Currency),
                $"1 {exchange.Currency} = {formats.Number(exchange.Rate)} {document.Currency}",
                formats.Date(exchange.On)
            );
            var parts = document
                .Taxes.Where(part => part.OfficeTax is not (null or 0))
                .Select(part =>
                    $"{Label(part)}{Say(":", " :")} {Money(part.OfficeTax!.Value, exchange.Currency)}"
                )
                .ToList();
            var detail = parts.Count > 1 ? $" ({string.Join("; ", parts)})" : "";
            return Say(
                $"VAT in {exchange.Currency}: {tax}{detail}, at the rate of {rate} published by {exchange.Source} on {on}.",
                $"TVA en {exchange.Currency} : {tax}{detail}, au taux de {rate} publié par {exchange.Source} le {on}."
            );
        }
    }

    /// <summary>The total in the shop's currency, where that is another and the law asks for no more.</summary>
    public string? InShopCurrency =>
        document.ShopCurrency == document.Currency || document.Exchange is not null
            ? null
            : Say(
                $"In {document.ShopCurrency}: {Money(document.ShopGross, document.ShopCurrency)}.",
                $"En {document.ShopCurrency} : {Money(document.ShopGross, document.ShopCurrency)}."
            );

    /// <summary>Art. 242 nonies A, I, 11° bis, ann. II CGI: of services, when VAT is paid with the invoice and not the payment.</summary>
    public string? OnDebits =>
        document.Seller.PaysVatOnDebits
        && document.Kind != DocumentKind.Receipt
        && document.Nature != SupplyNature.Goods
            ? Say("VAT is paid on debits.", "TVA acquittée sur les débits.")
            : null;

    /// <summary>How to pay what is left; nothing for what is paid, and where no account is named.</summary>
    public IReadOnlyList<string> Advice =>
        IsInvoice && document.Seller.Iban is { Length: > 0 } iban && document.Gross > document.Paid
            ?
            [
                document.Number.Length == 0
                    ? Say("By bank transfer", "Par virement")
                    : Say(
                        $"By bank transfer, quoting {document.Number}",
                        $"Par virement, en rappelant {document.Number}"
                    ),
                $"IBAN {Grouped(iban, 4)}"
                    + (document.Seller.Bic is { Length: > 0 } bic ? $" · BIC {bic}" : ""),
            ]
            : [];

    /// <summary>Who the seller is in one line: form, registration, numbers, reach.</summary>
    public string Identity =>
        string.Join(
            " · ",
            new[]
            {
                document.Seller.Name,
                document.Seller.LegalForm,
                document.Seller.Registration,
                Siren(document.Seller.Siren),
                Named(formats.Words.TaxName, document.Seller.VatNumber),
                document.Seller.Email,
                document.Seller.Phone,
            }.Where(text => text is { Length: > 0 })
        );

    /// <summary>The numbers of the seller: also those under which it pays VAT in other states.</summary>
    public IReadOnlyList<string> SellerNumbers =>
        [
            .. Identifiers(document.Seller.Siren, document.Seller.VatNumber),
            .. document
                .Taxes.Select(tax => tax.Vat?.SellerNumber)
                .OfType<string>()
                .Where(number => number != document.Seller.VatNumber)
                .Distinct(StringComparer.Ordinal)
                .Select(number => $"{formats.Words.TaxName} {number}"),
        ];

    /// <summary>The numbers of a seller or buyer, one a line.</summary>
    public IReadOnlyList<string> Identifiers(string? siren, string? vatNumber) =>
        [.. new[] { Siren(siren), Named(formats.Words.TaxName, vatNumber) }.OfType<string>()];

    /// <summary>
    /// Variant and SKU of a line; and where the prices contain the tax, the price of a unit without it, which the law wants said (242
    /// nonies A, I, 8°, ann. II CGI). Null when there is none of it.
    /// </summary>
    public string? DetailOf(FrozenLine line) =>
        string.Join(
            " · ",
            new[] { line.Detail, line.Sku, UnitWithoutTax(line) }.Where(text =>
                !string.IsNullOrEmpty(text)
            )
        )
            is { Length: > 0 } detail
            ? detail
            : null;

    string? UnitWithoutTax(FrozenLine line) =>
        TaxIncluded
        && line is { Tax: not 0, Vat.IsForeign: false }
        && PaperSheet.WithoutTax(line, document.Currency).Unit is { } unit
            ? Say(
                $"{Money(new Currency(document.Currency).Nearest(unit))} each excl. VAT",
                $"{Money(new Currency(document.Currency).Nearest(unit))} HT l’unité"
            )
            : null;

    /// <summary>Why a receipt bears no VAT.</summary>
    public string? OutsideVat =>
        document.Kind != DocumentKind.Receipt ? null
        : document.Lines.Any(line => line.Kind == DocumentLineKind.GiftCard)
            ? Say(
                "Multi-purpose voucher: its VAT is due when it is used (art. 73b of directive 2006/112/EC).",
                "Bon à usages multiples : la TVA est exigible lors de son utilisation (art. 256 ter CGI)."
            )
        : Say("Outside the scope of VAT.", "Hors champ de la TVA.");

    /// <summary>An amount in the document's currency.</summary>
    public string Money(long minor) => Money(minor, document.Currency);

    /// <summary>The lines of an address.</summary>
    public IReadOnlyList<string> Lines(Address? address, string? named) =>
        PostalLines.Of(address, LanguageOf(document), named);

    string Money(long minor, string currency) =>
        formats.Amount(minor, currency, new Currency(currency).Exponent);

    string Day(DateOnly day) => formats.ShortDate(day);

    static string? Named(string name, string? number) =>
        number is { Length: > 0 } ? $"{name} {number}" : null;

    static string? Siren(string? number) =>
        Named("SIREN", number is null ? null : Grouped(number, 3));

    /// <summary>As it is read and typed: in groups.</summary>
    static string Grouped(string number, int by) =>
        string.Join('\u00A0', number.Chunk(by).Select(group => new string(group)));

    string Say(string english, string french) => LanguageOf(document) == "fr" ? french : english;
}
