using System.Runtime.CompilerServices;
using Comptoir.Storage;
using Comptoir.Storage.Whole;
using Comptoir.Users;

namespace Comptoir.Backup;

/// <summary>
/// Puts a backup into an empty database, whichever engine it came from. The file is read through and checked before anything is
/// written, and everything is written in one transaction: it is restored whole, or the database stays empty.
/// </summary>
public sealed class RestoreBackup(Database database, MasterKey master, TimeProvider time)
{
    /// <summary>Restores a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="paused">Leave all offices paused: for a copy to look at, beside the installation that works.</param>
    /// <param name="progress">Is told each table that is filled.</param>
    /// <param name="cancellationToken">Stops it; the database stays empty.</param>
    /// <returns>What was restored.</returns>
    /// <exception cref="RefusedException">The file or the database will not do; nothing was written.</exception>
    public async Task<BackupManifest> RunAsync(
        string path,
        bool paused,
        Action<BackedUpTable>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var file = await BackupFile.OpenAsync(path, master, cancellationToken);
        await using (var db = database.OpenInstallation())
            RefuseOtherModel(path, file.Manifest, WholeModel.Of(db));
        await file.CheckAsync(cancellationToken);
        await database.MigrateAsync(cancellationToken);
        await using var writer = await WholeWriter.OpenAsync(database, cancellationToken);
        var tables = writer.Model.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        foreach (var table in file.Manifest.Tables)
        {
            await FillAsync(file, writer, tables[table.Name], table, cancellationToken);
            progress?.Invoke(table);
        }
        if (paused)
            await writer.PauseAsync(time.GetUtcNow().UtcDateTime, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        return file.Manifest;
    }

    static async Task FillAsync(
        BackupFile file,
        WholeWriter writer,
        WholeTable table,
        BackedUpTable kept,
        CancellationToken ct
    )
    {
        // Rows of such a table may refer to rows of another part: all of them are one statement.
        var turns = table.RefersToItself
            ? [kept.Parts]
            : kept.Parts.Select(part => (IReadOnlyList<BackupPart>)[part]);
        var rows = 0L;
        foreach (var parts in turns)
            rows += await writer.WriteAsync(table, RowsAsync(file, table, parts, ct), ct);
        if (rows != kept.Rows)
            throw new InvalidOperationException(
                $"{table.Name} has {rows} rows instead of {kept.Rows}."
            );
    }

    static async IAsyncEnumerable<object?[]> RowsAsync(
        BackupFile file,
        WholeTable table,
        IReadOnlyList<BackupPart> parts,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var part in parts)
        await foreach (var row in file.RowsAsync(table, part, ct))
            yield return row;
    }

    static void RefuseOtherModel(string path, BackupManifest manifest, WholeModel model)
    {
        if (manifest.Model != model.Fingerprint)
            throw new RefusedException(
                $"{path} was made by Comptoir {manifest.Program}, whose tables are not those of this program ({ComptoirHost.Version}). Restore it with the version that made it, and update afterwards."
            );
    }
}
