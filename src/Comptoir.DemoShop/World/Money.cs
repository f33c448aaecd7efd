using System.Globalization;

namespace Comptoir.DemoShop.World;

/// <summary>An ISO 4217 currency with its number of decimals.</summary>
/// <param name="Code">The three-letter code.</param>
/// <param name="Exponent">Decimals of the minor unit: 2 for EUR, 0 for JPY.</param>
public sealed record Currency(string Code, int Exponent)
{
    /// <summary>The currency of that code; the ones with another number of decimals are known, the others have two.</summary>
    public static Currency Of(string code) =>
        code switch
        {
            "EUR" => Euro,
            "JPY" => Yen,
            "KRW" or "CLP" or "VND" => new(code, 0),
            "KWD" or "TND" or "BHD" => new(code, 3),
            _ => new(code, 2),
        };

    private static readonly Currency Euro = new("EUR", 2);
    private static readonly Currency Yen = new("JPY", 0);
}

/// <summary>The shop's currency and the one in which the customer pays (presentment); one instance per order.</summary>
/// <param name="Shop">The shop's own currency.</param>
/// <param name="Presentment">The customer's currency.</param>
public sealed record CurrencyPair(Currency Shop, Currency Presentment);

/// <summary>An amount in minor units of one currency (Shopify's <c>MoneyV2</c>).</summary>
/// <param name="Minor">Minor units, signed.</param>
/// <param name="Currency">The currency that gives the unit.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    internal Amount Amount => new(Minor, Currency.Exponent);

    internal string CurrencyCode => Currency.Code;

    /// <inheritdoc />
    public override string ToString() => $"{Amount} {Currency.Code}";
}

/// <summary>A decimal as Shopify writes it: trailing zeros trimmed, at least one decimal ("8.8", "0.0"), none for currencies without minor unit.</summary>
internal readonly record struct Amount(long Minor, int Exponent)
{
    public override string ToString()
    {
        Span<char> text = stackalloc char[24];
        return text[..Format(text)].ToString();
    }

    public int Format(Span<char> target)
    {
        if (Exponent == 0)
        {
            Minor.TryFormat(target, out var whole, default, CultureInfo.InvariantCulture);
            return whole;
        }

        var unit = 1L;
        for (var i = 0; i < Exponent; i++)
        {
            unit *= 10;
        }

        var length = 0;
        if (Minor < 0)
        {
            target[length++] = '-';
        }

        var absolute = Math.Abs(Minor);
        (absolute / unit).TryFormat(
            target[length..],
            out var digits,
            default,
            CultureInfo.InvariantCulture
        );
        length += digits;
        target[length++] = '.';
        var rest = absolute % unit;
        do
        {
            unit /= 10;
            target[length++] = (char)('0' + (rest / unit));
            rest %= unit;
        } while (rest != 0);

        return length;
    }
}

/// <summary>
/// One amount in both currencies of an order (Shopify's <c>MoneyBag</c>). Arithmetic works on each currency by itself, so that
/// every sum holds in both: no amount is ever converted after it was added up.
/// </summary>
/// <param name="Shop">Minor units of the shop's currency.</param>
/// <param name="Presentment">Minor units of the customer's currency.</param>
/// <param name="Pair">The two currencies.</param>
public readonly record struct MoneyBag(long Shop, long Presentment, CurrencyPair Pair)
{
    internal Money ShopMoney => new(Shop, Pair.Shop);

    internal Money PresentmentMoney => new(Presentment, Pair.Presentment);

    /// <summary>Whether both amounts are zero.</summary>
    public bool IsZero => Shop == 0 && Presentment == 0;

    /// <summary>Zero in the currencies of <paramref name="pair" />.</summary>
    public static MoneyBag Zero(CurrencyPair pair) => new(0, 0, pair);

    /// <summary>The sum, currency by currency.</summary>
    public static MoneyBag operator +(MoneyBag a, MoneyBag b) =>
        a with
        {
            Pair = a.Pair ?? b.Pair,
            Shop = a.Shop + b.Shop,
            Presentment = a.Presentment + b.Presentment,
        };

    /// <summary>The difference, currency by currency.</summary>
    public static MoneyBag operator -(MoneyBag a, MoneyBag b) =>
        a with
        {
            Pair = a.Pair ?? b.Pair,
            Shop = a.Shop - b.Shop,
            Presentment = a.Presentment - b.Presentment,
        };

    /// <summary>The opposite amount.</summary>
    public static MoneyBag operator -(MoneyBag a) =>
        a with
        {
            Shop = -a.Shop,
            Presentment = -a.Presentment,
        };

    /// <summary>A multiple, for quantities.</summary>
    public static MoneyBag operator *(MoneyBag a, long times) =>
        a with
        {
            Shop = a.Shop * times,
            Presentment = a.Presentment * times,
        };

    /// <summary>The share <paramref name="numerator" />/<paramref name="denominator" />, each currency rounded half away from zero.</summary>
    public MoneyBag Share(long numerator, long denominator) =>
        this with
        {
            Shop = Rounded(Shop, numerator, denominator),
            Presentment = Rounded(Presentment, numerator, denominator),
        };

    /// <summary>The tax contained in this gross amount: gross − gross / (1 + rate), rounded; half a minor unit goes to the tax.</summary>
    /// <param name="rate">The rate in hundredths of a percent: 2000 is 20 %.</param>
    public MoneyBag TaxIncluded(int rate) => Share(rate, 10_000 + rate);

    internal static long Rounded(long value, long numerator, long denominator)
    {
        if (
            value is > int.MinValue and < int.MaxValue
            && numerator is > int.MinValue and < int.MaxValue
        )
        {
            // Nearly every amount: 128-bit division is slow.
            var small = value * numerator;
            return (small >= 0 ? small + (denominator / 2) : small - (denominator / 2))
                / denominator;
        }

        var product = (Int128)value * numerator;
        var half = (Int128)denominator / 2;
        return (long)((product >= 0 ? product + half : product - half) / denominator);
    }
}

internal static class MoneyBags
{
    public static MoneyBag Sum<T>(
        this IEnumerable<T> items,
        CurrencyPair pair,
        Func<T, MoneyBag> amount
    )
    {
        var total = MoneyBag.Zero(pair);
        foreach (var item in items)
        {
            total += amount(item);
        }

        return total;
    }
}
