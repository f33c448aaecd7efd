using Comptoir.Documents;
using Comptoir.Money;

namespace Comptoir.Invoicing;

/// <summary>What is printed of a document.</summary>
static class PaperSheet
{
    /// <summary>The sheet of a document in a look.</summary>
    public static DocumentSheet Of(FrozenDocument content, PaperLook look)
    {
        var words = new PaperWords(content);
        var seller = content.Seller;
        return new DocumentSheet
        {
            Kind = content.Kind switch
            {
                DocumentKind.Invoice => SheetKind.Invoice,
                DocumentKind.CreditNote => SheetKind.CreditNote,
                _ => SheetKind.Receipt,
            },
            Language = content.Language == "fr" ? "fr" : "en",
            Number = content.Number.Length > 0 ? content.Number : null,
            IssuedOn = content.IssuedOn,
            DeliveredOn = content.SuppliedOn,
            DueOn = content.DueOn,
            Order = content.Order.Name,
            BuyerReference = content.Order.PurchaseOrder,
            Look = look.In(content.Language),
            Seller = new SheetParty(
                seller.Name,
                words.Lines(seller.Address, seller.Name),
                words.Identifiers(seller.Siren, seller.VatNumber)
            ),
            Buyer = new SheetParty(
                content.Buyer.Name,
                words.Lines(content.Buyer.Address, content.Buyer.Name),
                words.Identifiers(content.Buyer.Siren, content.Buyer.VatNumber)
            ),
            DeliveredTo = words.Lines(content.DeliveredTo, null) is { Count: > 0 } place
                ? new SheetParty(place[0], [.. place.Skip(1)], [])
                : null,
            References = [.. content.Corrects.Select(words.Corrects)],
            Reason = content.Reason,
            Lines = [.. content.Lines.Select(line => Line(line, words))],
            Amounts = new SheetAmounts
            {
                Currency = content.Currency,
                Decimals = new Currency(content.Currency).Exponent,
                TaxIncluded = words.TaxIncluded,
                Net = content.Net,
                Tax = content.Tax,
                Gross = content.Gross,
                Taxes =
                [
                    .. content.Taxes.Select(tax => new SheetTax(
                        words.Rate(tax.Title, tax.Rate),
                        tax.Net,
                        tax.Tax
                    )),
                ],
                Payments = content is { Kind: DocumentKind.Invoice, Paid: not 0 }
                    ? [new SheetPayment(null, words.PaidHow, content.Paid)]
                    : [],
                Left = content.Kind == DocumentKind.Invoice ? content.Gross - content.Paid : null,
            },
            PaymentAdvice = words.Advice,
            Notes = [.. new[] { words.InShopCurrency, content.Note }.OfType<string>()],
            LegalTexts =
            [
                .. content.Terms.Select(term => term.Text),
                .. content.Footer is { Length: > 0 } footer ? new[] { footer } : [],
            ],
            Footer = string.Join(" · ", words.Identity),
        };
    }

    static SheetLine Line(FrozenLine line, PaperWords words) =>
        new()
        {
            Title = line.Title,
            Detail = PaperWords.DetailOf(line),
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice / 1_000_000m,
            Discount = line.Discount == 0 ? null : words.Money(-line.Discount),
            TaxRate = line.Rate is { } rate ? words.Percent(rate) : null,
            Amount = words.TaxIncluded ? line.Gross : line.Gross - line.Tax,
        };
}
