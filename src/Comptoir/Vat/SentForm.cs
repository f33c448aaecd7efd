using System.Globalization;

namespace Comptoir.Vat;

/// <summary>The fields of a form that was sent, in the forms in which a browser sends them.</summary>
sealed class SentForm(HttpContext? context)
{
    /// <summary>A text; null when it is blank or was not sent.</summary>
    public string? this[string name] =>
        context is { Request.HasFormContentType: true }
        && context.Request.Form[name].ToString() is { } text
        && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    /// <summary>A day; null when it is blank.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public DateOnly? Day(string name) =>
        this[name] is { } text
            ? DateOnly.ParseExact(
                Web.PlainText.Day(text),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            )
            : null;

    /// <summary>A day that must be there.</summary>
    /// <exception cref="RefusedException">It is blank, or none.</exception>
    public DateOnly NeededDay(string name) =>
        Day(name) ?? throw new RefusedException("This is not a day. Write it such as 2026-03-01.");

    /// <summary>A rate in percent, with a point or a comma; null when it is blank.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public decimal? Percent(string name) => this[name] is { } text ? ReadPercent(text) : null;

    /// <summary>A rate in percent, with a point or a comma.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static decimal ReadPercent(string text) =>
        decimal.TryParse(
            text.Trim().TrimEnd('%').TrimEnd().Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var percent
        )
            ? percent
            : throw new RefusedException(
                "A rate is a number from 0 to 100 with at most four decimals, such as 5.5."
            );

    /// <summary>One of some words; null when it is blank or another.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum =>
        this[name] is { } text && Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word)
            ? word
            : null;

    /// <summary>A number of a row; null when it is none.</summary>
    public long? Number(string name) =>
        long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
