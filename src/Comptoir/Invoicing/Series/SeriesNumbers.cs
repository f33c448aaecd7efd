using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Comptoir.Invoicing.Series;

/// <summary>
/// The numbers that a pattern can make: told apart from all others, so that no two series, and no old and new pattern, ever
/// come to the same number.
/// </summary>
sealed partial class SeriesNumbers
{
    const string Year = "year";
    const string ShortYear = "short";
    const string Counter = "number";
    readonly NumberPattern pattern;
    readonly Regex form;

    public SeriesNumbers(NumberPattern pattern)
    {
        this.pattern = pattern;
        form = new Regex(
            FormOf(pattern.ToString()),
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        Like = LikeOf(pattern.ToString());
    }

    /// <summary>For the database: all numbers of the pattern, and perhaps some others; escaped by <c>\</c>.</summary>
    public string Like { get; }

    /// <summary>The place that a number would have in a series with this pattern.</summary>
    /// <returns>False when the pattern cannot make the number.</returns>
    public bool TryPlace(string number, out int year, out long sequence)
    {
        (year, sequence) = (0, 0);
        var match = form.Match(number);
        if (
            !match.Success
            || !long.TryParse(
                match.Groups[Counter].ValueSpan,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out sequence
            )
        )
            return false;
        if (match.Groups[Year].Success)
            year = int.Parse(match.Groups[Year].ValueSpan, CultureInfo.InvariantCulture);
        else if (match.Groups[ShortYear].Success)
            year =
                2000 + int.Parse(match.Groups[ShortYear].ValueSpan, CultureInfo.InvariantCulture);
        return sequence > 0;
    }

    /// <summary>Whether some number could come of both patterns: tried with first and last months, and counters of every length.</summary>
    public bool Meets(SeriesNumbers other, int year) =>
        Samples(year).Any(number => other.form.IsMatch(number))
        || other.Samples(year).Any(number => form.IsMatch(number));

    IEnumerable<string> Samples(int year) =>
        from day in new[] { new DateOnly(year, 1, 1), new DateOnly(year + 1, 12, 31) }
        from digits in Enumerable.Range(0, 10)
        from counter in new[] { (long)Math.Pow(10, digits), (long)Math.Pow(10, digits) * 10 - 1 }
        select pattern.Write(day, counter);

    static string FormOf(string pattern)
    {
        var regex = new StringBuilder("^");
        var at = 0;
        foreach (Match part in Placeholder().Matches(pattern))
        {
            regex.Append(Regex.Escape(pattern[at..part.Index]));
            regex.Append(
                part.Value switch
                {
                    "{year}" => Group(Year, "[0-9]{4}"),
                    "{year:2}" => Group(ShortYear, "[0-9]{2}"),
                    "{month}" => "(0[1-9]|1[0-2])",
                    _ => Group(Counter, Figures(part.Groups["digits"].ValueSpan)),
                }
            );
            at = part.Index + part.Length;
        }
        // A pattern may say the year twice; .NET takes the last of two groups with one name.
        return regex.Append(Regex.Escape(pattern[at..])).Append('$').ToString();
    }

    static string Group(string name, string inner) => $"(?<{name}>{inner})";

    // At least so many figures; more only where the first is no zero.
    static string Figures(ReadOnlySpan<char> digits)
    {
        var least = Math.Max(
            1,
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
                ? read
                : 1
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"([0-9]{{{least}}}|[1-9][0-9]{{{least},17}})"
        );
    }

    static string LikeOf(string pattern) =>
        Placeholder()
            .Replace(pattern.Replace("_", "\\_", StringComparison.Ordinal), static _ => "%");

    [GeneratedRegex(
        @"\{year(:2)?\}|\{month\}|\{number(:(?<digits>\d{1,2}))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Placeholder();
}
