using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Comptoir.Importing;

/// <summary>One row of a file.</summary>
/// <param name="Line">The line it begins on, from 1, as a text editor counts.</param>
/// <param name="Cells">Its cells, as they are written.</param>
sealed record CsvRow(int Line, string[] Cells);

/// <summary>
/// A file of comma-separated values as programs and spreadsheets write them: its encoding, its separator and its decimal sign
/// are found out. Rows are read one by one, whatever the size.
/// </summary>
sealed class CsvFile
{
    const int LongestField = 100_000;
    const int MostColumns = 500;
    const int Looked = 64 * 1024;
    static readonly char[] Separators = [';', ',', '\t'];
    static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    readonly string path;
    readonly Encoding encoding;
    readonly int skipped;

    CsvFile(string path, Encoding encoding, char separator, int skipped)
    {
        this.path = path;
        this.encoding = encoding;
        this.skipped = skipped;
        Separator = separator;
    }

    /// <summary>How its text is written.</summary>
    public string EncodingName =>
        ReferenceEquals(encoding, Windows) ? "Windows-1252" : encoding.WebName.ToUpperInvariant();

    /// <summary>What stands between its cells.</summary>
    public char Separator { get; }

    /// <summary>Its first row.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Figures such as 1,234 are one and some decimals, not a thousand and some.</summary>
    public bool DecimalComma { get; private set; }

    /// <summary>Finds out how a file is to be read.</summary>
    /// <exception cref="RefusedException">It is no such file; the message says what to do.</exception>
    public static CsvFile Open(string path)
    {
        var found = FindEncoding(path);
        string beginning;
        using (var reader = new StreamReader(path, found, detectEncodingFromByteOrderMarks: true))
        {
            var buffer = new char[Looked];
            beginning = new string(buffer, 0, reader.ReadBlock(buffer));
        }
        if (string.IsNullOrWhiteSpace(beginning))
            throw new RefusedException("The file is empty.");
        // Spreadsheets say their separator in a first line of its own; what cannot be one says nothing.
        var said =
            beginning.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && beginning.Length > 4
            && (beginning[4] == '|' || Array.IndexOf(Separators, beginning[4]) >= 0)
                ? beginning[4]
                : (char?)null;
        var file = new CsvFile(path, found, said ?? FindSeparator(beginning), said is null ? 0 : 1);
        var first = file.Read(headerToo: true).FirstOrDefault();
        file.Header =
            first is { Cells: { Length: > 0 and <= MostColumns } cells }
            && Array.Exists(cells, cell => !string.IsNullOrWhiteSpace(cell))
                ? [.. cells.Select(cell => cell.Trim())]
                : throw new RefusedException(
                    "The first line of the file holds no names of columns. Export it again with a line of headers."
                );
        file.DecimalComma = file.FindDecimalComma();
        return file;
    }

    /// <summary>Its rows, without the header and without blank lines.</summary>
    /// <exception cref="RefusedException">A cell does not end.</exception>
    public IEnumerable<CsvRow> Rows() => Read(headerToo: false);

    IEnumerable<CsvRow> Read(bool headerToo)
    {
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
        for (var i = 0; i < skipped; i++)
            reader.ReadLine();
        using var parser = new CsvParser(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = Separator.ToString(),
                BadDataFound = null,
                MaxFieldSize = LongestField,
                IgnoreBlankLines = true,
            }
        );
        var header = true;
        while (Next(parser))
        {
            var cells = parser.Record!;
            if (header && !headerToo)
            {
                header = false;
                continue;
            }
            header = false;
            if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                continue;
            // The parser counts the lines it has read; a cell may hold several.
            var breaks = parser.RawRecord.AsSpan().TrimEnd("\r\n").Count('\n');
            yield return new CsvRow(parser.RawRow - breaks + skipped, cells);
        }
    }

    static bool Next(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw new RefusedException(
                "A cell of the file is longer than 100,000 characters: most likely a quotation mark is opened and never closed. Export the file again, or mend it in a spreadsheet."
            );
        }
    }

    static Encoding FindEncoding(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[Looked];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var looked = start.AsSpan(0, length);
        if (looked.IsEmpty)
            throw new RefusedException("The file is empty.");
        if (
            looked.StartsWith("PK\u0003\u0004"u8)
            || looked.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])
        )
            throw new RefusedException(
                "This is a spreadsheet, not a CSV file. Open it, and save it as CSV."
            );
        if (looked.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8;
        if (looked.StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode;
        if (looked.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        // Western text in UTF-16 has a zero in every second byte, and no other text has any.
        var (even, odd) = Zeros(looked);
        if (odd > length / 8 && even == 0)
            return Encoding.Unicode;
        if (even > length / 8 && odd == 0)
            return Encoding.BigEndianUnicode;
        if (even + odd > 0 || looked.StartsWith("%PDF"u8))
            throw new RefusedException(
                "This is not a text file. Export the list as CSV and choose that file."
            );
        stream.Position = 0;
        return IsUtf8(stream) ? Encoding.UTF8 : Windows;
    }

    static (int Even, int Odd) Zeros(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        return (even, odd);
    }

    static bool IsUtf8(FileStream stream)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[Looked];
        var text = new char[Looked + 1];
        try
        {
            int read;
            do
            {
                read = stream.Read(bytes);
                decoder.GetChars(bytes.AsSpan(0, read), text, flush: read == 0);
            } while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    static char FindSeparator(string beginning)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        var quoted = false;
        foreach (var c in beginning)
        {
            if (c == '"')
                quoted = !quoted;
            if (!quoted && c is '\n' or '\r' && counts.ContainsAnyExcept(0))
                break;
            if (!quoted && Array.IndexOf(Separators, c) is >= 0 and var which)
                counts[which]++;
        }
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best])
                best = i;
        return Separators[best];
    }

    bool FindDecimalComma()
    {
        const int Enough = 500;
        var (commas, points) = (0, 0);
        foreach (var row in Rows().Take(Enough))
        foreach (var cell in row.Cells)
            if (Decimals(cell) is { } sign)
                _ = sign == ',' ? commas++ : points++;
        return commas == points ? Separator == ';' : commas > points;
    }

    // One or two figures after the only sign are cents, whatever the country.
    static char? Decimals(string cell)
    {
        var text = cell.AsSpan().Trim();
        var at = text.LastIndexOfAny(',', '.');
        if (at < 1 || text.Length - at - 1 is not (1 or 2))
            return null;
        foreach (var c in text)
            if (!char.IsAsciiDigit(c) && c is not (',' or '.' or ' ' or '\u00A0' or '\u202F'))
                return null;
        return text[at];
    }
}
