using Comptoir.Contacts;
using Comptoir.Money;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.WebShops;

namespace Comptoir.Sync.Mapping;

/// <summary>What mapping needs to know of the shop it reads.</summary>
/// <param name="OfficeId">The office that receives the rows.</param>
/// <param name="WebShopId">The web shop they come from.</param>
/// <param name="Currency">ISO code of the shop's currency.</param>
/// <param name="TimeZone">In which the shop counts its days.</param>
/// <param name="Settings">What the merchant chose for it.</param>
public sealed record ShopContext(
    long OfficeId,
    long WebShopId,
    string Currency,
    TimeZoneInfo TimeZone,
    WebShopSettings Settings
)
{
    /// <summary>Personal data that the shop hides: what is known of it is kept.</summary>
    public IReadOnlyList<ProtectedData> Withheld { get; init; } = [];

    /// <summary>The day from which documents are made here: earlier sales were invoiced elsewhere. Null for all sales.</summary>
    public DateOnly? InvoicesFrom { get; init; }

    /// <summary>Orders placed since are news to people, UTC; null before the shop was synchronized for the first time.</summary>
    public DateTime? NewsSince { get; init; }

    /// <summary>The shop hides something of its customers: that they seem to have no name says nothing.</summary>
    public bool HidesOfCustomers =>
        Withheld.Any(group =>
            group
                is ProtectedData.CustomerNames
                    or ProtectedData.CustomerEmails
                    or ProtectedData.CustomerPhones
                    or ProtectedData.CustomerAddresses
        );

    /// <summary>Where the shop keeps what it has no field of its own for.</summary>
    public FieldMapping Fields => Settings.Fields;

    /// <summary>The search for orders placed from the day that the merchant chose; null for all.</summary>
    public string? ChosenOrders =>
        Settings.OrdersFrom is { } day ? SearchFilter.PlacedSince(StartOf(day)) : null;

    /// <summary>When a day begins in the shop's time zone; where midnight is skipped, an hour later.</summary>
    internal DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (TimeZone.IsInvalidTime(midnight))
            midnight = midnight.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(midnight, TimeZone));
    }

    /// <summary>The day of an instant, in the shop's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);
}

/// <summary>Small conversions that all mappings share.</summary>
static class Convert
{
    /// <summary>Both amounts in minor units of their own currencies.</summary>
    /// <exception cref="InexactAmountException">One of them has more decimals than its currency.</exception>
    public static (long Shop, long Customer) Minor(this MoneyBag bag)
    {
        var shop = Minor(bag.ShopMoney);
        return bag.PresentmentMoney == bag.ShopMoney
            ? (shop, shop)
            : (shop, Minor(bag.PresentmentMoney));
    }

    /// <inheritdoc cref="Minor(MoneyBag)"/>
    public static (long Shop, long Customer) Minor(this MoneyBag? bag) =>
        bag is { } value ? value.Minor() : (0, 0);

    static long Minor(ShopifyMoney money) => new Currency(money.CurrencyCode).ToMinor(money.Amount);

    /// <summary>A text without the spaces around it; null when nothing is left.</summary>
    public static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The office's form of an address; null when there is none.</summary>
    public static Address? ToAddress(this ShopifyAddress? address) =>
        address is null
            ? null
            : new Address
            {
                Company = Text(address.Company),
                FirstName = Text(address.FirstName),
                LastName = Text(address.LastName),
                Line1 = Text(address.Address1),
                Line2 = Text(address.Address2),
                PostalCode = Text(address.Zip),
                City = Text(address.City),
                ProvinceCode = Text(address.ProvinceCode),
                CountryCode = Text(address.CountryCodeV2),
                Phone = Text(address.Phone),
            };

    /// <summary>The name of whoever an address belongs to; null when it names nobody.</summary>
    public static string? NameOf(Address? address) =>
        address is null ? null : Text($"{address.FirstName} {address.LastName}") ?? address.Company;
}
