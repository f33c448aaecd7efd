using System.Globalization;
using System.Text;
using System.Xml;

namespace Comptoir.EInvoicing;

/// <summary>
/// Writes an invoice as Cross Industry Invoice D16B of UN/CEFACT, profile EN 16931 of Factur-X. The same invoice gives the same
/// bytes. The order of elements is the schema's.
/// </summary>
sealed class WriteCii
{
    const string Rsm = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    const string Ram =
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    const string Udt = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";
    const string Qdt = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100";

    /// <summary>BT-24.</summary>
    const string Profile = "urn:cen.eu:en16931:2017";

    // UN/ECE recommendation 20: one, the unit of what is counted.
    const string One = "C62";

    // UNTDID 2379: year, month and day.
    const string Day = "102";

    // UNTDID 2475: VAT is due with the invoice.
    const string WithTheInvoice = "5";

    // UNTDID 5189: discount.
    const string Discount = "95";

    readonly XmlWriter xml;
    readonly SemanticInvoice invoice;

    WriteCii(XmlWriter xml, SemanticInvoice invoice) => (this.xml, this.invoice) = (xml, invoice);

    /// <summary>The file.</summary>
    public static byte[] Of(SemanticInvoice invoice)
    {
        using var file = new MemoryStream();
        using (
            var writer = XmlWriter.Create(
                file,
                new XmlWriterSettings
                {
                    Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    Indent = true,
                    NewLineChars = "\n",
                    NewLineHandling = NewLineHandling.None,
                }
            )
        )
            new WriteCii(writer, invoice).Invoice();
        return file.ToArray();
    }

