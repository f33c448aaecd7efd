using System.Diagnostics;
using System.Globalization;

namespace Comptoir.Sync;

/// <summary>
/// Tells this process from all others, and whether another process of the same machine is dead: then what it worked on can be
/// taken over at once, without waiting.
/// </summary>
public sealed class WorkerIdentity
{
    readonly string machine = Environment.MachineName;

    /// <summary>Identifies the present process.</summary>
    public WorkerIdentity()
    {
        using var process = Process.GetCurrentProcess();
        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"{machine}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks}"
        );
    }

    /// <summary>Machine, process and when it started: a number used again is another process.</summary>
    public string Name { get; }

    /// <summary>Whether a process is certainly dead; false when it runs elsewhere, where nobody can tell.</summary>
    public bool IsDead(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('/');
        if (parts.Length != 3 || parts[0] != machine || name == Name)
            return false;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            var started = process.StartTime.ToUniversalTime().Ticks;
            // The start is computed from the time since boot and may differ a little each time it is asked for.
            return !long.TryParse(
                    parts[2],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var known
                )
                || Math.Abs(started - known) > TimeSpan.TicksPerSecond;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
