using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Comptoir.Documents.Pdf;

/// <summary>
/// The objects of a PDF 1.7 file, written one after the other to a stream that need not be seekable. Nothing in it comes from
/// a clock or from chance: its identifier is a hash of what was written.
/// </summary>
sealed class PdfFile : IDisposable
{
    readonly Stream output;
    readonly List<long> offsets = [];
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly MemoryStream packed = new();
    long written;

    public PdfFile(Stream output)
    {
        this.output = output;
        // Four bytes above 127 tell transfer programs that the file is not text.
        Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>A number for an object that is put later.</summary>
    public int Reserve()
    {
        offsets.Add(-1);
        return offsets.Count;
    }

    /// <summary>Writes an object under a number that was reserved.</summary>
    public void Put(int id, string content)
    {
        Begin(id);
        Write(content);
        Write("\nendobj\n");
    }

    /// <summary>Writes an object and says its number.</summary>
    public int Add(string content)
    {
        var id = Reserve();
        Put(id, content);
        return id;
    }

    /// <summary>Writes compressed data as an object and says its number.</summary>
    /// <param name="entries">Entries of the stream's dictionary beyond length and filter.</param>
    /// <param name="data">The data, not yet compressed.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        packed.SetLength(0);
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(data);
        return AddRaw(
            $"{entries} /Filter /FlateDecode",
            packed.GetBuffer().AsSpan(0, (int)packed.Length)
        );
    }

    /// <summary>Writes data as they are as an object and says its number.</summary>
    /// <param name="entries">Entries of the stream's dictionary beyond length, the filter among them if there is one.</param>
    /// <param name="data">The data.</param>
    public int AddRaw(string entries, ReadOnlySpan<byte> data)
    {
        var id = Reserve();
        Begin(id);
        Write($"<< {entries} /Length {Number(data.Length)} >>\nstream\n");
        Write(data);
        Write("\nendstream\nendobj\n");
        return id;
    }

    /// <summary>Writes the table of objects and what follows it. Every reserved number must have been put.</summary>
    public void Finish(int catalog, int information)
    {
        var id = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
        var start = written;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Write(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write(
            $"trailer\n<< /Size {offsets.Count + 1} /Root {catalog} 0 R /Info {information} 0 R /ID [<{id}> <{id}>] >>\n"
                + $"startxref\n{Number(start)}\n%%EOF\n"
        );
    }

    /// <summary>A number as PDF writes it, with at most three decimals.</summary>
    public static string Number(double value) =>
        value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A text for people (title, name), in any script.</summary>
    public static string Text(string text) =>
        "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    /// <summary>A day: its first moment in universal time, because documents have no hour.</summary>
    public static string Date(DateOnly day) =>
        day.ToString("'(D:'yyyyMMdd'000000Z)'", CultureInfo.InvariantCulture);

    void Begin(int id)
    {
        offsets[id - 1] = written;
        Write($"{id} 0 obj\n");
    }

    void Write(string text) => Write(Encoding.Latin1.GetBytes(text));

    void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        hash.AppendData(bytes);
        written += bytes.Length;
    }

    public void Dispose()
    {
        hash.Dispose();
        packed.Dispose();
    }
}
