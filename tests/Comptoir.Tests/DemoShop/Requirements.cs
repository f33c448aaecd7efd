using System.Diagnostics;

namespace Comptoir.Tests.DemoShop;

/// <summary>Files that the tests read but that the repository does not hold.</summary>
internal static class Requirements
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder beside the repository; null when it is not there.</summary>
    public static string? Shared(string path)
    {
        var full = Path.Combine(Root, "..", "shared", path);
        return Path.Exists(full) ? full : null;
    }

    /// <summary>The official introspection: from the cache, from npm, from beside the repository; null when none can be had.</summary>
    public static string? OfficialSchema()
    {
        var cache = Path.Combine(Root, "artifacts", "shopify-schema");
        var file = Path.Combine(cache, "package", "dist", "data", "admin_2026-10.json.gz");
        if (File.Exists(file))
        {
            return file;
        }

        // The copy at hand first: it spares every checkout a download.
        if (Shared("shopify/admin_2026-10.json.gz") is { } beside)
        {
            return beside;
        }

        Directory.CreateDirectory(cache);
        Run("npm", cache, "pack", "@shopify/dev-mcp@1.16.0");
        Run(
            "tar",
            cache,
            "-xzf",
            "shopify-dev-mcp-1.16.0.tgz",
            "package/dist/data/admin_2026-10.json.gz"
        );
        return File.Exists(file) ? file : null;
    }

    private static void Run(string program, string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
            process?.WaitForExit(TimeSpan.FromMinutes(2));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The program is not installed: the test that wanted the file is skipped.
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Comptoir.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The tests must run inside the repository.");
    }
}
