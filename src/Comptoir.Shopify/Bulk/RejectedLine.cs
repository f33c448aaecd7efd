using System.Text;

namespace Comptoir.Shopify;

/// <summary>A line of a bulk file that could not be used and was set aside; the rest goes on.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="Excerpt">Its beginning, at most 300 characters. May hold personal data.</param>
/// <param name="Root">The order, customer or product it belongs to; null when not known.</param>
public sealed record RejectedLine(string Reason, string Excerpt, Gid? Root)
{
    const int ExcerptLength = 300;

    internal static RejectedLine Of(string reason, ReadOnlySpan<byte> line, Gid? root = null) =>
        new(
            reason,
            Secrets.Redact(Encoding.UTF8.GetString(line[..Math.Min(line.Length, ExcerptLength)])),
            root
        );
}

/// <summary>How far a download is. Bytes of how many (null when not known), lines of how many.</summary>
public sealed record StageProgress(long Bytes, long? OfBytes, long Lines, long OfLines);
