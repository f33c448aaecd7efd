using System.Globalization;
using System.Text.RegularExpressions;
using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>How documents of a kind are numbered, for the office or for one of its web shops.</summary>
public sealed class NumberSeries : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>The web shop it is for; 0 for all that have none of their own.</summary>
    public required long WebShopId { get; init; }

    /// <summary>See <see cref="NumberPattern"/>.</summary>
    public required string Pattern { get; set; }
}

/// <summary>
/// The counter of a series: locked and raised in the transaction that issues, so that numbers have no gap. A pattern with the
/// year counts each year from 1.
/// </summary>
public sealed class SeriesCounter : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long SeriesId { get; init; }

    /// <summary>The year; 0 for a series that runs on.</summary>
    public required int Year { get; init; }

    /// <summary>The last place given out.</summary>
    public required long Last { get; set; }

    /// <summary>The date of the last document: the next may not be earlier.</summary>
    public required DateOnly LastOn { get; set; }
}

/// <summary>A place in a series, as it is given to a document.</summary>
/// <param name="SeriesId">The series.</param>
/// <param name="Year">The year its counter is for; 0 when it runs on.</param>
/// <param name="Sequence">The place, from 1.</param>
/// <param name="Number">What is printed.</param>
/// <param name="On">The date.</param>
public sealed record Numbering(long SeriesId, int Year, long Sequence, string Number, DateOnly On);

/// <summary>
/// How a number is written, such as <c>F{year}-{number:5}</c>, which makes <c>F2026-00012</c>. <c>{year}</c> and
/// <c>{year:2}</c> stand for the year, <c>{month}</c> for the month, <c>{number:5}</c> for the counter with at least five digits. The rest are letters, digits and
/// <c>- + _ /</c>, and no number is longer than 35 characters (BR-FR-01 and 02 of the French rules for electronic invoices).
/// </summary>
public sealed partial class NumberPattern
{
    /// <summary>The longest number that platforms take.</summary>
    public const int Longest = 35;

    const int MostDigits = 12;
    readonly string pattern;

    NumberPattern(string pattern) => this.pattern = pattern;

    /// <summary>Numbers begin anew with each year.</summary>
    public bool HasYear => pattern.Contains("{year", StringComparison.Ordinal);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="RefusedException">It makes no lawful numbers; the message says why.</exception>
    public static NumberPattern Parse(string? text)
    {
        var read = new NumberPattern(text?.Trim() ?? "");
        var parts = Placeholders().Matches(read.pattern);
        if (parts.Count(part => part.Value.StartsWith("{number", StringComparison.Ordinal)) != 1)
            throw new RefusedException(
                "A number pattern needs the counter once, for example {number:5}. Without it all documents would have the same number."
            );
        if (!Plain().IsMatch(Placeholders().Replace(read.pattern, "")))
            throw new RefusedException(
                "A number is made of letters without accents, digits and - + _ / only, and of {year}, {month} and {number:5}."
            );
        if (read.pattern.Contains("{month}", StringComparison.Ordinal) && !read.HasYear)
            throw new RefusedException(
                "A number pattern with {month} needs {year} too: otherwise next year’s numbers would look like this year’s."
            );
        if (
            parts.Any(part =>
                part.Groups["digits"].Success && DigitsOf(part) is < 1 or > MostDigits
            )
        )
            throw new RefusedException("The counter of a number has 1 to 12 digits.");
        if (read.Write(new DateOnly(2026, 12, 31), 1).Length > Longest)
            throw new RefusedException(
                "A number may have 35 characters at most. Shorten the pattern."
            );
        return read;
    }

    /// <summary>The number of a place.</summary>
    public string Write(DateOnly on, long sequence) =>
        Placeholders()
            .Replace(
                pattern,
                part =>
                    part.Value switch
                    {
                        "{year}" => on.Year.ToString("0000", CultureInfo.InvariantCulture),
                        "{year:2}" => (on.Year % 100).ToString("00", CultureInfo.InvariantCulture),
                        "{month}" => on.Month.ToString("00", CultureInfo.InvariantCulture),
                        _ => sequence.ToString(
                            new string('0', Digits(part)),
                            CultureInfo.InvariantCulture
                        ),
                    }
            );

    /// <inheritdoc/>
    public override string ToString() => pattern;

    static int DigitsOf(Match part) =>
        int.Parse(part.Groups["digits"].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    static int Digits(Match part) =>
        int.TryParse(
            part.Groups["digits"].Value,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var digits
        )
            ? Math.Clamp(digits, 1, MostDigits)
            : 1;

    [GeneratedRegex(
        @"\{year(:2)?\}|\{month\}|\{number(:(?<digits>\d{1,2}))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Placeholders();

    [GeneratedRegex(@"^[A-Za-z0-9+_/-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
