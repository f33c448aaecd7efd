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
        // The tests of the client fetch it; once for all tests, because two fetches into one folder would disturb each other.
        _ = Shopify.Documents.OfficialSchema.Value;
        var cached = Path.Combine(
            Root,
            "artifacts",
            "shopify-schema",
            "package",
            "dist",
            "data",
            "admin_2026-10.json.gz"
        );
        return File.Exists(cached) ? cached : Shared("shopify/admin_2026-10.json.gz");
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
