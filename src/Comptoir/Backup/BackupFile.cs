using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comptoir.Storage.Whole;
using Comptoir.Users;

namespace Comptoir.Backup;

/// <summary>A backup to be read: nothing of it is believed that was not checked.</summary>
public sealed class BackupFile : IAsyncDisposable
{
    readonly string path;
    readonly ZipArchive zip;

    BackupFile(string path, ZipArchive zip, BackupManifest manifest) =>
        (this.path, this.zip, Manifest) = (path, zip, manifest);

    /// <summary>What is in it.</summary>
    public BackupManifest Manifest { get; }

    const long LongestManifest = 16 * 1024 * 1024;

    /// <summary>Opens a backup and checks that it is one, of this format, made under this master key, and not changed.</summary>
    /// <exception cref="RefusedException">It is not; the message says what to do.</exception>
    public static async Task<BackupFile> OpenAsync(
        string path,
        MasterKey master,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(master);
        ZipArchive? opened = null;
        try
        {
            opened = await ZipArchive.CreateAsync(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read),
                ZipArchiveMode.Read,
                leaveOpen: false,
                Encoding.UTF8,
                cancellationToken
            );
            var text = await BytesAsync(opened, path, BackupManifest.Entry, cancellationToken);
            RefuseOtherFormat(path, BackupManifest.FormatOf(text));
            var manifest = BackupManifest.Read(text);
            RefuseOtherKey(path, master, manifest);
            var seal = await BytesAsync(opened, path, BackupManifest.Seal, cancellationToken);
            var expected = Convert.ToHexStringLower(
                master.Authenticate(BackupManifest.SealPurpose, text)
            );
            if (!CryptographicOperations.FixedTimeEquals(seal, Encoding.ASCII.GetBytes(expected)))
                throw Changed(path, "its manifest is not the one that was written");
            return new BackupFile(path, opened, manifest);
        }
        catch (Exception error)
        {
            if (opened is not null)
                await opened.DisposeAsync();
            throw error switch
            {
                FileNotFoundException or DirectoryNotFoundException => new RefusedException(
                    $"There is no file {path}."
                ),
                UnauthorizedAccessException => new RefusedException(
                    $"{path} cannot be read: {error.Message}"
                ),
                InvalidDataException => new RefusedException(
                    $"{path} is no whole backup: it was cut off, or is another kind of file. Take another copy of it."
                ),
                JsonException => Changed(path, "its manifest cannot be read"),
                _ => error,
            };
        }
    }

    static void RefuseOtherFormat(string path, int? format)
    {
        if (format != BackupManifest.CurrentFormat)
            throw new RefusedException(
                $"{path} is a backup of format {format}, and this program reads format {BackupManifest.CurrentFormat}. Restore it with the version of Comptoir that made it."
            );
    }

    static void RefuseOtherKey(string path, MasterKey master, BackupManifest manifest)
    {
        if (!master.IsThere)
            throw new RefusedException(
                $"There is no master key here, and without the one of {path} its secrets cannot be opened. Put it into master.key in the data directory (mode 0600), or into Comptoir__MasterKey."
            );
        try
        {
            if (Encoding.UTF8.GetString(master.Decrypt(manifest.KeyCheck)) == BackupManifest.Word)
                return;
        }
        catch (CryptographicException)
        {
            // Said below.
        }
        throw new RefusedException(
            $"The master key here is not the one of {path}. Replace it (master.key in the data directory, or Comptoir__MasterKey) by the one that was kept beside the backup. Nothing was written."
        );
    }

    /// <summary>Reads all of it once and compares every part with the manifest.</summary>
    /// <exception cref="RefusedException">Something is missing or was changed.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var parts = Manifest.Tables.SelectMany(table => table.Parts).ToList();
        var known = parts
            .Select(part => part.File)
            .Append(BackupManifest.Entry)
            .Append(BackupManifest.Seal)
            .ToHashSet(StringComparer.Ordinal);
        if (zip.Entries.FirstOrDefault(entry => !known.Contains(entry.FullName)) is { } foreign)
            throw Changed(path, $"there is {foreign.FullName}, which nobody wrote into it");
        var buffer = new byte[1 << 16];
        foreach (var part in parts)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            await using var content = await OpenPartAsync(part, cancellationToken);
            for (int read; (read = await ReadAsync(content, part)) > 0; length += read)
                hash.AppendData(buffer.AsSpan(0, read));
            if (
                length != part.Bytes
                || Convert.ToHexStringLower(hash.GetCurrentHash()) != part.Sha256
            )
                throw Changed(path, $"{part.File} is not as it was written");
        }

        async Task<int> ReadAsync(Stream content, BackupPart part)
        {
            try
            {
                return await content.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException)
            {
                throw Changed(path, $"{part.File} cannot be unpacked");
            }
        }
    }

    /// <summary>The rows of a part; each array is used again for the next row.</summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(
        WholeTable table,
        BackupPart part,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(part);
        var row = new object?[table.Columns.Count];
        var lines = PipeReader.Create(await OpenPartAsync(part, cancellationToken));
        try
        {
            while (true)
            {
                var read = await lines.ReadAsync(cancellationToken);
                var rest = read.Buffer;
                while (NextLine(ref rest) is { } line)
                {
                    RowText.Read(line, table.Columns, row);
                    yield return row;
                }
                lines.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await lines.CompleteAsync();
        }
    }

    static ReadOnlySequence<byte>? NextLine(ref ReadOnlySequence<byte> rest)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
            return null;
        var line = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        return line;
    }

    async Task<Stream> OpenPartAsync(BackupPart part, CancellationToken ct)
    {
        var entry = zip.GetEntry(part.File) ?? throw Changed(path, $"{part.File} is missing in it");
        try
        {
            return await entry.OpenAsync(ct);
        }
        catch (InvalidDataException)
        {
            throw Changed(path, $"{part.File} cannot be unpacked");
        }
    }

    static async Task<byte[]> BytesAsync(
        ZipArchive zip,
        string path,
        string name,
        CancellationToken ct
    )
    {
        var entry =
            zip.GetEntry(name)
            ?? throw new RefusedException($"{path} is no backup of Comptoir: it has no {name}.");
        // Before the seal is checked anybody may have written it.
        if (entry.Length > LongestManifest)
            throw new RefusedException($"{path} is no backup of Comptoir: its {name} is too long.");
        await using var content = await entry.OpenAsync(ct);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    static RefusedException Changed(string path, string what) =>
        new($"{path} was changed after it was made: {what}. Take another copy of it.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => zip.DisposeAsync();
}
