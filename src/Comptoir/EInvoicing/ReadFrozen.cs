using Comptoir.Invoicing;
using Comptoir.Money;
using Comptoir.Vat;

namespace Comptoir.EInvoicing;

/// <summary>Reads what a file says from what was frozen: nothing else counts, so that the file can be made at any time.</summary>
static class ReadFrozen
{
    // UNTDID 4461: what the parties have agreed on before; Shopify's checkout took the money, however it did.
    const string Agreed = "57";
    const string SepaTransfer = "58";
    const string Transfer = "30";

    /// <summary>Why a document has no electronic form at all, as a text of the screens; null when it has one.</summary>
    public static string? None(FrozenDocument document)
    {
        if (document.Kind == DocumentKind.Receipt)
            return new RefusedException(
                "Receipts lie outside VAT: they have no electronic form."
            ).Message;
        if (document.Number.Length == 0 || document.IssuedOn is null)
            return new RefusedException("A draft has no electronic form: issue it first.").Message;
        if (!document.Buyer.IsCompany)
            return new RefusedException(
                "The buyer is a consumer: the law asks for no electronic form."
            ).Message;
        if (new Currency(document.Currency).Exponent != 2)
            return new RefusedException(
                "The electronic form knows amounts with two decimals only, and this currency has another number of them: send the PDF."
            ).Message;
        if (document.Lines.Any(line => line.Vat is null))
            return new RefusedException(
                "How its VAT is treated was not decided when it was issued, so that there is no electronic form of it: send the PDF."
            ).Message;
        return null;
    }

    /// <summary>What a file says of a document of which <see cref="None"/> says nothing.</summary>
    public static SemanticInvoice Of(FrozenDocument document)
    {
        var currency = new Currency(document.Currency);
        var issuedOn = document.IssuedOn!.Value;
        var isCredit = document.Kind == DocumentKind.CreditNote;
        var isPaid = document.Paid >= document.Gross && (!isCredit || document.Paid > 0);
        var isOutside = document.Lines.Any(line => line.Vat!.Category == "O");
        var french = document.Language == "fr";
        var isFrenchTrade =
            FrozenParties.SirenOf(document.Seller.Siren) is not null
            && FrozenParties.SirenOf(document.Buyer.Siren) is not null;
        var (lines, adjustments) = FrozenLines.Of(document, currency);
        var buyer = FrozenParties.Buyer(document, isOutside);
        return new SemanticInvoice
        {
            Frame = FrameOf(document, isPaid),
            Number = XmlText.Line(document.Number) ?? "",
            IssuedOn = issuedOn,
            TypeCode = isCredit ? "381" : "380",
            Currency = document.Currency,
            TaxCurrency = document.Exchange?.Currency,
            TaxInTaxCurrency = document.Exchange is { } exchange
                ? new Currency(exchange.Currency).ToUnits(exchange.Tax)
                : null,
            BuyerReference = XmlText.Line(document.Order.PurchaseOrder),
            PurchaseOrder = XmlText.Line(document.Order.PurchaseOrder),
            SalesOrder = XmlText.Line(document.Order.Name),
            Notes = FrozenNotes.Of(document, isFrenchTrade),
            Preceding =
            [
                .. document.Corrects.Select(of => new SemanticReference(
                    XmlText.Line(of.Number) ?? "",
                    of.IssuedOn
                )),
            ],
            Seller = FrozenParties.Seller(document, isOutside),
            Buyer = buyer,
            DeliveredTo = document.DeliveredTo is { } place
                ? FrozenParties.PlaceOf(place, XmlText.Line(place.Addressee) ?? buyer.Name)
                : buyer.Place with
                {
                    Name = buyer.Name,
                },
            SuppliedOn = document.SuppliedOn,
            Period = PeriodOf(document),
            Payment = isCredit ? null : PaymentOf(document, isPaid, french),
            DueOn = isCredit ? null : DueOn(document, isPaid, issuedOn),
            PaymentTerms = isCredit
                ? french
                    ? "À rembourser ou à imputer"
                    : "To be refunded or set off"
                : null,
            Lines = lines,
            Adjustments = adjustments,
            Taxes = FrozenTaxes.Of(document, currency, lines, adjustments),
            Gross = currency.ToUnits(document.Gross),
            Prepaid = currency.ToUnits(document.Paid),
            IsFrenchTrade = isFrenchTrade,
        };
    }

    // B goods, S services, M both; 1 to be paid, 2 paid already, 7 reported as a sale to a consumer before. There is no M7.
    static string FrameOf(FrozenDocument document, bool isPaid)
    {
        var letter = document.Nature switch
        {
            SupplyNature.Services => 'S',
            SupplyNature.Mixed when document.WasReported is not true => 'M',
            _ => 'B',
        };
        var figure =
            document.WasReported is true ? '7'
            : isPaid ? '2'
            : '1';
        return $"{letter}{figure}";
    }

    // The French rules want the day of payment on what is paid already (BR-FR-CO-09), and no due day before the day of issue
    // (BR-FR-CO-07, which in its published form grants paid invoices no exception): the later of the two satisfies both.
    static DateOnly DueOn(FrozenDocument document, bool isPaid, DateOnly issuedOn)
    {
        if (!isPaid)
            return document.DueOn ?? issuedOn;
        return document.PaidOn is { } paidOn && paidOn > issuedOn ? paidOn : issuedOn;
    }

    // Goods that go to another member state need a day or a time of supply (BR-IC-11); a credit note is about that of the
    // invoices it corrects.
    static (DateOnly, DateOnly)? PeriodOf(FrozenDocument document)
    {
        if (document.Kind != DocumentKind.CreditNote || document.SuppliedOn is not null)
            return null;
        var days = document.Corrects.Select(of => of.IssuedOn).OfType<DateOnly>().ToList();
        return days.Count == 0 ? null : (days.Min(), days.Max());
    }

    static SemanticPayment? PaymentOf(FrozenDocument document, bool isPaid, bool french)
    {
        if (isPaid)
            return new SemanticPayment(Agreed, french ? "Payée" : "Paid", null, null, null);
        if (XmlText.Compact(document.Seller.Iban) is not { } iban)
            return null;
        return new SemanticPayment(
            document.Currency == "EUR" ? SepaTransfer : Transfer,
            french ? "Virement" : "Transfer",
            iban,
            XmlText.Compact(document.Seller.Bic),
            XmlText.Line(document.Number)
        );
    }
}
