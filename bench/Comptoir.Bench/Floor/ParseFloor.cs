using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Shopify;

namespace Comptoir.Bench;

/// <summary>
/// The least that reading a shop's files can cost: every line of the bulk operations' files, split and parsed into the record
/// that it is, and forgotten.
/// </summary>
static partial class ParseFloor
{
    static readonly (byte[] Type, JsonTypeInfo? Record)[] Records =
    [
        ("ProductVariant"u8.ToArray(), ShopifyJson.Default.ShopifyVariant),
        ("Product"u8.ToArray(), ShopifyJson.Default.ShopifyProduct),
        ("Customer"u8.ToArray(), ShopifyJson.Default.ShopifyCustomer),
        ("MailingAddress"u8.ToArray(), ShopifyJson.Default.ShopifyAddress),
        ("InventoryItem"u8.ToArray(), ShopifyJson.Default.ShopifyInventoryItem),
        ("InventoryLevel"u8.ToArray(), ShopifyJson.Default.InventoryLevel),
        ("LineItem"u8.ToArray(), ShopifyJson.Default.LineItem),
        ("ShippingLine"u8.ToArray(), ShopifyJson.Default.ShippingLine),
        ("FulfillmentLineItem"u8.ToArray(), ShopifyJson.Default.FulfillmentLineItem),
        // Nothing but their ids is used, which splitting the lines has seen already.
        ("FulfillmentOrder"u8.ToArray(), null),
        ("Fulfillment"u8.ToArray(), null),
    ];

    /// <summary>Reads the files of some bulk operations.</summary>
    /// <param name="files">Paths, by what the operation read.</param>
    public static (long Lines, long Bytes, TimeSpan Parsing) Measure(
        IReadOnlyDictionary<string, string> files
    )
    {
        var clock = Stopwatch.StartNew();
        var (lines, bytes) = (0L, 0L);
        var buffer = new byte[1 << 20];
        foreach (var (name, path) in files)
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var (held, offset) = (0, 0L);
            while (true)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(held), offset);
                offset += read;
                var rest = buffer.AsSpan(0, held + read);
                while (rest.IndexOf((byte)'\n') is var end and >= 0)
                {
                    Parse(name, rest[..end]);
                    lines++;
                    rest = rest[(end + 1)..];
                }
                if (read == 0)
                    break;
                rest.CopyTo(buffer);
                held = rest.Length;
                if (held == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
            }
            bytes += offset;
        }
        return (lines, bytes, clock.Elapsed);
    }

    static void Parse(string name, ReadOnlySpan<byte> line)
    {
        const int start = 15; // {"__typename":"
        var type = line[start..];
        type = type[..type.IndexOf((byte)'"')];
        if (RecordOf(name, type) is { } record)
            _ = JsonSerializer.Deserialize(line, record);
    }

    static JsonTypeInfo? RecordOf(string name, ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("Order"u8))
            return name == "ledger"
                ? LedgerJson.Default.LedgerHead
                : ShopifyJson.Default.ShopifyOrder;
        foreach (var (known, record) in Records)
            if (type.SequenceEqual(known))
                return record;
        if (type.EndsWith("Agreement"u8))
            return ShopifyJson.Default.SalesAgreement;
        if (type.EndsWith("Sale"u8))
            return ShopifyJson.Default.Sale;
        if (type.EndsWith("Application"u8))
            return ShopifyJson.Default.DiscountApplication;
        throw new NotSupportedException(
            $"What a {System.Text.Encoding.UTF8.GetString(type)} is read into is not known here."
        );
    }

    /// <summary>What the ledger says of its order.</summary>
    sealed record LedgerHead(string Id, DateTimeOffset UpdatedAt);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(LedgerHead))]
    sealed partial class LedgerJson : JsonSerializerContext;
}
