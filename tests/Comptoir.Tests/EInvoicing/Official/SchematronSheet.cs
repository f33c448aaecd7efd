using System.Globalization;
using System.Xml.Linq;

namespace Comptoir.Tests.EInvoicing.Official;

/// <summary>
/// Makes one XSLT 2.0 sheet of several Schematron schemas: a pattern becomes a mode, a rule a template (of those that match a
/// node the first in its pattern counts), what is asserted an element when it does not hold.
/// </summary>
internal sealed class SchematronSheet
{
    static readonly XNamespace Sch = "http://purl.oclc.org/dsdl/schematron";
    static readonly XNamespace Xsl = "http://www.w3.org/1999/XSL/Transform";

    readonly XElement sheet = new(
        Xsl + "stylesheet",
        new XAttribute("version", "2.0"),
        new XAttribute(XNamespace.Xmlns + "xsl", Xsl.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "xs", "http://www.w3.org/2001/XMLSchema"),
        new XAttribute("exclude-result-prefixes", "#all")
    );
    readonly XElement findings = new("findings");

    public SchematronSheet() =>
        sheet.Add(
            new XElement(Xsl + "output", new XAttribute("method", "xml")),
            new XElement(Xsl + "template", new XAttribute("match", "/"), findings),
            // What no rule of a pattern is about is passed over.
            new XElement(
                Xsl + "template",
                new XAttribute("match", "node()|@*"),
                new XAttribute("mode", "#all"),
                new XAttribute("priority", "-1000")
            )
        );

    /// <summary>Adds a schema.</summary>
    /// <param name="set">What its findings are marked with.</param>
    /// <param name="file">The schema.</param>
    public void Add(string set, string file)
    {
        var schema = XDocument.Load(file).Root!;
        foreach (var space in schema.Elements(Sch + "ns"))
            sheet.SetAttributeValue(
                XNamespace.Xmlns + (string)space.Attribute("prefix")!,
                (string)space.Attribute("uri")!
            );
        foreach (var function in schema.Elements(Xsl + "function"))
            sheet.Add(function);
        if (schema.Elements(Sch + "let").Any())
            throw new NotSupportedException("Variables of a whole schema are not read.");
        var folder = new Uri(Path.GetDirectoryName(Path.GetFullPath(file))! + "/").AbsoluteUri;
        foreach (var (pattern, number) in schema.Elements(Sch + "pattern").Select((x, i) => (x, i)))
            Pattern(set, pattern, $"{set}-{number}", folder);
    }

    /// <summary>Writes the sheet.</summary>
    public void Save(string file) => new XDocument(sheet).Save(file);

    void Pattern(string set, XElement pattern, string mode, string folder)
    {
        findings.Add(
            new XElement(
                Xsl + "apply-templates",
                new XAttribute("select", "//* | //@*"),
                new XAttribute("mode", mode)
            )
        );
        // A variable of a pattern is one of the whole document; two of the same name would be refused when it is compiled.
        sheet.Add(pattern.Elements(Sch + "let").Select(variable => Part(set, variable, folder)));
        var rules = pattern.Elements(Sch + "rule").ToList();
        foreach (var (rule, place) in rules.Select((x, i) => (x, i)))
            sheet.Add(
                new XElement(
                    Xsl + "template",
                    new XAttribute("match", (string)rule.Attribute("context")!),
                    new XAttribute("mode", mode),
                    new XAttribute(
                        "priority",
                        (rules.Count - place).ToString(CultureInfo.InvariantCulture)
                    ),
                    rule.Elements().Select(part => Part(set, part, folder))
                )
            );
    }

    static XElement Part(string set, XElement part, string folder)
    {
        if (part.Name == Sch + "let")
            return new XElement(
                Xsl + "variable",
                new XAttribute("name", (string)part.Attribute("name")!),
                new XAttribute("select", (string)part.Attribute("value")!)
            );
        var test = ((string)part.Attribute("test")!).Replace(
            "document('",
            $"document('{folder}",
            StringComparison.Ordinal
        );
        if (part.Name == Sch + "assert")
            test = $"not({test})";
        else if (part.Name != Sch + "report")
            throw new NotSupportedException($"{part.Name} is not read.");
        return new XElement(
            Xsl + "if",
            new XAttribute("test", test),
            new XElement(
                "finding",
                new XAttribute("set", set),
                new XAttribute("rule", (string?)part.Attribute("id") ?? ""),
                part.Nodes().Select(Words)
            )
        );
    }

    static object Words(XNode node) =>
        node is XElement value && value.Name == Sch + "value-of"
            ? new XElement(
                Xsl + "value-of",
                new XAttribute("select", (string)value.Attribute("select")!)
            )
            : node;
}
