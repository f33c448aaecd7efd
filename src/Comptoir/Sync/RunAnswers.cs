using Comptoir.Api;
using Comptoir.Sync.Probing;
using Comptoir.Web;

namespace Comptoir.Sync;

/// <summary>A run that was asked for.</summary>
/// <param name="RunId">Follow it at <c>/api/v1/runs/{runId}</c>.</param>
public sealed record AskedRun(long RunId);

/// <summary>How to synchronize; nothing needs to be said.</summary>
/// <param name="Everything">Read the whole shop again instead of what changed since the last time.</param>
[ApiExample("""{"everything":true}""")]
public sealed record SynchronizeRequest(bool? Everything);

/// <summary>A run: where it stands, what it did, how it ended.</summary>
/// <param name="Id">Number within the office.</param>
/// <param name="WebShop">The web shop it reads.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Everything">It reads the whole shop instead of what changed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CancelRequested">Somebody asked to stop it.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When a process began to work on it.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Progress">What it is at.</param>
/// <param name="Counts">What it did so far.</param>
/// <param name="Totals">The shop's figures beside the office's, at the end.</param>
/// <param name="Withheld">Parts of the shop that the token may not read.</param>
/// <param name="Report">What a probe found; null for other kinds.</param>
/// <param name="Error">Why it failed, and what to do.</param>
public sealed record RunAnswer(
    long Id,
    long WebShop,
    RunKind Kind,
    bool Everything,
    RunState State,
    bool CancelRequested,
    DateTime QueuedAt,
    DateTime? StartedAt,
    DateTime? FinishedAt,
    ProgressAnswer Progress,
    CountsAnswer Counts,
    TotalsAnswer? Totals,
    IReadOnlyList<string> Withheld,
    ProbeReport? Report,
    RunError? Error
)
{
    internal static RunAnswer Of(Texts texts, TimeProvider clock, Run run) =>
        new(
            run.Id,
            run.WebShopId,
            run.Kind,
            run.Everything,
            run.State,
            run.CancelRequested,
            run.QueuedAt,
            run.StartedAt,
            run.FinishedAt,
            ProgressAnswer.Of(run, clock),
            CountsAnswer.Of(run.Counts),
            TotalsAnswer.Of(run.Totals),
            run.Withheld,
            run.Report,
            RunError.Of(texts, run)
        );
}

/// <summary>What a run is at.</summary>
/// <param name="Phase">The step.</param>
/// <param name="Done">Objects done in this step.</param>
/// <param name="Total">Objects to do in it; null while unknown.</param>
/// <param name="PerSecond">Objects per second; null when it cannot be said.</param>
/// <param name="EtaSeconds">The seconds this step still takes; null when it cannot be said.</param>
public sealed record ProgressAnswer(
    RunPhase Phase,
    long Done,
    long? Total,
    double? PerSecond,
    long? EtaSeconds
)
{
    internal static ProgressAnswer Of(Run run, TimeProvider clock)
    {
        // What is over has no pace: its clock would run on.
        var pace = run.State == RunState.Running ? RunPace.Of(run, clock) : null;
        return new(
            run.Progress.Phase,
            run.Progress.Done,
            run.Progress.Total,
            pace?.PerSecond is { } speed ? Math.Round(speed, 1) : null,
            pace?.Left is { } left ? (long)Math.Ceiling(left.TotalSeconds) : null
        );
    }
}

/// <summary>What a run did, by kind of object.</summary>
public sealed record CountsAnswer(
    KindCountsAnswer Suppliers,
    KindCountsAnswer Companies,
    KindCountsAnswer Customers,
    KindCountsAnswer Products,
    KindCountsAnswer Stock,
    KindCountsAnswer Orders,
    KindCountsAnswer Deliveries,
    KindCountsAnswer Payments
)
{
    internal static CountsAnswer Of(RunCounts x) =>
        new(
            KindCountsAnswer.Of(x.Suppliers),
            KindCountsAnswer.Of(x.Companies),
            KindCountsAnswer.Of(x.Customers),
            KindCountsAnswer.Of(x.Products),
            KindCountsAnswer.Of(x.Stock),
            KindCountsAnswer.Of(x.Orders),
            KindCountsAnswer.Of(x.Deliveries),
            KindCountsAnswer.Of(x.Payments)
        );
}

/// <summary>Counts of one kind of object.</summary>
/// <param name="Created">New in the office.</param>
/// <param name="Updated">Changed.</param>
/// <param name="Unchanged">As they were.</param>
/// <param name="Attention">Set aside.</param>
/// <param name="Excluded">Left out by somebody.</param>
/// <param name="Deleted">Found to exist no more in the shop.</param>
public sealed record KindCountsAnswer(
    int Created,
    int Updated,
    int Unchanged,
    int Attention,
    int Excluded,
    int Deleted
)
{
    internal static KindCountsAnswer Of(KindCounts x) =>
        new(x.Created, x.Updated, x.Unchanged, x.Attention, x.Excluded, x.Deleted);
}

/// <summary>The shop's figures beside the office's; test orders are counted, their money is not.</summary>
/// <param name="Equal">All of them are equal.</param>
/// <param name="Orders">Number of orders.</param>
/// <param name="Sales">What orders come to after edits and returns, with tax.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Received">Money received.</param>
/// <param name="Refunded">Money given back.</param>
public sealed record TotalsAnswer(
    bool Equal,
    ComparedNumber? Orders,
    ComparedMoney? Sales,
    ComparedMoney? Tax,
    ComparedMoney? Received,
    ComparedMoney? Refunded
)
{
    internal static TotalsAnswer? Of(ControlTotal[]? totals)
    {
        return totals is null
            ? null
            : new(
                Array.TrueForAll(totals, total => total.IsEqual),
                Find(ControlFigure.Orders) is { } x ? new(x.Shop, x.Office, x.IsEqual) : null,
                Money(ControlFigure.Sales),
                Money(ControlFigure.Tax),
                Money(ControlFigure.Received),
                Money(ControlFigure.Refunded)
            );

        ControlTotal? Find(ControlFigure figure) =>
            Array.Find(totals, total => total.Figure == figure);

        ComparedMoney? Money(ControlFigure figure) =>
            Find(figure) is { Currency: { } currency } x
                ? new(ApiMoney.Of(x.Shop, currency), ApiMoney.Of(x.Office, currency), x.IsEqual)
                : null;
    }
}

/// <summary>A number as the shop says it, and as the office has it.</summary>
public sealed record ComparedNumber(long Shop, long Office, bool Equal);

/// <summary>An amount as the shop says it, and as the office has it.</summary>
public sealed record ComparedMoney(ApiMoney Shop, ApiMoney Office, bool Equal);

/// <summary>Why a run failed.</summary>
/// <param name="What">What happened.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Detail">What happened, in detail.</param>
public sealed record RunError(string What, string Advice, string? Detail)
{
    internal static RunError? Of(Texts texts, Run run)
    {
        if (run.State != RunState.Failed)
            return null;
        var (what, advice) = RunWords.Failure(texts, run);
        return new(what, advice, run.Error);
    }
}
