namespace Comptoir.EInvoicing.Check;

/// <summary>
/// What each category of VAT asks for: the families BR-S, BR-Z, BR-E, BR-AE, BR-IC (category K), BR-G and BR-O of EN 16931.
/// </summary>
static class CategoryRules
{
    public static void Check(SemanticInvoice invoice, Findings findings)
    {
        var categories = invoice.Taxes.Select(tax => tax.Vat.Category).Distinct().ToList();
        foreach (var category in categories)
        {
            findings.Unless(
                CodeLists.Categories.Contains(category),
                "BR-CL-18",
                new RefusedException("This category of VAT is not used in France."),
                category
            );
            if (category == "O")
                Outside(invoice, categories, findings);
            else
                Numbers(invoice, category, findings);
        }
        foreach (var tax in invoice.Taxes)
            Tax(tax, findings);
        if (categories.Contains("K"))
            WithinTheUnion(invoice, findings);
    }

    static void Tax(SemanticTax tax, Findings findings)
    {
        var category = tax.Vat.Category;
        var family = FamilyOf(category);
        if (category == "S")
        {
            findings.Unless(
                tax.Vat.Percent > 0,
                "BR-S-05",
                new RefusedException(
                    "A taxed line has the rate nought. Settle the VAT of the order: the line is exempt, or its rate is missing."
                )
            );
            return;
        }
        findings.Unless(
            tax.Vat.Percent is null or 0,
            $"{family}-05",
            new RefusedException(
                "A line without VAT has a rate. Settle the VAT of the order, and make the invoice again."
            ),
            SumRules.PercentOf(tax.Vat)
        );
        findings.Unless(
            tax.Tax == 0,
            $"{family}-09",
            new RefusedException(
                "VAT is charged on a line without VAT. Settle the VAT of the order, and make the invoice again."
            ),
            SumRules.PercentOf(tax.Vat)
        );
        if (category == "Z")
            return;
        findings.Unless(
            tax.Reason is not null || tax.ReasonCode is not null,
            $"{family}-10",
            new RefusedException(
                "It is not said why there is no VAT. Settle the VAT of the order with the reason, and make the invoice again."
            ),
            category
        );
        findings.Unless(
            tax.ReasonCode is null
                || CodeLists.Exemptions.Contains(tax.ReasonCode.ToUpperInvariant()),
            "BR-CL-22",
            new RefusedException(
                "The code of the exemption is none of the VATEX list. Correct it where the VAT of the order was settled, and make the invoice again."
            ),
            tax.ReasonCode
        );
    }

    static void Numbers(SemanticInvoice invoice, string category, Findings findings)
    {
        var family = FamilyOf(category);
        var seller = invoice.Seller;
        var sellerKnown =
            seller.VatNumber is not null
            || category is not ("K" or "G") && seller.TaxNumber is not null;
        findings.Unless(
            sellerKnown,
            $"{family}-02",
            new RefusedException(
                "The seller’s VAT number is missing. Enter it under Settings, Company, before the next document."
            )
        );
        var buyer = invoice.Buyer;
        if (category == "K")
            findings.Unless(
                buyer.VatNumber is not null,
                "BR-IC-02",
                new RefusedException(
                    "The buyer’s VAT number is missing: goods go to another member state without VAT only with it. Make the invoice again with the number."
                )
            );
        if (category == "AE")
            findings.Unless(
                buyer.VatNumber is not null || buyer.Siren is not null,
                "BR-AE-02",
                new RefusedException(
                    "The buyer owes the VAT, and has neither VAT number nor SIREN. Make the invoice again with the number."
                )
            );
    }

    static void WithinTheUnion(SemanticInvoice invoice, Findings findings)
    {
        findings.Unless(
            invoice.SuppliedOn is not null || invoice.Period is not null,
            "BR-IC-11",
            new RefusedException(
                "The day of delivery is not known: goods go to another member state without VAT only with it. Invoice such orders when they are delivered."
            )
        );
        findings.Unless(
            invoice.DeliveredTo is not null,
            "BR-IC-12",
            new RefusedException(
                "The country of the delivery is missing: goods go to another member state without VAT only with it."
            )
        );
    }

    static void Outside(SemanticInvoice invoice, List<string> categories, Findings findings)
    {
        findings.Unless(
            categories.Count == 1,
            "BR-O-11",
            new RefusedException(
                "The electronic form cannot hold lines outside of VAT beside others. Invoice them apart, or send the PDF."
            )
        );
        findings.Unless(
            invoice.Seller.VatNumber is null && invoice.Buyer.VatNumber is null,
            "BR-O-02",
            new RefusedException("Outside of VAT no VAT number may stand.")
        );
    }

    static string FamilyOf(string category) => category == "K" ? "BR-IC" : $"BR-{category}";
}
