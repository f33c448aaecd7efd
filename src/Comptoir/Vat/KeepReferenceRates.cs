using System.Globalization;
using Comptoir.Journal;
using Comptoir.Money;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>
/// Stores published rates of the euro for an office. A rate that is there is never overwritten; a mistyped one is withdrawn, and
/// documents that name it keep what they say.
/// </summary>
sealed class KeepReferenceRates(
    Database database,
    OfficeJournal journals,
    OfficeToday today,
    VatNews news
)
{
    /// <summary>The day on which the euro began.</summary>
    static readonly DateOnly First = new(1999, 1, 4);

    /// <summary>Stores rates.</summary>
    /// <exception cref="RefusedException">One of them cannot be; nothing was stored.</exception>
    public async Task<KeptRates> KeepAsync(
        long officeId,
        IReadOnlyCollection<ExchangeRate> rates,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rates);
        // Where it is tomorrow already, today's rates may be published for the day after the office's.
        var last = (await today.OfAsync(officeId, cancellationToken)).AddDays(1);
        ReferenceRate[] rows =
        [
            .. rates
                .Select(rate => Row(officeId, rate, last))
                .DistinctBy(row => (row.Currency, row.On)),
        ];
        var (kept, others) = await database.WriteAsync(
            officeId,
            (db, ct) => KeepAsync(db, rows, ct),
            cancellationToken
        );
        if (kept > 0)
            news.Say(officeId);
        return new KeptRates(kept, rows.Length - kept - others, others);
    }

    /// <summary>Takes a stored rate away, which the journal keeps; false when there is none of that day.</summary>
    public async Task<bool> WithdrawAsync(
        long officeId,
        string currency,
        DateOnly on,
        string by,
        CancellationToken cancellationToken
    )
    {
        var done = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var writer = await journals.OpenAsync(db, ct);
                if (
                    await db.ReferenceRates.FirstOrDefaultAsync(
                        rate => rate.Currency == currency && rate.On == on,
                        ct
                    )
                    is not { } row
                )
                    return false;
                db.ReferenceRates.Remove(row);
                writer.Add(
                    JournalKind.LegalSettingChanged,
                    $"Rate of {currency}",
                    new SettingRecord(
                        SettingRecord.ExchangeRates,
                        currency,
                        [
                            new SettingChange(
                                on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{Millionths.ToUnits(row.PerEuro)} ({row.Source})"
                                ),
                                null
                            ),
                        ]
                    ).ToBytes(),
                    by
                );
                await db.SaveChangesAsync(ct);
                await writer.SaveAsync(ct);
                return true;
            },
            cancellationToken
        );
        if (done)
            news.Say(officeId);
        return done;
    }

    static async Task<(int Kept, int Others)> KeepAsync(
        ComptoirDb db,
        ReferenceRate[] rows,
        CancellationToken ct
    )
    {
        if (rows.Length == 0)
            return (0, 0);
        var (from, until) = (rows.Min(row => row.On), rows.Max(row => row.On));
        var known = await db
            .ReferenceRates.AsNoTracking()
            .Where(row => row.On >= from && row.On <= until)
            .ToDictionaryAsync(row => (row.Currency, row.On), row => row.PerEuro, ct);
        var missing = rows.Where(row => !known.ContainsKey((row.Currency, row.On))).ToArray();
        if (missing.Length > 0)
            await db.InsertMissingAsync(missing, ct);
        return (
            missing.Length,
            rows.Count(row =>
                known.TryGetValue((row.Currency, row.On), out var there) && there != row.PerEuro
            )
        );
    }

    static ReferenceRate Row(long officeId, ExchangeRate? rate, DateOnly last)
    {
        if (rate is null)
            throw new RefusedException(
                "A rate needs its currency, its day, what one euro is worth, and who published it."
            );
        if (rate.On < First || rate.On > last)
            throw new RefusedException(
                "A rate is of a day between 1999-01-04 and today. Look at the days of the file."
            );
        if (
            rate.PerEuro is <= 0 or > 1_000_000_000
            || decimal.Round(rate.PerEuro, 6) != rate.PerEuro
        )
            throw new RefusedException(
                "A rate says how much of the currency is worth one euro: a number above zero with at most six decimals."
            );
        var source = PlainText.Line(rate.Source ?? "", 200);
        if (source.Length == 0)
            throw new RefusedException("Say who published the rate.");
        var code = PlainText.Currency(rate.Currency);
        return new ReferenceRate
        {
            OfficeId = officeId,
            Currency = code == "EUR" ? throw new RefusedException("The euro needs no rate.") : code,
            On = rate.On,
            PerEuro = Millionths.Of(rate.PerEuro),
            Source = source,
        };
    }
}

/// <summary>What became of rates.</summary>
/// <param name="Kept">How many are new.</param>
/// <param name="Known">How many were there already.</param>
/// <param name="Others">How many are there with another value, which stays.</param>
public sealed record KeptRates(int Kept, int Known, int Others);
