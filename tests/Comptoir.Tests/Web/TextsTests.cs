using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Comptoir.Tests.Web;

/// <summary>Holds every language complete: the English text in the pages is the key of the others.</summary>
public sealed partial class TextsTests
{
    static readonly string Source = Path.Combine(RepositoryRoot(), "src", "Comptoir");

    public static TheoryData<string> Languages { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(Source, "Web"), "Texts.*.resx")
            .Select(file => Path.GetFileName(file)!),
    ];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_of_the_screens_is_translated(string file)
    {
        var translations = Read(file);

        Assert.Empty(Used().Except(translations.Keys));
        Assert.All(translations.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_translation_is_left_of_a_text_that_is_gone(string file) =>
        Assert.Empty(Read(file).Keys.Except(Used()));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_translation_has_the_same_places_for_values(string file) =>
        Assert.All(Read(file), pair => Assert.Equal(Places(pair.Key), Places(pair.Value)));

    // Resources are found whatever the case: the second of two such texts would be lost.
    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_differ_by_more_than_capitals(string file) =>
        Assert.Equal(
            Read(file).Count,
            Read(file).Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count()
        );

    [Fact]
    public void The_pages_are_found() => Assert.Contains("Orders", Used());

    static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(Source, "Web", file))
            .Root!.Elements("data")
            .ToDictionary(
                data => (string)data.Attribute("name")!,
                data => (string)data.Element("value")!
            );

    static HashSet<string> Used()
    {
        HashSet<string> used = [];
        foreach (var file in Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is not (".razor" or ".cs"))
                continue;
            var content = File.ReadAllText(file);
            foreach (Match indexer in Indexer().Matches(content))
                used.Add(Unescape(indexer.Groups["text"].Value));
            foreach (Match call in CountCall().Matches(content))
                used.UnionWith(Literals(content, call.Index + call.Length).Take(2));
            if (IsShownOnPages(file))
                foreach (Match refusal in Refusal().Matches(content))
                    used.Add(Unescape(refusal.Groups["text"].Value));
        }
        return used;
    }

    // What a use case refuses is shown on its page; the command line and the master key speak to administrators.
    static bool IsShownOnPages(string file) =>
        Path.GetDirectoryName(file) is { } folder
        && folder != Source
        && Path.GetFileName(folder) != "Cli"
        && !Path.GetFileName(file).StartsWith("MasterKey", StringComparison.Ordinal);

    // The literals of a call, up to its closing parenthesis.
    static IEnumerable<string> Literals(string content, int position)
    {
        for (var depth = 1; depth > 0 && position < content.Length; position++)
        {
            if (content[position] == '"')
            {
                var literal = Literal().Match(content, position);
                yield return Unescape(literal.Groups["text"].Value);
                position += literal.Length - 1;
            }
            depth += content[position] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        }
    }

    static string Unescape(string literal) =>
        literal.Replace("\\\"", "\"", StringComparison.Ordinal);

    static string[] Places(string text) =>
        [
            .. Place()
                .Matches(text)
                .Select(match => match.Value)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Comptoir.slnx")))
            folder =
                folder.Parent
                ?? throw new InvalidOperationException(
                    "Comptoir.slnx is in no folder above the tests."
                );
        return folder.FullName;
    }

    [GeneratedRegex(
        """\bRefusedException\(\s*"(?<text>(?:[^"\\]|\\.)*)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Refusal();

    [GeneratedRegex(
        """\b(?:T|texts)\[\s*"(?<text>(?:[^"\\]|\\.)*)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Indexer();

    [GeneratedRegex("""\b(?:T|texts)\.Count\(""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountCall();

    [GeneratedRegex("""\G"(?<text>(?:[^"\\]|\\.)*)""" + "\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("""\{\d+[^}]*\}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
