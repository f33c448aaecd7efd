using System.Globalization;
using System.IO.Compression;
using Sylvan.Data.Csv;

namespace Comptoir.DemoShop.Retail;

/// <summary>One row of a file of real sales.</summary>
/// <param name="Invoice">Its number; <c>C…</c> is a cancellation.</param>
/// <param name="Article">Stock code.</param>
/// <param name="Description">As typed by the seller; may be empty.</param>
/// <param name="Quantity">Units; negative in a cancellation.</param>
/// <param name="At">Local time of London.</param>
/// <param name="Price">Unit price in pounds, tax included.</param>
/// <param name="Customer">Customer number; null for guests.</param>
/// <param name="Country">In English words.</param>
internal sealed record RetailRow(
    string Invoice,
    string Article,
    string Description,
    int Quantity,
    DateTime At,
    decimal Price,
    int? Customer,
    string Country
)
{
    public bool IsCancellation => Invoice.StartsWith('C');

    /// <summary>
    /// The unit price in pence, rounded half away from zero. Very few prices have a third decimal; rounding the unit once, before it is
    /// multiplied, keeps every sum exact.
    /// </summary>
    public long UnitMinor => (long)Math.Round(Price * 100, MidpointRounding.AwayFromZero);

    /// <summary>Quantity times unit price, in pence.</summary>
    public long GrossMinor => UnitMinor * Quantity;
}

/// <summary>
/// Reads a CSV in the format of UCI "Online Retail" (InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID,
/// Country), plain or gzipped.
/// </summary>
internal static class RetailFile
{
    private static readonly string[] Columns =
    [
        "InvoiceNo",
        "StockCode",
        "Description",
        "Quantity",
        "InvoiceDate",
        "UnitPrice",
        "CustomerID",
        "Country",
    ];

    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">A column is missing or a value cannot be read; the message gives the row.</exception>
    public static IEnumerable<RetailRow> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var text = new StreamReader(stream);
        using var csv = CsvDataReader.Create(text);
        int[] columns = [.. Columns.Select(name => Column(csv, name))];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            yield return Row(csv, columns, names);
        }
    }

    private static RetailRow Row(CsvDataReader csv, int[] columns, Dictionary<string, string> names)
    {
        var culture = CultureInfo.InvariantCulture;
        try
        {
            var customer = csv.GetString(columns[6]);
            return new RetailRow(
                csv.GetString(columns[0]),
                Shared(csv.GetString(columns[1])),
                Shared(csv.GetString(columns[2]).Trim()),
                int.Parse(csv.GetString(columns[3]), NumberStyles.Integer, culture),
                DateTime.Parse(csv.GetString(columns[4]), culture),
                decimal.Parse(csv.GetString(columns[5]), NumberStyles.Float, culture),
                customer.Length == 0
                    ? null
                    : (int)decimal.Parse(customer, NumberStyles.Float, culture),
                Shared(csv.GetString(columns[7]))
            );
        }
        catch (FormatException e)
        {
            throw new InvalidDataException(
                $"Row {csv.RowNumber} of the file of sales cannot be read: {e.Message}",
                e
            );
        }

        // Descriptions repeat thousands of times.
        string Shared(string value) =>
            names.TryGetValue(value, out var known) ? known : names[value] = value;
    }

    private static int Column(CsvDataReader csv, string name)
    {
        for (var i = 0; i < csv.FieldCount; i++)
        {
            if (csv.GetName(i) == name)
            {
                return i;
            }
        }

        throw new InvalidDataException($"The file of sales has no column {name}.");
    }
}
