using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Comptoir.EInvoicing.Port;

/// <summary>A status of an invoice, as an answer tells it.</summary>
/// <param name="Number">The invoice's number.</param>
/// <param name="Code">The status.</param>
/// <param name="At">When it was given, UTC.</param>
/// <param name="Reason">Why; null for nothing said.</param>
sealed record AnsweredStatus(string Number, int Code, DateTime At, string? Reason);

/// <summary>
/// Reads answers: JSON with <c>number</c>, <c>status</c>, <c>at</c> and <c>reason</c>, one of them or a list, or the same as
/// columns of a CSV file with comma, semicolon or tab between.
/// </summary>
static class ReadAnswer
{
    const int LongestReason = 1_000;
    static readonly string[] Columns = ["number", "status", "at", "reason"];

    /// <summary>The statuses in a file.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static IReadOnlyList<AnsweredStatus> Of(PlatformAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(answer.Bytes)
                .Trim('\uFEFF', ' ', '\r', '\n', '\t');
        }
        catch (DecoderFallbackException error)
        {
            throw new FormatException("The file is not written in UTF-8.", error);
        }
        if (text.Length == 0)
            throw new FormatException("The file is empty, or too long to be an answer.");
        return text[0] is '{' or '[' ? Json(text) : Csv(text);
    }

    static List<AnsweredStatus> Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array
                ? [.. root.EnumerateArray().Select(One)]
                : [One(root)];
        }
        catch (JsonException error)
        {
            throw new FormatException($"The file is no JSON: {error.Message}", error);
        }

        static AnsweredStatus One(JsonElement element)
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw new FormatException(
                    "The file holds something else than objects with number and status."
                );
            return Status(name =>
                element.TryGetProperty(name, out var value)
                    ? value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.String => value.GetString(),
                        _ => value.GetRawText(),
                    }
                    : null
            );
        }
    }

    static List<AnsweredStatus> Csv(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var separator = lines[0].FirstOrDefault(c => c is ';' or ',' or '\t');
        var head = Cells(lines[0], separator)
            .Select(cell => cell.Trim().ToLowerInvariant())
            .ToList();
        if (!head.Contains("number") || !head.Contains("status"))
            throw new FormatException(
                $"The first line names no columns 'number' and 'status'. Known are: {string.Join(", ", Columns)}."
            );
        return
        [
            .. lines
                .Skip(1)
                .Where(line => line.Trim().Length > 0)
                .Select(line =>
                {
                    var cells = Cells(line, separator);
                    return Status(name =>
                        head.IndexOf(name) is >= 0 and var at && at < cells.Count ? cells[at] : null
                    );
                }),
        ];
    }

    static List<string> Cells(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        cells.Add(cell.ToString());
        return cells;
    }

    static AnsweredStatus Status(Func<string, string?> value)
    {
        if (value("number")?.Trim() is not { Length: > 0 } number)
            throw new FormatException("A status names no invoice: 'number' is missing.");
        if (
            !int.TryParse(
                value("status")?.Trim(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var code
            ) || !LifeCycle.IsKnown(code)
        )
            throw new FormatException(
                $"The status of {number} is none that is known: 200 to 213, 300 or 301."
            );
        if (
            !DateTimeOffset.TryParse(
                value("at")?.Trim(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
        )
            throw new FormatException(
                $"The status of {number} has no date: write 'at' as 2026-11-26T10:00:00Z."
            );
        var reason = XmlText.Line(value("reason"));
        return new AnsweredStatus(
            number,
            code,
            at.UtcDateTime,
            reason is { Length: > LongestReason } ? reason[..LongestReason] : reason
        );
    }
}
