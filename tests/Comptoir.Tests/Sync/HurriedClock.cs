namespace Comptoir.Tests.Sync;

/// <summary>
/// The real time, but whoever waits a while waits a twentieth of it: pauses between looks and retries take no time from the
/// tests. Limits (a minute) are left as they are.
/// </summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(50);

    private long ahead;

    /// <summary>How far it is before the clock on the wall.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref ahead));
        set => Interlocked.Exchange(ref ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => new Timer(System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)));

    private static TimeSpan Shorter(TimeSpan wait) => wait >= Limit ? wait : wait / 20;

    private sealed class Timer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(Shorter(dueTime), Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
