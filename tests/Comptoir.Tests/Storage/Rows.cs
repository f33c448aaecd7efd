using System.Reflection;
using System.Text.Json;
using Comptoir.Contacts;
using Comptoir.Sales;
using Comptoir.Storage;
using CsCheck;

namespace Comptoir.Tests.Storage;

/// <summary>Rows to store, plain or at random.</summary>
static class Rows
{
    /// <summary>Texts that merchants and machines write: empty, quoted, accented, right to left, beyond the first plane.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf(
            "",
            " ",
            "'",
            "\"quoted\" and 'quoted'",
            "O'Hara; drop table contacts;--",
            "100 % _ \\ {0} $p1 @p ?",
            "Crème brûlée à l’Élysée",
            "ΟΔΥΣΣΕΥΣ Οδυσσεύς",
            "שלום مرحبا",
            "日本語テキスト",
            "👩‍👩‍👧 🇫🇷 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
            "e\u0301 vs é",
            "\u200Bzero\u00A0width\uFEFF",
            "tab\tline\r\nfeed\u0001",
            "null",
            "0123",
            "1e5",
            "\uE000\uFFFD",
            "İıſßŒﬁ"
        ),
        Gen.Char.Where(c => !char.IsSurrogate(c) && c != '\0')
            .Array[0, 12]
            .Select(characters => new string(characters)),
        Gen.String.AlphaNumeric
    );

    /// <summary>Instants as PostgreSQL keeps them, to the microsecond, until the year 2096.</summary>
    public static readonly Gen<DateTime> Instant = Gen.Long[0, 4_000_000_000_000_000]
        .Select(microseconds => DateTime.UnixEpoch.AddTicks(microseconds * 10));

    public static readonly Gen<Address> Address = Gen.Select(
        Text.Null(),
        Text.Null(),
        Text.Null(),
        (line, city, country) =>
            new Address
            {
                Line1 = line,
                City = city,
                CountryCode = country,
            }
    );

    /// <summary>A contact, as simple as can be.</summary>
    public static Contact Contact(
        long office,
        long id,
        string name = "Ada Lovelace",
        string? note = null,
        string[]? tags = null
    ) =>
        new()
        {
            OfficeId = office,
            Id = id,
            Kind = ContactKind.Person,
            IsCustomer = true,
            IsSupplier = false,
            Name = name,
            Note = note,
            Tags = tags ?? [],
            TaxExempt = false,
            CreatedAt = DateTime.UnixEpoch,
            UpdatedAt = DateTime.UnixEpoch,
            SortName = SearchText.Sort(name),
            Search = SearchText.Words(name, note),
        };

    /// <summary>Contacts at random, of few numbers so that they meet again.</summary>
    public static Gen<Contact> Contacts(long office) =>
        Gen.Select(
            Gen.Select(Gen.Long[1, 5], Gen.Enum<ContactKind>(), Gen.Bool, Gen.Bool),
            Gen.Select(Text, Text.Null(), Text.Null(), Text.Null()),
            Text.Array[0, 3],
            Instant,
            (few, texts, tags, at) =>
                new Contact
                {
                    OfficeId = office,
                    Id = few.Item1,
                    Kind = few.Item2,
                    IsCustomer = few.Item3,
                    IsSupplier = few.Item4,
                    Name = texts.Item1,
                    FirstName = texts.Item2,
                    Email = texts.Item3,
                    Note = texts.Item4,
                    Tags = tags,
                    TaxExempt = few.Item4,
                    CreatedAt = at,
                    UpdatedAt = at.AddSeconds(1),
                    SortName = SearchText.Sort(texts.Item1),
                    Search = SearchText.Words(texts.Item1, texts.Item4),
                }
        );

    /// <summary>Orders at random, with every kind of column: days, instants, records and lists, present or missing.</summary>
    public static Gen<SalesOrder> Orders(long office) =>
        Gen.Select(
            Gen.Select(
                Gen.Long[1, 5],
                Gen.Enum<ControlState>(),
                Gen.Bool,
                Gen.Long,
                Gen.Long.Nullable()
            ),
            Gen.Select(Text, Text.Null(), Text.Null()),
            Gen.Select(Instant, Instant.Nullable(), Gen.Int[0, 60_000]),
            Gen.Select(Address.Null(), Address.Null()),
            Gen.Select(
                Text.Array[0, 2],
                Gen.Select(Text, Text.Null(), (key, value) => new NamedValue(key, value)).Array[
                    0,
                    2
                ],
                Gen.Select(
                    Gen.Enum<ControlEquation>(),
                    Gen.Long,
                    (equation, amount) => new ControlFinding(equation, "EUR", amount, 0)
                ).Array[0, 2]
            ),
            (few, texts, dates, addresses, lists) =>
                new SalesOrder
                {
                    OfficeId = office,
                    Id = few.Item1,
                    WebShopId = few.Item5,
                    ExternalId = few.Item5,
                    Name = texts.Item1,
                    CustomerName = texts.Item1,
                    Email = texts.Item2,
                    Note = texts.Item3,
                    PlacedAt = dates.Item1,
                    PlacedOn = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(dates.Item3),
                    CreatedAt = dates.Item1,
                    UpdatedAt = dates.Item1,
                    ClosedAt = dates.Item2,
                    CancelledAt = dates.Item2,
                    IsTest = few.Item3,
                    IsEdited = !few.Item3,
                    TaxesIncluded = few.Item3,
                    Tags = lists.Item1,
                    Attributes = lists.Item2,
                    DiscountCodes = lists.Item1,
                    BillingAddress = addresses.Item1,
                    ShippingAddress = addresses.Item2,
                    Currency = "EUR",
                    CustomerCurrency = "JPY",
                    Total = few.Item4,
                    CustomerTotal = few.Item4,
                    Tax = 0,
                    CustomerTax = 0,
                    Discount = 0,
                    CustomerDiscount = 0,
                    Shipping = 0,
                    CustomerShipping = 0,
                    CurrentTotal = few.Item4,
                    CustomerCurrentTotal = few.Item4,
                    CurrentTax = 0,
                    CustomerCurrentTax = 0,
                    RefundDiscrepancy = 0,
                    CustomerRefundDiscrepancy = 0,
                    Received = 0,
                    CustomerReceived = 0,
                    Refunded = 0,
                    CustomerRefunded = 0,
                    Control = few.Item2,
                    ControlFindings = lists.Item3,
                    Search = SearchText.Words(texts.Item1),
                }
        );

    /// <summary>The same row with other values: init-only properties are set before anybody else sees it.</summary>
    public static T Copy<T>(T row, params (string Property, object? Value)[] changes)
        where T : class
    {
        var clone = typeof(object).GetMethod(
            "MemberwiseClone",
            BindingFlags.Instance | BindingFlags.NonPublic
        )!;
        var copy = (T)clone.Invoke(row, [])!;
        foreach (var (property, value) in changes)
            typeof(T).GetProperty(property)!.SetValue(copy, value);
        return copy;
    }

    /// <summary>Everything a row holds, to compare and to show.</summary>
    public static string Show<T>(T row) => JsonSerializer.Serialize(row, Indented);

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