    void Invoice()
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("rsm", "CrossIndustryInvoice", Rsm);
        xml.WriteAttributeString("xmlns", "ram", null, Ram);
        xml.WriteAttributeString("xmlns", "udt", null, Udt);
        xml.WriteAttributeString("xmlns", "qdt", null, Qdt);
        In(
            Rsm,
            "ExchangedDocumentContext",
            () =>
            {
                In(
                    "BusinessProcessSpecifiedDocumentContextParameter",
                    () => Text("ID", invoice.Frame)
                );
                In("GuidelineSpecifiedDocumentContextParameter", () => Text("ID", Profile));
            }
        );
        In(
            Rsm,
            "ExchangedDocument",
            () =>
            {
                Text("ID", invoice.Number);
                Text("TypeCode", invoice.TypeCode);
                Date("IssueDateTime", invoice.IssuedOn);
                foreach (var note in invoice.Notes)
                    In(
                        "IncludedNote",
                        () =>
                        {
                            Text("Content", note.Text);
                            Text("SubjectCode", note.Subject);
                        }
                    );
            }
        );
        In(
            Rsm,
            "SupplyChainTradeTransaction",
            () =>
            {
                var position = 1;
                foreach (var line in invoice.Lines)
                    Line(position++, line);
                In("ApplicableHeaderTradeAgreement", Agreement);
                In("ApplicableHeaderTradeDelivery", Delivery);
                In("ApplicableHeaderTradeSettlement", Settlement);
            }
        );
        xml.WriteEndElement();
    }

    void Line(int position, SemanticLine line) =>
        In(
            "IncludedSupplyChainTradeLineItem",
            () =>
            {
                In("AssociatedDocumentLineDocument", () => Text("LineID", $"{position}"));
                In(
                    "SpecifiedTradeProduct",
                    () =>
                    {
                        Text("SellerAssignedID", line.Sku);
                        Text("Name", line.Title);
                        Text("Description", line.Detail);
                    }
                );
                In(
                    "SpecifiedLineTradeAgreement",
                    () =>
                        In(
                            "NetPriceProductTradePrice",
                            () =>
                            {
                                Text("ChargeAmount", Number(line.Price, "0.00####"));
                                if (line.PriceBase is { } per)
                                    Quantity("BasisQuantity", per);
                            }
                        )
                );
                In("SpecifiedLineTradeDelivery", () => Quantity("BilledQuantity", line.Quantity));
                In(
                    "SpecifiedLineTradeSettlement",
                    () =>
                    {
                        In("ApplicableTradeTax", () => Vat(line.Vat));
                        if (line.Discount != 0)
                            In(
                                "SpecifiedTradeAllowanceCharge",
                                () =>
                                {
                                    Indicator(isCharge: false);
                                    Amount("ActualAmount", line.Discount);
                                    Text("ReasonCode", Discount);
                                }
                            );
                        In(
                            "SpecifiedTradeSettlementLineMonetarySummation",
                            () => Amount("LineTotalAmount", line.Net)
                        );
                    }
                );
            }
        );

    void Agreement()
    {
        Text("BuyerReference", invoice.BuyerReference);
        In("SellerTradeParty", () => Party(invoice.Seller));
        In("BuyerTradeParty", () => Party(invoice.Buyer));
        Reference("SellerOrderReferencedDocument", invoice.SalesOrder);
        Reference("BuyerOrderReferencedDocument", invoice.PurchaseOrder);
    }

    void Party(SemanticParty party)
    {
        Text("Name", party.Name);
        Text("Description", party.LegalText);
        if (party.Siren is { } siren)
            In("SpecifiedLegalOrganization", () => Text("ID", siren, ("schemeID", "0002")));
        if (party.Phone is not null || party.Email is not null)
            In(
                "DefinedTradeContact",
                () =>
                {
                    Text("PersonName", party.Name);
                    if (party.Phone is { } phone)
                        In("TelephoneUniversalCommunication", () => Text("CompleteNumber", phone));
                    if (party.Email is { } email)
                        In("EmailURIUniversalCommunication", () => Text("URIID", email));
                }
            );
        Place(party.Place);
        if (party.Endpoint is { } endpoint)
            In(
                "URIUniversalCommunication",
                () => Text("URIID", endpoint.Address, ("schemeID", endpoint.Scheme))
            );
        Register(party.VatNumber, "VA");
        Register(party.TaxNumber, "FC");
    }

    void Register(string? number, string scheme)
    {
        if (number is not null)
            In("SpecifiedTaxRegistration", () => Text("ID", number, ("schemeID", scheme)));
    }

    void Place(SemanticPlace place) =>
        In(
            "PostalTradeAddress",
            () =>
            {
                Text("PostcodeCode", place.PostalCode);
                Text("LineOne", place.Line1);
                Text("LineTwo", place.Line2);
                Text("CityName", place.City);
                Text("CountryID", place.Country);
                Text("CountrySubDivisionName", place.Province);
            }
        );

    void Delivery()
    {
        if (invoice.DeliveredTo is { } place)
            In(
                "ShipToTradeParty",
                () =>
                {
                    Text("Name", place.Name);
                    Place(place);
                }
            );
        if (invoice.SuppliedOn is { } day)
            In("ActualDeliverySupplyChainEvent", () => Date("OccurrenceDateTime", day));
    }

    void Settlement()
    {
        Text("PaymentReference", invoice.Payment?.Reference);
        Text("TaxCurrencyCode", invoice.TaxCurrency);
        Text("InvoiceCurrencyCode", invoice.Currency);
        if (invoice.Payment is { } payment)
            In("SpecifiedTradeSettlementPaymentMeans", () => Payment(payment));
        foreach (var tax in invoice.Taxes)
            In("ApplicableTradeTax", () => Tax(tax));
        if (invoice.Period is { } period)
            In(
                "BillingSpecifiedPeriod",
                () =>
                {
                    Date("StartDateTime", period.From);
                    Date("EndDateTime", period.Until);
                }
            );
        foreach (var row in invoice.Adjustments)
            In("SpecifiedTradeAllowanceCharge", () => Adjustment(row));
        if (invoice.PaymentTerms is not null || invoice.DueOn is not null)
            In(
                "SpecifiedTradePaymentTerms",
                () =>
                {
                    Text("Description", invoice.PaymentTerms);
                    if (invoice.DueOn is { } due)
                        Date("DueDateDateTime", due);
                }
            );
        In("SpecifiedTradeSettlementHeaderMonetarySummation", Sums);
        foreach (var before in invoice.Preceding)
            In(
                "InvoiceReferencedDocument",
                () =>
                {
                    Text("IssuerAssignedID", before.Number);
                    if (before.IssuedOn is { } day)
                        In(
                            "FormattedIssueDateTime",
                            () => Element(Qdt, "DateTimeString", DayOf(day), ("format", Day))
                        );
                }
            );
    }

    void Payment(SemanticPayment payment)
    {
        Text("TypeCode", payment.Code);
        Text("Information", payment.Words);
        if (payment.Iban is { } iban)
            In("PayeePartyCreditorFinancialAccount", () => Text("IBANID", iban));
        if (payment.Bic is { } bic)
            In("PayeeSpecifiedCreditorFinancialInstitution", () => Text("BICID", bic));
    }

    void Tax(SemanticTax tax)
    {
        Amount("CalculatedAmount", tax.Tax);
        Text("TypeCode", "VAT");
        Text("ExemptionReason", tax.Reason);
        Amount("BasisAmount", tax.Base);
        Text("CategoryCode", tax.Vat.Category);
        Text("ExemptionReasonCode", tax.ReasonCode);
        if (tax.OnDebits)
            Text("DueDateTypeCode", WithTheInvoice);
        Percent(tax.Vat);
    }

    void Adjustment(SemanticAdjustment row)
    {
        Indicator(row.IsCharge);
        Amount("ActualAmount", row.Amount);
        Text("ReasonCode", row.ReasonCode);
        Text("Reason", row.Reason);
        In("CategoryTradeTax", () => Vat(row.Vat));
    }

    void Sums()
    {
        Amount("LineTotalAmount", invoice.LineTotal);
        if (invoice.ChargeTotal != 0)
            Amount("ChargeTotalAmount", invoice.ChargeTotal);
        if (invoice.AllowanceTotal != 0)
            Amount("AllowanceTotalAmount", invoice.AllowanceTotal);
        Amount("TaxBasisTotalAmount", invoice.Net);
        Element(Ram, "TaxTotalAmount", Money(invoice.Tax), ("currencyID", invoice.Currency));
        if (invoice is { TaxCurrency: { } currency, TaxInTaxCurrency: { } tax })
            Element(Ram, "TaxTotalAmount", Money(tax), ("currencyID", currency));
        Amount("GrandTotalAmount", invoice.Gross);
        Amount("TotalPrepaidAmount", invoice.Prepaid);
        Amount("DuePayableAmount", invoice.Due);
    }

    void Vat(SemanticVat vat)
    {
        Text("TypeCode", "VAT");
        Text("CategoryCode", vat.Category);
        Percent(vat);
    }

    void Percent(SemanticVat vat)
    {
        if (vat.Percent is { } percent)
            Text("RateApplicablePercent", Number(percent, "0.####"));
    }

    void Indicator(bool isCharge) =>
        In("ChargeIndicator", () => Element(Udt, "Indicator", isCharge ? "true" : "false"));

    void Reference(string name, string? number)
    {
        if (number is not null)
            In(name, () => Text("IssuerAssignedID", number));
    }

    void Date(string name, DateOnly day) =>
        In(name, () => Element(Udt, "DateTimeString", DayOf(day), ("format", Day)));

    void Quantity(string name, decimal quantity) =>
        Text(name, Number(quantity, "0.####"), ("unitCode", One));

    void Amount(string name, decimal amount) => Text(name, Money(amount));

    void In(string name, Action content) => In(Ram, name, content);

    void In(string space, string name, Action content)
    {
        xml.WriteStartElement(name, space);
        content();
        xml.WriteEndElement();
    }

    // An empty element says nothing and is refused by some (PEPPOL-EN16931-R008).
    void Text(
        string name,
        string? text,
        params ReadOnlySpan<(string Name, string Value)> attributes
    )
    {
        if (!string.IsNullOrEmpty(text))
            Element(Ram, name, text, attributes);
    }

    void Element(
        string space,
        string name,
        string text,
        params ReadOnlySpan<(string Name, string Value)> attributes
    )
    {
        xml.WriteStartElement(name, space);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    static string Money(decimal amount) => Number(amount, "0.00##");

    static string Number(decimal number, string format) =>
        number.ToString(format, CultureInfo.InvariantCulture);
}
