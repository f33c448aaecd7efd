using Comptoir.Invoicing;
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
        if (lookedAt is { } last && clock.GetElapsedTime(last, now) < Pace)
            return;
        await session.BesideAsync(() => SomeAsync(ct));
        lookedAt = clock.GetTimestamp();
    }

    /// <summary>What waits as a pass over the shop begins: all of it changed before, so that the pass reads it.</summary>
    public async Task<IReadOnlyList<InboxItem>> BeforeAsync(CancellationToken ct) =>
        [
            .. (
                await inbox.ReadAsync(
                    session.Shop.OfficeId,
                    session.Shop.WebShopId,
                    int.MaxValue,
                    ct
                )
            ).Where(item => item is { Detail: null, Kind: not LookAt.Shop }),
        ];

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
