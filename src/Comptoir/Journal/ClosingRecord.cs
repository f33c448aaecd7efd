using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comptoir.Journal;

/// <summary>What the journal keeps of a closing.</summary>
/// <param name="Period">Day, month or year.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Totals">What was issued in it, by currency.</param>
/// <param name="Perpetual">What was issued since the beginning, by currency.</param>
public sealed record ClosingRecord(
    ClosingPeriod Period,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<ClosingTotal> Totals,
    IReadOnlyList<ClosingTotal> Perpetual
)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, ClosingJson.Default.ClosingRecord);

    /// <summary>As the journal names it: <c>2026-11-25</c>, <c>2026-11</c>, <c>2026</c>.</summary>
    public static string NameOf(ClosingPeriod period, DateOnly from) =>
        from.ToString(
            period switch
            {
                ClosingPeriod.Day => "yyyy-MM-dd",
                ClosingPeriod.Month => "yyyy-MM",
                _ => "yyyy",
            },
            System.Globalization.CultureInfo.InvariantCulture
        );
}

/// <summary>Which periods end when, and sums of them.</summary>
static class ClosingCalendar
{
    /// <summary>The periods that end with a day, the shortest first, with their first days.</summary>
    public static IEnumerable<(ClosingPeriod Period, DateOnly From)> EndingWith(DateOnly day)
    {
        yield return (ClosingPeriod.Day, day);
        if (day.AddDays(1).Day != 1)
            yield break;
        yield return (ClosingPeriod.Month, new DateOnly(day.Year, day.Month, 1));
        if (day.Month == 12)
            yield return (ClosingPeriod.Year, new DateOnly(day.Year, 1, 1));
    }

    /// <summary>Totals put together, by currency in the order of their codes.</summary>
    public static ClosingTotal[] Sum(IEnumerable<ClosingTotal> totals) =>
        [
            .. totals
                .GroupBy(total => total.Currency, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ClosingTotal(
                    group.Key,
                    group.Sum(total => total.Documents),
                    group.Sum(total => total.Gross),
                    group.Sum(total => total.Tax)
                )),
        ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ClosingRecord))]
sealed partial class ClosingJson : JsonSerializerContext;
