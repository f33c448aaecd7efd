using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Journal;

/// <summary>
/// The one way to write into an office's journal. Opening it within a transaction locks the end of the chain: whoever issues,
/// records or closes waits for the one before, on either engine.
/// </summary>
public sealed class OfficeJournal(OfficeSecrets secrets, TimeProvider clock)
{
    const string Purpose = "journal";

    /// <summary>Locks the end of the chain until the context's transaction ends.</summary>
    public async Task<JournalWriter> OpenAsync(ComptoirDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException(
                "The journal is written within a transaction only."
            );
        // Writing the row is what locks it on PostgreSQL; on SQLite the whole file is.
        await db.InsertMissingAsync([NewHead(db.OfficeId)], cancellationToken);
        await db.JournalHeads.ExecuteUpdateAsync(
            set => set.SetProperty(head => head.Length, head => head.Length),
            cancellationToken
        );
        var head = await db.JournalHeads.AsNoTracking().SingleAsync(cancellationToken);
        return new JournalWriter(db, head, KeyOf(head), clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>The key of a chain, 32 bytes.</summary>
    /// <exception cref="CryptographicException">The stored key was changed, or belongs to another installation.</exception>
    public byte[] KeyOf(JournalHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Convert.FromBase64String(
            secrets.Unprotect(head.OfficeId, Purpose, head.ProtectedKey)
        );
    }

    JournalHead NewHead(long officeId) =>
        new()
        {
            OfficeId = officeId,
            Length = 0,
            Hash = [],
            ProtectedKey = secrets.Protect(
                officeId,
                Purpose,
                Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
            ),
        };

    /// <summary>The hash of a record that follows another one: HMAC-SHA-256, each field with its length before it.</summary>
    public static byte[] HashOf(byte[] key, ReadOnlySpan<byte> before, JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Append(hmac, before);
        Append(hmac, record.OfficeId);
        Append(hmac, record.Number);
        Append(hmac, Encoding.UTF8.GetBytes(record.Kind.ToString()));
        // PostgreSQL keeps microseconds.
        Append(hmac, record.At.Ticks / TimeSpan.TicksPerMicrosecond);
        Append(hmac, Encoding.UTF8.GetBytes(record.By ?? ""));
        Append(hmac, Encoding.UTF8.GetBytes(record.Subject));
        Append(hmac, record.Content);
        return hmac.GetHashAndReset();
    }

    static void Append(IncrementalHash hmac, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hmac.AppendData(bytes);
    }

    static void Append(IncrementalHash hmac, ReadOnlySpan<byte> bytes)
    {
        Append(hmac, bytes.Length);
        hmac.AppendData(bytes);
    }
}

/// <summary>Adds records to a chain whose end is locked; written when told to, before the transaction ends.</summary>
public sealed class JournalWriter
{
    readonly ComptoirDb db;
    readonly byte[] key;
    readonly List<JournalRecord> added = [];
    readonly JournalHead head;

    internal JournalWriter(ComptoirDb db, JournalHead head, byte[] key, DateTime now)
    {
        (this.db, this.head, this.key) = (db, head, key);
        Now = new DateTime(
            now.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond,
            DateTimeKind.Utc
        );
    }

    /// <summary>Whose journal it is.</summary>
    public long OfficeId => db.OfficeId;

    /// <summary>The moment of what is recorded, UTC, to the microsecond.</summary>
    public DateTime Now { get; }

    /// <summary>The last closed day; null before the first closing.</summary>
    public DateOnly? ClosedUntil
    {
        get => head.ClosedUntil;
        set => head.ClosedUntil = value;
    }

    /// <summary>How many records there are with those added.</summary>
    public long Length => head.Length;

    /// <summary>Adds a record.</summary>
    /// <returns>Its number.</returns>
    public long Add(JournalKind kind, string subject, byte[] content, string? by)
    {
        var record = new JournalRecord
        {
            OfficeId = db.OfficeId,
            Number = head.Length + 1,
            Kind = kind,
            At = Now,
            By = by,
            Subject = subject,
            Content = content,
            Hash = new byte[32],
        };
        OfficeJournal.HashOf(key, head.Hash, record).CopyTo(record.Hash, 0);
        added.Add(record);
        (head.Length, head.Hash) = (record.Number, record.Hash);
        return record.Number;
    }

    /// <summary>Writes what was added, and the new end of the chain.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await db.InsertMissingAsync(added, cancellationToken);
        await db.UpsertAsync([head], cancellationToken);
        added.Clear();
    }
}
