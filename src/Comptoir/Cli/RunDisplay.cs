using System.Globalization;
using Comptoir.Money;
using Comptoir.Storage;
using Comptoir.Sync;
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
        var counts = new Table().Border(TableBorder.Simple);
        counts.AddColumn("");
        foreach (var title in (ReadOnlySpan<string>)["New", "Changed", "Unchanged", "Attention"])
            counts.AddColumn(new TableColumn(title).RightAligned());
        Add("Suppliers", run.Counts.Suppliers);
        Add("Products", run.Counts.Products);
        Add("Stock", run.Counts.Stock);
        Add("Companies", run.Counts.Companies);
        Add("Customers", run.Counts.Customers);
        Add("Orders", run.Counts.Orders);
        Add("Deliveries", run.Counts.Deliveries);
        Add("Payments", run.Counts.Payments);
        Terminal.Errors.Write(counts);

        if (run.Totals is { } totals)
        {
            var table = new Table().Border(TableBorder.Simple);
            table.AddColumn("");
            table.AddColumn(new TableColumn("Shopify says").RightAligned());
            table.AddColumn(new TableColumn("Comptoir has").RightAligned());
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
        if (run.State == RunState.Failed)
            Terminal.Errors.MarkupLineInterpolated($"[red]{run.Error} {run.Advice}[/]");
        else if (run.State == RunState.Cancelled)
            Terminal.Errors.MarkupLine(
                "[yellow]Stopped. What was applied is whole; the next synchronization goes on.[/]"
            );

        void Add(string name, KindCounts kind) =>
            counts.AddRow(
                name,
                Number(kind.Created),
                Number(kind.Updated),
                Number(kind.Unchanged),
                Number(kind.Attention)
            );
    }

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
