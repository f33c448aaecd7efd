using System.Globalization;

namespace Comptoir.EInvoicing.Check;

/// <summary>
/// What approved platforms ask for between French businesses: BR-FR 1.3.0 of FNFE-MPE (AFNOR XP Z12-012). What EN 16931 asks for
/// already is not said twice.
/// </summary>
static class FrenchRules
{
    const int LongestNumber = 35;
    const int LongestAddress = 125;

    static readonly string[] Asked = ["PMT", "PMD", "AAB"];
    static readonly string[] Frames = ["B1", "S1", "M1", "B2", "S2", "M2", "B7", "S7"];
    static readonly decimal[] Rates =
    [
        0m,
        10m,
        13m,
        20m,
        8.5m,
        19.6m,
        2.1m,
        5.5m,
        7m,
        20.6m,
        1.05m,
        0.9m,
        1.75m,
        9.2m,
        9.6m,
    ];

    public static void Check(SemanticInvoice invoice, Findings findings)
    {
        Number("BT-1", invoice.Number, findings);
        foreach (var before in invoice.Preceding)
            Number("BT-25", before.Number, findings);
        foreach (var (_, day) in Days(invoice))
            findings.Unless(
                day.Year is >= 2000 and <= 2099,
                "BR-FR-03",
                new RefusedException("A date lies outside of the years 2000 to 2099."),
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
        foreach (var code in Asked)
        {
            findings.Unless(
                invoice.Notes.Any(note => note.Subject == code),
                "BR-FR-05",
                new RefusedException(
                    "A text that the law asks for between businesses is missing. Enter indemnity (PMT), penalties (PMD) and discount (AAB) under Settings, Company, before the next document."
                ),
                code
            );
            findings.Unless(
                invoice.Notes.Count(note => note.Subject == code) <= 1,
                "BR-FR-06",
                new RefusedException("A text that the law asks for stands twice."),
                code
            );
        }
        findings.Unless(
            Frames.Contains(invoice.Frame),
            "BR-FR-08",
            new RefusedException("This frame of invoicing is not known."),
            invoice.Frame
        );
        Parties(invoice, findings);
        foreach (var vat in invoice.Taxes.Select(tax => tax.Vat))
            findings.Unless(
                vat.Percent is not { } percent || Rates.Contains(percent),
                "BR-FR-16",
                new RefusedException(
                    "This rate of VAT is none of the French ones: approved platforms do not take it. Send the PDF, and report the sale."
                ),
                SumRules.PercentOf(vat)
            );
        Payment(invoice, findings);
        Figures(invoice, findings);
    }

    static void Number(string term, string number, Findings findings)
    {
        findings.Unless(
            number.Length <= LongestNumber,
            "BR-FR-01",
            new RefusedException("The number is longer than 35 characters."),
            $"{term} {number}"
        );
        findings.Unless(
            number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '_' or '/'),
            "BR-FR-02",
            new RefusedException(
                "The number has other characters than letters, figures and - + _ /. Correct the pattern under Settings, Numbering, or the number of the invoice of the other program."
            ),
            $"{term} {number}"
        );
    }

    static void Parties(SemanticInvoice invoice, Findings findings)
    {
        // That both have a SIREN makes it French trade: BR-FR-10 and BR-FR-11 hold.
        Address("BR-FR-13", invoice.Seller, findings);
        Address("BR-FR-12", invoice.Buyer, findings);
        findings.Unless(
            invoice.Buyer.Endpoint is { Scheme: "0225" } endpoint
                && endpoint.Address.StartsWith(
                    invoice.Buyer.Siren ?? " ",
                    StringComparison.Ordinal
                ),
            "BR-FR-21",
            new RefusedException(
                "The buyer’s electronic address does not begin with its SIREN. Correct the SIREN, and make the invoice again."
            )
        );
    }

    static void Address(string rule, SemanticParty party, Findings findings)
    {
        findings.Unless(
            party.Endpoint is not null,
            rule,
            new RefusedException(
                "An electronic address is missing: it follows from the SIREN. Enter the SIREN."
            ),
            party.Name
        );
        var address = party.Endpoint?.Address ?? "";
        findings.Unless(
            address.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '_' or '/'),
            "BR-FR-23",
            new RefusedException("An electronic address has characters that it cannot have."),
            address
        );
        findings.Unless(
            address.Length <= LongestAddress,
            "BR-FR-25",
            new RefusedException("An electronic address is longer than 125 characters."),
            address
        );
    }

    static void Payment(SemanticInvoice invoice, Findings findings)
    {
        findings.Unless(
            !invoice.IsCredit || invoice.Preceding.Any(before => before.IssuedOn is not null),
            "BR-FR-CO-05",
            new RefusedException(
                "A credit note cites number and date of an invoice, and the date is not known. Enter it with the order, before the next document."
            )
        );
        findings.Unless(
            invoice.DueOn is not { } due || due >= invoice.IssuedOn,
            "BR-FR-CO-07",
            new RefusedException(
                "It is to be paid before its own date. Correct the payment terms of the order in the shop before the next document."
            )
        );
        if (invoice.Frame[1] == '2')
            findings.Unless(
                invoice is { Due: 0, DueOn: not null },
                "BR-FR-CO-09",
                new RefusedException(
                    "It says that it is paid already, and something is left to pay or the day of payment is missing."
                )
            );
        findings.Unless(
            invoice.Currency == "EUR"
                || invoice is { TaxCurrency: "EUR", TaxInTaxCurrency: not null },
            "BR-FR-CO-12",
            new RefusedException(
                "It is in another currency, and its VAT is not stated in euros. See that rates of exchange are there before the next document."
            )
        );
    }

    // BR-FR-DEC: at most 19 figures; two decimals for amounts, six for prices, two for rates.
    static void Figures(SemanticInvoice invoice, Findings findings)
    {
        foreach (var line in invoice.Lines)
            findings.Unless(
                Fits(line.Net, 2)
                    && Fits(line.Discount, 2)
                    && Fits(line.Quantity, 4)
                    && Fits(line.Price, 6)
                    && line.Price >= 0,
                "BR-FR-DEC-03",
                new RefusedException("A figure of a line has more decimals than platforms take."),
                line.Title
            );
        foreach (var tax in invoice.Taxes)
        {
            findings.Unless(
                Fits(tax.Base, 2) && Fits(tax.Tax, 2),
                "BR-FR-DEC-01",
                new RefusedException("An amount has more figures than platforms take.")
            );
            findings.Unless(
                tax.Vat.Percent is not { } percent || Fits(percent, 2) && percent < 100,
                "BR-FR-DEC-04",
                new RefusedException("A rate has more than two decimals."),
                SumRules.PercentOf(tax.Vat)
            );
        }
    }

    static bool Fits(decimal figure, int decimals) =>
        decimal.Round(figure, decimals) == figure && Math.Abs(figure) < 1_000_000_000_000m;

    static IEnumerable<(string Term, DateOnly Day)> Days(SemanticInvoice invoice)
    {
        yield return ("BT-2", invoice.IssuedOn);
        if (invoice.DueOn is { } due)
            yield return ("BT-9", due);
        if (invoice.SuppliedOn is { } supplied)
            yield return ("BT-72", supplied);
        foreach (var before in invoice.Preceding)
            if (before.IssuedOn is { } day)
                yield return ("BT-26", day);
    }
}
