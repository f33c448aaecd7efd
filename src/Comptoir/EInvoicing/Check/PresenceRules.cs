namespace Comptoir.EInvoicing.Check;

/// <summary>What must be there, and be of the lists: BR-01 to BR-65 and BR-CL of EN 16931.</summary>
static class PresenceRules
{
    public static void Check(SemanticInvoice invoice, Findings findings)
    {
        findings.Unless(
            invoice.Number.Length > 0,
            "BR-02",
            new RefusedException("The document has no number. Issue it first.")
        );
        findings.Unless(
            invoice.Seller.Name.Length > 0,
            "BR-06",
            new RefusedException(
                "The seller has no name. Enter the company’s name under Settings, Company, before the next document."
            )
        );
        findings.Unless(
            invoice.Buyer.Name.Length > 0,
            "BR-07",
            new RefusedException(
                "The buyer has no name. Make the invoice again for the buyer in full."
            )
        );
        findings.Unless(
            CodeLists.Countries.Contains(invoice.Seller.Place.Country),
            "BR-09",
            new RefusedException(
                "The seller’s country is missing or is no code of ISO 3166. Enter it under Settings, Company, before the next document."
            ),
            Value(invoice.Seller.Place.Country)
        );
        findings.Unless(
            CodeLists.Countries.Contains(invoice.Buyer.Place.Country),
            "BR-11",
            new RefusedException(
                "The buyer’s country is missing or is no code of ISO 3166. Make the invoice again for the buyer with the full address."
            ),
            Value(invoice.Buyer.Place.Country)
        );
        findings.Unless(
            invoice.DeliveredTo is not { } place || CodeLists.Countries.Contains(place.Country),
            "BR-57",
            new RefusedException(
                "The country of the delivery is missing or is no code of ISO 3166. Correct the delivery address of the order in the shop before the next document."
            ),
            Value(invoice.DeliveredTo?.Country)
        );
        findings.Unless(
            CodeLists.Currencies.Contains(invoice.Currency),
            "BR-CL-04",
            new RefusedException("This currency is none of ISO 4217: send the PDF."),
            invoice.Currency
        );
        findings.Unless(
            invoice.TaxCurrency is null || CodeLists.Currencies.Contains(invoice.TaxCurrency),
            "BR-CL-05",
            new RefusedException(
                "The currency of the VAT is none of ISO 4217. Correct it under Settings, Company, before the next document."
            ),
            invoice.TaxCurrency
        );
        findings.Unless(
            invoice.TaxCurrency is null || invoice.TaxCurrency != invoice.Currency,
            "BR-53",
            new RefusedException(
                "The VAT is stated twice in the same currency. Correct the currency of the VAT under Settings, Company, before the next document."
            )
        );
        findings.Unless(
            invoice.Seller is not { Siren: null, VatNumber: null },
            "BR-CO-26",
            new RefusedException(
                "The seller has neither SIREN nor VAT number. Enter them under Settings, Company, before the next document."
            )
        );
        findings.Unless(
            invoice.Seller.VatNumber is not { } vat || CodeLists.IsVat(vat),
            "BR-CO-09",
            new RefusedException(
                "The seller’s VAT number does not begin with the letters of a country. Correct it under Settings, Company, before the next document."
            ),
            invoice.Seller.VatNumber
        );
        findings.Unless(
            invoice.Due <= 0 || invoice.DueOn is not null || invoice.PaymentTerms is not null,
            "BR-CO-25",
            new RefusedException("Something is to be paid, and the document does not say by when.")
        );
        foreach (var before in invoice.Preceding)
            findings.Unless(
                before.Number.Length > 0,
                "BR-55",
                new RefusedException(
                    "The number of the corrected invoice is missing. Enter it with the order."
                )
            );
        Lines(invoice, findings);
    }

    static void Lines(SemanticInvoice invoice, Findings findings)
    {
        findings.Unless(
            invoice.Lines.Count > 0,
            "BR-16",
            new RefusedException("The document has no line: there is nothing to transmit.")
        );
        foreach (var line in invoice.Lines)
        {
            findings.Unless(
                line.Title.Length > 0,
                "BR-25",
                new RefusedException("A line has no title.")
            );
            findings.Unless(
                line.Price >= 0,
                "BR-27",
                new RefusedException("A price is negative, which no electronic invoice can say."),
                line.Title
            );
        }
        foreach (var row in invoice.Adjustments)
            findings.Unless(
                row.Reason.Length > 0 && row.Amount > 0,
                row.IsCharge ? "BR-38" : "BR-33",
                new RefusedException("What is put on or taken off the whole has no reason.")
            );
    }

    static string? Value(string? text) => text is { Length: > 0 } ? text : null;
}
