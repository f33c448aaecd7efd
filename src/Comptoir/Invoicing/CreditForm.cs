using System.Globalization;
using Comptoir.Money;
using Comptoir.Web;

namespace Comptoir.Invoicing;

/// <summary>Reads the form that credits an invoice by hand.</summary>
static class CreditForm
{
    const decimal MillionthsOfPercent = 10_000m;

    /// <summary>What the form asks for.</summary>
    /// <param name="form">What was sent: <c>how</c> (all, lines, amount, percentage) and the fields of that.</param>
    /// <param name="invoice">The invoice with its lines.</param>
    /// <exception cref="RefusedException">Something will not do; the message says what.</exception>
    public static CreditRequest Read(IFormCollection form, Document invoice)
    {
        var reason = PlainText.Lines(form["reason"].ToString(), 1_000);
        if (reason.Length == 0)
            throw new RefusedException(
                "Say why it is credited: the reason is printed on the credit note."
            );
        var request = new CreditRequest(Reason: reason, Issue: form["issue"] == "true");
        return form["how"].ToString() switch
        {
            "lines" => request with { Lines = Lines(form, invoice) },
            "amount" => request with { Amount = Amount(form["amount"], invoice.Currency) },
            "percentage" => request with { Percentage = Percentage(form["percentage"]) },
            _ => request,
        };
    }

    static List<CreditLine> Lines(IFormCollection form, Document invoice)
    {
        List<CreditLine> lines = [];
        foreach (var line in invoice.Lines)
        {
            var units = form[Units(line.Position)].ToString().Trim();
            var amount = form[Part(line.Position)].ToString().Trim();
            if (units.Length > 0 && amount.Length > 0)
                throw new RefusedException("Give units or an amount for a line, not both.");
            if (units is not ("" or "0"))
                lines.Add(
                    new(
                        line.Position,
                        int.Parse(PlainText.Number(units, 1_000_000), CultureInfo.InvariantCulture)
                    )
                );
            else if (amount.Length > 0)
                lines.Add(new(line.Position, null, Amount(amount, invoice.Currency)));
        }
        return lines.Count > 0
            ? lines
            : throw new RefusedException("Give the units or the amount of at least one line.");
    }

    /// <summary>The name of the field with the units of a line.</summary>
    public static string Units(int position) =>
        string.Create(CultureInfo.InvariantCulture, $"units:{position}");

    /// <summary>The name of the field with the amount of a line.</summary>
    public static string Part(int position) =>
        string.Create(CultureInfo.InvariantCulture, $"amount:{position}");

    static long Amount(string? text, string currency) =>
        Minor(text, currency) is { } amount and > 0
            ? amount
            : throw new RefusedException("Give the amount to credit, with tax.");

    /// <summary>An amount as it is typed, in minor units; null when nothing is.</summary>
    /// <exception cref="RefusedException">It is none, or has more decimals than its currency.</exception>
    public static long? Minor(string? text, string currency)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var amount = decimal.Parse(PlainText.Price(text), CultureInfo.InvariantCulture);
        try
        {
            return new Currency(currency).ToMinor(amount);
        }
        catch (InexactAmountException)
        {
            throw new RefusedException("This amount has more decimals than its currency.");
        }
    }

    static int Percentage(string? text)
    {
        var percent = string.IsNullOrWhiteSpace(text)
            ? 0
            : decimal.Parse(PlainText.Price(text), CultureInfo.InvariantCulture);
        return percent is > 0 and <= 100
            ? (int)(percent * MillionthsOfPercent)
            : throw new RefusedException("Give a percentage above 0 and up to 100.");
    }
}
