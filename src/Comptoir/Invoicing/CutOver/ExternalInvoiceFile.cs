using System.Collections.Frozen;
using System.Globalization;
using Comptoir.Importing;
using Comptoir.Storage;
using Comptoir.Web;

namespace Comptoir.Invoicing.CutOver;

/// <summary>An invoice of another program as it is written: what it is of, its number, its date, its total.</summary>
/// <param name="Line">Where it stands: the line of the file, or the place in a list, from 1.</param>
/// <param name="Order">The order's name or Shopify's number of it.</param>
/// <param name="Number">The invoice's number.</param>
/// <param name="Date">Its date, not read yet.</param>
/// <param name="Total">Its total with tax, in plain figures; null when it is not said.</param>
/// <param name="Fault">What is wrong with how it is written; null when nothing is.</param>
sealed record WrittenInvoice(
    int Line,
    string Order,
    string Number,
    string Date,
    string? Total,
    string? Fault = null
);

/// <summary>Reads a CSV file of invoices that another program made.</summary>
static class ExternalInvoiceFile
{
    /// <summary>The most rows that are taken at once.</summary>
    public const int MostRows = 50_000;

    static readonly FrozenDictionary<string, string> Columns = Index(
        new(StringComparer.Ordinal)
        {
            ["order"] =
                "order|order name|order number|order id|commande|n° commande|n° de commande|numéro de commande|nom de la commande|référence commande|shopify order",
            ["number"] =
                "invoice|invoice number|invoice no|number|facture|n° facture|n° de facture|numéro de facture|numéro|n°",
            ["date"] =
                "date|invoice date|issued on|issue date|date de facture|date facture|date de la facture|date d'émission",
            ["total"] =
                "total|gross|amount|total with tax|total ttc|montant|montant ttc|total facture",
        }
    );

    /// <summary>The rows of a file, in its order.</summary>
    /// <exception cref="RefusedException">It is no such file, a column is missing, or it has too many rows.</exception>
    public static List<WrittenInvoice> Read(string path)
    {
        var file = CsvFile.Open(path);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, header) in file.Header.Index())
            if (Columns.TryGetValue(SearchText.Words(header), out var column))
                places.TryAdd(column, place);
        if (
            !places.ContainsKey("order")
            || !places.ContainsKey("number")
            || !places.ContainsKey("date")
        )
            throw new RefusedException(
                "The file needs the columns order, invoice and date; total is welcome. Name them so in its first line."
            );
        List<WrittenInvoice> rows = [];
        foreach (var row in file.Rows())
        {
            if (rows.Count == MostRows)
                throw new RefusedException(
                    "The file has more than 50,000 rows. Part it, and import the parts one after the other."
                );
            rows.Add(Row(row, places, file.DecimalComma));
        }
        return rows;
    }

    static WrittenInvoice Row(CsvRow row, Dictionary<string, int> places, bool decimalComma)
    {
        string Cell(string column) =>
            places.TryGetValue(column, out var place) && place < row.Cells.Length
                ? row.Cells[place].Trim().TrimStart('\'')
                : "";

        var written = new WrittenInvoice(
            row.Line,
            Cell("order"),
            Cell("number"),
            Cell("date"),
            null
        );
        if (Cell("total") is not { Length: > 0 } total)
            return written;
        try
        {
            return written with { Total = PlainText.Price(total, decimalComma) };
        }
        catch (RefusedException refused)
        {
            return written with { Fault = refused.Message };
        }
    }

    static FrozenDictionary<string, string> Index(Dictionary<string, string> names) =>
        names
            .SelectMany(pair =>
                pair.Value.Split('|').Select(name => (Name: SearchText.Words(name), pair.Key))
            )
            .DistinctBy(x => x.Name)
            .ToFrozenDictionary(x => x.Name, x => x.Key, StringComparer.Ordinal);
}

/// <summary>
/// Reads the days of a list: year first, or day, month and year. Only when a list cannot be read so, because a middle figure is
/// above 12, the month is taken to come first.
/// </summary>
sealed class WrittenDays
{
    static readonly char[] Signs = ['/', '.', '-'];
    readonly bool monthFirst;

    public WrittenDays(IEnumerable<string> days)
    {
        var (first, middle) = (0, 0);
        foreach (var day in days)
            if (Parts(day) is [var a, var b, _] && a <= 31)
                (first, middle) = (Math.Max(first, a), Math.Max(middle, b));
        monthFirst = middle > 12 && first <= 12;
    }

    /// <summary>A day; null when it is none.</summary>
    public DateOnly? Read(string text)
    {
        if (Parts(text) is not [var a, var b, var c])
            return null;
        var (year, month, day) =
            a > 31 ? (a, b, c)
            : monthFirst ? (c, a, b)
            : (c, b, a);
        return
            year is >= 1990 and < 2200
            && month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    /// <summary>The figures of a day; the time behind it, as Shopify writes it, is passed over.</summary>
    static int[] Parts(string text)
    {
        var day = text.Trim().Split(' ', 'T')[0];
        return
        [
            .. day.Split(Signs)
                .Select(part =>
                    int.TryParse(
                        part,
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var figure
                    )
                        ? figure
                        : -1
                ),
        ];
    }
}
