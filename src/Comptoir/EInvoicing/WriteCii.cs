namespace Comptoir.EInvoicing;

/// <summary>
/// Writes an invoice as Cross Industry Invoice D16B of UN/CEFACT, profile EN 16931 of Factur-X. The same invoice gives the same
/// bytes. The order of elements is the schema's.
/// </summary>
sealed partial class WriteCii
{
    /// <summary>BT-24.</summary>
    const string Profile = "urn:cen.eu:en16931:2017";

    // UNTDID 5189: discount.
    const string Discount = "95";

    readonly CiiXml xml;
    readonly SemanticInvoice invoice;

    WriteCii(CiiXml xml, SemanticInvoice invoice) => (this.xml, this.invoice) = (xml, invoice);

    /// <summary>The file.</summary>
    public static byte[] Of(SemanticInvoice invoice)
    {
        using var file = new MemoryStream();
        using (var writer = new CiiXml(file))
            new WriteCii(writer, invoice).Invoice();
        return file.ToArray();
    }

    void Invoice()
    {
        xml.In(
            CiiXml.Rsm,
            "ExchangedDocumentContext",
            () =>
            {
                xml.In(
                    "BusinessProcessSpecifiedDocumentContextParameter",
                    () => xml.Text("ID", invoice.Frame)
                );
                xml.In("GuidelineSpecifiedDocumentContextParameter", () => xml.Text("ID", Profile));
            }
        );
        xml.In(
            CiiXml.Rsm,
            "ExchangedDocument",
            () =>
            {
                xml.Text("ID", invoice.Number);
                xml.Text("TypeCode", invoice.TypeCode);
                xml.Date("IssueDateTime", invoice.IssuedOn);
                foreach (var note in invoice.Notes)
                    xml.In(
                        "IncludedNote",
                        () =>
                        {
                            xml.Text("Content", note.Text);
                            xml.Text("SubjectCode", note.Subject);
                        }
                    );
            }
        );
        xml.In(
            CiiXml.Rsm,
            "SupplyChainTradeTransaction",
            () =>
            {
                var position = 1;
                foreach (var line in invoice.Lines)
                    Line(position++, line);
                xml.In("ApplicableHeaderTradeAgreement", Agreement);
                xml.In("ApplicableHeaderTradeDelivery", Delivery);
                xml.In("ApplicableHeaderTradeSettlement", Settlement);
            }
        );
    }

    void Line(int position, SemanticLine line) =>
        xml.In(
            "IncludedSupplyChainTradeLineItem",
            () =>
            {
                xml.In("AssociatedDocumentLineDocument", () => xml.Text("LineID", $"{position}"));
                xml.In(
                    "SpecifiedTradeProduct",
                    () =>
                    {
                        xml.Text("SellerAssignedID", line.Sku);
                        xml.Text("Name", line.Title);
                        xml.Text("Description", line.Detail);
                    }
                );
                xml.In(
                    "SpecifiedLineTradeAgreement",
                    () =>
                        xml.In(
                            "NetPriceProductTradePrice",
                            () =>
                            {
                                xml.Price("ChargeAmount", line.Price);
                                if (line.PriceBase is { } per)
                                    xml.Quantity("BasisQuantity", per);
                            }
                        )
                );
                xml.In(
                    "SpecifiedLineTradeDelivery",
                    () => xml.Quantity("BilledQuantity", line.Quantity)
                );
                xml.In(
                    "SpecifiedLineTradeSettlement",
                    () =>
                    {
                        xml.In("ApplicableTradeTax", () => Vat(line.Vat));
                        if (line.Discount != 0)
                            xml.In(
                                "SpecifiedTradeAllowanceCharge",
                                () =>
                                {
                                    xml.Indicator(isCharge: false);
                                    xml.Amount("ActualAmount", line.Discount);
                                    xml.Text("ReasonCode", Discount);
                                }
                            );
                        xml.In(
                            "SpecifiedTradeSettlementLineMonetarySummation",
                            () => xml.Amount("LineTotalAmount", line.Net)
                        );
                    }
                );
            }
        );

    void Agreement()
    {
        xml.Text("BuyerReference", invoice.BuyerReference);
        xml.In("SellerTradeParty", () => Party(invoice.Seller));
        xml.In("BuyerTradeParty", () => Party(invoice.Buyer));
        xml.Reference("SellerOrderReferencedDocument", invoice.SalesOrder);
        xml.Reference("BuyerOrderReferencedDocument", invoice.PurchaseOrder);
    }

    void Party(SemanticParty party)
    {
        xml.Text("Name", party.Name);
        xml.Text("Description", party.LegalText);
        if (party.Siren is { } siren)
            xml.In("SpecifiedLegalOrganization", () => xml.Text("ID", siren, ("schemeID", "0002")));
        if (party.Phone is not null || party.Email is not null)
            xml.In(
                "DefinedTradeContact",
                () =>
                {
                    xml.Text("PersonName", party.Name);
                    if (party.Phone is { } phone)
                        xml.In(
                            "TelephoneUniversalCommunication",
                            () => xml.Text("CompleteNumber", phone)
                        );
                    if (party.Email is { } email)
                        xml.In("EmailURIUniversalCommunication", () => xml.Text("URIID", email));
                }
            );
        Place(party.Place);
        if (party.Endpoint is { } endpoint)
            xml.In(
                "URIUniversalCommunication",
                () => xml.Text("URIID", endpoint.Address, ("schemeID", endpoint.Scheme))
            );
        Register(party.VatNumber, "VA");
        Register(party.TaxNumber, "FC");
    }

    void Register(string? number, string scheme)
    {
        if (number is not null)
            xml.In("SpecifiedTaxRegistration", () => xml.Text("ID", number, ("schemeID", scheme)));
    }

    void Place(SemanticPlace place) =>
        xml.In(
            "PostalTradeAddress",
            () =>
            {
                xml.Text("PostcodeCode", place.PostalCode);
                xml.Text("LineOne", place.Line1);
                xml.Text("LineTwo", place.Line2);
                xml.Text("CityName", place.City);
                xml.Text("CountryID", place.Country);
                xml.Text("CountrySubDivisionName", place.Province);
            }
        );

    void Delivery()
    {
        if (invoice.DeliveredTo is { } place)
            xml.In(
                "ShipToTradeParty",
                () =>
                {
                    xml.Text("Name", place.Name);
                    Place(place);
                }
            );
        if (invoice.SuppliedOn is { } day)
            xml.In("ActualDeliverySupplyChainEvent", () => xml.Date("OccurrenceDateTime", day));
    }
}
