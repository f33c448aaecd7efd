using System.Security.Cryptography;
using System.Text;
using Comptoir.Web;

namespace Comptoir.Importing;

/// <summary>What is wrong with one cell.</summary>
/// <param name="Column">The header of the column.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Fault">What is wrong and what to do.</param>
public sealed record CellFault(string Column, string Value, string Fault);

/// <summary>A row as values of fields.</summary>
/// <param name="Row">The row.</param>
/// <param name="Values">The values, in their plain form; empty ones are left out.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Hash">The same for equal values, whatever columns they come from.</param>
sealed record ReadRow(
    CsvRow Row,
    Dictionary<string, string?> Values,
    List<CellFault> Faults,
    string Hash
)
{
    /// <summary>A value; null when it is empty.</summary>
    public string? this[string field] => Values.GetValueOrDefault(field);
}

/// <summary>Reads rows with the rules of the fields their columns are imported into.</summary>
sealed class RowReading(ImportKind kind, IReadOnlyList<ImportColumn> columns, bool decimalComma)
{
    readonly (ImportColumn Column, EditField? Field)[] fields =
    [
        .. columns.Select(column => (column, ImportFields.Find(kind, column.Field))),
    ];

    /// <summary>Reads a row.</summary>
    public ReadRow Read(CsvRow row)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var faults = new List<CellFault>();
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var cell = row.Cells[i];
            if (string.IsNullOrWhiteSpace(cell))
                continue;
            if (i >= fields.Length)
            {
                faults.Add(
                    new(
                        "",
                        cell,
                        new RefusedException(
                            "The row has more cells than the file has columns: most likely a text with the separator in it is not in quotation marks."
                        ).Message
                    )
                );
                break;
            }
            if (fields[i] is not (var column, { } field))
                continue;
            try
            {
                values[field.Name] = Plain(field, cell);
            }
            catch (RefusedException refused)
            {
                faults.Add(new(column.Header, cell, refused.Message));
            }
        }
        return new(row, values, faults, Hash(values));
    }

    string Plain(EditField field, string cell)
    {
        // Spreadsheets and Shopify keep figures from being reckoned with by an apostrophe before them.
        var text =
            cell.Length > 1
            && cell[0] == '\''
            && (char.IsAsciiDigit(cell[1]) || cell[1] is '+' or '=' or '-' or '@')
                ? cell[1..]
                : cell;
        return field.Input == EditInput.Price
            ? PlainText.Price(text, decimalComma)
            : field.Check(text);
    }

    static string Hash(Dictionary<string, string?> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values.OrderBy(x => x.Key, StringComparer.Ordinal))
            text.Append(name).Append('\u001F').Append(value).Append('\u001E');
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
