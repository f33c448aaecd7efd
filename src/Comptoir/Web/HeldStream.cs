namespace Comptoir.Web;

/// <summary>
/// Holds what is written until it is passed on: a zip writes some of its parts synchronously, which a connection does not allow,
/// and goes back in streams that can be wound back, which would make other bytes in a file than over a connection.
/// </summary>
sealed class HeldStream(Stream output) : Stream
{
    readonly MemoryStream held = new();
    long written;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what was written since the last time.</summary>
    public async Task PassOnAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
        held.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        held.Write(buffer);
        written += buffer.Length;
    }

    public override void Flush()
    {
        // It is passed on when the caller says so.
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            held.Dispose();
        base.Dispose(disposing);
    }
}
