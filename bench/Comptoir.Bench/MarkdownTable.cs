using System.Globalization;
using System.Text;

namespace Comptoir.Bench;

/// <summary>A table of figures as Markdown, readable as plain text too.</summary>
sealed class MarkdownTable(params string[] headings)
{
    readonly List<string[]> rows = [headings];

    /// <summary>Adds a row; numbers are written with a thin group separator or two significant decimals.</summary>
    public void Add(params object[] values) => rows.Add([.. values.Select(Text)]);

    /// <inheritdoc/>
    public override string ToString()
    {
        var widths = headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var (number, row) in rows.Index())
        {
            Line(
                text,
                row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))
            );
            if (number == 0)
                Line(
                    text,
                    widths.Select(
                        (width, i) =>
                            i == 0 ? new string('-', width) : new string('-', width - 1) + ":"
                    )
                );
        }
        return text.ToString();
    }

    static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    static string Text(object value) =>
        value switch
        {
            long or int => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}"),
            double number => number.ToString(
                number < 10 ? "0.00" : "0.0",
                CultureInfo.InvariantCulture
            ),
            _ => value.ToString() ?? "",
        };
}
