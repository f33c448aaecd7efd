using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Comptoir.Storage;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Comptoir.Tests.Architecture;

/// <summary>Rules that are read from the sources.</summary>
public sealed partial class SourcesTests
{
    [Fact]
    public void Components_carry_no_inline_style_and_no_inline_script()
    {
        // The content security policy refuses both: what is written here would be without effect.
        var found =
            from file in Directory.EnumerateFiles(
                Path.Combine(Root(), "src"),
                "*.razor",
                SearchOption.AllDirectories
            )
            from Match match in Inline().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Root(), file)}: {match.Value}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("comptoir")]
    [InlineData("Comptoir.Documents")]
    [InlineData("Comptoir.Shopify")]
    [InlineData("Comptoir.DemoShop")]
    public void Every_public_type_says_what_it_is(string name)
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{name}.xml"));
        var described = documentation
            .Descendants("member")
            .Select(member => (string)member.Attribute("name")!)
            .ToHashSet(StringComparer.Ordinal);
        var silent =
            from type in Assembly
                .LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"))
                .GetExportedTypes()
            where type.Namespace?.Contains(".Migrations", StringComparison.Ordinal) != true
            where type.Namespace is not null && !typeof(IComponent).IsAssignableFrom(type)
            // Made by the compiler from _Imports.razor.
            where type.Name != "_Imports"
            where !described.Contains($"T:{type.FullName!.Replace('+', '.')}")
            select type.FullName;

        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("<p style=\"color:red\">", true)]
    [InlineData("<p class=\"style\">", false)]
    [InlineData("<script>alert(1)</script>", true)]
    [InlineData("<script type=\"module\" src=\"app.js\"></script>", false)]
    [InlineData("<button onclick=\"go()\">", true)]
    [InlineData("<style>p {}</style>", true)]
    public void What_the_policy_refuses_is_recognized(string markup, bool refused) =>
        Assert.Equal(refused, Inline().IsMatch(markup));

    static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Comptoir.slnx")))
            directory =
                directory.Parent
                ?? throw new InvalidOperationException(
                    $"{typeof(Database).Assembly} was not built within its repository."
                );
        return directory.FullName;
    }

    [GeneratedRegex(
        """<style\b|\sstyle\s*=|<script(?![^>]*\bsrc\s*=)[^>]*>|<[a-z][^>]*\son[a-z]+\s*=\s*["'](?!@)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Inline();
}
