namespace Comptoir.Web.Components;

/// <summary>What a state means for the reader; each tone has its own shape beside its colour.</summary>
public enum Tone
{
    /// <summary>Nothing to say (ring).</summary>
    Neutral,

    /// <summary>You can act (blue ring).</summary>
    Info,

    /// <summary>Done, right (disc).</summary>
    Ok,

    /// <summary>Under way, incomplete (half disc).</summary>
    Warn,

    /// <summary>Trouble (diamond).</summary>
    Bad,

    /// <summary>Happening now (pulsing disc).</summary>
    Live,
}

/// <summary>The class of a tone in the style sheet.</summary>
public static class Tones
{
    /// <summary>The class, empty when neutral.</summary>
    public static string Class(this Tone tone) =>
        tone switch
        {
            Tone.Info => "info",
            Tone.Ok => "ok",
            Tone.Warn => "warn",
            Tone.Bad => "bad",
            Tone.Live => "live",
            _ => "",
        };
}
