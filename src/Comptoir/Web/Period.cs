using System.Globalization;

namespace Comptoir.Web;

/// <summary>Days a list is filtered by, as the address has them: <c>7d</c>, <c>2026-11</c>, <c>2026-11-03</c>, <c>2026-10-01..2026-10-15</c>.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>The usual periods, in words.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return
        [
            ("today", texts["today"]),
            ("7d", texts["last 7 days"]),
            ("30d", texts["last 30 days"]),
            ("month", texts["this month"]),
            ("last-month", texts["last month"]),
            ("year", texts["this year"]),
            ("last-year", texts["last year"]),
        ];
    }

    /// <summary>Reads a period; null when the text is none.</summary>
    public static Period? Read(string? text, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return text switch
        {
            null or "" => null,
            "today" => new(today, today),
            "7d" => new(today.AddDays(-6), today),
            "30d" => new(today.AddDays(-29), today),
            "month" => new(month, today),
            "last-month" => new(month.AddMonths(-1), month.AddDays(-1)),
            "year" => new(new DateOnly(today.Year, 1, 1), today),
            "last-year" => new(
                new DateOnly(today.Year - 1, 1, 1),
                new DateOnly(today.Year - 1, 12, 31)
            ),
            _ => ReadDays(text),
        };
    }

    static Period? ReadDays(string text)
    {
        var ends = text.Split("..");
        return
            ends.Length <= 2
            && Day(ends[0], last: false) is { } from
            && Day(ends[^1], last: true) is { } to
            ? new(from, to)
            : null;
    }

    static DateOnly? Day(string text, bool last)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var day))
            return day;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", invariant, DateTimeStyles.None, out var month))
            return null;
        return last ? month.AddMonths(1).AddDays(-1) : month;
    }
}
