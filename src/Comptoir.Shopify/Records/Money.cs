using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// An amount as Shopify writes it (<c>MoneyV2</c>): a decimal string such as <c>"8.8"</c>, with trailing zeros cut, and
/// an ISO 4217 code. Signed: returns are negative in the sales ledger.
/// </summary>
[JsonConverter(typeof(ShopifyMoneyJsonConverter))]
public readonly record struct ShopifyMoney(decimal Amount, string CurrencyCode);

/// <summary>
/// One amount in two currencies (<c>MoneyBag</c>): the shop's own, and the one the customer saw and paid in. Shopify
/// converts each amount by itself, so sums may differ between the two by rounding.
/// </summary>
public readonly record struct MoneyBag
{
    /// <summary>In the shop's currency.</summary>
    [JsonRequired]
    public ShopifyMoney ShopMoney { get; init; }

    /// <summary>In the customer's currency.</summary>
    [JsonRequired]
    public ShopifyMoney PresentmentMoney { get; init; }
}

/// <summary>
/// Reads amounts straight from UTF-8, without a string for the number, and shares the string of the currency: a year
/// of a busy shop holds hundreds of millions of them.
/// </summary>
public sealed class ShopifyMoneyJsonConverter : JsonConverter<ShopifyMoney>
{
    [ThreadStatic]
    static string? lastCurrency;

    /// <inheritdoc/>
    public override ShopifyMoney Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An amount must be an object with amount and currencyCode.");
        decimal? amount = null;
        string? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("amount"u8))
            {
                reader.Read();
                amount = ReadDecimal(ref reader);
            }
            else if (reader.ValueTextEquals("currencyCode"u8))
            {
                reader.Read();
                currency = ReadCurrency(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return amount is { } value && currency is not null
            ? new ShopifyMoney(value, currency)
            : throw new JsonException("An amount lacks its amount or its currencyCode.");
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer,
        ShopifyMoney value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        writer.WriteString(
            "amount",
            value.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        writer.WriteString("currencyCode", value.CurrencyCode);
        writer.WriteEndObject();
    }

    static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetDecimal();
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("An amount is neither a string nor a number.");
        if (
            !reader.HasValueSequence
            && !reader.ValueIsEscaped
            && Utf8Parser.TryParse(reader.ValueSpan, out decimal value, out var used)
            && used == reader.ValueSpan.Length
        )
            return value;
        throw new JsonException("An amount is not a decimal number.");
    }

    static string? ReadCurrency(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A currencyCode is not a string.");
        var last = lastCurrency;
        if (last is not null && reader.ValueTextEquals(last))
            return last;
        return lastCurrency = string.Intern(reader.GetString()!);
    }
}
