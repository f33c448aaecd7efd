using System.Collections.Frozen;
using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Web;

namespace Comptoir.Invoicing.Orders;

/// <summary>The fields of an order as a person or a program enters it, and their rules.</summary>
static class OrderFields
{
    public const string Contact = "customer.contact";
    public const string Name = "customer.name";
    public const string Company = "customer.company";
    public const string Email = "customer.email";
    public const string Line1 = "customer.line1";
    public const string Line2 = "customer.line2";
    public const string PostalCode = "customer.postalCode";
    public const string City = "customer.city";
    public const string Country = "customer.countryCode";
    public const string Vat = "customer.vatNumber";
    public const string Siren = "customer.siren";
    public const string Date = "date";
    public const string CurrencyName = "currency";
    public const string Included = "taxesIncluded";
    public const string Days = "paymentDays";
    public const string Purchase = "purchaseOrder";
    public const string Note = "note";
    public const string ShippingTitle = "shipping.title";
    public const string ShippingPrice = "shipping.price";
    public const string ShippingRate = "shipping.vatRate";

    /// <summary>The most lines of an order.</summary>
    public const int MostLines = 200;

    const int MostUnits = 1_000_000;
    const int MostDays = 365;
    const int MostDecimals = 4;

    static readonly Lazy<FrozenSet<string>> Currencies = new(() =>
        CultureInfo
            .GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name).ISOCurrencySymbol)
            .ToFrozenSet(StringComparer.Ordinal)
    );

    /// <summary>Who buys.</summary>
    public static readonly IReadOnlyList<EditField> Customer =
    [
        new(Contact, texts => texts["Existing customer"])
        {
            Width = "",
            Hint = texts =>
                texts[
                    "Name, e-mail address, or the number in the address of the customer’s page. What is left empty below is taken from there."
                ],
        },
        new(Name, texts => texts["Name"]),
        new(Company, texts => texts["Company"]),
        new(Line1, texts => texts["Street and number"]),
        new(Line2, texts => texts["Further line"]),
        new(PostalCode, texts => texts["Postal code"]) { Width = "w2" },
        new(City, texts => texts["Town"]) { Width = "w2" },
        new(Country, texts => texts["Country"]) { Check = CountryNames.Code, Width = "w2" },
        new(Email, texts => texts["E-mail"])
        {
            Input = EditInput.Email,
            Check = static text => PlainText.Email(text),
            Width = "w2",
        },
        new(Vat, texts => texts["VAT number"]) { Check = VatNumber.Read, Width = "w2" },
        new(Siren, texts => texts["SIREN"]) { Check = CompanyNumber.Siren, Width = "w2" },
    ];

    /// <summary>What was agreed.</summary>
    public static readonly IReadOnlyList<EditField> Terms =
    [
        new(Date, texts => texts["Date of the order"])
        {
            Input = EditInput.Date,
            Check = PlainText.Day,
            Hint = texts => texts["Empty: today."],
            Width = "w2",
        },
        new(CurrencyName, texts => texts["Currency"])
        {
            Check = KnownCurrency,
            Required = true,
            Width = "w2",
        },
        new(Days, texts => texts["Days until payment"])
        {
            Input = EditInput.Number,
            Check = static text => PlainText.Number(text, MostDays),
            Hint = texts => texts["Empty: paid at once."],
            Width = "w2",
        },
        new(Included, texts => texts["Prices contain the tax"])
        {
            Input = EditInput.YesNo,
            Check = PlainText.YesNo,
            Width = "",
        },
        new(Purchase, texts => texts["Their order number"]),
        new(Note, texts => texts["Note"])
        {
            Input = EditInput.Text,
            Check = static text => PlainText.Lines(text, 2_000),
            Width = "",
        },
    ];

    /// <summary>How it is sent.</summary>
    public static readonly IReadOnlyList<EditField> Shipping =
    [
        new(ShippingTitle, texts => texts["Delivery"]),
        new(ShippingPrice, texts => texts["Price"])
        {
            Input = EditInput.Price,
            Check = static text => PlainText.Price(text),
            Width = "w2",
        },
        new(ShippingRate, texts => texts["VAT, %"])
        {
            Input = EditInput.Price,
            Check = Percent,
            Width = "w1",
        },
    ];

    /// <summary>The fields of a line, by its place from 0.</summary>
    public static IReadOnlyList<EditField> Line(int place) =>
        [
            new(LineName(place, "title"), texts => texts["Title"]) { Width = "w4" },
            new(LineName(place, "sku"), texts => texts["SKU"]) { Width = "w2" },
            new(LineName(place, "quantity"), texts => texts["Quantity"])
            {
                Input = EditInput.Number,
                Check = Units,
                Width = "w1",
            },
            new(LineName(place, "unitPrice"), texts => texts["Price of a unit"])
            {
                Input = EditInput.Price,
                Check = static text => PlainText.Price(text),
                Width = "w2",
            },
            new(LineName(place, "discount"), texts => texts["Discount"])
            {
                Check = Discount,
                Hint = texts => texts["5.00 or 10 %"],
                Width = "w2",
            },
            new(LineName(place, "vatRate"), texts => texts["VAT, %"])
            {
                Input = EditInput.Price,
                Check = Percent,
                Width = "w1",
            },
        ];

    /// <summary>The name of a field of a line, by its place from 0.</summary>
    public static string LineName(int place, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"lines.{place}.{part}");

    /// <summary>All fields of an order with so many lines.</summary>
    public static IEnumerable<EditField> All(int lines) =>
        [.. Customer, .. Terms, .. Shipping, .. Enumerable.Range(0, lines).SelectMany(Line)];

    static string KnownCurrency(string text)
    {
        var code = PlainText.Currency(text);
        return Currencies.Value.Contains(code)
            ? code
            : throw new RefusedException(
                "No country pays in this currency. Write its code of three letters, such as EUR."
            );
    }

    static string Units(string text)
    {
        var units = PlainText.Number(text, MostUnits);
        return units != "0" ? units : throw new RefusedException("Give one unit at least.");
    }

    /// <summary>A percentage from 0 to 100, in its plain form.</summary>
    static string Percent(string text)
    {
        var plain = PlainText.Price(text.Trim().TrimEnd('%'));
        var percent = decimal.Parse(plain, CultureInfo.InvariantCulture);
        return percent <= 100 && decimal.Round(percent, MostDecimals) == percent
            ? plain
            : throw new RefusedException(
                "Give a percentage from 0 to 100, with four decimals at most."
            );
    }

    static string Discount(string text) =>
        text.Contains('%', StringComparison.Ordinal) ? $"{Percent(text)}%" : PlainText.Price(text);
}
