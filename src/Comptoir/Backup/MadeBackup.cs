namespace Comptoir.Backup;

/// <summary>A backup that was made of the installation: when, how and by whom, so that somebody notices when there is none.</summary>
public sealed class MadeBackup
{
    /// <summary>Number, counted by the database.</summary>
    public long Id { get; init; }

    /// <summary>The moment whose content it has, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Who downloaded it; null when it was made by the command.</summary>
    public string? By { get; init; }

    /// <summary>The length of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many rows it has.</summary>
    public required long Rows { get; init; }
}
