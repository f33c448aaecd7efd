namespace Comptoir.Web.Components;

/// <summary>One day of a chart.</summary>
/// <param name="Label">The day in words.</param>
/// <param name="Values">One value per series.</param>
public sealed record ChartDay(string Label, IReadOnlyList<long> Values);

/// <summary>Round steps for the axis of a chart.</summary>
public static class ChartScale
{
    /// <summary>From nought to at least the highest value, in three to five round steps.</summary>
    public static IReadOnlyList<long> Ticks(long highest)
    {
        if (highest <= 0)
            return [0, 1];
        var rough = highest / 4.0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= rough) * power;
        var whole = Math.Max(1, (long)Math.Ceiling(step));
        var count = (highest + whole - 1) / whole;
        return [.. Enumerable.Range(0, (int)count + 1).Select(i => i * whole)];
    }
}
