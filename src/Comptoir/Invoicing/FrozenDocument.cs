using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Vat;

namespace Comptoir.Invoicing;

/// <summary>
/// The content of a document, as it is frozen when it is issued: the original of which every page, PDF or file is made. A
/// draft has the same without number and date. Amounts are minor units, positive for what the document is about.
/// </summary>
/// <param name="Version">Of this form; 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number; empty for a draft.</param>
/// <param name="IssuedOn">Its date in the office's time zone; null for a draft.</param>
/// <param name="Language">Of its texts: <c>en</c> or <c>fr</c>.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="Seller">Who sells.</param>
/// <param name="Buyer">Who buys.</param>
/// <param name="DeliveredTo">Where the goods go, when that is another address than the buyer's.</param>
/// <param name="Order">The order: its name, day, and the buyer's own number of it.</param>
/// <param name="SuppliedOn">When it was delivered; null when that is not yet known.</param>
/// <param name="DueOn">By when it is to be paid; null for at once.</param>
/// <param name="Lines">What it is about.</param>
/// <param name="Taxes">The tax by rate.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Paid">What was paid on it when it was issued.</param>
/// <param name="ShopCurrency">ISO code of the shop's currency.</param>
/// <param name="ShopGross">The total in the shop's currency.</param>
/// <param name="ShopTax">The tax in the shop's currency.</param>
/// <param name="Corrects">What it corrects.</param>
/// <param name="Reason">Why it corrects.</param>
/// <param name="Note">A text of the office.</param>
/// <param name="Terms">Texts that the law asks for, each with what it is.</param>
/// <param name="Footer">The last line.</param>
/// <param name="Nature">Goods, services or both (art. 242 nonies A, I, 8° bis, ann. II CGI).</param>
/// <param name="PaidOn">The day of the last payment that counts for it; null while nothing is paid.</param>
/// <param name="ShippedFrom">ISO code of the country from which goods are sent; null on receipts.</param>
/// <param name="Exchange">The VAT in the office's own currency, for a document in another one; null otherwise.</param>
/// <param name="WasReported">
/// The sale was reported as one to a consumer before, and a business asked for this invoice later; null for no.
/// </param>
/// <param name="Intro">The office's text above the lines.</param>
/// <param name="Closing">The office's text after the sums.</param>
public sealed record FrozenDocument(
    int Version,
    DocumentKind Kind,
    string Number,
    DateOnly? IssuedOn,
    string Language,
    string Currency,
    FrozenSeller Seller,
    Party Buyer,
    Contacts.Address? DeliveredTo,
    FrozenOrder Order,
    DateOnly? SuppliedOn,
    DateOnly? DueOn,
    IReadOnlyList<FrozenLine> Lines,
    IReadOnlyList<FrozenTax> Taxes,
    long Gross,
    long Tax,
    long Paid,
    string ShopCurrency,
    long ShopGross,
    long ShopTax,
    IReadOnlyList<Correction> Corrects,
    string? Reason,
    string? Note,
    IReadOnlyList<FrozenTerm> Terms,
    string? Footer,
    SupplyNature Nature = SupplyNature.Goods,
    DateOnly? PaidOn = null,
    string? ShippedFrom = null,
    FrozenExchange? Exchange = null,
    bool? WasReported = null,
    string? Intro = null,
    string? Closing = null
)
{
    /// <summary>Without tax.</summary>
    [JsonIgnore]
    public long Net => Gross - Tax;

    /// <summary>The canonical bytes: the same content always gives the same ones.</summary>
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, FrozenJson.Default.FrozenDocument);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static FrozenDocument Read(byte[] content) =>
        JsonSerializer.Deserialize(content, FrozenJson.Default.FrozenDocument)
        ?? throw new JsonException("A document's content is empty.");
}

/// <summary>The seller as the document names it.</summary>
public sealed record FrozenSeller(
    string Name,
    string? LegalForm,
    string? Registration,
    string? Siren,
    string? VatNumber,
    Contacts.Address Address,
    string? Email,
    string? Phone,
    string? Iban,
    string? Bic,
    bool IsFranchise = false,
    bool PaysVatOnDebits = false
);

/// <summary>The order of a document.</summary>
public sealed record FrozenOrder(string Name, DateOnly PlacedOn, string? PurchaseOrder);

/// <summary>A line of a document; see <see cref="DocumentLine"/>.</summary>
public sealed record FrozenLine(
    DocumentLineKind Kind,
    string Title,
    string? Detail,
    string? Sku,
    int? Quantity,
    long? UnitPrice,
    bool TaxIncluded,
    long Discount,
    long Gross,
    long Tax,
    int? Rate,
    string? TaxTitle,
    bool ChannelLiable,
    FrozenVat? Vat = null
);

/// <summary>The tax of a rate: the sums of the lines that carry it.</summary>
/// <param name="Title">What the tax is called.</param>
/// <param name="Rate">In millionths; null when no tax is named.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="ChannelLiable">The sales channel owes it.</param>
/// <param name="Vat">How its VAT is treated; null on receipts, which lie outside VAT.</param>
/// <param name="Wording">The text that the law asks for of this case, in the language of the document; null for none.</param>
/// <param name="OfficeTax">The tax in the office's own currency, for a document in another one.</param>
public sealed record FrozenTax(
    string? Title,
    int? Rate,
    long Net,
    long Tax,
    bool ChannelLiable,
    FrozenVat? Vat = null,
    string? Wording = null,
    long? OfficeTax = null
);

/// <summary>How the VAT of a line is treated.</summary>
/// <param name="Case">The case.</param>
/// <param name="Category">The code of EN 16931 (UNTDID 5305): S, E, AE, K, G, O or Z.</param>
/// <param name="Rate">The rate of VAT in millionths; 0 where none is charged, whatever other state taxes the line.</param>
/// <param name="Code">The code of the exemption (VATEX); null for what is taxed.</param>
/// <param name="Country">ISO code of the state whose VAT it is.</param>
/// <param name="SellerNumber">The seller's VAT number there, where it is another than its own.</param>
/// <param name="IsForeign">The tax on the line is no VAT that the seller declares: another state's, or the sales channel's.</param>
public sealed record FrozenVat(
    VatCase Case,
    string Category,
    int Rate,
    string? Code,
    string Country,
    string? SellerNumber,
    bool IsForeign
);

/// <summary>A text that the law asks for.</summary>
/// <param name="Code">
/// What it is (UNTDID 4451): PMT the indemnity for recovery, PMD penalties for late payment, AAB discount for early payment;
/// null for others.
/// </param>
/// <param name="Text">The text, in the language of the document.</param>
public sealed record FrozenTerm(string? Code, string Text);

/// <summary>The VAT of a document in the office's own currency (art. 230 of directive 2006/112/EC; art. 266, 1 bis CGI).</summary>
/// <param name="Currency">ISO code of the office's currency.</param>
/// <param name="Rate">Units of the document's currency for one unit of the office's.</param>
/// <param name="On">The day of the rate.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Tax">The VAT, minor units of <paramref name="Currency"/>.</param>
public sealed record FrozenExchange(
    string Currency,
    decimal Rate,
    DateOnly On,
    string Source,
    long Tax
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FrozenDocument))]
sealed partial class FrozenJson : JsonSerializerContext;
