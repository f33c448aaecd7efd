using System.Globalization;

namespace Comptoir.Invoicing.Movements;

/// <summary>What the forms of payments and deliveries have in common.</summary>
static class MovementForm
{
    /// <summary>A day as a browser sends it; null when it is empty.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static DateOnly? Day(string text) =>
        text.Length == 0 ? null
        : DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
        : throw new RefusedException("This is not a day. Write it such as 2026-03-01.");
}
