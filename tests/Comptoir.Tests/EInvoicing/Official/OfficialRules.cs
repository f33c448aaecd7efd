using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Comptoir.Tests.DemoShop;
using Xunit;

namespace Comptoir.Tests.EInvoicing.Official;

/// <summary>What the official rules say of a file.</summary>
/// <param name="Set">EN (EN 16931), FX (Factur-X) or FR (BR-FR), or XSD.</param>
/// <param name="Rule">The number of the rule.</param>
/// <param name="Text">What it says.</param>
internal sealed record OfficialFinding(string Set, string Rule, string Text)
{
    /// <summary>The rules between French businesses.</summary>
    public const string French = "FR";

    public override string ToString() => $"{Set} {Rule}: {Text}";
}

/// <summary>
/// The official rules as the oracle: XSD of D16B and of Factur-X, and the Schematron of EN 16931, of Factur-X and of BR-FR,
/// which need XPath 2.0 and so Saxon. None of these is ours to keep here: they lie beside the repository, or tests are skipped.
/// </summary>
internal static class OfficialRules
{
    const string SheetFile = "rules.xsl";

    static readonly string[] Saxons =
    [
        "/usr/share/java/Saxon-HE.jar",
        "/usr/share/java/saxonhe.jar",
    ];

    /// <summary>Skips the test where the rules or what runs them are not there.</summary>
    public static void Needed()
    {
        Assert.SkipUnless(
            Requirements.Shared("einvoice") is not null,
            "The official rules of e-invoicing do not lie beside the repository."
        );
        Assert.SkipUnless(
            Array.Exists(Saxons, File.Exists) && Java() is not null,
            "Java or Saxon (libsaxonhe-java) is not installed."
        );
    }

    /// <summary>Asks about files, all in one process.</summary>
    /// <returns>What is said of each, by its name.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<OfficialFinding>>> AskAsync(
        IReadOnlyDictionary<string, byte[]> files,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("comptoir-rules-");
        try
        {
            var given = folder.CreateSubdirectory("given").FullName;
            var said = folder.CreateSubdirectory("said").FullName;
            foreach (var (name, bytes) in files)
                await File.WriteAllBytesAsync(
                    Path.Combine(given, $"{name}.xml"),
                    bytes,
                    cancellationToken
                );
            var sheet = new SchematronSheet();
            foreach (var (set, file) in Schemas())
                sheet.Add(set, file);
            sheet.Save(Path.Combine(folder.FullName, SheetFile));
            await SaxonAsync(folder.FullName, cancellationToken);
            return files.ToDictionary(
                file => file.Key,
                IReadOnlyList<OfficialFinding> (file) =>
                    [
                        .. BySchema(file.Value),
                        .. XDocument
                            .Load(Path.Combine(said, $"{file.Key}.xml"))
                            .Root!.Elements()
                            .Select(finding => new OfficialFinding(
                                (string)finding.Attribute("set")!,
                                (string)finding.Attribute("rule")!,
                                string.Join(
                                    ' ',
                                    finding.Value.Split(
                                        (char[]?)null,
                                        StringSplitOptions.RemoveEmptyEntries
                                    )
                                )
                            )),
                    ],
                StringComparer.Ordinal
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static IEnumerable<(string Set, string File)> Schemas()
    {
        yield return (
            "EN",
            Shared("en16931-cii/schematron/EN16931-CII-validation-preprocessed.sch")
        );
        yield return ("FX", Shared("factur-x-en16931/schematron/FACTUR-X_EN16931.sch"));
        yield return (
            OfficialFinding.French,
            Shared("fr-ctc/20260216_BR-FR-Flux2-Schematron-CII_V1.3.0.sch")
        );
    }

    static readonly Lazy<(XmlSchemaSet Official, XmlSchemaSet FacturX)> Xsds = new(() =>
        (
            Xsd(
                "en16931-cii/xsd/uncoupled/CII/uncefact/data/standard/CrossIndustryInvoice_100pD16B.xsd"
            ),
            Xsd("factur-x-en16931/xsd/FACTUR-X_EN16931.xsd")
        )
    );

    static XmlSchemaSet Xsd(string file)
    {
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(null, Shared(file));
        set.Compile();
        return set;
    }

    static List<OfficialFinding> BySchema(byte[] file)
    {
        var found = new List<OfficialFinding>();
        Validate(Xsds.Value.Official, AsOfD16B(file), found);
        Validate(Xsds.Value.FacturX, file, found);
        return found;
    }

    // D16B has room for one earlier invoice; EN 16931 (BG-3), its Schematron and Factur-X know any number.
    static byte[] AsOfD16B(byte[] file)
    {
        using var given = new MemoryStream(file);
        var document = XDocument.Load(given, LoadOptions.PreserveWhitespace);
        document
            .Descendants()
            .Where(element => element.Name.LocalName == "InvoiceReferencedDocument")
            .Skip(1)
            .Remove();
        using var left = new MemoryStream();
        document.Save(left, SaveOptions.DisableFormatting);
        return left.ToArray();
    }

    static void Validate(XmlSchemaSet set, byte[] file, List<OfficialFinding> found)
    {
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = set,
        };
        settings.ValidationEventHandler += (_, fault) =>
            found.Add(new OfficialFinding("XSD", "", fault.Message));
        using var reader = XmlReader.Create(new MemoryStream(file), settings);
        while (reader.Read()) { }
    }

    static async Task SaxonAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Java()!)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (
            var argument in new[]
            {
                "-Xmx700m",
                "-cp",
                string.Join(
                    ':',
                    Saxons.Append("/usr/share/java/xml-resolver.jar").Where(File.Exists)
                ),
                "net.sf.saxon.Transform",
                $"-xsl:{SheetFile}",
                "-s:given",
                "-o:said",
            }
        )
            start.ArgumentList.Add(argument);
        using var java = Process.Start(start)!;
        var words = java.StandardError.ReadToEndAsync(cancellationToken);
        await java.StandardOutput.ReadToEndAsync(cancellationToken);
        await java.WaitForExitAsync(cancellationToken);
        Assert.True(java.ExitCode == 0, await words);
    }

    static string? Java() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Select(folder => Path.Combine(folder, "java"))
            .FirstOrDefault(File.Exists);

    static string Shared(string path) => Requirements.Shared($"einvoice/{path}")!;
}
