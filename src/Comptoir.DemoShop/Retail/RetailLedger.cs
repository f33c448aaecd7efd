using System.Text.RegularExpressions;

namespace Comptoir.DemoShop.Retail;

/// <summary>A sold row with what was cancelled of it later.</summary>
internal sealed class RetailLine(RetailRow row)
{
    public RetailRow Row { get; } = row;

    /// <summary>Units not yet cancelled.</summary>
    public int Left { get; set; } = row.Quantity;
}

/// <summary>Units given back of lines of one invoice by one cancellation.</summary>
internal sealed record RetailRefund(
    string Cancellation,
    DateTime At,
    List<(int Line, int Units)> Lines
);

internal sealed class RetailInvoice(RetailRow first)
{
    public RetailRow First { get; } = first;
    public List<RetailLine> Lines { get; } = [];
    public List<RetailRefund> Refunds { get; } = [];
    public DateTime LastChange =>
        Refunds.Count > 0 && Refunds[^1].At > First.At ? Refunds[^1].At : First.At;
}

/// <summary>
/// Turns rows into invoices with their refunds. A cancellation gives back units that the same customer bought before, of the same
/// article at the same unit price, the latest purchase first: with the same price a refund is exactly what was paid. What matches no
/// purchase is left out and counted.
/// </summary>
internal sealed partial class RetailLedger
{
    private readonly Dictionary<string, RetailInvoice> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<
        (int Customer, string Article, long Unit),
        List<(RetailInvoice Invoice, int Line)>
    > bought = [];
    private readonly Dictionary<
        (LeftOutReason, DateOnly),
        (int Rows, long Units, long Gross)
    > leftOut = [];

    public List<RetailInvoice> Invoices { get; } = [];

    public int Rows { get; private set; }

    public int Refunds { get; private set; }

    public IReadOnlyList<LeftOut> LeftOut =>
        [
            .. leftOut
                .Select(pair => new LeftOut(
                    pair.Key.Item1,
                    pair.Key.Item2,
                    pair.Value.Rows,
                    pair.Value.Units,
                    pair.Value.Gross
                ))
                .OrderBy(l => l.Month)
                .ThenBy(l => l.Reason),
        ];

    /// <summary>Whether a code is an article and not a charge (POST, DOT, C2, M, D, BANK CHARGES, gift_0001_20…).</summary>
    public static bool IsArticle(string code) => Article().IsMatch(code);

    /// <summary>Whether a code is postage or carriage.</summary>
    public static bool IsShipping(string code) => code is "POST" or "DOT" or "C2";

    public void Add(RetailRow row)
    {
        Rows++;
        if (row.Price < 0)
        {
            Leave(LeftOutReason.NegativePrice, row, row.Quantity);
        }
        else if (row.IsCancellation)
        {
            Cancel(row);
        }
        else if (row.Quantity <= 0)
        {
            Leave(LeftOutReason.StockCorrection, row, row.Quantity);
        }
        else
        {
            Sell(row);
        }
    }

    private void Sell(RetailRow row)
    {
        if (!byNumber.TryGetValue(row.Invoice, out var invoice))
        {
            byNumber[row.Invoice] = invoice = new RetailInvoice(row);
            Invoices.Add(invoice);
        }

        if (row.Customer is { } customer)
        {
            var key = (customer, row.Article, row.UnitMinor);
            if (!bought.TryGetValue(key, out var list))
            {
                bought[key] = list = [];
            }

            list.Add((invoice, invoice.Lines.Count));
        }

        invoice.Lines.Add(new RetailLine(row));
    }

    private void Cancel(RetailRow row)
    {
        var units = -row.Quantity;
        if (
            row.Customer is { } customer
            && bought.TryGetValue((customer, row.Article, row.UnitMinor), out var purchases)
        )
        {
            for (var i = purchases.Count - 1; i >= 0 && units > 0; i--)
            {
                var (invoice, line) = purchases[i];
                var taken = Math.Min(units, invoice.Lines[line].Left);
                if (taken > 0)
                {
                    invoice.Lines[line].Left -= taken;
                    units -= taken;
                    GiveBack(invoice, row, line, taken);
                }
            }
        }

        if (units != 0)
        {
            Leave(LeftOutReason.NothingToCancel, row, -units);
        }
    }

    private void GiveBack(RetailInvoice invoice, RetailRow row, int line, int units)
    {
        if (invoice.Refunds.Count == 0 || invoice.Refunds[^1].Cancellation != row.Invoice)
        {
            invoice.Refunds.Add(new RetailRefund(row.Invoice, row.At, []));
            Refunds++;
        }

        invoice.Refunds[^1].Lines.Add((line, units));
    }

    private void Leave(LeftOutReason reason, RetailRow row, int units)
    {
        var key = (reason, new DateOnly(row.At.Year, row.At.Month, 1));
        var (rows, all, gross) = leftOut.GetValueOrDefault(key);
        leftOut[key] = (rows + 1, all + units, gross + (row.UnitMinor * units));
    }

    [GeneratedRegex(@"^\d{5}[A-Za-z]*$|^DCGS", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Article();
}
