using System.Globalization;

namespace Comptoir.Bench;

/// <summary>What the system says of this process's memory.</summary>
static class ProcessMemory
{
    /// <summary>The most memory that this process has held at once, in megabytes (<c>VmHWM</c>).</summary>
    public static long PeakMegabytes()
    {
        var line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(
                line.AsSpan()["VmHWM:".Length..^"kB".Length],
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture
            ) / 1024;
    }
}
