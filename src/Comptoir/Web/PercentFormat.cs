using System.Globalization;

namespace Comptoir.Web;

/// <summary>Writes shares by the reader's culture: <c>5.5%</c> or <c>5,5 %</c>.</summary>
public static class PercentFormat
{
    /// <summary>A share in millionths, such as a tax rate (200000 is 20 %), with no more decimals than it has.</summary>
    public static string Rate(int millionths, CultureInfo? culture = null) =>
        Text(millionths / 10_000m, "0.####", culture);

    /// <summary>A change, with its sign and one decimal.</summary>
    public static string Change(double share) => Text((decimal)share * 100, "+0.0;−0.0;0");

    static string Text(decimal percent, string format, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentCulture;
        // 0 is "n %" in the list of patterns of .NET; the space must not break.
        var sign = culture.NumberFormat.PercentPositivePattern == 0 ? "\u00A0%" : "%";
        return percent.ToString(format, culture) + sign;
    }
}
