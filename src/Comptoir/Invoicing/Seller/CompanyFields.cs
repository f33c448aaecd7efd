using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Money;
using Comptoir.Offices;
using Comptoir.Web;

namespace Comptoir.Invoicing.Seller;

/// <summary>The fields of who the office is on its documents, and their rules.</summary>
static class CompanyFields
{
    public const string SirenName = "siren";
    public const string VatName = "vatNumber";

    /// <summary>Name, form and numbers.</summary>
    public static readonly IReadOnlyList<EditField> Identity =
    [
        new("name", texts => texts["Legal name"]) { Width = "" },
        new("legalForm", texts => texts["Legal form and capital"])
        {
            Hint = texts =>
                texts["As it stands in the articles, such as SAS au capital de 20 000 €."],
        },
        new("registration", texts => texts["Registration"])
        {
            Hint = texts => texts["Where the company is registered, such as RCS Lyon."],
        },
        new(SirenName, texts => texts["SIREN"]) { Check = CompanyNumber.Siren },
        new(VatName, texts => texts["VAT number"]) { Check = VatNumber.Read },
    ];

    /// <summary>How it stands towards VAT.</summary>
    public static readonly IReadOnlyList<EditField> Vat =
    [
        YesNo("isFranchise", texts => texts["Charges no VAT (art. 293 B CGI)"]),
        YesNo("paysVatOnDebits", texts => texts["Pays VAT on services with the invoice (debits)"]),
        new("vatCurrency", texts => texts["Currency of the VAT return"])
        {
            Check = CurrencyCode,
            Hint = texts => texts["Its code of three letters, such as EUR."],
        },
        new("vatAnswerDays", texts => texts["Days for which an answer about a VAT number counts"])
        {
            Input = EditInput.Number,
            Check = static text =>
                PlainText.Number(text, 365) is var days && days != "0"
                    ? days
                    : throw new RefusedException("Write a whole number from 1 to 365."),
            Hint = texts => texts["From 1 to 365; 30 when it is empty."],
        },
    ];

    /// <summary>Where it is, and how it is reached.</summary>
    public static readonly IReadOnlyList<EditField> Address =
    [
        new("line1", texts => texts["Street and number"]) { Width = "" },
        new("line2", texts => texts["Further line"]) { Width = "" },
        new("postalCode", texts => texts["Postal code"]) { Width = "w2" },
        new("city", texts => texts["Town"]) { Width = "w2" },
        new("countryCode", texts => texts["Country"])
        {
            Check = CountryNames.Code,
            Hint = texts => texts["Its code of two letters, such as FR."],
            Width = "w2",
        },
        new("email", texts => texts["E-mail"])
        {
            Input = EditInput.Email,
            Check = static text => PlainText.Email(text),
        },
        new("phone", texts => texts["Phone"]) { Check = static text => PlainText.Line(text, 50) },
    ];

    /// <summary>Where customers pay to.</summary>
    public static readonly IReadOnlyList<EditField> Bank =
    [
        new("iban", texts => texts["IBAN"]) { Check = BankNumber.Iban, Width = "w4" },
        new("bic", texts => texts["BIC"]) { Check = BankNumber.Bic, Width = "w2" },
    ];

    /// <summary>What is printed beside the figures, and who is the book of record.</summary>
    public static readonly IReadOnlyList<EditField> Documents =
    [
        Text("earlyPayment", texts => texts["Discount for early payment"]) with
        {
            Hint = texts => texts["On invoices to businesses, or that there is none (L441-9)."],
        },
        Text("latePayment", texts => texts["Penalties for late payment"]) with
        {
            Hint = texts => texts["On invoices to businesses, with the rate (L441-10)."],
        },
        Text("recoveryCosts", texts => texts["Indemnity for recovery"]) with
        {
            Hint = texts => texts["On invoices to businesses: 40 € (D441-5)."],
        },
        new("footer", texts => texts["Last line of documents"])
        {
            Input = EditInput.Text,
            Check = static text => PlainText.Lines(text, 500),
            Width = "",
        },
        YesNo("issuesElsewhere", texts => texts["Another program numbers the documents"]) with
        {
            Width = "",
        },
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<EditField> All =
    [
        .. Identity,
        .. Vat,
        .. Address,
        .. Bank,
        .. Documents,
    ];

    /// <summary>What is stored, in plain form.</summary>
    public static Dictionary<string, string?> Values(SellerIdentity seller) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = OrNull(seller.Name),
            ["legalForm"] = seller.LegalForm,
            ["registration"] = seller.Registration,
            [SirenName] = seller.Siren,
            [VatName] = seller.VatNumber,
            ["isFranchise"] = Plain(seller.IsFranchise),
            ["line1"] = OrNull(seller.Line1),
            ["line2"] = seller.Line2,
            ["postalCode"] = OrNull(seller.PostalCode),
            ["city"] = OrNull(seller.City),
            ["countryCode"] = OrNull(seller.CountryCode),
            ["email"] = seller.Email,
            ["phone"] = seller.Phone,
            ["iban"] = seller.Iban,
            ["bic"] = seller.Bic,
            ["vatCurrency"] = seller.VatCurrency,
            ["vatAnswerDays"] = seller.VatAnswerDays.ToString(CultureInfo.InvariantCulture),
            ["paysVatOnDebits"] = Plain(seller.PaysVatOnDebits),
            ["earlyPayment"] = seller.EarlyPayment,
            ["latePayment"] = seller.LatePayment,
            ["recoveryCosts"] = seller.RecoveryCosts,
            ["footer"] = seller.Footer,
            ["issuesElsewhere"] = Plain(seller.IssuesElsewhere),
        };

