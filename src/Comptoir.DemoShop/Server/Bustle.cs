using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Server;

/// <summary>
/// A shop that lives: an endless stream of changes, weighted like those of a real shop. The same seed does the same to the same
/// shop, step by step; it can also run by itself.
/// </summary>
public sealed class Bustle : IAsyncDisposable
{
    private const int Tries = 40;
    private readonly ShopWorld world;
    private readonly ShopChanges changes;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private BustleChoice choice;
    private ulong seed = 1;
    private CancellationTokenSource? stop;
    private Task running = Task.CompletedTask;

    internal Bustle(ShopWorld world, ShopChanges changes, TimeProvider clock)
    {
        (this.world, this.changes, this.clock) = (world, changes, clock);
        choice = new BustleChoice(world);
    }

    /// <summary>How many steps were done since the seed was set.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether it runs by itself.</summary>
    public bool IsRunning => !running.IsCompleted;

    /// <summary>Begins anew with a seed. The shop stays as it is.</summary>
    public void Reseed(ulong newSeed)
    {
        lock (gate)
        {
            (seed, Steps, choice) = (newSeed, 0, new BustleChoice(world));
        }
    }

    /// <summary>Does some steps at once. A step is one act of somebody, mostly one change.</summary>
    /// <returns>The changes that were made.</returns>
    public IReadOnlyList<ShopChange> Step(int count = 1)
    {
        var done = new List<ShopChange>();
        for (var i = 0; i < count; i++)
        {
            lock (gate)
            {
                One(done);
            }
        }

        return done;
    }

    /// <summary>Goes on by itself until it is stopped, or told another pace.</summary>
    /// <param name="perSecond">Steps each second, on average.</param>
    public async Task RunAsync(double perSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        await StopAsync();
        stop = new CancellationTokenSource();
        var cancel = stop.Token;
        running = Task.Run(() => GoOnAsync(perSecond, cancel), CancellationToken.None);
    }

    /// <summary>Stops; a step that has begun is finished.</summary>
    public async Task StopAsync()
    {
        if (stop is { } running)
        {
            await running.CancelAsync();
            await this.running;
            running.Dispose();
            stop = null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task GoOnAsync(double perSecond, CancellationToken cancel)
    {
        var dice = new Dice(seed, 0x90_0000_0000);
        var since = clock.GetTimestamp();
        var due = 0d;
        try
        {
            while (true)
            {
                // Nobody buys by the clock: from two thirds of the mean to four thirds.
                due += (2 + (2 * dice.Fraction())) / 3 / perSecond;
                var wait = TimeSpan.FromSeconds(due) - clock.GetElapsedTime(since);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, cancel);
                }

                cancel.ThrowIfCancellationRequested();
                Step();
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    private void One(List<ShopChange> done)
    {
        var dice = new Dice(seed, 0xA0_0000_0000 + (ulong)Steps++);
        for (var i = 0; i < Tries; i++)
        {
            if (choice.Next(ref dice) is not { } change)
            {
                continue;
            }

            try
            {
                var gid = changes.Apply(change);
                done.Add(change);
                if (choice.After(change, gid, ref dice) is { } next)
                {
                    changes.Apply(next);
                    done.Add(next);
                }

                return;
            }
            catch (Exception refused)
                when (refused
                        is InvalidOperationException
                            or KeyNotFoundException
                            or ArgumentException
                )
            {
                // The object is in no state for it: somebody does something else.
            }
        }
    }
}
