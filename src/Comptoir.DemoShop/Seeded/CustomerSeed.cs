using System.Globalization;
using System.Text;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>What the orders of a customer add up to; counted once when the shop is made.</summary>
internal struct CustomerSums
{
    public int Orders;
    public long Spent;
    public long LastOrderTicks;
}

/// <summary>Makes the customers of a seed, and the people who buy without being one.</summary>
internal sealed class CustomerSeed(
    ulong seed,
    long firstNumber,
    Currency currency,
    Func<int, DateTimeOffset> createdAt
)
{
    /// <summary>Every eleventh of the first customers is the contact of a company, so that small shops have companies too.</summary>
    private const int ContactEvery = 11;

    /// <summary>Later, one customer in so many buys for one of these companies.</summary>
    private const int BuyerEvery = 97;

    public CustomerSums[] Sums { get; set; } = [];

    public long NumberOf(int index) => firstNumber + ((index + 1L) * Order.ChildNumbers);

    /// <summary>The company a customer buys for; null for consumers.</summary>
    public static int? CompanyOf(int index) =>
        index % ContactEvery == 5 && index / ContactEvery < Names.Companies.Length
            ? index / ContactEvery
        : index % BuyerEvery == 5 ? index / BuyerEvery % Names.Companies.Length
        : null;

    /// <summary>The first customer of a company.</summary>
    public static int ContactOf(int company) => (company * ContactEvery) + 5;

    public Customer Make(int index)
    {
        var person = PersonOf(index);
        var sums = index < Sums.Length ? Sums[index] : default;
        var created = createdAt(index);
        var number = NumberOf(index);
        return new Customer
        {
            Number = number,
            FirstName = person.First,
            LastName = person.Last,
            Email = person.Email,
            Phone = person.Phone,
            Locale = person.Country.Locale,
            State = index % 3 == 0 ? "ENABLED" : "DISABLED",
            Tags =
                CompanyOf(index) is not null ? ["pro"]
                : index % 17 == 0 ? ["fidèle"]
                : [],
            NumberOfOrders = sums.Orders,
            AmountSpent = new Money(sums.Spent, currency),
            Addresses = [person.Address(number)],
            CreatedAt = created,
            UpdatedAt =
                sums.LastOrderTicks > created.UtcTicks
                    ? new DateTimeOffset(sums.LastOrderTicks, TimeSpan.Zero)
                    : created,
        };
    }

    public Person PersonOf(int index) =>
        CompanyOf(index) is { } company
            ? Contact(index, company)
            : Anybody(0x60_0000_0000 + (ulong)index, index);

    public Person Anybody(ulong thing, int index)
    {
        var dice = new Dice(seed, thing);
        Span<int> weights = stackalloc int[Names.Countries.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Names.Countries[i].Weight;
        }

        return Person(ref dice, Names.Countries[dice.Weighted(weights)].Country, index);
    }

    private Person Contact(int index, int company)
    {
        var dice = new Dice(seed, 0x60_0000_0000 + (ulong)index);
        var country = Names.VatNumbers[company] is { } vat
            ? vat[..2] switch
            {
                "DE" => Names.Germany,
                "IT" => Names.Italy,
                _ => Names.France,
            }
            : Names.France;
        return Person(ref dice, country, index) with { Company = Names.Companies[company] };
    }

    private static Person Person(ref Dice dice, Country country, int index)
    {
        var (first, last) = (dice.Pick(country.First), dice.Pick(country.Last));
        var (city, zip) = dice.Pick(country.Cities);
        var street = dice.Pick(country.Streets);
        var house = dice.Between(1, 140);
        var email = dice.Permille(12)
            ? null
            : $"{Ascii(first)}.{Ascii(last)}{index}@example.{(country.Code is "US" or "GB" or "JP" ? "com" : country.Code.ToLowerInvariant())}";
        return new Person(
            country,
            dice.Permille(8) ? null : first,
            last,
            email,
            dice.Permille(300) || email is null ? $"+336{dice.Below(100_000_000):00000000}" : null,
            country.Code is "FR" or "BE" or "CH" or "LU" or "US" or "GB"
                ? $"{house} {street}"
                : $"{street} {house}",
            city,
            zip
        );
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<
        string,
        string
    > Known = new(StringComparer.Ordinal);

    private static string Ascii(string name) => Known.GetOrAdd(name, Transliterated);

    private static string Transliterated(string name)
    {
        var ascii = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetter(c))
            {
                ascii.Append(c);
            }
            else if (c == 'ß')
            {
                ascii.Append("ss");
            }
        }

        return ascii.ToString();
    }
}

/// <summary>Somebody who buys.</summary>
internal sealed record Person(
    Country Country,
    string? First,
    string Last,
    string? Email,
    string? Phone,
    string Street,
    string City,
    string Zip
)
{
    public string? Company { get; init; }

    public MailingAddress Address(long number) =>
        new()
        {
            Id = Gid.Of("MailingAddress", number + 1),
            Company = Company,
            FirstName = First,
            LastName = Last,
            Address1 = Street,
            City = City,
            Zip = Zip,
            Province = Country.Code == "US" ? "New York" : null,
            ProvinceCode = Country.Code == "US" ? "NY" : null,
            Country = Country.Name,
            CountryCodeV2 = Country.Code,
            Phone = Phone,
        };
}
