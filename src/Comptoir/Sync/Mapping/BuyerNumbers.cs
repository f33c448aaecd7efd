using Comptoir.Shopify;
using Comptoir.WebShops;

namespace Comptoir.Sync.Mapping;

/// <summary>The texts of one object among which a buyer's numbers are looked for.</summary>
sealed record BuyerTexts
{
    /// <summary>Shopify's own field for the number.</summary>
    public IEnumerable<string?> Own { get; init; } = [];

    /// <summary>The company's name line of its addresses.</summary>
    public IEnumerable<string?> AddressCompanies { get; init; } = [];

    public IReadOnlyList<KeyValue> Attributes { get; init; } = [];
    public string? Metafield { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>Finds a buyer's numbers where the shop keeps them: the first place that holds something of the right form wins.</summary>
static class BuyerNumbers
{
    /// <summary>Where numbers are looked for in a shop that says nothing about it.</summary>
    static readonly FieldPlace[] Own = [new(FieldPlaceKind.Own)];

    /// <summary>The VAT number in capitals without spaces; null when there is none.</summary>
    public static string? VatNumber(FieldMapping fields, BuyerTexts texts) =>
        First(fields.VatNumber, texts, AsVatNumber);

    /// <summary>The nine digits of the SIREN: as kept by the shop, or from the SIRET or the French VAT number that hold it.</summary>
    public static string? Siren(FieldMapping fields, BuyerTexts texts, string? vatNumber) =>
        First(fields.Siren, texts, AsSiren)
        ?? (
            vatNumber is { Length: 13 } && vatNumber.StartsWith("FR", StringComparison.Ordinal)
                ? AsSiren(vatNumber[4..])
                : null
        );

    /// <summary>The buyer's own number of the order; null when there is none.</summary>
    public static string? PurchaseOrder(FieldMapping fields, BuyerTexts texts) =>
        First(fields.PurchaseOrder, texts, Convert.Text);

    /// <summary>The key of the metafield that is read for a number: the first that the shop names.</summary>
    public static string? MetafieldOf(FieldPlace[] places) =>
        places.FirstOrDefault(place => place.Kind == FieldPlaceKind.Metafield)?.Key;

    /// <summary>The text as a VAT number: a country and two to thirteen signs, some of them digits; otherwise null.</summary>
    public static string? AsVatNumber(string? text)
    {
        var number = Compact(text);
        return
            number.Length is >= 4 and <= 15
            && char.IsAsciiLetterUpper(number[0])
            && char.IsAsciiLetterUpper(number[1])
            && number.All(sign => char.IsAsciiLetterUpper(sign) || char.IsAsciiDigit(sign))
            && number.Skip(2).Count(char.IsAsciiDigit) >= 2
            ? number
            : null;
    }

    /// <summary>The SIREN in a text that is a SIREN or a SIRET; otherwise null.</summary>
    public static string? AsSiren(string? text)
    {
        var number = Compact(text);
        return number.Length is 9 or 14 && number.All(char.IsAsciiDigit) && IsLuhn(number[..9])
            ? number[..9]
            : null;
    }

    static string? First(FieldPlace[] places, BuyerTexts texts, Func<string?, string?> form) =>
        (places.Length == 0 ? Own : places)
            .SelectMany(place => Texts(place, texts))
            .Select(form)
            .FirstOrDefault(number => number is not null);

    static IEnumerable<string?> Texts(FieldPlace place, BuyerTexts texts) =>
        place.Kind switch
        {
            FieldPlaceKind.Own => texts.Own,
            FieldPlaceKind.AddressCompany => texts.AddressCompanies,
            FieldPlaceKind.NoteAttribute => texts
                .Attributes.Where(note =>
                    string.Equals(note.Key.Trim(), place.Key, StringComparison.OrdinalIgnoreCase)
                )
                .Select(note => note.Value),
            FieldPlaceKind.Metafield => [texts.Metafield],
            FieldPlaceKind.Tag when place.Key.Length > 0 => texts
                .Tags.Where(tag => tag.StartsWith(place.Key, StringComparison.OrdinalIgnoreCase))
                .Select(tag => tag[place.Key.Length..]),
            _ => [],
        };

    static string Compact(string? text) =>
        new([
            .. (text ?? "").Where(sign => char.IsLetterOrDigit(sign)).Select(char.ToUpperInvariant),
        ]);

    /// <summary>The check that the last digit of a SIREN passes.</summary>
    static bool IsLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
