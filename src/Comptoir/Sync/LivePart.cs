using System.Globalization;

namespace Comptoir.Sync;

/// <summary>A part of a page that shows a run and is sent again while the run works.</summary>
/// <param name="Kind">Which part: <c>run</c>, <c>line</c>.</param>
/// <param name="Run">The number of the run.</param>
public sealed record LivePart(string Kind, long Run)
{
    static readonly Dictionary<string, Type> Components = new(StringComparer.Ordinal)
    {
        ["run"] = typeof(RunCard),
        ["line"] = typeof(RunLine),
    };

    /// <summary>The card with everything about a run.</summary>
    public static LivePart Card(long run) => new("run", run);

    /// <summary>The line that shows how far a run is.</summary>
    public static LivePart Line(long run) => new("line", run);

    /// <summary>The name in the markup and of the event, such as <c>run-12</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Kind}-{Run}");

    /// <summary>The component that renders it; its parameter is the run.</summary>
    public Type Component => Components[Kind];

    /// <summary>Reads a name; null when it is none.</summary>
    public static LivePart? Read(string name) =>
        name.Split('-', 2) is [var kind, var number]
        && Components.ContainsKey(kind)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? new LivePart(kind, run)
            : null;
}
