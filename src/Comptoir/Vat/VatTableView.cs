using Comptoir.Money;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>The tables of VAT as an office sees them: those that come with the program, and what it says otherwise.</summary>
static class VatTableView
{
    /// <summary>Rates, by area and the standard rate first; in each the newest first.</summary>
    /// <param name="db">The office's context.</param>
    /// <param name="words">What area code, name or source must contain; null for all.</param>
    /// <param name="on">The day on which they hold; null for all days.</param>
    /// <param name="language">Of names.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<VatRateRow>> RatesAsync(
        ComptoirDb db,
        string? words,
        DateOnly? on,
        string language,
        CancellationToken cancellationToken
    )
    {
        var own = await OwnAsync(db, cancellationToken);
        var tables = VatTables.Here;
        var rows = tables
            .Rates.Select(entry => new VatRateRow(
                entry.Area,
                tables.NameOf(entry.Area, language),
                entry.Kind,
                Percent(entry.Rate),
                entry.Valid.From,
                entry.Valid.Until,
                entry.Valid.Source,
                entry.Valid.Entered,
                null,
                own.Find(change =>
                    change.Kind == VatTableChangeKind.RateEnded
                    && change.Area == entry.Area
                    && change.Rate == entry.Rate
                    && (entry.Valid.Until is null || change.From <= entry.Valid.Until)
                    && (
                        change.Until is null
                        || entry.Valid.From is null
                        || entry.Valid.From <= change.Until
                    )
                )?.Id
            ))
            .Concat(
                own.Where(change => change.Kind == VatTableChangeKind.RateAdded)
                    .Select(change => new VatRateRow(
                        change.Area!,
                        tables.NameOf(change.Area!, language),
                        change.RateKind!.Value,
                        Percent(change.Rate!.Value),
                        change.From,
                        change.Until,
                        change.Source,
                        DateOnly.FromDateTime(change.At),
                        change.Id,
                        null
                    ))
            )
            .Where(row =>
                (
                    on is null
                    || (row.From is null || row.From <= on)
                        && (row.Until is null || on <= row.Until)
                ) && Says(words, row.Area, row.Name, row.Source)
            );
        return
        [
            .. rows.OrderBy(row => row.Area, StringComparer.Ordinal)
                .ThenBy(row => row.Kind)
                .ThenByDescending(row => row.Percent)
                .ThenByDescending(row => row.From),
        ];
    }

    /// <summary>Places that are more than a country, or that contain the words.</summary>
    public static IReadOnlyList<VatPlaceRow> Places(string? words, string language)
    {
        var tables = VatTables.Here;
        return
        [
            .. tables
                .Places.Select(entry => new VatPlaceRow(
                    entry.Country,
                    entry.Postal,
                    entry.Provinces,
                    entry.Town,
                    entry.Place.Country,
                    entry.Place.Area,
                    tables.NameOf(entry.Place.Area, language),
                    entry.Place.IsUnionForGoods,
                    entry.Place.IsUnionForServices,
                    entry.Valid.From,
                    entry.Valid.Until,
                    entry.Valid.Source,
                    entry.Valid.Entered
                ))
                .Where(row =>
                    Says(
                        words,
                        row.Country,
                        row.Area,
                        row.Name,
                        row.Source,
                        row.Town,
                        string.Join(' ', row.Postal)
                    )
                ),
        ];
    }

    /// <summary>Wordings of the tables, and the office's own before them.</summary>
    public static async Task<IReadOnlyList<VatWordingRow>> WordingsAsync(
        ComptoirDb db,
        string? words,
        CancellationToken cancellationToken
    )
    {
        var own = await OwnAsync(db, cancellationToken);
        var rows = own.Where(change => change.Kind == VatTableChangeKind.WordingReplaced)
            .Select(change => new VatWordingRow(
                change.Case!.Value,
                null,
                change.Area,
                change.Code,
                change.English!,
                change.French!,
                change.From,
                change.Until,
                change.Source,
                DateOnly.FromDateTime(change.At),
                change.Id
            ))
            .Concat(
                VatTables.Here.Wordings.Select(entry => new VatWordingRow(
                    entry.Case,
                    entry.Seller,
                    entry.Area,
                    entry.Code,
                    entry.English,
                    entry.French,
                    entry.Valid.From,
                    entry.Valid.Until,
                    entry.Valid.Source,
                    entry.Valid.Entered,
                    null
                ))
            )
            .Where(row =>
                Says(
                    words,
                    row.Case.ToString(),
                    row.Code,
                    row.English,
                    row.French,
                    row.Source,
                    row.Area
                )
            );
        return [.. rows.OrderBy(row => row.Case)];
    }

    /// <summary>All the office's entries, also those withdrawn, the newest first.</summary>
    public static async Task<IReadOnlyList<VatTableChange>> ChangesAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    ) =>
        await db
            .VatTableChanges.AsNoTracking()
            .OrderByDescending(change => change.At)
            .ThenByDescending(change => change.Id)
            .ToListAsync(cancellationToken);

    static Task<List<VatTableChange>> OwnAsync(ComptoirDb db, CancellationToken ct) =>
        db
            .VatTableChanges.AsNoTracking()
            .Where(change => change.WithdrawnAt == null)
            .ToListAsync(ct);

    static bool Says(string? words, params ReadOnlySpan<string?> texts)
    {
        if (string.IsNullOrWhiteSpace(words))
            return true;
        foreach (var text in texts)
            if (text?.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase) == true)
                return true;
        return false;
    }

    static decimal Percent(int millionths) => Millionths.ToUnits(millionths * 100L);
}

