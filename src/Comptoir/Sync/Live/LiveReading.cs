using Comptoir.Invoicing;
using Comptoir.Shopify;
using Comptoir.Storage;

namespace Comptoir.Sync.Live;

/// <summary>
/// Works off what a web shop's messages have named: each object is read as it is now and compared. What is too much to be read
/// by id is left to a synchronization.
/// </summary>
sealed class LiveReading(
    Inbox inbox,
    InvoicingSignal invoicing,
    RunSession session,
    ShopSteps steps,
    TimeProvider clock
)
{
    /// <summary>Objects looked at in one go.</summary>
    const int Together = 500;

    /// <summary>How often a long run looks into the inbox.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    long? lookedAt;

    /// <summary>Works off a part.</summary>
    /// <returns>Whether something waits that is too much to be read by id, and whether there was something to do.</returns>
    public async Task<(bool IsLeft, bool IsMore)> SomeAsync(CancellationToken ct)
    {
        var named = await inbox.ReadAsync(
            session.Shop.OfficeId,
            session.Shop.WebShopId,
            Together,
            ct
        );
        if (named.Count == 0)
            return (false, false);
        var done = await steps.LookAsync([.. named.Where(item => item.Kind != LookAt.Shop)], ct);
        await CrossOffAsync(done, ct);
        var left = named.Count - done.Count - named.Count(item => item.Kind == LookAt.Shop);
        return (left > 0, done.Count > 0);
    }

    /// <summary>Between two steps of a run that does something else.</summary>
    public async Task BesideAsync(CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        if (lookedAt is { } last && (last > now || clock.GetElapsedTime(last, now) < Pace))
            return;
        try
        {
            await session.BesideAsync(() => SomeAsync(ct));
            lookedAt = clock.GetTimestamp();
        }
        catch (ShopifyException)
        {
            // What the run itself is at is not held up by it: it waits, and is looked at when the run is over.
            lookedAt = long.MaxValue;
        }
    }

    /// <summary>Shopify's search may show a change that much later than its message tells of it.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What waits before a shop is asked what changed: all of it changed before, so that the answer shows it. What has only just
    /// come may not be found yet, and is read by its id.
    /// </summary>
    public static async Task<IReadOnlyList<InboxItem>> BeforeAsync(
        Inbox inbox,
        Run run,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var since = clock.GetUtcNow().UtcDateTime - Lag;
        return
        [
            .. (await inbox.ReadAsync(run.OfficeId, run.WebShopId, int.MaxValue, ct)).Where(item =>
                item is { Detail: null, Kind: not LookAt.Shop } && item.ArrivedAt < since
            ),
        ];
    }

    /// <summary>Crosses off what was looked at, as long as this process holds the run.</summary>
    public async Task CrossOffAsync(IReadOnlyList<InboxItem> done, CancellationToken ct)
    {
        if (done.Count == 0)
            return;
        await session.ShowAsync(ct, now: true);
        await inbox.DoneAsync(session.Shop.OfficeId, session.Shop.WebShopId, done, ct);
        invoicing.Wake(session.Shop.OfficeId);
    }
}
