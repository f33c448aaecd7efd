using System.Globalization;
using System.Security;
using System.Text;

namespace Comptoir.Documents.Pdf;

/// <summary>
/// What a file says of itself, twice: in the dictionary that all readers know, and as XMP, which archives (ISO 19005-3) ask for.
/// Both say the same.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Subject">What it is about; null for nothing.</param>
/// <param name="Language">Of the title: <c>en</c> or <c>fr</c>.</param>
/// <param name="On">Its day; null for a draft, which has none.</param>
/// <param name="IsArchival">It holds all it needs, and says so: PDF/A-3b.</param>
/// <param name="FacturX">The electronic invoice it holds.</param>
sealed record PdfMetadata(
    string Title,
    string Author,
    string? Subject,
    string Language,
    DateOnly? On,
    bool IsArchival,
    SheetAttachment? FacturX
)
{
    const string Producer = "Comptoir";

    /// <summary>The dictionary.</summary>
    public string Information()
    {
        var entries = new StringBuilder(
            $"<< /Title {PdfFile.Text(Title)} /Author {PdfFile.Text(Author)}"
        );
        if (Subject is not null)
            entries.Append(CultureInfo.InvariantCulture, $" /Subject {PdfFile.Text(Subject)}");
        entries.Append(
            CultureInfo.InvariantCulture,
            $" /Creator ({Producer}) /Producer ({Producer})"
        );
        if (On is { } day)
            entries.Append(
                CultureInfo.InvariantCulture,
                $" /CreationDate {PdfFile.Date(day)} /ModDate {PdfFile.Date(day)}"
            );
        return entries.Append(" >>").ToString();
    }

    /// <summary>The packet of XMP.</summary>
    public byte[] Packet()
    {
        // The mark of order of bytes tells programs that look for a packet how it is written.
        var xmp = new StringBuilder(
            "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        );
        Describe(
            xmp,
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
            "<dc:format>application/pdf</dc:format>",
            $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(Title)}</rdf:li></rdf:Alt></dc:title>",
            $"<dc:creator><rdf:Seq><rdf:li>{Escaped(Author)}</rdf:li></rdf:Seq></dc:creator>",
            Subject is null
                ? ""
                : $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(Subject)}</rdf:li></rdf:Alt></dc:description>",
            $"<dc:language><rdf:Bag><rdf:li>{Language}</rdf:li></rdf:Bag></dc:language>"
        );
        var moment = On?.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
        Describe(
            xmp,
            "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
            $"<xmp:CreatorTool>{Producer}</xmp:CreatorTool>",
            moment is null ? "" : $"<xmp:CreateDate>{moment}</xmp:CreateDate>",
            moment is null ? "" : $"<xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        );
        Describe(
            xmp,
            "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
            $"<pdf:Producer>{Producer}</pdf:Producer>"
        );
        if (IsArchival)
            Describe(
                xmp,
                "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
                "<pdfaid:part>3</pdfaid:part>",
                "<pdfaid:conformance>B</pdfaid:conformance>"
            );
        if (FacturX is not null)
            DescribeInvoice(xmp, FacturX);
        return Encoding.UTF8.GetBytes(
            xmp.Append("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>").ToString()
        );
    }

    /// <summary>What Factur-X wants said, and, because archives know only the usual properties, what these are.</summary>
    static void DescribeInvoice(StringBuilder xmp, SheetAttachment invoice)
    {
        const string names = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
        Describe(
            xmp,
            $"xmlns:fx=\"{names}\"",
            "<fx:DocumentType>INVOICE</fx:DocumentType>",
            $"<fx:DocumentFileName>{Escaped(invoice.Name)}</fx:DocumentFileName>",
            "<fx:Version>1.0</fx:Version>",
            $"<fx:ConformanceLevel>{Escaped(invoice.FacturXProfile!)}</fx:ConformanceLevel>"
        );
        (string Name, string Is)[] properties =
        [
            ("DocumentFileName", "The name of the embedded XML document"),
            (
                "DocumentType",
                "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"
            ),
            ("Version", "The actual version of the standard applying to the embedded XML document"),
            ("ConformanceLevel", "The conformance level of the embedded XML document"),
        ];
        Describe(
            xmp,
            "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"",
            "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">",
            "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>",
            $"<pdfaSchema:namespaceURI>{names}</pdfaSchema:namespaceURI>",
            "<pdfaSchema:prefix>fx</pdfaSchema:prefix>",
            "<pdfaSchema:property><rdf:Seq>",
            string.Concat(
                properties.Select(property =>
                    "<rdf:li rdf:parseType=\"Resource\">"
                    + $"<pdfaProperty:name>{property.Name}</pdfaProperty:name>"
                    + "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
                    + "<pdfaProperty:category>external</pdfaProperty:category>"
                    + $"<pdfaProperty:description>{property.Is}</pdfaProperty:description></rdf:li>"
                )
            ),
            "</rdf:Seq></pdfaSchema:property>",
            "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
        );
    }

    static void Describe(StringBuilder xmp, string names, params ReadOnlySpan<string> properties)
    {
        xmp.Append(CultureInfo.InvariantCulture, $"<rdf:Description rdf:about=\"\" {names}>\n");
        foreach (var property in properties)
            if (property.Length > 0)
                xmp.Append(property).Append('\n');
        xmp.Append("</rdf:Description>\n");
    }

    /// <summary>As XML has it; what XML cannot hold at all is left out.</summary>
    static string Escaped(string text) =>
        SecurityElement.Escape(
            string.Concat(
                text.EnumerateRunes()
                    .Where(rune => rune.Value is >= 0x20 and not 0xFFFE and not 0xFFFF)
            )
        );
}
