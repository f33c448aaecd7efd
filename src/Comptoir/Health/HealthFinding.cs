using Comptoir.Web.Components;

namespace Comptoir.Health;

/// <summary>How something is.</summary>
public enum HealthState
{
    /// <summary>In order.</summary>
    Ok,

    /// <summary>It works, but somebody should look.</summary>
    ToLookAt,

    /// <summary>Something does not work.</summary>
    Wrong,
}

/// <summary>What a check found.</summary>
/// <param name="Check">The name of the check, the same in all languages.</param>
/// <param name="State">How it is.</param>
/// <param name="Subject">What was looked at, in a few words.</param>
/// <param name="What">What was found.</param>
/// <param name="Advice">What to do; null when nothing is to be done.</param>
/// <param name="Link">The page where it can be done, from the root of this site.</param>
/// <param name="LinkWord">What that page is.</param>
public sealed record HealthFinding(
    string Check,
    HealthState State,
    string Subject,
    string What,
    string? Advice = null,
    string? Link = null,
    string? LinkWord = null
)
{
    /// <summary>The worst of some findings.</summary>
    internal static HealthState Worst(IEnumerable<HealthFinding> findings) =>
        findings.Select(finding => finding.State).DefaultIfEmpty(HealthState.Ok).Max();

    /// <summary>How a state is shown.</summary>
    internal static Tone ToneOf(HealthState state) =>
        state switch
        {
            HealthState.Ok => Tone.Ok,
            HealthState.ToLookAt => Tone.Warn,
            _ => Tone.Bad,
        };

    /// <summary>A state in words.</summary>
    internal static string Word(Web.Texts texts, HealthState state) =>
        state switch
        {
            HealthState.Ok => texts["In order"],
            HealthState.ToLookAt => texts["To look at"],
            _ => texts["Does not work"],
        };
}
