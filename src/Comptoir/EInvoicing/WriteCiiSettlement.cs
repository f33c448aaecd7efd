namespace Comptoir.EInvoicing;

// What an invoice comes to: taxes, sums, payment.

sealed partial class WriteCii
{
    // UNTDID 2475: VAT is due with the invoice.
    const string WithTheInvoice = "5";

    void Settlement()
    {
        xml.Text("PaymentReference", invoice.Payment?.Reference);
        xml.Text("TaxCurrencyCode", invoice.TaxCurrency);
        xml.Text("InvoiceCurrencyCode", invoice.Currency);
        if (invoice.Payment is { } payment)
            xml.In("SpecifiedTradeSettlementPaymentMeans", () => Payment(payment));
        foreach (var tax in invoice.Taxes)
            xml.In("ApplicableTradeTax", () => Tax(tax));
        if (invoice.Period is { } period)
            xml.In(
                "BillingSpecifiedPeriod",
                () =>
                {
                    xml.Date("StartDateTime", period.From);
                    xml.Date("EndDateTime", period.Until);
                }
            );
        foreach (var row in invoice.Adjustments)
            xml.In("SpecifiedTradeAllowanceCharge", () => Adjustment(row));
        if (invoice.PaymentTerms is not null || invoice.DueOn is not null)
            xml.In(
                "SpecifiedTradePaymentTerms",
                () =>
                {
                    xml.Text("Description", invoice.PaymentTerms);
                    if (invoice.DueOn is { } due)
                        xml.Date("DueDateDateTime", due);
                }
            );
        xml.In("SpecifiedTradeSettlementHeaderMonetarySummation", Sums);
        foreach (var before in invoice.Preceding)
            xml.In(
                "InvoiceReferencedDocument",
                () =>
                {
                    xml.Text("IssuerAssignedID", before.Number);
                    if (before.IssuedOn is { } day)
                        xml.QualifiedDate("FormattedIssueDateTime", day);
                }
            );
    }

    void Payment(SemanticPayment payment)
    {
        xml.Text("TypeCode", payment.Code);
        xml.Text("Information", payment.Words);
        if (payment.Iban is { } iban)
            xml.In("PayeePartyCreditorFinancialAccount", () => xml.Text("IBANID", iban));
        if (payment.Bic is { } bic)
            xml.In("PayeeSpecifiedCreditorFinancialInstitution", () => xml.Text("BICID", bic));
    }

    void Tax(SemanticTax tax)
    {
        xml.Amount("CalculatedAmount", tax.Tax);
        xml.Text("TypeCode", "VAT");
        xml.Text("ExemptionReason", tax.Reason);
        xml.Amount("BasisAmount", tax.Base);
        xml.Text("CategoryCode", tax.Vat.Category);
        xml.Text("ExemptionReasonCode", tax.ReasonCode);
        if (tax.OnDebits)
            xml.Text("DueDateTypeCode", WithTheInvoice);
        xml.Percent(tax.Vat);
    }

    void Adjustment(SemanticAdjustment row)
    {
        xml.Indicator(row.IsCharge);
        xml.Amount("ActualAmount", row.Amount);
        xml.Text("ReasonCode", row.ReasonCode);
        xml.Text("Reason", row.Reason);
        xml.In("CategoryTradeTax", () => Vat(row.Vat));
    }

    void Sums()
    {
        xml.Amount("LineTotalAmount", invoice.LineTotal);
        if (invoice.ChargeTotal != 0)
            xml.Amount("ChargeTotalAmount", invoice.ChargeTotal);
        if (invoice.AllowanceTotal != 0)
            xml.Amount("AllowanceTotalAmount", invoice.AllowanceTotal);
        xml.Amount("TaxBasisTotalAmount", invoice.Net);
        xml.Amount("TaxTotalAmount", invoice.Tax, invoice.Currency);
        if (invoice is { TaxCurrency: { } currency, TaxInTaxCurrency: { } tax })
            xml.Amount("TaxTotalAmount", tax, currency);
        xml.Amount("GrandTotalAmount", invoice.Gross);
        xml.Amount("TotalPrepaidAmount", invoice.Prepaid);
        xml.Amount("DuePayableAmount", invoice.Due);
    }

    void Vat(SemanticVat vat)
    {
        xml.Text("TypeCode", "VAT");
        xml.Text("CategoryCode", vat.Category);
        xml.Percent(vat);
    }
}
