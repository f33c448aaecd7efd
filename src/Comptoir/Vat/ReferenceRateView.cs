using Comptoir.Money;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>The stored rates of the euro.</summary>
static class ReferenceRateView
{
    const int Most = 100;

    /// <summary>
    /// The last rate of each currency, on a day or before; of one currency the last hundred.
    /// </summary>
    public static async Task<IReadOnlyList<ExchangeRate>> ReadAsync(
        ComptoirDb db,
        string? currency,
        DateOnly? on,
        CancellationToken cancellationToken
    )
    {
        var rates = db.ReferenceRates.AsNoTracking();
        if (on is { } day)
            rates = rates.Where(rate => rate.On <= day);
        if (currency?.Trim().ToUpperInvariant() is { Length: > 0 } code)
            rates = rates
                .Where(rate => rate.Currency == code)
                .OrderByDescending(rate => rate.On)
                .Take(Most);
        else
        {
            var last = rates
                .GroupBy(rate => rate.Currency)
                .Select(group => new { Currency = group.Key, On = group.Max(rate => rate.On) });
            rates = rates
                .Where(rate => last.Any(x => x.Currency == rate.Currency && x.On == rate.On))
                .OrderBy(rate => rate.Currency);
        }
        return
        [
            .. (await rates.ToListAsync(cancellationToken)).Select(rate => new ExchangeRate(
                rate.Currency,
                Millionths.ToUnits(rate.PerEuro),
                rate.On,
                rate.Source
            )),
        ];
    }
}
