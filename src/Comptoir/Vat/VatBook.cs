using Comptoir.Contacts;
using Comptoir.Money;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>
/// What is known of VAT for an office: places, rates, wordings and codes by date, the office's own changes of them, its
/// registrations, the answers about VAT numbers, and the rates of the euro. Reading it costs a few small questions; asking it
/// costs none.
/// </summary>
sealed class VatBook
{
    /// <summary>How old a rate of the euro may be: over holidays none is published.</summary>
    const int OldestRateDays = 7;

    readonly VatTables tables = VatTables.Here;
    readonly VatTableChange[] changes;
    readonly ILookup<string, VatNumberAnswer> answers;
    readonly ILookup<string, ReferenceRate> exchange;
    readonly string sellerState;
    readonly int answerDays;

    /// <summary>A book of what is given, for an office that is this seller.</summary>
    public VatBook(
        SellerIdentity seller,
        IEnumerable<VatTableChange>? changes = null,
        IReadOnlyList<VatRegistration>? registrations = null,
        IEnumerable<VatNumberAnswer>? answers = null,
        IEnumerable<ReferenceRate>? rates = null
    )
    {
        ArgumentNullException.ThrowIfNull(seller);
        // Monaco is France here too.
        sellerState = PlaceOf(new Address { CountryCode = seller.CountryCode })?.Country ?? "";
        answerDays = seller.VatAnswerDays;
        this.changes = [.. (changes ?? []).Where(change => change.WithdrawnAt is null)];
        Registrations = registrations ?? [];
        this.answers = (answers ?? [])
            .OrderByDescending(answer => answer.At)
            .ToLookup(answer => answer.Number, StringComparer.Ordinal);
        exchange = (rates ?? [])
            .OrderByDescending(rate => rate.On)
            .ToLookup(rate => rate.Currency, StringComparer.Ordinal);
    }

    /// <summary>Reads it with all the office's answers about VAT numbers, and without rates of the euro.</summary>
    public static Task<VatBook> ReadAsync(ComptoirDb db, CancellationToken ct) =>
        ReadAsync(db, new VatQuestions(), ct);

    /// <summary>Reads it with what is going to be asked.</summary>
    public static async Task<VatBook> ReadAsync(
        ComptoirDb db,
        VatQuestions asked,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(asked);
        var seller =
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(ct)
            ?? new SellerIdentity { OfficeId = db.OfficeId };
        var own = await db
            .VatTableChanges.AsNoTracking()
            .Where(change => change.WithdrawnAt == null)
            .ToListAsync(ct);
        var registrations = await db
            .VatRegistrations.AsNoTracking()
            .OrderBy(row => row.From)
            .ThenBy(row => row.Id)
            .ToListAsync(ct);
        return new VatBook(
            seller,
            own,
            registrations,
            await AnswersAsync(db, asked.Numbers, ct),
            await RatesAsync(db, asked, ct)
        );
    }

    static async Task<List<VatNumberAnswer>> AnswersAsync(
        ComptoirDb db,
        IReadOnlyCollection<string>? numbers,
        CancellationToken ct
    )
    {
        var known = db.VatNumberAnswers.AsNoTracking();
        if (numbers is null)
            return await known.ToListAsync(ct);
        string[] wanted = [.. numbers.Select(PlainNumber).Distinct(StringComparer.Ordinal)];
        return wanted.Length == 0
            ? []
            : await known.Where(answer => wanted.Contains(answer.Number)).ToListAsync(ct);
    }

    static async Task<List<ReferenceRate>> RatesAsync(
        ComptoirDb db,
        VatQuestions asked,
        CancellationToken ct
    )
    {
        string[] wanted = [.. (asked.Currencies ?? []).Where(code => code != "EUR").Distinct()];
        if (wanted.Length == 0)
            return [];
        var rates = db.ReferenceRates.AsNoTracking().Where(rate => wanted.Contains(rate.Currency));
        if (asked.From is { } from)
        {
            from = from.AddDays(-OldestRateDays);
            rates = rates.Where(rate => rate.On >= from);
        }
        if (asked.Until is { } until)
            rates = rates.Where(rate => rate.On <= until);
        return await rates.ToListAsync(ct);
    }

    /// <summary>Where the office is registered besides its own country.</summary>
    public IReadOnlyList<VatRegistration> Registrations { get; }

    /// <summary>Where an address lies for VAT; null when it names no country.</summary>
    /// <param name="address">The address.</param>
    /// <param name="on">The day that counts; null for what holds without an end.</param>
    public VatPlace? PlaceOf(Address? address, DateOnly? on = null)
    {
        if (address?.CountryCode?.Trim().ToUpperInvariant() is not { Length: > 0 } country)
            return null;
        country = country switch
        {
            // As VAT numbers and people write them.
            "EL" => "GR",
            "UK" => "GB",
            _ => country,
        };
        if (tables.PlacesByCountry.TryGetValue(country, out var entries))
        {
            var postal = Postal(address.PostalCode, country);
            var province = address.ProvinceCode?.Trim();
            foreach (var entry in entries)
                if (
                    (on is { } day ? entry.Valid.Holds(day) : entry.Valid.Until is null)
                    && entry.Holds(postal, province, address.City)
                )
                    return entry.Place;
        }
        return new VatPlace(country, country, false, false);
    }

