using Comptoir.Documents;
using Comptoir.Money;

namespace Comptoir.Invoicing;

/// <summary>What is printed of a document, and shown of it on the screen.</summary>
static class PaperSheet
{
    /// <summary>The sheet of a document in a look.</summary>
    public static DocumentSheet Of(FrozenDocument content, PaperLook look)
    {
        var words = new PaperWords(content);
        var (seller, buyer) = (content.Seller, content.Buyer);
        var kind = content.Kind switch
        {
            DocumentKind.Invoice => SheetKind.Invoice,
            DocumentKind.CreditNote => SheetKind.CreditNote,
            _ => SheetKind.Receipt,
        };
        return new DocumentSheet
        {
            Kind = kind,
            Language = PaperWords.LanguageOf(content),
            Number = content.Number.Length > 0 ? content.Number : null,
            IssuedOn = content.IssuedOn,
            DeliveredOn = kind == SheetKind.Receipt ? null : content.SuppliedOn,
            DueOn = content.DueOn,
            Order = content.Order.Name,
            BuyerReference = content.Order.PurchaseOrder,
            Facts = words.Facts,
            Look =
                look.Sheet is null && content is { Intro: null, Closing: null }
                    ? null
                    : (look.Sheet ?? new SheetLook()) with
                    {
                        Intro = content.Intro,
                        Closing = content.Closing,
                    },
            Seller = new SheetParty(
                seller.Name,
                words.Lines(seller.Address, seller.Name),
                words.SellerNumbers
            ),
            Buyer = new SheetParty(
                buyer.Name,
                words.Lines(buyer.Address, buyer.Name),
                words.Identifiers(buyer.Siren, buyer.VatNumber)
            ),
            DeliveredTo = words.Lines(content.DeliveredTo, null) is { Count: > 0 } place
                ? new SheetParty(place[0], [.. place.Skip(1)], [])
                : null,
            References = [.. content.Corrects.Select(words.Corrects)],
            Reason = content.Reason,
            Lines = [.. content.Lines.Select(line => Line(line, words, content.Currency))],
            Amounts = Amounts(content, words),
            PaymentAdvice = words.Advice,
            Notes =
            [
                .. new[] { words.Exchange, words.InShopCurrency, content.Note }.OfType<string>(),
            ],
            LegalTexts =
            [
                .. new[] { words.OnDebits, words.OutsideVat }.OfType<string>(),
                .. content.Terms.Select(term => term.Text),
                .. content.Footer is { Length: > 0 } footer ? new[] { footer } : [],
            ],
            Footer = words.Identity,
        };
    }

    static SheetAmounts Amounts(FrozenDocument content, PaperWords words)
    {
        var other = content.Taxes.Where(tax => IsOther(tax) && tax.Tax != 0).ToList();
        return new SheetAmounts
        {
            Currency = content.Currency,
            Decimals = new Currency(content.Currency).Exponent,
            TaxIncluded = words.TaxIncluded,
            IsOutsideTax = content is { Kind: DocumentKind.Receipt, Tax: 0 },
            Net = content.Net,
            Tax = content.Tax - other.Sum(tax => tax.Tax),
            Gross = content.Gross,
            Taxes = content is { Kind: DocumentKind.Receipt, Tax: 0 }
                ? []
                :
                [
                    // Two taxes of another state on goods of one case are one row of ours.
                    .. content
                        .Taxes.GroupBy(tax => (Label: words.Label(tax), tax.Wording))
                        .Select(group => new SheetTax(
                            group.Key.Label,
                            group.Sum(tax => tax.Net),
                            group.Where(tax => !IsOther(tax)).Sum(tax => tax.Tax),
                            group.Key.Wording
                        )),
                ],
            OtherTaxes =
            [
                .. other.Select(tax => new SheetTax(words.OtherLabel(tax), tax.Net, tax.Tax)),
            ],
            Payments = content is { Kind: not DocumentKind.CreditNote, Paid: not 0 }
                ? [new SheetPayment(content.PaidOn, null, content.Paid)]
                : [],
            Left = content.Kind == DocumentKind.Invoice ? content.Gross - content.Paid : null,
        };
    }

    /// <summary>Whether a tax is no VAT of the seller's.</summary>
    static bool IsOther(FrozenTax tax) => tax.Vat?.IsForeign ?? tax.ChannelLiable;

    static SheetLine Line(FrozenLine line, PaperWords words, string currency)
    {
        var amount = words.TaxIncluded ? line.Gross : line.Gross - line.Tax;
        var (unit, discount) =
            line.TaxIncluded && !words.TaxIncluded
                ? WithoutTax(line, currency)
                : (line.UnitPrice / 1_000_000m, line.Discount);
        return new()
        {
            Title = line.Title,
            Detail = words.DetailOf(line),
            Quantity = line.Quantity,
            UnitPrice = unit,
            Discount = discount == 0 ? null : words.Money(-discount),
            TaxRate = words.RateOf(line),
            Amount = amount,
        };
    }

    /// <summary>
    /// Price and discount without the tax that the shop's contain: a business is told these (242 nonies A, I, 8°, ann. II CGI). The
    /// discount is what lies between them and the line's own amount.
    /// </summary>
    internal static (decimal? Unit, long Discount) WithoutTax(FrozenLine line, string currency)
    {
        if (line is not { UnitPrice: { } price, Quantity: { } quantity })
            return (null, 0);
        var unit = decimal.Round(
            price / (1_000_000m + (line.Tax == 0 ? 0 : line.Rate ?? 0)),
            4,
            MidpointRounding.AwayFromZero
        );
        return (
            unit,
            line.Discount == 0
                ? 0
                : Math.Max(
                    0,
                    new Currency(currency).Nearest(unit * quantity) - line.Gross + line.Tax
                )
        );
    }
}
