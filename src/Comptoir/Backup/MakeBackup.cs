using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Backup;

/// <summary>Makes a backup and notes that it was made.</summary>
public sealed class MakeBackup(Database database, WriteBackup write, TimeProvider time)
{
    /// <summary>Backups that are remembered.</summary>
    const int Remembered = 50;

    /// <summary>Makes it.</summary>
    /// <param name="output">Where it goes; left open.</param>
    /// <param name="by">Who downloads it; null for the command.</param>
    /// <param name="progress">Is told each table that is done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MadeBackup> RunAsync(
        Stream output,
        string? by,
        Action<BackedUpTable>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var counted = new CountedStream(output);
        var manifest = await write.WriteAsync(counted, progress, cancellationToken);
        await output.FlushAsync(cancellationToken);
        var made = new MadeBackup
        {
            At = manifest.At,
            By = by,
            Bytes = counted.Written,
            Rows = manifest.Rows,
        };
        await database.WriteAsync(
            0,
            async (db, ct) =>
            {
                db.MadeBackups.Add(made);
                await db.SaveChangesAsync(ct);
                await db
                    .MadeBackups.Where(row => row.Id <= made.Id - Remembered)
                    .ExecuteDeleteAsync(ct);
            },
            cancellationToken
        );
        return made;
    }

    /// <summary>
    /// Whether somebody may have it: it has all offices in it, so that only who owns every one of them may.
    /// </summary>
    public async Task<bool> MayDownloadAsync(long userId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenInstallation();
        return !await db.Offices.AnyAsync(
            office =>
                !db.Memberships.Any(member =>
                    member.OfficeId == office.Id
                    && member.UserId == userId
                    && member.Role == Role.Owner
                ),
            cancellationToken
        );
    }

    /// <summary>The name of a file made now: names sort by time.</summary>
    public string FileName() => time.GetUtcNow().ToString("'comptoir-'yyyy-MM-dd-HHmm'.zip'", null);

    /// <summary>Counts what passes.</summary>
    sealed class CountedStream(Stream output) : Stream
    {
        public long Written { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => Written;

        public override long Position
        {
            get => Written;
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await output.WriteAsync(buffer, cancellationToken);
            Written += buffer.Length;
        }

        public override void Flush() => output.Flush();

        public override void Write(byte[] buffer, int offset, int count)
        {
            output.Write(buffer, offset, count);
            Written += count;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
