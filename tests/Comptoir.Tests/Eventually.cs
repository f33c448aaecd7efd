using System.Diagnostics;
using Xunit;

namespace Comptoir.Tests;

/// <summary>Waits for something that another thread or process does.</summary>
static class Eventually
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until there is an answer; fails when there is none for too long.</summary>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> ask, string what)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Longest)
        {
            if (await ask() is { } found)
                return found;
            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"Not within {Longest.TotalSeconds} s: {what}.");
    }
}
