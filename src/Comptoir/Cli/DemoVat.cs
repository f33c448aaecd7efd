using Comptoir.Vat;

namespace Comptoir.Cli;

/// <summary>
/// What the demo office knows of VAT from the beginning, so that no call leaves the machine: the one-stop shop, the answers
/// about its customers' numbers, and rates of the euro. All of it is made up.
/// </summary>
static class DemoVat
{
    const string Source = "demo rates, made up";

    /// <summary>How many numbers of the office the rows need.</summary>
    public const int Numbers = 100;

    static readonly (string Currency, long PerEuro)[] Rates =
    [
        ("GBP", 852_300),
        ("USD", 1_087_400),
        ("JPY", 163_250_000),
        ("CHF", 947_100),
        ("KWD", 334_500),
        ("TND", 3_390_000),
    ];

    static readonly (string Number, string Name)[] Known =
    [
        ("DE129273398", "Wohnkultur Berlin GmbH"),
        ("IT00743110157", "Casa Bella Srl"),
    ];

    /// <summary>The rows of the office.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="id">The first of <see cref="Numbers"/> numbers that nobody else has.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="days">For how many days back documents are made.</param>
    public static IEnumerable<object> Rows(long officeId, long id, TimeProvider clock, int days)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        yield return new VatRegistration
        {
            OfficeId = officeId,
            Id = id++,
            Kind = VatRegistrationKind.OneStopShop,
            Country = "FR",
            From = new DateOnly(2021, 7, 1),
        };
        foreach (var (number, name) in Known)
            // One for each month, so that an order of any day has one that counts.
            for (var at = now.AddDays(-days); at <= now; at = at.AddDays(30))
                yield return new VatNumberAnswer
                {
                    OfficeId = officeId,
                    Id = id++,
                    Number = number,
                    At = at,
                    IsValid = true,
                    Name = name,
                    Consultation = $"DEMO{id:0000}",
                };
        for (var day = today.AddDays(-days - 7); day <= today; day = day.AddDays(1))
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                foreach (var (currency, perEuro) in Rates)
                    yield return new ReferenceRate
                    {
                        OfficeId = officeId,
                        Currency = currency,
                        On = day,
                        PerEuro = perEuro,
                        Source = Source,
                    };
    }
}
