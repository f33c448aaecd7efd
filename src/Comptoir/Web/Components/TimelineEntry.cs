namespace Comptoir.Web.Components;

/// <summary>One thing that happened.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Text">What, in words.</param>
/// <param name="By">By whom or by what, if known.</param>
/// <param name="Tone">What it means.</param>
public sealed record TimelineEntry(
    DateTime At,
    string Text,
    string? By = null,
    Tone Tone = Tone.Neutral
);
