using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Payments;
using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>
/// What the journal was last told of a payment: it is compared with the payment, so that each change is recorded once. The
/// journal's own record is the proof.
/// </summary>
public sealed class JournaledPayment : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The payment's number; its row may be gone by now.</summary>
    public required long PaymentId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Where the money went.</summary>
    public required PaymentDirection Direction { get; init; }

    /// <summary>Minor units, in the shop's currency and in the customer's.</summary>
    public required string Currency { get; init; }
    public required long Amount { get; init; }
    public required string CustomerCurrency { get; init; }
    public required long CustomerAmount { get; init; }

    /// <summary>The record of it in the journal.</summary>
    public required long JournalNumber { get; init; }

    /// <summary>The record that takes it back; null while it stands.</summary>
    public long? ReversalNumber { get; set; }
}

/// <summary>What the journal keeps of a payment, or of taking one back.</summary>
/// <param name="Payment">Its number.</param>
/// <param name="Order">The name of its order.</param>
/// <param name="Direction">Where the money went.</param>
/// <param name="Currency">ISO code of the shop's currency.</param>
/// <param name="Amount">Minor units of it.</param>
/// <param name="CustomerCurrency">ISO code of the currency the customer paid in.</param>
/// <param name="CustomerAmount">Minor units of it.</param>
/// <param name="Reverses">The record that is taken back; null for a payment.</param>
public sealed record PaymentRecord(
    long Payment,
    string Order,
    PaymentDirection Direction,
    string Currency,
    long Amount,
    string CustomerCurrency,
    long CustomerAmount,
    long? Reverses = null
)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, PaymentJson.Default.PaymentRecord);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static PaymentRecord Read(byte[] content) =>
        JsonSerializer.Deserialize(content, PaymentJson.Default.PaymentRecord)
        ?? throw new JsonException("A record of the journal is empty.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PaymentRecord))]
sealed partial class PaymentJson : JsonSerializerContext;
