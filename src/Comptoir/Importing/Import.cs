using Comptoir.Storage;

namespace Comptoir.Importing;

/// <summary>
/// A file that was uploaded to be imported: how it is to be read, and what came of it. The file itself lies in the data
/// directory until it is imported, or a day at most.
/// </summary>
public sealed class Import : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>What its rows are.</summary>
    public required ImportKind Kind { get; init; }

    /// <summary>The name the file had where it comes from.</summary>
    public required string FileName { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    public required DateTime UploadedAt { get; init; }

    /// <summary>The user, key or command that brought it.</summary>
    public required string UploadedBy { get; init; }

    /// <summary>
    /// The former application, in the office's own word: a reference of one application is not taken for another's.
    /// </summary>
    public required string Source { get; set; }

    /// <summary>The file's columns, and which field each is imported into.</summary>
    public required ImportColumn[] Columns { get; set; }

    public ImportState State { get; private set; }

    /// <summary>What came of its rows; null while it is not imported.</summary>
    public ImportCounts? Counts { get; private set; }

    public DateTime? AppliedAt { get; private set; }

    /// <summary>The process that imports it; another one takes over when it gives no sign of life.</summary>
    public string? Worker { get; private set; }

    /// <summary>The worker's last sign of life, UTC.</summary>
    public DateTime? SeenAt { get; private set; }

    /// <summary>How long a worker may be silent.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Takes the import to work on it.</summary>
    /// <returns>False when it is done, gone, or another process works on it.</returns>
    internal bool Take(string worker, DateTime now)
    {
        if (State is not (ImportState.Uploaded or ImportState.Applying))
            return false;
        if (Worker is not null && Worker != worker && SeenAt > now - Silence)
            return false;
        (State, Worker, SeenAt) = (ImportState.Applying, worker, now);
        return true;
    }

    /// <summary>Lets the import go without it being done; it can be taken again.</summary>
    internal void LetGo() => (Worker, SeenAt) = (null, null);

    /// <summary>Everything of it is done.</summary>
    internal void End(ImportCounts counts, DateTime now)
    {
        (State, Counts, AppliedAt) = (ImportState.Applied, counts, now);
        LetGo();
    }

    /// <summary>Its file is gone, and it was not imported.</summary>
    internal void Expire()
    {
        if (State != ImportState.Applied)
            State = ImportState.Expired;
    }
}

/// <summary>What the rows of a file are.</summary>
public enum ImportKind
{
    Contacts,
    Products,
}

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>It can be looked at, and imported.</summary>
    Uploaded,

    /// <summary>It is being imported; asking again goes on where a process ended.</summary>
    Applying,

    /// <summary>It is imported.</summary>
    Applied,

    /// <summary>It was not imported within a day; the file is deleted.</summary>
    Expired,
}

/// <summary>A column of the file.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Field">The field it is imported into; null when it is left out.</param>
public sealed record ImportColumn(string Header, string? Field);

/// <summary>What comes of the rows of a file.</summary>
/// <param name="New">Rows that make something new.</param>
/// <param name="Merged">Rows that fill what was empty of something that is there.</param>
/// <param name="Unchanged">Rows that say nothing new.</param>
/// <param name="Refused">Rows that cannot be imported.</param>
public sealed record ImportCounts(int New, int Merged, int Unchanged, int Refused)
{
    /// <summary>All rows.</summary>
    public int Rows => New + Merged + Unchanged + Refused;
}

/// <summary>
/// Remembers what a row of a former application became, so that it is found again whatever was changed since: by the
/// application's own reference, or by the row itself where it has none.
/// </summary>
public sealed class ImportedReference : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required ImportKind Kind { get; init; }

    /// <summary><c>SOURCE:REFERENCE</c>, or <c>row:</c> and a hash of the row.</summary>
    public required string Reference { get; init; }

    /// <summary>The contact or variant it became.</summary>
    public required long LocalId { get; init; }
}
