using System.Globalization;

namespace Comptoir.EInvoicing.Check;

/// <summary>What must add up: BR-CO-10 to BR-CO-17 and BR-DEC of EN 16931.</summary>
static class SumRules
{
    // The official rules write "rounded to two decimals" and test with one unit of the currency on either side: what the
    // shop rounded line by line is within it.
    const decimal Tolerance = 1m;

    public static void Check(SemanticInvoice invoice, Findings findings)
    {
        // BR-CO-10 to BR-CO-14 and BR-CO-16 hold because those sums are made from what they must agree with.
        findings.Unless(
            invoice.Net + invoice.Tax == invoice.Gross,
            "BR-CO-15",
            new RefusedException(
                "The lines do not add up to the total. Compare the document with its order, and tell who looks after the program."
            )
        );
        foreach (var line in invoice.Lines)
            findings.Unless(
                Math.Abs(
                    decimal.Round(
                        line.Price * Math.Abs(line.Quantity) / (line.PriceBase ?? 1),
                        2,
                        MidpointRounding.AwayFromZero
                    ) - line.Discount
                ) == Math.Abs(line.Net),
                "BR-CO-10",
                new RefusedException(
                    "Quantity, price and discount of a line do not come to its amount."
                ),
                line.Title
            );
        foreach (var tax in invoice.Taxes)
        {
            var due = decimal.Round(
                Math.Abs(tax.Base) * (tax.Vat.Percent ?? 0) / 100,
                2,
                MidpointRounding.AwayFromZero
            );
            // A rate that rounds to nought is tested as nought by the official rule.
            findings.Unless(
                decimal.Round(tax.Vat.Percent ?? 0, MidpointRounding.AwayFromZero) == 0
                    ? Math.Abs(tax.Tax) < 0.5m
                    : Math.Abs(Math.Abs(tax.Tax) - due) < Tolerance,
                "BR-CO-17",
                new RefusedException(
                    "The VAT is too far from what its rate comes to. Look at the taxes of the order in the shop, settle them, and make the invoice again."
                ),
                PercentOf(tax.Vat)
            );
        }
        foreach (
            var amount in new[] { invoice.Gross, invoice.Net, invoice.Tax, invoice.Prepaid }.Concat(
                invoice.Lines.Select(line => line.Net)
            )
        )
            findings.Unless(
                decimal.Round(amount, 2) == amount,
                "BR-DEC-14",
                new RefusedException("An amount has more than two decimals.")
            );
        findings.Unless(
            invoice.TaxInTaxCurrency is not { } tax2 || decimal.Round(tax2, 2) == tax2,
            "BR-DEC-15",
            new RefusedException(
                "The VAT in the office’s currency has more than two decimals: send the PDF."
            )
        );
    }

    /// <summary>A rate in words for whoever reads the finding.</summary>
    public static string PercentOf(SemanticVat vat) =>
        vat.Percent is { } percent
            ? $"{vat.Category} {percent.ToString("0.####", CultureInfo.InvariantCulture)} %"
            : vat.Category;
}
