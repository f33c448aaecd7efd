using System.Globalization;
using System.Text.RegularExpressions;
using Comptoir.Web;

namespace Comptoir.Contacts;

/// <summary>The fields of a contact that people, programs and imports write, and their rules.</summary>
static partial class ContactFields
{
    public const string Kind = "kind";
    public const string Name = "name";
    public const string FirstName = "firstName";
    public const string LastName = "lastName";
    public const string Customer = "isCustomer";
    public const string Supplier = "isSupplier";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Vat = "vatNumber";
    public const string SirenName = "siren";
    public const string SiretName = "siret";

    /// <summary>What a web shop leads for where it knows the contact, and the office for the others.</summary>
    public static readonly IReadOnlyList<EditField> Identity =
    [
        new(Kind, texts => texts["Kind"])
        {
            Input = EditInput.Choice,
            Required = true,
            Choices =
            [
                ("company", texts => texts["Company"]),
                ("person", texts => texts["Person"]),
            ],
            Check = static text =>
                text.Trim().ToUpperInvariant() switch
                {
                    "COMPANY" or "SOCIÉTÉ" or "SOCIETE" or "ENTREPRISE" => "company",
                    "PERSON" or "PERSONNE" or "PARTICULIER" => "person",
                    _ => throw new RefusedException("This is neither company nor person."),
                },
            Width = "w2",
        },
        new(Name, texts => texts["Name"]) { Required = true, Width = "w4" },
        new(FirstName, texts => texts["First name"]),
        new(LastName, texts => texts["Last name"]),
        YesNo(Customer, texts => texts["Customer"]),
        YesNo(Supplier, texts => texts["Supplier"]),
        new(Email, texts => texts["E-mail"])
        {
            Input = EditInput.Email,
            Check = static text => PlainText.Email(text),
        },
        new(Phone, texts => texts["Phone"]) { Check = static text => PlainText.Line(text, 50) },
    ];

    /// <summary>The office's own.</summary>
    public static readonly IReadOnlyList<EditField> Own =
    [
        new("billingName", texts => texts["Name on documents"])
        {
            Hint = texts => texts["Where it differs from the contact’s name."],
            Width = "",
        },
        new(Vat, texts => texts["VAT number"]) { Check = VatNumber.Read },
        new(SirenName, texts => texts["SIREN"]) { Check = CompanyNumber.Siren },
        new(SiretName, texts => texts["SIRET"]) { Check = CompanyNumber.Siret },
        new("language", texts => texts["Language of documents"])
        {
            Check = static text =>
                LanguageForm().IsMatch(text.Trim())
                    ? text.Trim()
                    : throw new RefusedException(
                        "This is not a language. Write its code, such as fr, en or de-AT."
                    ),
            Hint = texts => texts["A code such as fr or en."],
        },
        new("invoiceEmail", texts => texts["E-mail for invoices"])
        {
            Input = EditInput.Email,
            Check = static text => PlainText.Email(text),
        },
        new("paymentDays", texts => texts["Days to pay"])
        {
            Input = EditInput.Number,
            Check = static text => PlainText.Number(text, 365),
        },
        YesNo("endOfMonth", texts => texts["To the end of the month"]),
        new("customerAccount", texts => texts["Customer account"]) { Check = Account },
        new("supplierAccount", texts => texts["Supplier account"]) { Check = Account },
        new("note", texts => texts["Note of the office"])
        {
            Input = EditInput.Text,
            Check = static text => PlainText.Lines(text, 4_000),
            Width = "",
        },
    ];

    static readonly Dictionary<string, EditField> OwnByName = Own.ToDictionary(
        field => field.Name,
        StringComparer.Ordinal
    );

    /// <summary>One of the office's own fields; null when it has none of this name.</summary>
    public static EditField? OwnOf(string name) => OwnByName.GetValueOrDefault(name);

