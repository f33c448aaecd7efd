using System.Collections.Frozen;
using System.Globalization;
using Comptoir.Money;

namespace Comptoir.Vat;

/// <summary>
/// The tables that come with the program (<c>Vat/Tables</c>): rates, places, wordings and names of areas, each entry with its
/// days, its source and the day on which it was entered. They are read once.
/// </summary>
sealed class VatTables
{
    static readonly Lazy<VatTables> Once = new(static () => new VatTables());

    VatTables()
    {
        Rates = [.. Rows("rates.csv").Select(VatRateEntry.Read)];
        Places = [.. Rows("places.csv").Select(VatPlaceEntry.Read)];
        Wordings = [.. Rows("wordings.csv").Select(VatWordingEntry.Read)];
        RatesByArea = Rates
            .GroupBy(entry => entry.Area, StringComparer.Ordinal)
            .ToFrozenDictionary(
                area => area.Key,
                area => area.OrderBy(x => x.Kind).ThenByDescending(x => x.Rate).ToArray(),
                StringComparer.Ordinal
            );
        PlacesByCountry = Places
            .GroupBy(entry => entry.Country, StringComparer.Ordinal)
            .ToFrozenDictionary(
                country => country.Key,
                country => country.OrderByDescending(x => x.Exactness).ToArray(),
                StringComparer.Ordinal
            );
        AreaNames = Rows("areas.csv")
            .ToFrozenDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);
    }

    /// <summary>The tables.</summary>
    public static VatTables Here => Once.Value;

    public IReadOnlyList<VatRateEntry> Rates { get; }
    public IReadOnlyList<VatPlaceEntry> Places { get; }
    public IReadOnlyList<VatWordingEntry> Wordings { get; }

    /// <summary>Rates by area, the standard rate first.</summary>
    public FrozenDictionary<string, VatRateEntry[]> RatesByArea { get; }

    /// <summary>Places by the country of the address, the most exact first.</summary>
    public FrozenDictionary<string, VatPlaceEntry[]> PlacesByCountry { get; }

    /// <summary>English and French names of areas.</summary>
    public FrozenDictionary<string, (string English, string French)> AreaNames { get; }

    /// <summary>The name of an area; its code when it has none.</summary>
    public string NameOf(string area, string language) =>
        AreaNames.TryGetValue(area, out var names)
            ? language == "fr"
                ? names.French
                : names.English
            : area;

    static IEnumerable<string[]> Rows(string name)
    {
        using var stream =
            typeof(VatTables).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} was not built in.");
        using var reader = new StreamReader(stream);
        var columns = reader.ReadLine()!.Split(';').Length;
        while (reader.ReadLine() is { } line)
        {
            var row = line.Split(';');
            yield return row.Length == columns
                ? row
                : throw new FormatException($"{name}: '{line}' has not {columns} columns.");
        }
    }
}

/// <summary>In which days an entry holds, where it stands, and when it was entered.</summary>
/// <param name="From">First day; null for always.</param>
/// <param name="Until">Last day; null for no end.</param>
/// <param name="Source">The law or the page it was taken from.</param>
/// <param name="Entered">The day on which it was entered.</param>
sealed record VatValidity(DateOnly? From, DateOnly? Until, string Source, DateOnly Entered)
{
    /// <summary>It holds on a day.</summary>
    public bool Holds(DateOnly day) =>
        (From is null || From <= day) && (Until is null || day <= Until);

    internal static VatValidity Read(string from, string until, string source, string entered) =>
        new(Day(from), Day(until), source, Day(entered)!.Value);

    static DateOnly? Day(string text) =>
        text.Length == 0
            ? null
            : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A rate of the tables, in millionths.</summary>
sealed record VatRateEntry(string Area, VatRateKind Kind, int Rate, VatValidity Valid)
{
    internal static VatRateEntry Read(string[] row) =>
        new(
            row[0],
            Enum.Parse<VatRateKind>(row[1], ignoreCase: true),
            Millionths.OfRate(decimal.Parse(row[2], CultureInfo.InvariantCulture) / 100),
            VatValidity.Read(row[3], row[4], row[5], row[6])
        );
}

/// <summary>A place of the tables: which addresses lie in it, and what it is for VAT.</summary>
/// <param name="Country">ISO code of the address.</param>
/// <param name="Postal">Patterns of postal codes: <c>?</c> for a figure, <c>*</c> at the end for any rest; none for all.</param>
/// <param name="Provinces">Codes of provinces, for addresses without a postal code.</param>
/// <param name="Town">A word that the town must contain; null for any.</param>
/// <param name="Place">What it is.</param>
/// <param name="Valid">In which days, and its source.</param>
sealed record VatPlaceEntry(
    string Country,
    IReadOnlyList<string> Postal,
    IReadOnlyList<string> Provinces,
    string? Town,
    VatPlace Place,
    VatValidity Valid
)
{
    /// <summary>How narrow it is: of two that hold an address, the narrower counts.</summary>
    internal int Exactness =>
        Postal.Select(pattern => pattern.Count(char.IsAsciiLetterOrDigit)).DefaultIfEmpty().Max()
        + (Town is null ? 0 : 1);

    /// <summary>An address lies in it.</summary>
    /// <param name="postal">The postal code, capitals and figures only; empty for none.</param>
    /// <param name="province">The code of the province.</param>
    /// <param name="town">The town.</param>
    internal bool Holds(string postal, string? province, string? town) =>
        (Town is null || town?.Contains(Town, StringComparison.OrdinalIgnoreCase) == true)
        && (
            Postal.Count == 0
            || (
                postal.Length == 0
                    ? province is not null
                        && Provinces.Contains(province, StringComparer.OrdinalIgnoreCase)
                    : Postal.Any(pattern => Fits(pattern, postal))
            )
        );

    static bool Fits(string pattern, string postal)
    {
        if (pattern[^1] == '*')
            return postal.StartsWith(pattern[..^1], StringComparison.Ordinal);
        if (pattern.Length != postal.Length)
            return false;
        for (var i = 0; i < pattern.Length; i++)
            if (pattern[i] != '?' && pattern[i] != postal[i])
                return false;
        return true;
    }

    internal static VatPlaceEntry Read(string[] row) =>
        new(
            row[0],
            Words(row[1]),
            Words(row[2]),
            row[3].Length == 0 ? null : row[3],
            new VatPlace(row[4], row[5], row[6] == "yes", row[7] == "yes"),
            VatValidity.Read(row[8], row[9], row[10], row[11])
        );

    static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A wording of the tables.</summary>
/// <param name="Case">The case.</param>
/// <param name="Seller">The country of the seller whose law it cites; null for every one.</param>
/// <param name="Area">The area of the destination; null for every one.</param>
/// <param name="Code">The code of the exemption (VATEX); null for none.</param>
/// <param name="English">The text; <c>{country}</c> stands for the country of the tax.</param>
/// <param name="French">The same in French.</param>
/// <param name="Valid">In which days, and its source.</param>
sealed record VatWordingEntry(
    VatCase Case,
    string? Seller,
    string? Area,
    string? Code,
    string English,
    string French,
    VatValidity Valid
)
{
    internal static VatWordingEntry Read(string[] row) =>
        new(
            Enum.Parse<VatCase>(row[0]),
            OrNull(row[1]),
            OrNull(row[2]),
            OrNull(row[5]),
            row[6],
            row[7],
            VatValidity.Read(row[3], row[4], row[8], row[9])
        );

    static string? OrNull(string text) => text.Length == 0 ? null : text;
}
