using Comptoir.Invoicing.Planning;

namespace Comptoir.Invoicing;

/// <summary>What is credited of a line of an invoice.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Units; 0 when only money is given back.</param>
/// <param name="Amounts">Positive.</param>
/// <param name="IsAllowance">It concerns the whole invoice, and only names the line's rate.</param>
sealed record Credit(DocumentLine Line, int Quantity, Amounts Amounts, bool IsAllowance = false);

/// <summary>Works out what a credit by hand takes off an invoice, never more than is left of it.</summary>
static class Credits
{
    const int Whole = 1_000_000;

    /// <summary>What is left of a line after the credit notes that are there.</summary>
    sealed record Left(DocumentLine Line, int Quantity, Amounts Amounts);

    /// <summary>The credits.</summary>
    /// <exception cref="RefusedException">More than is left, nothing, or several ways at once.</exception>
    public static IReadOnlyList<Credit> Of(OrderBook book, Document invoice, CreditRequest request)
    {
        var ways =
            (request.Lines is null ? 0 : 1)
            + (request.Amount is null ? 0 : 1)
            + (request.Percentage is null ? 0 : 1);
        if (ways > 1)
            throw new RefusedException(
                "Credit by lines, by an amount or by a percentage: give one of them."
            );
        var left = LeftOf(book, invoice);
        List<Credit> credits =
            request.Lines is { } lines ? ByLines(left, lines)
            : request.Amount is { } amount ? ByAmount(left, amount)
            : request.Percentage is { } percentage ? ByPercentage(left, percentage)
            : [.. left.Select(x => new Credit(x.Line, x.Quantity, x.Amounts))];
        credits.RemoveAll(credit => credit is { Quantity: 0, Amounts.IsZero: true });
        if (credits.Count == 0)
            throw new RefusedException("Nothing of this invoice is left to credit.");
        var total = credits.Sum(credit => credit.Amounts.CustomerGross);
        if (total > LeftInAll(book, invoice))
            throw new RefusedException(TooMuch);
        return total >= 0
            ? credits
            : throw new RefusedException("A credit gives something back: give an amount above 0.");
    }

    const string TooMuch =
        "More would be credited than is left of this invoice. Look at the credit notes that are there, and credit less.";

    /// <summary>What is left of an invoice with tax: credits of other lines and goodwill count too.</summary>
    static long LeftInAll(OrderBook book, Document invoice)
    {
        var credited = book
            .Documents.Where(row => row.Kind == DocumentKind.CreditNote)
            .Sum(row => row.Gross);
        // Credit notes of the order use up its other invoices first when they do not cite this one.
        var others = book
            .Documents.Where(row => row.Kind == DocumentKind.Invoice && row.Id != invoice.Id)
            .Sum(row => row.Gross);
        var citing = book
            .Documents.Where(row =>
                row.Kind == DocumentKind.CreditNote
                && Array.Exists(row.Corrects, x => x.DocumentId == invoice.Id)
            )
            .Sum(row => row.Gross);
        // A refund that waits for its credit note takes its part too.
        var waiting = -book
            .Order.Sales.Where(sale => sale.CustomerOpen < 0)
            .Sum(sale => sale.CustomerOpen);
        return Math.Max(
            0,
            invoice.Gross - Math.Max(Math.Min(citing, invoice.Gross), credited + waiting - others)
        );
    }

    static List<Left> LeftOf(OrderBook book, Document invoice)
    {
        var credited = book
            .Documents.Where(row =>
                row.Kind == DocumentKind.CreditNote
                && Array.Exists(row.Corrects, x => x.DocumentId == invoice.Id)
            )
            .SelectMany(row => row.Lines)
            .ToLookup(KeyOf);
        var left = new List<Left>();
        foreach (var same in invoice.Lines.GroupBy(KeyOf))
        {
            // Lines of the same thing at the same rate stand for each other.
            var units = credited[same.Key].Sum(line => line.Quantity ?? 0);
            var amounts = credited[same.Key]
                .Aggregate(default(Amounts), (sum, line) => sum + AmountsOf(line));
            foreach (var line in same)
            {
                var whole = AmountsOf(line);
                var taken = new Amounts(
                    Math.Clamp(amounts.Gross, 0, Math.Max(0, whole.Gross)),
                    Math.Clamp(amounts.Tax, 0, Math.Max(0, whole.Tax)),
                    Math.Clamp(amounts.CustomerGross, 0, Math.Max(0, whole.CustomerGross)),
                    Math.Clamp(amounts.CustomerTax, 0, Math.Max(0, whole.CustomerTax))
                );
                var gone = Math.Clamp(units, 0, Math.Max(0, line.Quantity ?? 0));
                left.Add(new Left(line, (line.Quantity ?? 0) - gone, whole - taken));
                units -= gone;
                amounts -= taken;
            }
        }
        foreach (var allowance in credited.SelectMany(group => group).Where(IsAllowance))
            TakeOff(left, allowance);
        return left;
    }

