using Comptoir.Web;

namespace Comptoir.Sync;

/// <summary>How fast the present phase of a run goes.</summary>
/// <param name="Done">Objects done in the phase.</param>
/// <param name="Total">Objects to do in it, when known.</param>
/// <param name="PerSecond">Objects per second, when it can be said.</param>
/// <param name="Left">The time the phase still takes, when it can be said.</param>
public sealed record RunPace(long Done, long? Total, double? PerSecond, TimeSpan? Left)
{
    /// <summary>The pace of a run now.</summary>
    public static RunPace Of(Run run, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(clock);
        var progress = run.Progress;
        var seconds = progress.Since is { } since
            ? (clock.GetUtcNow().UtcDateTime - since).TotalSeconds
            : 0;
        // The first second says little: a speed guessed from it would jump.
        double? pace = seconds > 1 && progress.Done > 0 ? progress.Done / seconds : null;
        TimeSpan? left =
            pace is > 0 && progress.Total is { } total && total > progress.Done
                ? TimeSpan.FromSeconds((total - progress.Done) / pace.Value)
                : null;
        return new RunPace(progress.Done, progress.Total, pace, left);
    }

    /// <summary>Such as "31,250 of 48,912 · 1,240 per second · about 14 s left".</summary>
    public string Words(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (Done == 0 && Total is null)
            return "";
        string?[] parts =
        [
            Total is > 0 ? texts["{0:N0} of {1:N0}", Done, Total] : texts["{0:N0} so far", Done],
            PerSecond is >= 1 ? texts["{0:N0} per second", PerSecond] : null,
            Left is { } time ? texts["about {0} left", Durations.Words(texts, time)] : null,
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }
}