/// <summary>A rate.</summary>
/// <param name="Area">Its area.</param>
/// <param name="Name">The name of the area.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Percent">Such as 5.5.</param>
/// <param name="From">First day; null for always.</param>
/// <param name="Until">Last day; null for no end.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Entered">When it was entered.</param>
/// <param name="Own">The office's entry it comes from; null for the tables that come with the program.</param>
/// <param name="EndedBy">The office's entry that ends it for some days; null for none.</param>
public sealed record VatRateRow(
    string Area,
    string Name,
    VatRateKind Kind,
    decimal Percent,
    DateOnly? From,
    DateOnly? Until,
    string Source,
    DateOnly Entered,
    long? Own,
    long? EndedBy
);

/// <summary>A place.</summary>
/// <param name="Country">ISO code of the address.</param>
/// <param name="Postal">Patterns of postal codes; none for all.</param>
/// <param name="Provinces">Codes of provinces, for addresses without a postal code.</param>
/// <param name="Town">What the town must contain.</param>
/// <param name="State">The state whose VAT holds there.</param>
/// <param name="Area">The area whose rates hold.</param>
/// <param name="Name">Its name.</param>
/// <param name="UnionForGoods">It lies in the VAT territory of the Union for goods.</param>
/// <param name="UnionForServices">The same for services.</param>
/// <param name="From">First day; null for always.</param>
/// <param name="Until">Last day; null for no end.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Entered">When it was entered.</param>
public sealed record VatPlaceRow(
    string Country,
    IReadOnlyList<string> Postal,
    IReadOnlyList<string> Provinces,
    string? Town,
    string State,
    string Area,
    string Name,
    bool UnionForGoods,
    bool UnionForServices,
    DateOnly? From,
    DateOnly? Until,
    string Source,
    DateOnly Entered
);

/// <summary>A wording.</summary>
/// <param name="Case">Of which case.</param>
/// <param name="Seller">For sellers of this country; null for all.</param>
/// <param name="Area">For destinations in this area; null for all.</param>
/// <param name="Code">The code (VATEX); null for none.</param>
/// <param name="English">The text.</param>
/// <param name="French">The same in French.</param>
/// <param name="From">First day; null for always.</param>
/// <param name="Until">Last day; null for no end.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Entered">When it was entered.</param>
/// <param name="Own">The office's entry it comes from; null for the tables that come with the program.</param>
public sealed record VatWordingRow(
    VatCase Case,
    string? Seller,
    string? Area,
    string? Code,
    string English,
    string French,
    DateOnly? From,
    DateOnly? Until,
    string Source,
    DateOnly Entered,
    long? Own
);
