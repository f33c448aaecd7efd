using System.Diagnostics.Metrics;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Telemetry;

/// <summary>
/// What waits, and how old the newest change is: asked of the database now and then, as long as somebody listens. Each process
/// says the same of what all share.
/// </summary>
public sealed partial class QueueGauges : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    /// <summary>Runs looked at for the newest that changed something.</summary>
    const int RecentRuns = 20;

    readonly Database database;
    readonly Inbox inbox;
    readonly TimeProvider clock;
    readonly ILogger<QueueGauges> log;
    readonly Meter meter = new(ComptoirMeter.Name, ComptoirHost.Version);
    readonly ObservableGauge<double> newest;
    volatile IReadOnlyList<Measurement<double>> ages = [];
    volatile IReadOnlyList<Measurement<long>> messages = [];
    volatile IReadOnlyList<Measurement<long>> runs = [];
    volatile IReadOnlyList<Measurement<long>> mails = [];
    volatile IReadOnlyList<Measurement<long>> drafts = [];

    /// <summary>The gauges of one application.</summary>
    public QueueGauges(Database database, Inbox inbox, TimeProvider clock, ILogger<QueueGauges> log)
    {
        (this.database, this.inbox, this.clock, this.log) = (database, inbox, clock, log);
        newest = meter.CreateObservableGauge(
            "comptoir.web_shop.change.age",
            () => ages,
            "s",
            "Since a run last brought in something that had changed in the shop"
        );
        meter.CreateObservableGauge(
            "comptoir.inbox.waiting",
            () => messages,
            "{object}",
            "Objects that webhooks have named and nobody has looked at yet"
        );
        meter.CreateObservableGauge(
            "comptoir.runs.waiting",
            () => runs,
            "{run}",
            "Runs that wait for a process"
        );
        meter.CreateObservableGauge(
            "comptoir.mails.waiting",
            () => mails,
            "{mail}",
            "E-mails that wait to be sent"
        );
        meter.CreateObservableGauge(
            "comptoir.drafts.held",
            () => drafts,
            "{document}",
            "Drafts of invoices, credit notes and receipts that are not issued"
        );
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            do
            {
                if (newest.Enabled)
                    await TryLookAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    async Task TryLookAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The database may be away for a moment; measuring never ends the program.
            Failed(error);
        }
    }

    /// <summary>Asks now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db
                .Offices.AtWork()
                .Select(office => office.Id)
                .ToListAsync(cancellationToken);
        var (age, run, mail, draft) = (
            new List<Measurement<double>>(),
            new List<Measurement<long>>(),
            new List<Measurement<long>>(),
            new List<Measurement<long>>()
        );
        foreach (var office in offices)
        {
            var tag = Tag(ComptoirMeter.Office, office);
            await using var db = database.Open(office);
            age.AddRange(await AgesAsync(db, cancellationToken));
            run.Add(
                new(
                    await db.Runs.CountAsync(x => x.State == RunState.Queued, cancellationToken),
                    tag
                )
            );
            mail.Add(
                new(
                    await db.OutgoingMails.CountAsync(
                        x => x.State == MailState.Queued,
                        cancellationToken
                    ),
                    tag
                )
            );
            draft.Add(
                new(
                    await db.Documents.CountAsync(
                        x => x.State == DocumentState.Draft,
                        cancellationToken
                    ),
                    tag
                )
            );
        }
        (ages, runs, mails, drafts) = (age, run, mail, draft);
        messages =
        [
            .. (await inbox.WaitingAsync(cancellationToken)).Select(shop => new Measurement<long>(
                shop.Count,
                Tag(ComptoirMeter.Office, shop.OfficeId),
                Tag(ComptoirMeter.WebShop, shop.WebShopId)
            )),
        ];
    }

    async Task<List<Measurement<double>>> AgesAsync(ComptoirDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var found = new List<Measurement<double>>();
        foreach (var shop in await db.WebShops.Select(x => x.Id).ToListAsync(ct))
        {
            var recent = await db
                .Runs.AsNoTracking()
                .Where(x =>
                    x.WebShopId == shop
                    && x.FinishedAt != null
                    && !x.IsQuiet
                    && (x.Kind == RunKind.Synchronization || x.Kind == RunKind.Live)
                )
                .OrderByDescending(x => x.QueuedAt)
                .Take(RecentRuns)
                .Select(x => new { x.FinishedAt, x.Counts })
                .ToListAsync(ct);
            if (recent.Where(x => x.Counts.HasChanges).Max(x => x.FinishedAt) is { } at)
                found.Add(
                    new(
                        (now - at).TotalSeconds,
                        Tag(ComptoirMeter.Office, db.OfficeId),
                        Tag(ComptoirMeter.WebShop, shop)
                    )
                );
        }
        return found;
    }

    static KeyValuePair<string, object?> Tag(string name, long number) => new(name, number);

    /// <inheritdoc/>
    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits could not be measured")]
    partial void Failed(Exception error);
}
