using System.Globalization;

namespace Comptoir.Web;

/// <summary>Writes lengths of time in one or two units.</summary>
public static class Durations
{
    /// <summary>Such as "14 s", "3 min 20 s", "2 h 5 min".</summary>
    public static string Words(Texts texts, TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 10 } => texts[
                "{0} s",
                time.TotalSeconds.ToString("0.#", CultureInfo.CurrentCulture)
            ],
            { TotalMinutes: < 1 } => texts["{0} s", (int)time.TotalSeconds],
            { TotalHours: < 1 } => texts["{0} min {1} s", time.Minutes, time.Seconds],
            _ => texts["{0} h {1} min", (int)time.TotalHours, time.Minutes],
        };
}
