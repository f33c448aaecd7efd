using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Money;
using Comptoir.Web;

namespace Comptoir.Vat;

/// <summary>What a web shop's orders need said about VAT, as fields of a form: one rate on a line.</summary>
static class ShopVatFields
{
    const string ShipsFrom = "shipsFrom";
    const string Titles = "titles";
    const string Taxless = "taxless";

    static readonly EditField[] Sending =
    [
        new(ShipsFrom, texts => texts["Country from which it sends"])
        {
            Check = CountryNames.Code,
            Hint = texts => texts["Its code of two letters; empty for the company’s own."],
        },
    ];

    static readonly EditField[] Rates =
    [
        new(Titles, texts => texts["Rates of taxes that have only a name"])
        {
            Input = EditInput.Text,
            Check = static text => Write(ReadTitles(text)),
            Hint = texts =>
                texts["One on a line, the name as the shop writes it: TVA réduite = 5.5"],
            Width = "",
        },
        new(Taxless, texts => texts["Rates of prices that contain a tax without a name"])
        {
            Input = EditInput.Text,
            Check = static text => Write(ReadTaxless(text)),
            Hint = texts =>
                texts[
                    "One on a line, the first that fits counts: country / product type = rate, with * for every one. FR / Livres = 5.5, then * / * = 20"
                ],
            Width = "",
        },
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<EditField> All = [.. Sending, .. Rates];

    /// <summary>The fields in groups.</summary>
    public static IReadOnlyList<EditSection> Sections(Texts texts) =>
        [new(texts["Sending"], Sending), new(texts["Rates"], Rates)];

    /// <summary>What is stored, in plain form.</summary>
    public static StoredFields Stored(ShopVat vat) =>
        new(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [ShipsFrom] = vat.ShipsFrom,
                [Titles] = OrNull(Write(vat.Titles)),
                [Taxless] = OrNull(Write(vat.Taxless)),
            },
            vat.Version,
            null,
            null
        );

    /// <summary>What values in plain form ask for.</summary>
    public static ShopVatWishes Wishes(IReadOnlyDictionary<string, string?> values) =>
        new(
            values.GetValueOrDefault(ShipsFrom),
            ReadTitles(values.GetValueOrDefault(Titles)),
            ReadTaxless(values.GetValueOrDefault(Taxless))
        );

    static NamedRate[] ReadTitles(string? text) =>
        [.. Lines(text).Select(line => new NamedRate(line.Left, line.Rate))];

    static TaxlessRate[] ReadTaxless(string? text) =>
        [
            .. Lines(text)
                .Select(line =>
                {
                    var parts = line.Left.Split('/', 2, StringSplitOptions.TrimEntries);
                    return new TaxlessRate(
                        parts[0] == "*" ? null : CountryNames.Code(parts[0]),
                        parts.Length < 2 || parts[1] == "*" ? null : parts[1],
                        line.Rate
                    );
                }),
        ];

    static IEnumerable<(string Left, int Rate)> Lines(string? text)
    {
        foreach (
            var line in (text ?? "")
                .ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            var at = line.LastIndexOf('=');
            if (at <= 0 || line[..at].Trim() is not { Length: > 0 } left)
                throw new RefusedException("Write a rate on each line, such as name = 5.5.");
            yield return (left, ShopVatBody.OfPercent(SentForm.ReadPercent(line[(at + 1)..])));
        }
    }

    static string Write(IEnumerable<NamedRate> rates) =>
        string.Join('\n', rates.Select(rate => $"{rate.Title} = {Percent(rate.Rate)}"));

    static string Write(IEnumerable<TaxlessRate> rates) =>
        string.Join(
            '\n',
            rates.Select(rate =>
                $"{rate.Country ?? "*"} / {rate.ProductType ?? "*"} = {Percent(rate.Rate)}"
            )
        );

    static string Percent(int rate) =>
        (Millionths.ToUnits(rate * 100L)).ToString("0.####", CultureInfo.InvariantCulture);

    static string? OrNull(string text) => text.Length == 0 ? null : text;
}
