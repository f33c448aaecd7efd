using System.Security.Cryptography;
using System.Text;
using Comptoir.Attention;
using Comptoir.Invoicing;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Comptoir.Sync.Applying;
using Comptoir.Sync.Live;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Reconciling;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// Does a synchronization from wherever it stands to its end: asks the shop for everything, compares with the links, applies
/// what differs, in the order in which things depend on each other. It can be stopped anywhere and go on in another process.
/// </summary>
public sealed class Synchronizer(
    Database database,
    IdSequence ids,
    AttentionBook attention,
    ShopClients clients,
    FindAccess access,
    TimeProvider clock,
    StagingArea staging,
    Runs runs,
    Inbox inbox,
    InvoicingSignal invoicing
) : IDisposable
{
    /// <summary>Web shops whose files one process works on at once: more would only wait for the same cores.</summary>
    const int FilesAtOnce = 4;

    readonly PassPlan passes = new(database, clock);
    readonly SemaphoreSlim places = new(FilesAtOnce, FilesAtOnce);

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    /// <summary>Works on a run that this process has taken over.</summary>
    /// <returns>What it counted.</returns>
    /// <exception cref="ShopifyException">The shop cannot be read now; the run stands where it was.</exception>
    /// <exception cref="RunCancelledException">Somebody asked to stop.</exception>
    /// <exception cref="RunLostException">Another process has the run.</exception>
    public async Task<RunCounts> RunAsync(Run run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var shop = await LoadAsync(run, ct);
        var client = clients.Open(shop);
        if (run.Kind is RunKind.Live or RunKind.Comparison)
            return await LiveAsync(run, shop, client, ct);
        var last = run
            is { Kind: RunKind.Synchronization, Everything: false, Progress.Phase: RunPhase.Queued }
            ? await passes.LastAsync(run, ct)
            : null;
        var marks = last is null ? null : PassPlan.MarksOf(run, last);
        var named = await NamedShopAsync(run, ct);
        var waited = await LiveReading.BeforeAsync(inbox, run, clock, ct);
        var news = marks is null ? null : await NewsAsync(shop, client, last!, marks, ct);
        shop = await RefreshAsync(shop, news?.Shop ?? await client.GetShopAsync(ct), ct);
        await inbox.DoneAsync(run.OfficeId, run.WebShopId, named, ct);
        // In bulk one field that is withheld fails all: what may be read is found out first.
        client = client.With(await access.RunAsync(shop, client, news?.Scopes, ct));
        shop = await LoadAsync(run, ct);
        await using var session = new RunSession(
            database,
            clock,
            run,
            ContextOf(shop, client.Access) with
            {
                InvoicesFrom = await InvoicesFromAsync(run, ct),
                NewsSince = await NewsSinceAsync(run, ct),
            }
        )
        {
            SettledBefore = last?.StartedAt - ClockDifference,
        };
        if (run.Progress.Phase == RunPhase.Queued)
            session.Start(await passes.FirstAsync(run, TermsOf(shop, client.Access), ct));
        // Something may have to be read that did not change.
        if (session.Cursor.Since != marks)
            (news, last) = (null, null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            while (true)
            {
                var reading = new ShopReading(client, session, clock, staging.For(session), places);
                var steps = new ShopSteps(client, reading, session, ids, attention, shop);
                var live = new LiveReading(inbox, invoicing, session, steps, clock);
                session.Between = session.Prepares ? null : live.BesideAsync;
                // What an earlier process has begun to read, or a preparation has, may be older than what waits.
                var before =
                    session.Prepares
                    || session.Cursor is { Phase: not RunPhase.Queued } or { Prepared: not null }
                        ? []
                        : waited;
                try
                {
                    await steps.PassAsync(news, stop.Token);
                    await live.CrossOffAsync(before, ct);
                }
                catch (RunCancelledException)
                {
                    await stop.CancelAsync();
                    await reading.AbandonAsync(ct);
                    reading.Clean();
                    throw;
                }
                catch (ShopifyException denied)
                    when (denied.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing)
                {
                    access.Forget(shop);
                    throw;
                }
                var unread = session.HasRead ? null : news;
                if (!await FinishAsync(run, session, client, shop.SeesAllOrders, unread, last, ct))
                {
                    news = null;
                    waited = await LiveReading.BeforeAsync(inbox, run, clock, ct);
                    continue;
                }
                // A synchronization after a preparation applies the files that are there.
                if (!session.Prepares)
                    reading.Clean();
                return session.Counts;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>Works off what the shop's messages have named, until nothing waits; a comparison follows when it was asked for.</summary>
    async Task<RunCounts> LiveAsync(Run run, WebShop shop, ShopifyShop client, CancellationToken ct)
    {
        if (await NamedShopAsync(run, ct) is { Count: > 0 } news)
        {
            shop = await RefreshAsync(shop, await client.GetShopAsync(ct), ct);
            await access.RunAsync(shop, client, null, ct);
            shop = await LoadAsync(run, ct);
            await inbox.DoneAsync(run.OfficeId, run.WebShopId, news, ct);
        }
        client = client.With(
            ReadAccess.Of(shop.Scopes.ToHashSet(StringComparer.Ordinal), shop.Withheld)
        );
        await using var session = new RunSession(
            database,
            clock,
            run,
            ContextOf(shop, client.Access) with
            {
                InvoicesFrom = await InvoicesFromAsync(run, ct),
                NewsSince = await NewsSinceAsync(run, ct),
            }
        );
        if (run.Kind == RunKind.Live || run.Progress.Phase == RunPhase.Queued)
            session.Start(new RunCursor());
        var reading = new ShopReading(client, session, clock, staging.For(session), places);
        var steps = new ShopSteps(client, reading, session, ids, attention, shop);
        var live = new LiveReading(inbox, invoicing, session, steps, clock);
        bool isLeft,
            isMore;
        do (isLeft, isMore) = await live.SomeAsync(ct);
        while (isMore);
        if (run.Kind == RunKind.Comparison)
        {
            var waiting = await inbox.ReadAsync(run.OfficeId, run.WebShopId, int.MaxValue, ct);
            session.Between = live.BesideAsync;
            await CompareAsync(run, shop, client, session, reading, waiting, ct);
        }
        await session.ShowAsync(ct, now: true);
        if (isLeft && await LeftForPassAsync(run, ct))
            await runs.AskAsync(
                run.OfficeId,
                run.WebShopId,
                RunKind.Synchronization,
                RunCause.Webhooks,
                ct
            );
        return session.Counts;
    }

    static async Task CompareAsync(
        Run run,
        WebShop shop,
        ShopifyShop client,
        RunSession session,
        ShopReading reading,
        IReadOnlyList<InboxItem> waiting,
        CancellationToken ct
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await new CompareDays(
                client,
                reading,
                session,
                shop,
                [
                    .. waiting
                        .Where(item => item.Kind == LookAt.Order)
                        .Select(item => LookAt.Id(item).Number),
                ]
            ).RunAsync(run.Everything, stop.Token);
        }
        catch (RunCancelledException)
        {
            await stop.CancelAsync();
            await reading.AbandonAsync(ct);
            reading.Clean();
            throw;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>How far our clock may be from Shopify's.</summary>
    static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    /// <summary>
    /// What there is new, in one request; null when Shopify will not answer it, so that it is asked for one by one.
    /// </summary>
    static async Task<ShopNews?> NewsAsync(
        WebShop shop,
        ShopifyShop client,
        Run last,
        Watermarks marks,
        CancellationToken ct
    )
    {
        var may = ReadAccess.Of(shop.Scopes.ToHashSet(StringComparer.Ordinal), shop.Withheld);
        DateTimeOffset? Since(RunPhase phase) =>
            marks.Of(phase) is null ? null : marks.Since(phase);
        try
        {
            return await client.ReadNewsAsync(
                new NewsWanted
                {
                    ProductsSince = Since(RunPhase.Products),
                    CustomersSince = may.May(ProtectedData.Customers)
                        ? Since(RunPhase.Customers)
                        : null,
                    CompaniesSince = may.Companies ? Since(RunPhase.Companies) : null,
                    OrdersSince = Since(RunPhase.Orders),
                    Counts = true,
                    CountedOrders = Counted(
                        ContextOf(shop, may).ChosenOrders,
                        last.Cursor.Read.Orders
                    ),
                    OldestOrder = !shop.SeesAllOrders,
                },
                ct
            );
        }
        catch (ShopifyException refused)
            when (refused.Kind is ShopifyFailure.QueryRefused or ShopifyFailure.QueryTooCostly)
        {
            return null;
        }
    }

    /// <summary>Orders placed since they were read are for the next run.</summary>
    static string? Counted(string? chosen, DateTime? read) =>
        SearchFilter.Both(
            chosen,
            read + Watermarks.Overlap is { } until
                ? SearchFilter.CreatedUntil(new DateTimeOffset(until, TimeSpan.Zero))
                : null
        );

    /// <summary>
    /// Whether what is left has to be read by a synchronization. What was there before the last one began, and is there still, is
    /// nothing that it reads: it is crossed off, so that nobody asks for it again and again.
    /// </summary>
    async Task<bool> LeftForPassAsync(Run run, CancellationToken ct)
    {
        var left = await inbox.ReadAsync(run.OfficeId, run.WebShopId, int.MaxValue, ct);
        if (await passes.LastAsync(run, ct) is not { StartedAt: { } began })
            return false;
        var stale = left.Where(item => item.ArrivedAt < began - LiveReading.Lag).ToList();
        await inbox.DoneAsync(run.OfficeId, run.WebShopId, stale, ct);
        // One that is asked for too early would not find what has only just changed, and leave it.
        var ripe = clock.GetUtcNow().UtcDateTime - LiveReading.Lag;
        return left.Except(stale).Any(item => item.ArrivedAt < ripe);
    }

    /// <summary>What messages have said of the shop itself.</summary>
    async Task<IReadOnlyList<InboxItem>> NamedShopAsync(Run run, CancellationToken ct) =>
        [
            .. (await inbox.ReadAsync(run.OfficeId, run.WebShopId, int.MaxValue, ct)).Where(item =>
                item.Kind == LookAt.Shop
            ),
        ];

    async Task<DateOnly?> InvoicesFromAsync(Run run, CancellationToken ct)
    {
        await using var db = database.Open(run.OfficeId);
        return await db
            .InvoicingRules.Where(rules => rules.WebShopId == run.WebShopId)
            .Select(rules => (DateOnly?)rules.From)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>
    /// When the first synchronization that succeeded began: what it did not bring in was placed later. A little earlier, since
    /// the shop's clock is another one and names whole seconds.
    /// </summary>
    async Task<DateTime?> NewsSinceAsync(Run run, CancellationToken ct)
    {
        await using var db = database.Open(run.OfficeId);
        var began = await db
            .Runs.Where(x =>
                x.WebShopId == run.WebShopId
                && x.Kind == RunKind.Synchronization
                && x.State == RunState.Succeeded
            )
            .OrderBy(x => x.FinishedAt)
            .Select(x => x.StartedAt)
            .FirstOrDefaultAsync(ct);
        return began - ClockDifference;
    }

    async Task<WebShop> LoadAsync(Run run, CancellationToken ct)
    {
        await using var db = database.Open(run.OfficeId);
        return await db.WebShops.AsNoTracking().SingleAsync(shop => shop.Id == run.WebShopId, ct);
    }

    /// <summary>The shop's own facts may have changed since it was connected.</summary>
    async Task<WebShop> RefreshAsync(WebShop shop, ShopInfo info, CancellationToken ct)
    {
        var plan = info.Plan.PublicDisplayName;
        if (
            shop.Problem is null
            && (shop.ShopName, shop.Currency, shop.TimeZone, shop.Plan)
                == (info.Name, info.CurrencyCode, info.IanaTimezone, plan)
        )
            return shop;
        return await database.WriteAsync(
            shop.OfficeId,
            async (db, token) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, token);
                (row.ShopName, row.Currency, row.TimeZone, row.Plan) = (
                    info.Name,
                    info.CurrencyCode,
                    info.IanaTimezone,
                    plan
                );
                row.Report(null);
                await db.SaveChangesAsync(token);
                return row;
            },
            ct
        );
    }

    static ShopContext ContextOf(WebShop shop, ReadAccess access) =>
        new(
            shop.OfficeId,
            shop.Id,
            shop.Currency,
            TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out var zone)
                ? zone
                : TimeZoneInfo.Utc,
            shop.Settings
        )
        {
            Withheld = access.Withheld,
        };

    /// <summary>Another version of Comptoir may store more of what it reads: it counts too.</summary>
    static string TermsOf(WebShop shop, ReadAccess access)
    {
        var fields = shop.Settings.Fields;
        return System.Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        [
                            typeof(Run).Assembly.GetName().Version?.ToString(),
                            string.Join(' ', access.Withheld),
                            $"{access.PaymentTerms} {access.Returns} {access.Companies} {shop.SeesAllOrders}",
                            $"{shop.Settings.Suppliers} {shop.Settings.Stock} {shop.Settings.OrdersFrom:O}",
                            .. new[]
                            {
                                fields.VatNumber,
                                fields.Siren,
                                fields.PurchaseOrder,
                            }.Select(places => string.Join('\t', places.AsEnumerable())),
                        ]
                    )
                )
            )
        )[..16];
    }

    /// <summary>
    /// Compares what the shop counts with what is there, and ends the run, or begins another pass: then false.
    /// </summary>
    static async Task<bool> FinishAsync(
        Run run,
        RunSession session,
        ShopifyShop client,
        bool seesAllOrders,
        ShopNews? unread,
        Run? last,
        CancellationToken ct
    )
    {
        // Those that the token no longer sees cannot be compared.
        var until = session.Cursor.Read.Orders + Watermarks.Overlap;
        var counts =
            unread?.Counts
            ?? await client.CountAsync(
                Counted(session.Shop.ChosenOrders, session.Cursor.Read.Orders),
                ct
            );
        var oldest =
            seesAllOrders ? null
            : unread is not null ? unread.OldestOrder
            : await client.FindOldestOrderAsync(ct);
        await using var db = session.Open();
        var window = (oldest?.CreatedAt.UtcDateTime, until);
        if (
            session.Report is null
            && PassPlan.Next(
                session,
                counts,
                await ControlTotals.KnownAsync(
                    db,
                    session.Shop,
                    window,
                    session.Prepares ? session.RunId : null,
                    ct
                )
            )
                is { } next
        )
        {
            session.Start(next);
            return false;
        }
        // The sums of all orders take a while, and where nothing was read they are what they were.
        var totals =
            session.Prepares ? null
            : unread is not null
            && last is { Totals: { } same, StartedAt: { } began }
            && !await db.Runs.AnyAsync(
                x => x.WebShopId == run.WebShopId && x.Kind == RunKind.Live && x.FinishedAt > began,
                ct
            )
                ? same
            : await ControlTotals.ReadAsync(db, session.Shop, counts.OrdersCount, window, ct);
        if (session.Report is { } report)
            session.Report = report with
            {
                Products = counts.ProductsCount?.Count,
                Customers = counts.CustomersCount?.Count,
                Orders = counts.OrdersCount?.Count,
                OldestOrder = (oldest ?? await client.FindOldestOrderAsync(ct))
                    ?.ProcessedAt
                    .UtcDateTime,
                Unreadable = session.Counts.Orders.Attention,
            };
        session.Cursor = session.Cursor with { Phase = RunPhase.Finished };
        session.Progress = session.Progress with { Phase = RunPhase.Finished };
        await session.StepAsync(
            async (write, token) =>
            {
                var row = await write.Runs.SingleAsync(
                    x => x.Id == run.Id && x.Epoch == run.Epoch,
                    token
                );
                row.Totals = totals;
                await write.SaveChangesAsync(token);
                // What was asked to be tried again before this run began, was.
                if (!session.Prepares)
                    await write
                        .Attention.Where(item =>
                            item.WebShopId == run.WebShopId && item.RetryAskedAt < run.StartedAt
                        )
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(item => item.RetryAskedAt, (DateTime?)null),
                            token
                        );
            },
            ct
        );
        return true;
    }
}