    /// <summary>All that can be written of a contact with so many addresses.</summary>
    public static IReadOnlyList<EditField> Of(bool shopLeads, int addresses) =>
        shopLeads
            ? Own
            : [.. Identity, .. Enumerable.Range(0, addresses).SelectMany(AddressFields.Of), .. Own];

    /// <summary>The two numbers of a French company belong together.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? NumbersFault(string? siren, string? siret) =>
        siren is not null && siret is not null && !siret.StartsWith(siren, StringComparison.Ordinal)
            ? new RefusedException(
                "This SIRET belongs to another SIREN. One of the two is wrong."
            ).Message
            : null;

    static EditField YesNo(string name, Func<Texts, string> label) =>
        new(name, label) { Input = EditInput.YesNo, Check = PlainText.YesNo };

    internal static string Account(string text)
    {
        var account = text.Trim().ToUpperInvariant();
        return AccountForm().IsMatch(account)
            ? account
            : throw new RefusedException(
                "An account is written with at most twenty letters and figures."
            );
    }

    [GeneratedRegex("^[A-Z0-9._-]{1,20}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AccountForm();

    [GeneratedRegex(
        "^[a-z]{2,3}(-[A-Za-z]{2,4})?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex LanguageForm();
}

/// <summary>The fields of a contact's addresses: those of the address at a place begin with <c>addresses.PLACE.</c>.</summary>
static class AddressFields
{
    static readonly (string Name, Func<Texts, string> Label, string Width)[] Parts =
    [
        ("company", texts => texts["Company"], ""),
        ("firstName", texts => texts["First name"], "w3"),
        ("lastName", texts => texts["Last name"], "w3"),
        ("line1", texts => texts["Street and number"], ""),
        ("line2", texts => texts["Further line"], ""),
        ("postalCode", texts => texts["Postal code"], "w2"),
        ("city", texts => texts["Town"], "w4"),
        ("provinceCode", texts => texts["Province"], "w2"),
        ("countryCode", texts => texts["Country"], "w2"),
        ("phone", texts => texts["Phone"], "w2"),
    ];

    /// <summary>The names of the parts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Parts.Select(part => part.Name)];

    /// <summary>The name of a part of the address at a place.</summary>
    public static string NameOf(int place, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"addresses.{place}.{part}");

    /// <summary>The fields of the address at a place, from 0.</summary>
    public static IEnumerable<EditField> Of(int place) =>
        Parts.Select(part => new EditField(NameOf(place, part.Name), part.Label)
        {
            Width = part.Width,
            Check =
                part.Name == "countryCode"
                    ? CountryNames.Code
                    : static text => PlainText.Line(text, 200),
        });

    /// <summary>The address at a place; null when nothing of it is written.</summary>
    public static Address? Read(IReadOnlyDictionary<string, string?> values, int place)
    {
        string? Part(string name) => values.GetValueOrDefault(NameOf(place, name));
        var address = new Address
        {
            Company = Part("company"),
            FirstName = Part("firstName"),
            LastName = Part("lastName"),
            Line1 = Part("line1"),
            Line2 = Part("line2"),
            PostalCode = Part("postalCode"),
            City = Part("city"),
            ProvinceCode = Part("provinceCode"),
            CountryCode = Part("countryCode"),
            Phone = Part("phone"),
        };
        return address == new Address() ? null : address;
    }

    /// <summary>Writes an address into values.</summary>
    public static void Write(Dictionary<string, string?> values, int place, Address address)
    {
        void Part(string name, string? value) => values[NameOf(place, name)] = value;
        Part("company", address.Company);
        Part("firstName", address.FirstName);
        Part("lastName", address.LastName);
        Part("line1", address.Line1);
        Part("line2", address.Line2);
        Part("postalCode", address.PostalCode);
        Part("city", address.City);
        Part("provinceCode", address.ProvinceCode);
        Part("countryCode", address.CountryCode);
        Part("phone", address.Phone);
    }
}
