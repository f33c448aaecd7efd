using Comptoir.Contacts;
using Comptoir.Web;

namespace Comptoir.Invoicing;

/// <summary>The fields of a buyer as a person enters another one for a document, and their rules.</summary>
static class PartyFields
{
    const string NameName = "buyer.name";
    const string CompanyName = "buyer.isCompany";
    const string VatName = "buyer.vatNumber";
    const string SirenName = "buyer.siren";
    const string EmailName = "buyer.email";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<EditField> All =
    [
        new(NameName, texts => texts["Name"]) { Required = true, Width = "w4" },
        new(CompanyName, texts => texts["Buys as a business"])
        {
            Input = EditInput.YesNo,
            Check = PlainText.YesNo,
            Width = "w2",
        },
        Line("line1", texts => texts["Street and number"], ""),
        Line("line2", texts => texts["Further line"], ""),
        Line("postalCode", texts => texts["Postal code"], "w2"),
        Line("city", texts => texts["Town"], "w4"),
        new("buyer.countryCode", texts => texts["Country"])
        {
            Check = CountryNames.Code,
            Width = "w2",
        },
        new(VatName, texts => texts["VAT number"]) { Check = VatNumber.Read, Width = "w2" },
        new(SirenName, texts => texts["SIREN"]) { Check = CompanyNumber.Siren, Width = "w2" },
        new(EmailName, texts => texts["E-mail"])
        {
            Input = EditInput.Email,
            Check = static text => PlainText.Email(text),
        },
    ];

    /// <summary>A buyer in the plain form of the fields.</summary>
    public static Dictionary<string, string?> Values(Party party) =>
        new(StringComparer.Ordinal)
        {
            [NameName] = party.Name,
            [CompanyName] = party.IsCompany ? "true" : "false",
            ["buyer.line1"] = party.Address?.Line1,
            ["buyer.line2"] = party.Address?.Line2,
            ["buyer.postalCode"] = party.Address?.PostalCode,
            ["buyer.city"] = party.Address?.City,
            ["buyer.countryCode"] = party.Address?.CountryCode,
            [VatName] = party.VatNumber,
            [SirenName] = party.Siren,
            [EmailName] = party.Email,
        };

    /// <summary>The buyer that fields in their plain form make.</summary>
    public static Party Read(IReadOnlyDictionary<string, string?> values)
    {
        string? Value(string name) => values.GetValueOrDefault(name);
        var address = new Address
        {
            Line1 = Value("buyer.line1"),
            Line2 = Value("buyer.line2"),
            PostalCode = Value("buyer.postalCode"),
            City = Value("buyer.city"),
            CountryCode = Value("buyer.countryCode"),
        };
        return new Party(
            Value(NameName) ?? "",
            address == new Address() ? null : address,
            Value(VatName),
            Value(SirenName),
            Value(EmailName),
            Value(CompanyName) == "true"
        );
    }

    /// <summary>A buyer as a program sent it, by the same rules.</summary>
    /// <returns>The buyer, and what is wrong with which field.</returns>
    public static (Party Party, IReadOnlyDictionary<string, string> Faults) Check(Party sent)
    {
        var (values, faults) = EditChanges.Read(All, Values(sent));
        // What the form has no field for stays as it was sent.
        var party = Read(values);
        if (sent.Address is { } address && party.Address is { } read)
            party = party with
            {
                Address = address with
                {
                    Line1 = read.Line1,
                    Line2 = read.Line2,
                    PostalCode = read.PostalCode,
                    City = read.City,
                    CountryCode = read.CountryCode,
                },
            };
        return (party, faults);
    }

    static EditField Line(string part, Func<Texts, string> label, string width) =>
        new($"buyer.{part}", label) { Width = width };
}
