using System.Globalization;
using System.Runtime.InteropServices;

namespace Comptoir.Bench;

/// <summary>What the figures were measured on.</summary>
static class Machine
{
    /// <summary>Processor, cores, memory, system and runtime on one line.</summary>
    public static string Describe()
    {
        var processor =
            Field("/proc/cpuinfo", "model name")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processor}, {Environment.ProcessorCount} cores, {memory:0} GB; {RuntimeInformation.OSDescription.Trim()}; {RuntimeInformation.FrameworkDescription}"
        );
    }

    static string? Field(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
                ?.Split(':', 2)[1]
                .Trim()
            : null;
}
