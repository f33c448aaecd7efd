using System.Text;
using Comptoir.EInvoicing;
using Comptoir.Invoicing;
using Comptoir.Tests.EInvoicing.Official;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.EInvoicing;

/// <summary>What is written passes the official rules: XSD, EN 16931, Factur-X, and BR-FR between French businesses.</summary>
[Trait("Needs", "Java")]
public sealed class OfficialRulesTests(OfficialRulesTests.Answers answers)
    : IClassFixture<OfficialRulesTests.Answers>
{
    const int Sampled = 100;

    /// <summary>Faults put into a file, and the rule that must find each.</summary>
    static readonly Dictionary<
        string,
        (string Set, string Rule, Func<string, string> Break)
    > Faults = new(StringComparer.Ordinal)
    {
        ["broken total"] = (
            "EN",
            "BR-CO-15",
            Replace(">45.00</ram:GrandTotal", ">46.00</ram:GrandTotal")
        ),
        ["broken line"] = (
            "EN",
            "BR-CO-10",
            Replace(">33.33</ram:LineTotal", ">34.33</ram:LineTotal")
        ),
        ["broken tax"] = (
            "EN",
            "BR-S-09",
            Replace(">7.50</ram:Calculated", ">9.50</ram:Calculated")
        ),
        ["broken country"] = (
            "EN",
            "BR-CL-14",
            Replace("<ram:CountryID>FR<", "<ram:CountryID>FX<")
        ),
        ["broken unit"] = ("FX", "FX-SCH-A-000613", Replace("\"C62\"", "\"piece\"")),
        ["unused element"] = (
            "FX",
            "",
            Replace("<ram:LineTotalAmount>", "<ram:LineTotalAmount currencyID=\"EUR\">")
        ),
        ["broken note"] = ("FR", "BR-FR-05_BT-22_PMT", Replace(">PMT<", ">REG<")),
        ["broken rate"] = ("FR", "BR-FR-16_BT-152", Replace("Percent>20<", "Percent>19<")),
        ["broken frame"] = (
            "FR",
            "BR-FR-CO-09_BT-23-2",
            Replace(">0.00</ram:DuePayable", ">1.00</ram:DuePayable")
        ),
        ["broken order"] = ("XSD", "", Replace("<ram:TypeCode>380</ram:TypeCode>", "")),
    };

    [Fact]
    public void Documents_of_every_sort_pass()
    {
        OfficialRules.Needed();
        Assert.True(FrozenCases.All.Count >= 30);
        Assert.All(FrozenCases.All, one => Passes(one.Key, one.Value));
    }

    [Fact]
    public void Whatever_our_own_check_lets_through_passes()
    {
        OfficialRules.Needed();
        Assert.Equal(Sampled, answers.Samples.Count);
        Assert.All(answers.Samples, one => Passes(one.Key, one.Value));
    }

    [Fact]
    public void A_fault_is_found_by_the_rule_that_is_about_it()
    {
        OfficialRules.Needed();
        Assert.All(
            Faults,
            fault =>
                Assert.Contains(
                    answers.Said[fault.Key],
                    finding =>
                        finding.Set == fault.Value.Set
                        && (fault.Value.Rule.Length == 0 || finding.Rule == fault.Value.Rule)
                )
        );
    }

    void Passes(string name, FrozenDocument document)
    {
        var isFrench = document is { Seller.Siren: not null, Buyer.Siren: not null };
        var findings = answers
            .Said[name]
            .Where(finding => finding.Set != OfficialFinding.French || isFrench)
            .ToList();
        Assert.True(
            findings.Count == 0,
            $"{name} (seed {answers.Seed}): {string.Join('\n', findings)}"
        );
    }

    static Func<string, string> Replace(string old, string by) =>
        text =>
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            return text.Replace(old, by, StringComparison.Ordinal);
        };

    /// <summary>All files, asked about in one go: starting Java and reading the rules takes longer than applying them.</summary>
    public sealed class Answers : IAsyncLifetime
    {
        readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

        internal Dictionary<string, FrozenDocument> Samples { get; } = new(StringComparer.Ordinal);

        internal IReadOnlyDictionary<string, IReadOnlyList<OfficialFinding>> Said
        {
            get;
            private set;
        } = new Dictionary<string, IReadOnlyList<OfficialFinding>>();

        internal string Seed { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            OfficialRules.Needed();
            foreach (var (name, document) in FrozenCases.All)
            {
                var form = FacturX.Of(document);
                files[name] =
                    form.Xml
                    ?? throw new InvalidOperationException(
                        $"{name}: {form.Why} {string.Join(' ', form.Findings)}"
                    );
            }
            var plain = Encoding.UTF8.GetString(FacturX.Of(FrozenCases.One).Xml!);
            foreach (var (name, fault) in Faults)
                files[name] = Encoding.UTF8.GetBytes(fault.Break(plain));
            var random = new PCG((uint)Environment.ProcessId);
            Seed = random.ToString();
            while (Samples.Count < Sampled)
            {
                var document = FrozenGen.Document.Generate(random, null, out _);
                if (FacturX.Of(document).Xml is not { } xml)
                    continue;
                var name = $"sample {Samples.Count}";
                (Samples[name], files[name]) = (document, xml);
            }
            Said = await OfficialRules.AskAsync(files, CancellationToken.None);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
