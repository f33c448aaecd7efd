using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Dashboard;

/// <summary>The sales of a period in one currency, beside those of the period before.</summary>
/// <param name="Currency">The currency that most was sold in.</param>
/// <param name="Shops">The names of the web shops that sell in it.</param>
/// <param name="Days">One entry per day, with one value per shop.</param>
/// <param name="Orders">Orders of the period.</param>
/// <param name="OrdersToday">Orders of today.</param>
/// <param name="Amount">What they come to.</param>
/// <param name="Before">What those of as many days before came to.</param>
/// <param name="Others">Sums in other currencies.</param>
public sealed record SalesView(
    string Currency,
    IReadOnlyList<string> Shops,
    IReadOnlyList<ChartDay> Days,
    int Orders,
    int OrdersToday,
    long Amount,
    long Before,
    IReadOnlyList<(string Currency, long Amount)> Others
)
{
    /// <summary>The growth on the period before; null when nothing was sold then.</summary>
    public double? Growth => Before > 0 ? (double)(Amount - Before) / Before : null;

    /// <summary>Arranges the sums of twice as many days as are shown; null when nothing was sold.</summary>
    public static SalesView? Of(
        IReadOnlyList<DaySales> sums,
        IReadOnlyDictionary<long, string> names,
        DateOnly today,
        int days
    )
    {
        var from = today.AddDays(1 - days);
        var period = sums.Where(sum => sum.Day >= from).ToList();
        var byCurrency = period
            .GroupBy(sum => sum.Currency, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(sum => sum.Orders))
            .Select(group => (Currency: group.Key, Amount: group.Sum(sum => sum.Amount)))
            .ToList();
        if (byCurrency.Count == 0)
            return null;
        var currency = byCurrency[0].Currency;
        var main = period.Where(sum => sum.Currency == currency).ToList();
        var shops = main.GroupBy(sum => sum.WebShopId)
            .OrderByDescending(group => group.Sum(sum => sum.Amount))
            .Select(group => group.Key)
            .ToList();
        var amounts = main.ToLookup(sum => (sum.Day, sum.WebShopId), sum => sum.Amount);
        return new SalesView(
            currency,
            [.. shops.Select(shop => shop is { } id ? names.GetValueOrDefault(id, "") : "")],
            [
                .. Enumerable
                    .Range(0, days)
                    .Select(from.AddDays)
                    .Select(day => new ChartDay(
                        DateFormat.DayAndMonth(day.ToDateTime(TimeOnly.MinValue)),
                        [.. shops.Select(shop => amounts[(day, shop)].Sum())]
                    )),
            ],
            period.Sum(sum => sum.Orders),
            period.Where(sum => sum.Day == today).Sum(sum => sum.Orders),
            byCurrency[0].Amount,
            sums.Where(sum => sum.Day < from && sum.Currency == currency).Sum(sum => sum.Amount),
            byCurrency[1..]
        );
    }
}