    /// <summary>The rates of an area on a day, in millionths, the standard rate first; empty for what is not known.</summary>
    public IReadOnlyList<int> RatesOf(string area, DateOnly on)
    {
        var rates = tables.RatesByArea.TryGetValue(area, out var entries)
            ? entries.Where(entry => entry.Valid.Holds(on)).Select(x => (x.Kind, x.Rate))
            : [];
        // Nearly no office says otherwise, and each line asks.
        if (changes.Length > 0)
        {
            var own = changes.Where(change => change.Area == area && change.Holds(on)).ToList();
            rates = rates
                .Where(x =>
                    !own.Exists(change =>
                        change.Kind == VatTableChangeKind.RateEnded && change.Rate == x.Rate
                    )
                )
                .Concat(
                    own.Where(change => change.Kind == VatTableChangeKind.RateAdded)
                        .Select(change => (change.RateKind!.Value, change.Rate!.Value))
                )
                .OrderBy(x => x.Item1)
                .ThenByDescending(x => x.Item2);
        }
        return [.. rates.Select(x => x.Item2).Distinct()];
    }

    /// <summary>The code (VATEX) and the text of a case; null where the law asks for none.</summary>
    /// <param name="case">The case.</param>
    /// <param name="area">The area of the destination: some territories have a wording of their own.</param>
    /// <param name="on">The day of the document.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>.</param>
    public VatWording? WordingOf(VatCase @case, string area, DateOnly on, string language)
    {
        var own = changes
            .Where(change =>
                change.Kind == VatTableChangeKind.WordingReplaced
                && change.Case == @case
                && (change.Area is null || change.Area == area)
                && change.Holds(on)
            )
            .OrderByDescending(change => change.Area is not null)
            .ThenByDescending(change => change.At)
            .FirstOrDefault();
        if (own is not null)
            return Said(own.Code, own.English!, own.French!);
        var entry = tables
            .Wordings.Where(entry =>
                entry.Case == @case
                && (entry.Seller is null || entry.Seller == sellerState)
                && (entry.Area is null || entry.Area == area)
                && entry.Valid.Holds(on)
            )
            .OrderByDescending(entry => entry.Seller is not null)
            .ThenByDescending(entry => entry.Area is not null)
            .FirstOrDefault();
        return entry is null ? null : Said(entry.Code, entry.English, entry.French);

        VatWording Said(string? code, string english, string french) =>
            new(
                code,
                (language == "fr" ? french : english).Replace(
                    "{country}",
                    NameOf(area.Split('-')[0], language),
                    StringComparison.Ordinal
                )
            );
    }

    /// <summary>The name of an area or a state; its code where it has none.</summary>
    /// <param name="area">Such as <c>DE</c> or <c>FR-RE</c>.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>.</param>
    public string NameOf(string area, string language) => tables.NameOf(area, language);

    /// <summary>
    /// The newest answer about a VAT number that holds on a day; null when none is known. An answer holds for as many days as the
    /// office says: first those of before count, then those given afterwards.
    /// </summary>
    public VatNumberAnswer? AnswerOf(string number, DateOnly on)
    {
        VatNumberAnswer? after = null;
        foreach (var answer in answers[PlainNumber(number)])
        {
            var day = DateOnly.FromDateTime(answer.At);
            if (Math.Abs(on.DayNumber - day.DayNumber) > answerDays)
                continue;
            if (day <= on)
                return answer;
            after = answer;
        }
        return after;
    }

    /// <summary>
    /// The rate of a currency on a day: the last that was published on it or before, at most seven days old; null when none
    /// is stored. Only currencies named when the book was read have one.
    /// </summary>
    public ExchangeRate? RateOf(string currency, DateOnly on)
    {
        if (currency == "EUR")
            return new ExchangeRate(currency, 1m, on, "");
        var rate = exchange[currency].FirstOrDefault(rate => rate.On <= on);
        return rate is null || on.DayNumber - rate.On.DayNumber > OldestRateDays
            ? null
            : new ExchangeRate(currency, Millionths.ToUnits(rate.PerEuro), rate.On, rate.Source);
    }

    /// <summary>
    /// How much of a currency is worth one unit of another on a day, through the euro; null while a rate of one of them is not
    /// stored.
    /// </summary>
    /// <param name="currency">Such as that of a document.</param>
    /// <param name="unit">Such as that of the office's VAT.</param>
    /// <param name="on">The day.</param>
    public ExchangeBetween? RateBetween(string currency, string unit, DateOnly on)
    {
        if (RateOf(currency, on) is not { } one || RateOf(unit, on) is not { } other)
            return null;
        // Both of the same day: the older of the two, where a currency pauses.
        var day = one.On < other.On ? one.On : other.On;
        return RateOf(currency, day) is { } rate && RateOf(unit, day) is { } per
            ? new ExchangeBetween(
                per.PerEuro == 1m
                    ? rate.PerEuro
                    : decimal.Round(rate.PerEuro / per.PerEuro, 6, MidpointRounding.AwayFromZero),
                day,
                rate.Source.Length > 0 ? rate.Source : per.Source
            )
            : null;
    }

    static string Plain(string number) =>
        new string([
            .. number.Where(c => char.IsLetterOrDigit(c) || c is '+' or '*'),
        ]).ToUpperInvariant();

    // Greece is EL in VAT numbers and GR everywhere else.
    static string PlainNumber(string number) =>
        Plain(number) is ['G', 'R', .. var rest] ? "EL" + rest : Plain(number);

    /// <summary>Capitals and figures, without the letters of the country that some write before them.</summary>
    static string Postal(string? text, string country)
    {
        var postal = text is null ? "" : Plain(text);
        return country is "GB" or "XI" ? postal : postal.TrimStart(Letters);
    }

    static readonly char[] Letters = [.. Enumerable.Range('A', 26).Select(letter => (char)letter)];
}
