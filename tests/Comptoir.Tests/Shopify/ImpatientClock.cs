namespace Comptoir.Tests.Shopify;

/// <summary>
/// A clock on which every wait is over at once, having moved the clock by its length: tests see how long was waited
/// without waiting. Time limits of a call (a minute) never run out, unless a test wants them to.
/// </summary>
sealed class ImpatientClock : TimeProvider
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);
    readonly Lock gate = new();
    readonly List<TimeSpan> waits = [];
    DateTimeOffset now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public bool LimitsRunOut { get; init; }

    /// <summary>What was waited for, in turn.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
                return [.. waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Timer(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
    {
        volatile bool stopped;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (
                dueTime == Timeout.InfiniteTimeSpan
                || (dueTime == TimeLimit && !clock.LimitsRunOut)
            )
                return true;
            lock (clock.gate)
            {
                clock.now += dueTime;
                if (dueTime > TimeSpan.Zero)
                    clock.waits.Add(dueTime);
            }
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (!stopped)
                    callback(state);
            });
            return true;
        }

        public void Dispose() => stopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
