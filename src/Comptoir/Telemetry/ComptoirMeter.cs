using System.Diagnostics;
using System.Diagnostics.Metrics;
using Comptoir.Sync;

namespace Comptoir.Telemetry;

/// <summary>
/// What the office's work is measured by. The tags are numbers and kinds, never names, addresses or anything else of a person.
/// Nothing is computed while nobody listens.
/// </summary>
public static class ComptoirMeter
{
    /// <summary>The name under which measurements and traces are listened to.</summary>
    public const string Name = "Comptoir";

    internal const string Office = "comptoir.office";
    internal const string WebShop = "comptoir.web_shop";
    const string Kind = "comptoir.kind";
    const string Outcome = "comptoir.outcome";

    internal static readonly Meter Meter = new(Name, ComptoirHost.Version);
    internal static readonly ActivitySource Activities = new(Name, ComptoirHost.Version);

    static readonly Counter<long> Objects = Meter.CreateCounter<long>(
        "comptoir.objects.applied",
        "{object}",
        "Objects of shops that runs have compared and written, by kind and outcome"
    );

    static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "comptoir.run.duration",
        "s",
        "How long runs took in this process, by kind and outcome",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200],
        }
    );

    /// <summary>A run has applied an object, or listed it.</summary>
    public static void Applied(LinkKind kind, KindCounts counts)
    {
        if (!Objects.Enabled)
            return;
        ArgumentNullException.ThrowIfNull(counts);
        Add(kind, "created", counts.Created);
        Add(kind, "updated", counts.Updated);
        Add(kind, "unchanged", counts.Unchanged);
        Add(kind, "deleted", counts.Deleted);
        Add(kind, "excluded", counts.Excluded);
        Add(kind, "attention", counts.Attention);
    }

    static void Add(LinkKind kind, string outcome, int count)
    {
        if (count > 0)
            Objects.Add(count, new(Kind, kind.ToString()), new(Outcome, outcome));
    }

    /// <summary>A process begins to work on a run; disposing ends it.</summary>
    internal static RunMeasure Begin(Run run) => new(run);

    /// <summary>A run while this process works on it.</summary>
    internal sealed class RunMeasure(Run run) : IDisposable
    {
        readonly long begun = Stopwatch.GetTimestamp();
        readonly Activity? activity = Activities
            .StartActivity("run")
            ?.SetTag(Office, run.OfficeId)
            .SetTag(WebShop, run.WebShopId)
            .SetTag(Kind, run.Kind.ToString());

        /// <summary>How it ended; handed over when nobody says otherwise.</summary>
        public string Outcome { get; set; } = "HandedOver";

        public void Dispose()
        {
            activity?.SetTag(ComptoirMeter.Outcome, Outcome);
            activity?.Dispose();
            Duration.Record(
                Stopwatch.GetElapsedTime(begun).TotalSeconds,
                new(Kind, run.Kind.ToString()),
                new(ComptoirMeter.Outcome, Outcome)
            );
        }
    }
}