    /// <summary>Writes values into the row.</summary>
    public static void Apply(SellerIdentity seller, IReadOnlyDictionary<string, string?> values)
    {
        seller.Name = values.GetValueOrDefault("name") ?? "";
        seller.LegalForm = values.GetValueOrDefault("legalForm");
        seller.Registration = values.GetValueOrDefault("registration");
        seller.Siren = values.GetValueOrDefault(SirenName);
        seller.VatNumber = values.GetValueOrDefault(VatName);
        seller.IsFranchise = values.GetValueOrDefault("isFranchise") == "true";
        seller.Line1 = values.GetValueOrDefault("line1") ?? "";
        seller.Line2 = values.GetValueOrDefault("line2");
        seller.PostalCode = values.GetValueOrDefault("postalCode") ?? "";
        seller.City = values.GetValueOrDefault("city") ?? "";
        seller.CountryCode = values.GetValueOrDefault("countryCode") ?? "";
        seller.Email = values.GetValueOrDefault("email");
        seller.Phone = values.GetValueOrDefault("phone");
        seller.Iban = values.GetValueOrDefault("iban");
        seller.Bic = values.GetValueOrDefault("bic");
        seller.VatCurrency = values.GetValueOrDefault("vatCurrency") ?? "EUR";
        seller.VatAnswerDays = int.Parse(
            values.GetValueOrDefault("vatAnswerDays") ?? "30",
            CultureInfo.InvariantCulture
        );
        seller.PaysVatOnDebits = values.GetValueOrDefault("paysVatOnDebits") == "true";
        seller.EarlyPayment = values.GetValueOrDefault("earlyPayment");
        seller.LatePayment = values.GetValueOrDefault("latePayment");
        seller.RecoveryCosts = values.GetValueOrDefault("recoveryCosts");
        seller.Footer = values.GetValueOrDefault("footer");
        seller.IssuesElsewhere = values.GetValueOrDefault("issuesElsewhere") == "true";
    }

    /// <summary>The VAT number belongs to the country, and in France to the SIREN.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? NumbersFault(IReadOnlyDictionary<string, string?> values)
    {
        if (values.GetValueOrDefault(VatName) is not { } vat)
            return null;
        if (
            values.GetValueOrDefault("countryCode") is { } country
            && !VatNumberCountry.Belongs(vat, country)
        )
            return new RefusedException(
                "This VAT number is of another country than the address. Enter the number of the company’s own country here; numbers of other countries stand under Settings, VAT."
            ).Message;
        return
            values.GetValueOrDefault(SirenName) is { } siren
            && vat.StartsWith("FR", StringComparison.Ordinal)
            && !vat.EndsWith(siren, StringComparison.Ordinal)
            ? new RefusedException(
                "This VAT number belongs to another SIREN. One of the two is wrong."
            ).Message
            : null;
    }

    static EditField Text(string name, Func<Texts, string> label) =>
        new(name, label)
        {
            Input = EditInput.Text,
            Check = static text => PlainText.Lines(text, 1_000),
            Width = "",
        };

    static string CurrencyCode(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        try
        {
            return new Currency(code).Code;
        }
        catch (FormatException)
        {
            throw new RefusedException("A currency has a code of three letters, such as EUR.");
        }
    }

    static EditField YesNo(string name, Func<Texts, string> label) =>
        new(name, label) { Input = EditInput.YesNo, Check = PlainText.YesNo };

    static string? OrNull(string text) => text.Length == 0 ? null : text;

    static string Plain(bool value) => value ? "true" : "false";
}

/// <summary>Numbers of accounts and banks.</summary>
static class BankNumber
{
    /// <summary>An IBAN in capitals without spaces: country, check figures, account (ISO 13616; the remainder by 97 is 1).</summary>
    /// <exception cref="RefusedException">It cannot be one.</exception>
    public static string Iban(string text)
    {
        var iban = Squeezed(text);
        if (
            iban.Length is < 15 or > 34
            || !iban.All(char.IsAsciiLetterOrDigit)
            || !iban[..2].All(char.IsAsciiLetter)
            || !iban[2..4].All(char.IsAsciiDigit)
        )
            throw new RefusedException(
                "An IBAN begins with the two letters of its country and two figures, and has 15 to 34 characters."
            );
        var remainder = 0;
        foreach (var c in iban[4..] + iban[..4])
        foreach (
            var figure in (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10).ToString(
                CultureInfo.InvariantCulture
            )
        )
            remainder = (remainder * 10 + figure - '0') % 97;
        return remainder == 1
            ? iban
            : throw new RefusedException("This IBAN cannot be: one of its figures is mistyped.");
    }

    /// <summary>A BIC in capitals: bank, country, place, and perhaps branch (ISO 9362).</summary>
    /// <exception cref="RefusedException">It cannot be one.</exception>
    public static string Bic(string text)
    {
        var bic = Squeezed(text);
        return
            bic.Length is 8 or 11
            && bic.All(char.IsAsciiLetterOrDigit)
            && bic[4..6].All(char.IsAsciiLetter)
            ? bic
            : throw new RefusedException("A BIC has 8 or 11 letters and figures.");
    }

    static string Squeezed(string text) =>
        new string([.. text.Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToUpperInvariant();
}
