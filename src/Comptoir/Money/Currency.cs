using System.Collections.Frozen;

namespace Comptoir.Money;

/// <summary>
/// A currency of ISO 4217 with the number of decimals of its minor unit. Most have two; the others are listed here
/// (source: ISO 4217 list one, 2026-01-01; Shopify follows the same exponents).
/// </summary>
public readonly record struct Currency
{
    static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>(
        StringComparer.Ordinal
    )
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly long[] Powers = [1, 10, 100, 1_000, 10_000];

    /// <summary>A currency by its ISO code.</summary>
    /// <exception cref="FormatException">The code is not three capital letters.</exception>
    public Currency(string code)
    {
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetterUpper))
            throw new FormatException($"'{code}' is not a currency code of three capital letters.");
        Code = code;
    }

    /// <summary>The ISO 4217 code, three capital letters.</summary>
    public string Code { get; }

    /// <summary>Decimals of the minor unit: 2 for the euro, 0 for the yen, 3 for the Tunisian dinar.</summary>
    public int Exponent => Exceptions.GetValueOrDefault(Code, 2);

    /// <summary>
    /// The amount in minor units, exactly: 12.34 euros are 1234. Zeros behind the last decimal do not count.
    /// </summary>
    /// <exception cref="InexactAmountException">The amount has more decimals than the currency, or is too large.</exception>
    public long ToMinor(decimal amount)
    {
        if (Math.Abs(amount) > long.MaxValue / 4)
            throw new InexactAmountException(amount, this);
        var scaled = amount * Powers[Exponent];
        if (decimal.Truncate(scaled) != scaled || Math.Abs(scaled) > long.MaxValue / 4)
            throw new InexactAmountException(amount, this);
        return (long)scaled;
    }

    /// <summary>The nearest whole number of minor units, halves away from zero: for prices that are shown, never for what is summed.</summary>
    public long Nearest(decimal amount) =>
        decimal.ToInt64(decimal.Round(amount * Powers[Exponent], MidpointRounding.AwayFromZero));

    /// <summary>The amount in units: 1234 minor units of the euro are 12.34, with just the currency's decimals.</summary>
    public decimal ToUnits(long minor) =>
        new decimal(minor) / Powers[Exponent] + new decimal(0, 0, 0, false, (byte)Exponent);

    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>An amount that cannot be written in whole minor units of its currency.</summary>
public sealed class InexactAmountException(decimal amount, Currency currency)
    : Exception(
        $"{amount.ToString(System.Globalization.CultureInfo.InvariantCulture)} {currency.Code} cannot be kept to the cent: {currency.Code} has {currency.Exponent} decimals."
    )
{
    /// <summary>The amount as it arrived.</summary>
    public decimal Amount { get; } = amount;

    /// <summary>Its currency.</summary>
    public Currency Currency { get; } = currency;
}
