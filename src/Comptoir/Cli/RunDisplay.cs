using System.Globalization;
using Comptoir.Money;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Choosing;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary>Follows a run in the terminal: a bar for each step while it works, then what it did and whether it adds up.</summary>
static class RunDisplay
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Follows a run to its end.</summary>
    public static async Task<Run> FollowAsync(Database database, Run run, CancellationToken ct)
    {
        var last = run;
        await Terminal
            .Errors.Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new CountColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(async display =>
            {
                var bars = new Dictionary<RunPhase, ProgressTask>();
                while (true)
                {
                    await using (var db = database.Open(run.OfficeId))
                        last = await db.Runs.AsNoTracking().SingleAsync(x => x.Id == run.Id, ct);
                    var over = last.State is not (RunState.Queued or RunState.Running);
                    Draw(display, bars, last.Progress, over);
                    if (over)
                        return;
                    await Task.Delay(Look, ct);
                }
            });
        return last;
    }

    static void Draw(
        ProgressContext display,
        Dictionary<RunPhase, ProgressTask> bars,
        RunProgress now,
        bool over
    )
    {
        if (now.Phase is not (RunPhase.Queued or RunPhase.Finished))
        {
            if (!bars.TryGetValue(now.Phase, out var bar))
                bars[now.Phase] = bar = display.AddTask(NameOf(now.Phase));
            bar.MaxValue = Math.Max(1, now.Total ?? now.Done);
            bar.Value = now.Done;
            bar.IsIndeterminate = now.Total is null;
        }
        foreach (var (phase, bar) in bars)
            if (phase != now.Phase || over)
            {
                bar.IsIndeterminate = false;
                if (phase != now.Phase || now.Phase == RunPhase.Finished)
                    bar.Value = bar.MaxValue;
                bar.StopTask();
            }
    }

    static string NameOf(RunPhase phase) =>
        phase switch
        {
            RunPhase.Reading => "Shopify reads the shop",
            RunPhase.Downloading => "Downloading",
            RunPhase.Products => "Suppliers and products",
            RunPhase.Stock => "Stock",
            RunPhase.Companies => "Companies",
            RunPhase.Customers => "Customers",
            RunPhase.Orders => "Orders, deliveries, payments",
            _ => phase.ToString(),
        };

    /// <summary>What the run did: counts, the shop's figures beside ours, or why it failed.</summary>
    public static void Summarize(Run run)
    {
        var table = Columns("New", "Changed", "Gone", "Unchanged", "Left out", "Attention");
        foreach (var (name, kind) in Kinds(run.Counts))
            table.AddRow(
                name,
                Number(kind.Created),
                Number(kind.Updated),
                Number(kind.Deleted),
                Number(kind.Unchanged),
                Number(kind.Excluded),
                Number(kind.Attention)
            );
        Terminal.Errors.Write(table);
        if (run.Totals is { } totals)
            Compare(totals);
        TellEnd(run, "Stopped. What was applied is whole; the next synchronization goes on.");
    }

    /// <summary>What a preparation found: what a synchronization would do, by kind.</summary>
    public static void Summarize(Run run, IReadOnlyList<ItemTally> tallies)
    {
        var table = Columns("New", "Changed", "To link", "Gone", "Warnings", "Left out");
        foreach (var kind in tallies.GroupBy(tally => tally.Kind))
            table.AddRow(
                Name(kind.Key),
                Count(kind, RunItemAction.Create),
                Count(kind, RunItemAction.Update),
                Count(kind, RunItemAction.Link),
                Count(kind, RunItemAction.Delete),
                Number(kind.Sum(tally => tally.Warned)),
                Number(kind.Sum(tally => tally.LeftOut))
            );
        if (tallies.Count > 0)
            Terminal.Errors.Write(table);
        else if (run.State == RunState.Succeeded)
            Terminal.Errors.MarkupLine("Everything is up to date: there is nothing to do.");
        if (SetAside(run) is > 0 and var aside)
            Terminal.Errors.MarkupLineInterpolated(
                $"[yellow]{Number(aside)} would be set aside: see the list.[/]"
            );
        TellEnd(run, "Stopped. Nothing was written.");

        static string Count(IEnumerable<ItemTally> tallies, RunItemAction action) =>
            Number(tallies.Where(tally => tally.Action == action).Sum(tally => tally.All));
    }

    /// <summary>How many objects a run set aside, or would.</summary>
    public static int SetAside(Run run) =>
        Kinds(run.Counts with { Control = [] }).Sum(kind => kind.Counts.Attention);

    static (string Name, KindCounts Counts)[] Kinds(RunCounts counts) =>
        [
            ("Suppliers", counts.Suppliers),
            ("Products", counts.Products),
            ("Stock", counts.Stock),
            ("Companies", counts.Companies),
            ("Customers", counts.Customers),
            ("Orders", RunWords.WithFlagged(counts)),
            ("Deliveries", counts.Deliveries),
            ("Payments", counts.Payments),
        ];

    internal static Table Columns(params ReadOnlySpan<string> titles)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("");
        foreach (var title in titles)
            table.AddColumn(new TableColumn(title).RightAligned());
        return table;
    }

    static void Compare(ControlTotal[] totals)
    {
        var table = Columns("Shopify says", "Comptoir has");
        table.AddColumn("");
        foreach (var total in totals)
            table.AddRow(
                total.Figure.ToString(),
                Amount(total.Shop, total.Currency),
                Amount(total.Office, total.Currency),
                total.IsEqual ? "[green]equal[/]" : "[yellow]differs[/]"
            );
        Terminal.Errors.Write(table);
    }

    internal static void TellEnd(Run run, string stopped)
    {
        if (run.State == RunState.Failed)
            Terminal.Errors.MarkupLineInterpolated($"[red]{run.Error} {run.Advice}[/]");
        else if (run.State == RunState.Cancelled)
            Terminal.Errors.MarkupLineInterpolated($"[yellow]{stopped}[/]");
    }

    static string Name(LinkKind kind) => kind == LinkKind.Company ? "Companies" : $"{kind}s";

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Amount(long minor, string? currency) =>
        currency is null
            ? Number(minor)
            : $"{new Currency(currency).ToUnits(minor).ToString("N", new NumberFormatInfo { NumberDecimalDigits = new Currency(currency).Exponent })} {currency}";

    sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(
            Spectre.Console.Rendering.RenderOptions options,
            ProgressTask task,
            TimeSpan deltaTime
        ) =>
            new Text(
                task.IsIndeterminate
                    ? Number((long)task.Value)
                    : $"{Number((long)task.Value)} of {Number((long)task.MaxValue)}"
            ).RightJustified();
    }
}
