namespace Comptoir.Shopify;

/// <summary>
/// Sorts the lines of a bulk file into buckets as the bytes come in. Lines may come in any sequence, children before
/// their parent and two levels deep. A grandchild names only its parent, a middle line, which alone knows the root: so
/// grandchildren first go to link buckets by their parent's number, together with a note of each middle line's root, and
/// <see cref="Finish"/> sends them on from there. Memory does not depend on the size of the file.
/// </summary>
sealed class StageWriter
{
    internal const string Roots = "bucket";
    internal const string Links = "link";
    internal const int KeptRejections = 1000;
    const int LongestLine = 64 * 1024 * 1024;

    readonly StageShape shape;
    readonly string directory;
    readonly int buckets;
    readonly BucketFiles roots;
    readonly BucketFiles? links;
    readonly List<RejectedLine> rejected = [];
    byte[] unfinished = new byte[64 * 1024];
    int unfinishedLength;
    bool skipping;

    public StageWriter(StageShape shape, string directory, int buckets)
    {
        this.shape = shape;
        this.directory = directory;
        this.buckets = buckets;
        roots = new BucketFiles(directory, Roots, buckets);
        links = shape.HasMiddle ? new BucketFiles(directory, Links, buckets) : null;
    }

    /// <summary>Lines so far, those set aside included.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines set aside; details are kept of the first thousand.</summary>
    public long RejectedCount { get; private set; }

    public IReadOnlyList<RejectedLine> Rejected => rejected;

    /// <summary>Bytes in the bucket files.</summary>
    public long Bytes => roots.Bytes;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                Keep(bytes);
                return;
            }
            if (unfinishedLength == 0 && !skipping)
            {
                Line(bytes[..end]);
            }
            else
            {
                Keep(bytes[..end]);
                EndLine();
            }
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>The file is at its end: the last line, the grandchildren, and everything onto the disk.</summary>
    public void Finish()
    {
        EndLine();
        if (links is not null)
        {
            links.Flush();
            for (var bucket = 0; bucket < buckets; bucket++)
                SendOn(bucket);
        }
        roots.Flush();
    }

    void Keep(ReadOnlySpan<byte> bytes)
    {
        if (skipping || bytes.Length == 0)
            return;
        if (unfinishedLength + bytes.Length > LongestLine)
        {
            Lines++;
            Reject("the line is longer than 64 MB", unfinished.AsSpan(0, unfinishedLength));
            skipping = true;
            unfinishedLength = 0;
            return;
        }
        if (unfinishedLength + bytes.Length > unfinished.Length)
            Array.Resize(
                ref unfinished,
                Math.Max(unfinished.Length * 2, unfinishedLength + bytes.Length)
            );
        bytes.CopyTo(unfinished.AsSpan(unfinishedLength));
        unfinishedLength += bytes.Length;
    }

    void EndLine()
    {
        if (!skipping)
            Line(unfinished.AsSpan(0, unfinishedLength));
        skipping = false;
        unfinishedLength = 0;
    }

    void Line(ReadOnlySpan<byte> line)
    {
        if (line.Length > 0 && line[^1] == (byte)'\r')
            line = line[..^1];
        if (line.Length == 0)
            return;
        Lines++;
        if (!LineHead.TryRead(shape, line, out var head, out var reason))
        {
            Reject(reason, line);
            return;
        }
        switch (head.Node.Level)
        {
            case NodeLevel.Root:
                roots.Append(
                    BucketFiles.Bucket(head.Own, buckets),
                    head.Node.Kind,
                    head.Own,
                    0,
                    line
                );
                break;
            case NodeLevel.Child:
                roots.Append(
                    BucketFiles.Bucket(head.Parent, buckets),
                    head.Node.Kind,
                    head.Own,
                    head.Parent,
                    line
                );
                break;
            case NodeLevel.Middle or NodeLevel.MiddleOfOrder:
                roots.Append(
                    BucketFiles.Bucket(head.Parent, buckets),
                    head.Node.Kind,
                    head.Own,
                    head.Parent,
                    line
                );
                links!.Append(
                    BucketFiles.Bucket(head.Own, buckets),
                    head.Node.Kind,
                    head.Own,
                    head.Parent,
                    []
                );
                break;
            case NodeLevel.Grandchild:
                links!.Append(
                    BucketFiles.Bucket(head.Parent, buckets),
                    head.Node.Kind,
                    head.Own,
                    head.Parent,
                    line
                );
                break;
            default:
                break;
        }
    }

    void SendOn(int bucket)
    {
        var rootOf = new Dictionary<long, long>();
        var notes = BucketFiles.Read(directory, Links, bucket);
        while (notes.MoveNext())
            if (notes.Line.Length == 0)
                rootOf[notes.Own] = notes.Parent;
        var lines = BucketFiles.Read(directory, Links, bucket);
        while (lines.MoveNext())
        {
            if (lines.Line.Length == 0)
                continue;
            if (rootOf.TryGetValue(lines.Parent, out var root))
                roots.Append(
                    BucketFiles.Bucket(root, buckets),
                    lines.Kind,
                    lines.Own,
                    lines.Parent,
                    lines.Line
                );
            else
                Reject("what it belongs to is not in the file", lines.Line);
        }
        File.Delete(BucketFiles.Path(directory, Links, bucket));
    }

    void Reject(string reason, ReadOnlySpan<byte> line)
    {
        RejectedCount++;
        if (rejected.Count < KeptRejections)
            rejected.Add(RejectedLine.Of(reason, line));
    }
}
