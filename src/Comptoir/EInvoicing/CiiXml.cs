using System.Globalization;
using System.Text;
using System.Xml;

namespace Comptoir.EInvoicing;

/// <summary>Writes the elements of a Cross Industry Invoice: nothing empty, figures and days as the schema has them.</summary>
sealed class CiiXml : IDisposable
{
    public const string Rsm = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    const string Qdt = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100";
    const string Ram =
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    const string Udt = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";

    // UN/ECE recommendation 20: one, the unit of what is counted.
    const string One = "C62";

    // UNTDID 2379: year, month and day.
    const string Format = "102";

    readonly XmlWriter xml;

    public CiiXml(Stream file)
    {
        xml = XmlWriter.Create(
            file,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                Indent = true,
                NewLineChars = "\n",
                NewLineHandling = NewLineHandling.None,
            }
        );
        xml.WriteStartDocument();
        xml.WriteStartElement("rsm", "CrossIndustryInvoice", Rsm);
        xml.WriteAttributeString("xmlns", "ram", null, Ram);
        xml.WriteAttributeString("xmlns", "udt", null, Udt);
        xml.WriteAttributeString("xmlns", "qdt", null, Qdt);
    }

    /// <summary>Ends the document.</summary>
    public void Dispose() => xml.Dispose();

    public void In(string name, Action content) => In(Ram, name, content);

    public void In(string space, string name, Action content)
    {
        xml.WriteStartElement(name, space);
        content();
        xml.WriteEndElement();
    }

    // An empty element says nothing and is refused by some (PEPPOL-EN16931-R008).
    public void Text(
        string name,
        string? text,
        params ReadOnlySpan<(string Name, string Value)> attributes
    )
    {
        if (!string.IsNullOrEmpty(text))
            Element(Ram, name, text, attributes);
    }

    public void Reference(string name, string? number)
    {
        if (number is not null)
            In(name, () => Text("IssuerAssignedID", number));
    }

    public void Indicator(bool isCharge) =>
        In("ChargeIndicator", () => Element(Udt, "Indicator", isCharge ? "true" : "false"));

    public void Date(string name, DateOnly day) =>
        In(name, () => Element(Udt, "DateTimeString", DayOf(day), ("format", Format)));

    public void QualifiedDate(string name, DateOnly day) =>
        In(name, () => Element(Qdt, "DateTimeString", DayOf(day), ("format", Format)));

    public void Quantity(string name, decimal quantity) =>
        Text(name, Number(quantity, "0.####"), ("unitCode", One));

    public void Price(string name, decimal price) => Text(name, Number(price, "0.00####"));

    public void Amount(string name, decimal amount) => Text(name, Number(amount, "0.00##"));

    public void Amount(string name, decimal amount, string currency) =>
        Text(name, Number(amount, "0.00##"), ("currencyID", currency));

    public void Percent(SemanticVat vat)
    {
        if (vat.Percent is { } percent)
            Text("RateApplicablePercent", Number(percent, "0.####"));
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

    static string Number(decimal number, string format) =>
        number.ToString(format, CultureInfo.InvariantCulture);
}
