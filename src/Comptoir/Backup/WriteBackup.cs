using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comptoir.Storage;
using Comptoir.Storage.Whole;
using Comptoir.Users;
using Comptoir.Web;

namespace Comptoir.Backup;

/// <summary>
/// Writes all that the installation keeps into one file, as of one moment, while everything else goes on. Memory does not grow
/// with the shop: rows are written as they are read. The master key is not in it: what is closed under it stays closed.
/// </summary>
public sealed class WriteBackup(Database database, MasterKey master, TimeProvider time)
{
    /// <summary>Rows in a part.</summary>
    const int PartRows = 100_000;

    /// <summary>Bytes gathered before they are hashed, packed and passed on.</summary>
    const int Chunk = 1 << 16;

    static readonly byte[] EndOfLine = [(byte)'\n'];

    /// <summary>Writes the file.</summary>
    /// <param name="output">Where it goes; it need not be seekable and is left open.</param>
    /// <param name="progress">Is told each table that is done, with its rows.</param>
    /// <param name="cancellationToken">Stops it; what was written until then is no whole file, and is refused as such.</param>
    /// <returns>What is in it.</returns>
    public async Task<BackupManifest> WriteAsync(
        Stream output,
        Action<BackedUpTable>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var held = new HeldStream(output);
        BackupManifest manifest;
        await using (
            var zip = await ZipArchive.CreateAsync(
                held,
                ZipArchiveMode.Create,
                leaveOpen: true,
                Encoding.UTF8,
                cancellationToken
            )
        )
        {
            await using (var reader = await WholeReader.OpenAsync(database, cancellationToken))
            {
                var at = time.GetUtcNow().UtcDateTime;
                var tables = new List<BackedUpTable>();
                foreach (var table in reader.Model.Tables)
                {
                    tables.Add(await TableAsync(zip, held, reader, table, cancellationToken));
                    progress?.Invoke(tables[^1]);
                }
                manifest = new BackupManifest(
                    BackupManifest.CurrentFormat,
                    ComptoirHost.Version,
                    reader.Model.Fingerprint,
                    database.Engine.ToString(),
                    at,
                    master.Encrypt(Encoding.UTF8.GetBytes(BackupManifest.Word)),
                    tables
                );
            }
            var text = manifest.Write();
            await PutAsync(zip, BackupManifest.Entry, text, cancellationToken);
            await PutAsync(
                zip,
                BackupManifest.Seal,
                Encoding.ASCII.GetBytes(
                    Convert.ToHexStringLower(master.Authenticate(BackupManifest.SealPurpose, text))
                ),
                cancellationToken
            );
        }
        await held.PassOnAsync(cancellationToken);
        return manifest;
    }

    static async Task<BackedUpTable> TableAsync(
        ZipArchive zip,
        HeldStream held,
        WholeReader reader,
        WholeTable table,
        CancellationToken ct
    )
    {
        var parts = new List<BackupPart>();
        await using var rows = reader.RowsAsync(table, ct).GetAsyncEnumerator(ct);
        for (var more = await rows.MoveNextAsync(); more; )
        {
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Name}/{parts.Count + 1:D5}.jsonl"
            );
            await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest)
                .OpenAsync(ct);
            (var part, more) = await PartAsync(name, entry, held, rows, ct);
            parts.Add(part);
        }
        return new BackedUpTable(
            table.Name,
            [.. table.Columns.Select(column => new BackedUpColumn(column.Name, column.Kind))],
            parts.Sum(part => part.Rows),
            parts
        );
    }

    static async Task<(BackupPart Part, bool More)> PartAsync(
        string name,
        Stream entry,
        HeldStream held,
        IAsyncEnumerator<object?[]> rows,
        CancellationToken ct
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(2 * Chunk);
        await using var writer = new Utf8JsonWriter(buffer, RowText.Options);
        var (count, length, more) = (0L, 0L, true);
        while (more && count < PartRows)
        {
            RowText.Write(writer, rows.Current);
            writer.Flush();
            writer.Reset();
            buffer.Write(EndOfLine);
            count++;
            more = await rows.MoveNextAsync();
            if (buffer.WrittenCount < Chunk && more && count < PartRows)
                continue;
            hash.AppendData(buffer.WrittenSpan);
            length += buffer.WrittenCount;
            await entry.WriteAsync(buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
            await held.PassOnAsync(ct);
        }
        return (
            new BackupPart(name, count, length, Convert.ToHexStringLower(hash.GetCurrentHash())),
            more
        );
    }

    static async Task PutAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken ct)
    {
        await using var content = await zip.CreateEntry(name, CompressionLevel.Fastest)
            .OpenAsync(ct);
        await content.WriteAsync(bytes, ct);
    }
}
