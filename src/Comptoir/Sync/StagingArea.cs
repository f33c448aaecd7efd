namespace Comptoir.Sync;

/// <summary>Where downloaded files lie while a run works: a cache that can be thrown away at any time.</summary>
public sealed class StagingArea(string directory)
{
    /// <summary>The directory of a run.</summary>
    public string For(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Path.Combine(directory, $"{run.OfficeId}-{run.Id}");
    }

    /// <summary>The directory of a run's present pass: that of the preparation whose files it applies.</summary>
    internal string For(RunSession session) =>
        Path.Combine(
            directory,
            $"{session.Shop.OfficeId}-{session.Cursor.Prepared ?? session.RunId}"
        );

    /// <summary>Throws away what runs have left that are over.</summary>
    /// <param name="alive">The directories of runs that may still go on.</param>
    public void CleanExcept(IReadOnlyCollection<string> alive)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (var left in Directory.GetDirectories(directory))
            if (!alive.Contains(left))
                Directory.Delete(left, recursive: true);
    }
}