    static bool IsAllowance(DocumentLine line) =>
        line.Kind is DocumentLineKind.Allowance or DocumentLineKind.Charge;

    /// <summary>Goodwill names no line: it takes from what is left at its rate.</summary>
    static void TakeOff(List<Left> left, DocumentLine allowance)
    {
        var amount = allowance.Gross;
        for (var i = 0; i < left.Count && amount > 0; i++)
        {
            var (line, units, amounts) = left[i];
            if (
                (line.Rate, line.TaxTitle) != (allowance.Rate, allowance.TaxTitle)
                || IsAllowance(line)
                || amounts.CustomerGross <= 0
            )
                continue;
            var taken = Math.Min(amount, amounts.CustomerGross);
            left[i] = new Left(
                line,
                units,
                amounts
                    - (amounts.Part(taken, amounts.CustomerGross) with { CustomerGross = taken })
            );
            amount -= taken;
        }
    }

    static (DocumentLineKind, long?, int?, string?) KeyOf(DocumentLine line) =>
        (line.Kind, line.OrderLine, line.Rate, line.TaxTitle);

    static Amounts AmountsOf(DocumentLine line) =>
        new(line.ShopGross, line.ShopTax, line.Gross, line.Tax);

    static List<Credit> ByLines(List<Left> left, IReadOnlyList<CreditLine> lines)
    {
        var credits = new List<Credit>();
        if (lines.Contains(null!))
            throw new RefusedException("Give for each line units or an amount.");
        foreach (var (position, quantity, amount) in lines)
        {
            if (left.Find(x => x.Line.Position == position) is not { } of)
                throw new RefusedException("This invoice has no line at one of the places given.");
            if (credits.Exists(credit => credit.Line.Position == position))
                throw new RefusedException("Give each line once.");
            if (quantity is null == amount is null)
                throw new RefusedException("Give for each line units or an amount.");
            if (quantity is < 1 || amount is < 1)
                throw new RefusedException(
                    "A credit gives something back: give an amount above 0."
                );
            if (quantity > of.Quantity || amount > of.Amounts.CustomerGross)
                throw new RefusedException(TooMuch);
            credits.Add(
                quantity is { } units
                    ? new Credit(
                        of.Line,
                        units,
                        units == of.Quantity ? of.Amounts : of.Amounts.Part(units, of.Quantity)
                    )
                    : new Credit(
                        of.Line,
                        0,
                        of.Amounts.Part(amount!.Value, of.Amounts.CustomerGross) with
                        {
                            CustomerGross = amount.Value,
                        }
                    )
            );
        }
        return credits;
    }

    static List<Credit> ByPercentage(List<Left> left, int percentage)
    {
        if (percentage is < 1 or > Whole)
            throw new RefusedException("Give a percentage above 0, and 100 at most.");
        return
        [
            .. left.Select(x => new Credit(
                x.Line,
                percentage == Whole ? x.Quantity : 0,
                Least(AmountsOf(x.Line).Part(percentage, Whole), x.Amounts)
            )),
        ];
    }

    static Amounts Least(Amounts a, Amounts b) => a.CustomerGross <= b.CustomerGross ? a : b;

    static List<Credit> ByAmount(List<Left> left, long amount)
    {
        if (amount < 1)
            throw new RefusedException("A credit gives something back: give an amount above 0.");
        var rates = left.GroupBy(x => (x.Line.Rate, x.Line.TaxTitle, x.Line.ChannelLiable))
            .Select(group =>
                (
                    group.First().Line,
                    Amounts: group.Aggregate(default(Amounts), (sum, x) => sum + x.Amounts)
                )
            )
            .Where(x => x.Amounts.CustomerGross > 0)
            .ToList();
        if (rates.Sum(x => x.Amounts.CustomerGross) < amount)
            throw new RefusedException(TooMuch);
        var shares = Shares.Of(amount, [.. rates.Select(x => x.Amounts.CustomerGross)]);
        return
        [
            .. rates.Select(
                (x, i) =>
                    new Credit(
                        x.Line,
                        0,
                        x.Amounts.Part(shares[i], x.Amounts.CustomerGross) with
                        {
                            CustomerGross = shares[i],
                        },
                        IsAllowance: true
                    )
            ),
        ];
    }
}
