using System.Buffers.Binary;
using System.Globalization;

namespace Comptoir.Shopify;

/// <summary>
/// A set of files that lines are appended to by bucket, each line with a small head: length, kind, its own number, its
/// parent's. Buffers share a fixed amount of memory; files are open only while a buffer is written, so that any number of
/// buckets needs no more than one file handle.
/// </summary>
sealed class BucketFiles
{
    internal const int HeadSize = 4 + 1 + 8 + 8;
    const int Memory = 16 * 1024 * 1024;

    readonly string directory;
    readonly string prefix;
    readonly byte[]?[] buffers;
    readonly int[] filled;
    readonly int bufferSize;

    public BucketFiles(string directory, string prefix, int count)
    {
        this.directory = directory;
        this.prefix = prefix;
        buffers = new byte[count][];
        filled = new int[count];
        bufferSize = Math.Clamp(Memory / count, 16 * 1024, 256 * 1024);
    }

    /// <summary>Bytes written, buffered ones included.</summary>
    public long Bytes { get; private set; }

    public void Append(int bucket, NodeKind kind, long own, long parent, ReadOnlySpan<byte> line)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        BinaryPrimitives.WriteInt32LittleEndian(head, line.Length);
        head[4] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(head[5..], own);
        BinaryPrimitives.WriteInt64LittleEndian(head[13..], parent);
        Write(bucket, head);
        Write(bucket, line);
        Bytes += HeadSize + line.Length;
    }

    /// <summary>Writes everything out, to the disk itself, so that what the marker promises survives a power cut.</summary>
    public void Flush()
    {
        for (var bucket = 0; bucket < buffers.Length; bucket++)
        {
            WriteOut(bucket);
            buffers[bucket] = null;
            var path = Path(bucket);
            if (!File.Exists(path))
                continue;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>The lines of a bucket, in the sequence they were appended.</summary>
    public static BucketLines Read(string directory, string prefix, int bucket)
    {
        var path = Path(directory, prefix, bucket);
        // A bucket that got no lines has no file; a directory that is gone was whole a moment ago.
        if (!Directory.Exists(directory))
            throw new ShopifyException(
                ShopifyFailure.BulkFailed,
                "The downloaded files were deleted while they were read.",
                "They are downloaded again.",
                retryable: true
            );
        return new BucketLines(File.Exists(path) ? File.ReadAllBytes(path) : []);
    }

    public static string Path(string directory, string prefix, int bucket) =>
        System.IO.Path.Combine(
            directory,
            string.Create(CultureInfo.InvariantCulture, $"{prefix}-{bucket:D5}.bin")
        );

    /// <summary>Spreads numbers evenly: ids rise, and neighbours must not share a bucket.</summary>
    public static int Bucket(long number, int count)
    {
        unchecked
        {
            var mixed = (ulong)number + 0x9E3779B97F4A7C15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            mixed ^= mixed >> 31;
            return (int)(mixed % (ulong)count);
        }
    }

    string Path(int bucket) => Path(directory, prefix, bucket);

    void Write(int bucket, ReadOnlySpan<byte> bytes)
    {
        var buffer = buffers[bucket] ??= new byte[bufferSize];
        while (bytes.Length > 0)
        {
            var room = buffer.Length - filled[bucket];
            if (room == 0)
            {
                WriteOut(bucket);
                continue;
            }
            var part = bytes[..Math.Min(room, bytes.Length)];
            part.CopyTo(buffer.AsSpan(filled[bucket]));
            filled[bucket] += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    void WriteOut(int bucket)
    {
        if (filled[bucket] == 0)
            return;
        using var file = File.OpenHandle(Path(bucket), FileMode.OpenOrCreate, FileAccess.Write);
        RandomAccess.Write(
            file,
            buffers[bucket].AsSpan(0, filled[bucket]),
            RandomAccess.GetLength(file)
        );
        filled[bucket] = 0;
    }
}

/// <summary>Walks through the lines of one bucket.</summary>
ref struct BucketLines(byte[] bytes)
{
    readonly ReadOnlySpan<byte> bytes = bytes;
    int next;

    public NodeKind Kind { get; private set; }
    public long Own { get; private set; }
    public long Parent { get; private set; }
    public ReadOnlySpan<byte> Line { get; private set; }

    public bool MoveNext()
    {
        if (next >= bytes.Length)
            return false;
        var head = bytes[next..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        Kind = (NodeKind)head[4];
        Own = BinaryPrimitives.ReadInt64LittleEndian(head[5..]);
        Parent = BinaryPrimitives.ReadInt64LittleEndian(head[13..]);
        Line = head.Slice(BucketFiles.HeadSize, length);
        next += BucketFiles.HeadSize + length;
        return true;
    }
}
