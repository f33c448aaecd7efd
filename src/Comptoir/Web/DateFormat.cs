using System.Globalization;

namespace Comptoir.Web;

/// <summary>How much of a moment is shown.</summary>
public enum DateStyle
{
    /// <summary>For lists: the time today, the weekday within a week, else the day.</summary>
    List,

    /// <summary>The day, with its year.</summary>
    Day,

    /// <summary>The day with its year, and the time.</summary>
    Full,

    /// <summary>The time with seconds.</summary>
    Time,

    /// <summary>How long ago, in words.</summary>
    Ago,
}

/// <summary>Writes days and times by the reader's culture.</summary>
public static class DateFormat
{
    /// <summary>A moment already in the office's time.</summary>
    public static string Text(DateTimeOffset moment, DateTimeOffset now, DateStyle style)
    {
        var culture = CultureInfo.CurrentCulture;
        return style switch
        {
            DateStyle.Full => $"{Day(moment, culture)}, {moment.ToString("t", culture)}",
            DateStyle.Time => moment.ToString("T", culture),
            DateStyle.List => List(moment, now, culture),
            _ => Day(moment, culture),
        };
    }

    /// <summary>A day of this year, such as <c>12 Nov</c> or <c>Nov 12</c>.</summary>
    public static string DayAndMonth(DateTime day, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentCulture;
        return day.ToString(
            MonthDay(culture).Replace("MMMM", "MMM", StringComparison.Ordinal),
            culture
        );
    }

    static string List(DateTimeOffset moment, DateTimeOffset now, CultureInfo culture)
    {
        var age = now.Date - moment.Date;
        if (age == TimeSpan.Zero)
            return moment.ToString("t", culture);
        if (age > TimeSpan.Zero && age < TimeSpan.FromDays(7))
            return moment.ToString("ddd d", culture);
        var day = DayAndMonth(moment.DateTime, culture);
        return moment.Year == now.Year ? day : $"{day} {moment.Year}";
    }

    static string Day(DateTimeOffset moment, CultureInfo culture)
    {
        var pattern = MonthDay(culture);
        var comma = pattern.StartsWith('M') ? "," : "";
        return moment.ToString($"{pattern}{comma} yyyy", culture);
    }

    static string MonthDay(CultureInfo culture) => culture.DateTimeFormat.MonthDayPattern;
}
