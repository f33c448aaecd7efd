using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>
/// The file of one bulk operation, sorted into buckets in a directory: each bucket holds some objects with everything that
/// belongs to them, small enough to be put together in memory. A disposable cache: it can be downloaded again for seven
/// days. Reading a bucket changes nothing and always gives the same.
/// </summary>
public sealed partial class BulkStage
{
    internal const int MostBuckets = 4096;
    const long BucketSize = 6 * 1024 * 1024;
    const string MarkerName = "complete.json";

    readonly Marker marker;

    BulkStage(string directory, StageShape shape, Marker marker)
    {
        Location = directory;
        Shape = shape;
        this.marker = marker;
    }

    /// <summary>The directory.</summary>
    public string Location { get; }

    /// <summary>What it holds.</summary>
    public StageShape Shape { get; }

    /// <summary>The operation it came from.</summary>
    public Gid Operation => marker.Operation;

    /// <summary>How many buckets, numbered from 0.</summary>
    public int Buckets => marker.Buckets;

    /// <summary>Lines in the file.</summary>
    public long Lines => marker.Lines;

    /// <summary>Lines that could not even be sorted. Their details, of the first thousand, are in <see cref="Rejected"/>.</summary>
    public long RejectedCount => marker.RejectedCount;

    /// <summary>Lines set aside while sorting; those set aside while reading come with their bucket.</summary>
    public IReadOnlyList<RejectedLine> Rejected => marker.Rejected;

    /// <summary>How many buckets make pieces of about 6 MB; operations that are read together share the number.</summary>
    public static int BucketsFor(params ReadOnlySpan<BulkOperation> operations)
    {
        var bytes = 0L;
        foreach (var operation in operations)
            bytes += operation.FileSize ?? operation.ObjectCount * 1000;
        return (int)Math.Clamp((bytes + BucketSize - 1) / BucketSize, 1, MostBuckets);
    }

    /// <summary>Throws the directory away.</summary>
    public void Delete()
    {
        if (Directory.Exists(Location))
            Directory.Delete(Location, recursive: true);
    }

    /// <summary>A stage left by an earlier process, when it is whole and of this operation; otherwise null.</summary>
    public static BulkStage? TryOpen(string directory, Gid operation, StageShape shape, int buckets)
    {
        var path = Path.Combine(directory, MarkerName);
        if (!File.Exists(path))
            return null;
        Marker? left;
        try
        {
            left = JsonSerializer.Deserialize(File.ReadAllBytes(path), StageJson.Default.Marker);
        }
        catch (JsonException)
        {
            return null;
        }
        if (
            left is null
            || left.Operation != operation
            || left.Shape != shape.Name
            || left.Buckets != buckets
            || left.Bytes != BytesIn(directory, buckets)
        )
            return null;
        return new BulkStage(directory, shape, left);
    }

    internal static BulkStage Complete(
        string directory,
        Gid operation,
        StageShape shape,
        int buckets,
        StageWriter writer
    )
    {
        var whole = new Marker(
            operation,
            shape.Name,
            buckets,
            writer.Lines,
            writer.Bytes,
            writer.RejectedCount,
            writer.Rejected
        );
        // Moved into place whole: a marker half written would be a lie after a crash.
        var path = Path.Combine(directory, MarkerName);
        using (var file = new FileStream(path + ".new", FileMode.Create))
        {
            JsonSerializer.Serialize(file, whole, StageJson.Default.Marker);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
        return new BulkStage(directory, shape, whole);
    }

    internal BucketLines Open(int bucket, StageShape expected)
    {
        if (Shape != expected)
            throw new InvalidOperationException(
                $"This stage holds {Shape.Name}, not {expected.Name}."
            );
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, Buckets);
        return BucketFiles.Read(Location, StageWriter.Roots, bucket);
    }

    static long BytesIn(string directory, int buckets)
    {
        var bytes = 0L;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var file = new FileInfo(BucketFiles.Path(directory, StageWriter.Roots, bucket));
            if (file.Exists)
                bytes += file.Length;
        }
        return bytes;
    }

    internal sealed record Marker(
        Gid Operation,
        string Shape,
        int Buckets,
        long Lines,
        long Bytes,
        long RejectedCount,
        IReadOnlyList<RejectedLine> Rejected
    );
}
