using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Money;

namespace Comptoir.Invoicing.Orders;

/// <summary>A line as it was entered, with what it comes to.</summary>
/// <param name="Title">What is sold.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of a unit, in units of the currency.</param>
/// <param name="Rate">The rate of the tax, in millionths.</param>
/// <param name="Amounts">What it comes to.</param>
sealed record EnteredLine(
    string Title,
    string? Sku,
    int Quantity,
    decimal UnitPrice,
    int Rate,
    OrderAmounts Amounts
)
{
    /// <summary>Its number within the order.</summary>
    public long Number { get; init; }
    public bool IsShipping { get; init; }
    public long? VariantId { get; init; }
    public string? VariantTitle { get; init; }
}

/// <summary>Who buys.</summary>
/// <param name="ContactId">The customer of the office; null for one that is only typed.</param>
/// <param name="Name">The name; empty for a company without a person.</param>
/// <param name="Company">The company.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Address">Address.</param>
/// <param name="VatNumber">VAT number.</param>
/// <param name="Siren">SIREN.</param>
/// <param name="Language">Language of documents; null when none is known.</param>
sealed record EnteredCustomer(
    long? ContactId,
    string Name,
    string? Company,
    string? Email,
    Address? Address,
    string? VatNumber,
    string? Siren,
    string? Language
);

/// <summary>The values of an order in their plain form, and what is wrong with them.</summary>
sealed class EnteredOrder(
    IReadOnlyDictionary<string, string?> values,
    Dictionary<string, string> faults
)
{
    const decimal MillionthsOfPercent = 10_000m;

    /// <summary>A value; null when it is empty or will not do.</summary>
    public string? this[string field] => values.GetValueOrDefault(field);

    /// <summary>Says what is wrong with a field, unless something was wrong already.</summary>
    public void Refuse(string field, RefusedException fault) => faults.TryAdd(field, fault.Message);

    /// <summary>The day of the order.</summary>
    public DateOnly? Day =>
        this[OrderFields.Date] is { } day
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    /// <summary>Its currency; without a known one the sums are of no account, because the order is refused.</summary>
    public Currency Currency => new(this[OrderFields.CurrencyName] ?? "EUR");

    /// <summary>Prices contain the tax.</summary>
    public bool TaxesIncluded => this[OrderFields.Included] == "true";

    /// <summary>Days until it is to be paid; null when it is paid at once.</summary>
    public int? PaymentDays =>
        this[OrderFields.Days] is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : null;

    /// <summary>A line; null when something is wrong with it.</summary>
    public EnteredLine? Line(int place)
    {
        string Name(string part) => OrderFields.LineName(place, part);
        Need(Name("quantity"), new RefusedException("Give the quantity: one unit at least."));
        Need(Name("unitPrice"), new RefusedException("Give the price of a unit; 0 for a gift."));
        Need(
            Name("vatRate"),
            new RefusedException("Give the rate of the VAT; 0 when there is none.")
        );
        if (
            this[Name("quantity")] is not { } units
            || this[Name("unitPrice")] is not { } price
            || this[Name("vatRate")] is not { } rate
            || faults.ContainsKey(Name("discount"))
        )
            return null;
        var quantity = int.Parse(units, CultureInfo.InvariantCulture);
        return Reckon(
            new EnteredLine(
                this[Name("title")] ?? "",
                this[Name("sku")],
                quantity,
                decimal.Parse(price, CultureInfo.InvariantCulture),
                RateOf(rate),
                default
            ),
            LineReduction.Read(this[Name("discount")]),
            Name(this[Name("discount")] is null ? "unitPrice" : "discount")
        );
    }

    /// <summary>How it is sent; null when nothing is said of it, or something is wrong.</summary>
    public EnteredLine? Shipping()
    {
        if (
            this[OrderFields.ShippingPrice] is not { } price
            || faults.ContainsKey(OrderFields.ShippingRate)
        )
        {
            if (this[OrderFields.ShippingTitle] is not null)
                Need(
                    OrderFields.ShippingPrice,
                    new RefusedException("Give the price of the delivery; 0 when it is free.")
                );
            return null;
        }
        Need(
            OrderFields.ShippingRate,
            new RefusedException("Give the rate of the VAT; 0 when there is none.")
        );
        return this[OrderFields.ShippingRate] is { } rate
            ? Reckon(
                new EnteredLine(
                    this[OrderFields.ShippingTitle] ?? "",
                    null,
                    1,
                    decimal.Parse(price, CultureInfo.InvariantCulture),
                    RateOf(rate),
                    default
                )
                {
                    IsShipping = true,
                },
                default,
                OrderFields.ShippingPrice
            )
            : null;
    }

    EnteredLine? Reckon(EnteredLine line, LineReduction discount, string field)
    {
        try
        {
            return line with
            {
                Amounts = OrderAmounts.Of(
                    line.UnitPrice,
                    line.Quantity,
                    discount,
                    line.Rate,
                    TaxesIncluded,
                    Currency
                ),
            };
        }
        catch (RefusedException refused)
        {
            Refuse(field, refused);
            return null;
        }
    }

    void Need(string field, RefusedException fault)
    {
        if (this[field] is null)
            Refuse(field, fault);
    }

    static int RateOf(string percent) =>
        decimal.ToInt32(decimal.Parse(percent, CultureInfo.InvariantCulture) * MillionthsOfPercent);
}
