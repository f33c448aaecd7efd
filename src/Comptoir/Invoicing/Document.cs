using Comptoir.Contacts;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Vat;

namespace Comptoir.Invoicing;

/// <summary>
/// An invoice, a credit note or a receipt. A draft can be changed or dropped; what is issued has number, date and frozen
/// content, and its row never changes again: the database refuses it. Amounts are minor units, positive for what the document
/// is about: an invoice of 10 and a credit note of 10 cancel out.
/// </summary>
public sealed class Document : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number of the row within the office; the document's own number is <see cref="Number"/>.</summary>
    public required long Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public DocumentState State { get; private set; }

    /// <summary>The order whose ledger it covers.</summary>
    public required long OrderId { get; init; }

    /// <summary>The web shop of the order; null for one entered by hand.</summary>
    public long? WebShopId { get; init; }

    /// <summary>The customer, and the company when it is one that buys; null for a guest.</summary>
    public long? ContactId { get; init; }
    public long? CompanyId { get; init; }

    /// <summary>Who it is made out to, for lists; the frozen content has the buyer in full.</summary>
    public required string BuyerName { get; set; }

    /// <summary>Another buyer than the order's, as a person entered it; null for the order's.</summary>
    public Party? Buyer { get; set; }

    /// <summary>ISO code of the currency of the document: the one the customer saw.</summary>
    public required string Currency { get; init; }

    /// <summary>Total with tax, and the tax in it.</summary>
    public required long Gross { get; init; }
    public required long Tax { get; init; }

    /// <summary>The same in the shop's currency.</summary>
    public required string ShopCurrency { get; init; }
    public required long ShopGross { get; init; }
    public required long ShopTax { get; init; }

    /// <summary>The shop's number of the agreement it belongs to: a refund, a return, an edit; null when it covers several.</summary>
    public long? Agreement { get; init; }

    /// <summary>What it corrects: for a credit note the invoices whose lines it reduces, oldest first.</summary>
    public Correction[] Corrects { get; set; } = [];

    /// <summary>Why it corrects, in the shop's or a person's words.</summary>
    public string? Reason { get; set; }

    /// <summary>A text of the office for the buyer.</summary>
    public string? Note { get; set; }

    /// <summary>When the goods were delivered or the service done; null when that is not yet, or on the day of issue.</summary>
    public DateOnly? SuppliedOn { get; init; }

    /// <summary>The day by which it is to be paid; null when it is paid at once.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Made by a rule: a rule may drop the draft again and make another. A person's touch ends that.</summary>
    public bool IsAutomatic { get; set; }

    /// <summary>Who gives it its number.</summary>
    public DocumentIssuer Issuer { get; init; }

    /// <summary>When the draft was made, UTC, and by whom: a user's name, or null for a rule.</summary>
    public required DateTime MadeAt { get; init; }
    public string? MadeBy { get; init; }

    /// <summary>The series and the place in it; null for drafts, and for what another program issued.</summary>
    public long? SeriesId { get; private set; }
    public int? SeriesYear { get; private set; }
    public long? Sequence { get; private set; }

    /// <summary>The number, and the date of issue in the office's time zone; null for a draft.</summary>
    public string? Number { get; private set; }
    public DateOnly? IssuedOn { get; private set; }

    /// <summary>When it was issued, UTC, and by whom: a user's name, or null for a rule.</summary>
    public DateTime? IssuedAt { get; private set; }
    public string? IssuedBy { get; private set; }

    /// <summary>The canonical frozen content, UTF-8 JSON: the original from which everything shown is made. Null for a draft.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>The number of its record in the journal.</summary>
    public long? JournalNumber { get; private set; }

    /// <summary>The moment by which lists sort, UTC: when it was issued, or made as a draft.</summary>
    public DateTime ListedAt { get; private set; }

    /// <summary>Normalized text that a search looks in: number, buyer, order, SKUs.</summary>
    public required string Search { get; set; }

    public List<DocumentLine> Lines { get; init; } = [];

    /// <summary>1 for what it adds to what the customer owes, −1 for a credit note.</summary>
    public int Sign => Kind == DocumentKind.CreditNote ? -1 : 1;

    /// <summary>Begins as a draft.</summary>
    public Document Drafted()
    {
        State = DocumentState.Draft;
        ListedAt = MadeAt;
        return this;
    }

    /// <summary>Is issued here: number, date and content from now on never change.</summary>
    /// <exception cref="InvalidOperationException">It is issued already.</exception>
    internal void Issue(
        Numbering place,
        byte[] content,
        long journalNumber,
        DateTime at,
        string? by
    )
    {
        RefuseIssued();
        (SeriesId, SeriesYear, Sequence) = (place.SeriesId, place.Year, place.Sequence);
        Issued(place.Number, place.On, content, journalNumber, at, by);
    }

    /// <summary>Another program has issued it, under a number of its own.</summary>
    /// <exception cref="InvalidOperationException">It is issued already.</exception>
    internal void IssueElsewhere(
        string number,
        DateOnly on,
        byte[] content,
        long journalNumber,
        DateTime at,
        string? by
    )
    {
        RefuseIssued();
        Issued(number, on, content, journalNumber, at, by);
    }

    void RefuseIssued()
    {
        if (State == DocumentState.Issued)
            throw new InvalidOperationException("What is issued never changes.");
    }

    void Issued(
        string number,
        DateOnly on,
        byte[] content,
        long journalNumber,
        DateTime at,
        string? by
    )
    {
        State = DocumentState.Issued;
        (Number, IssuedOn) = (number, on);
        (IssuedAt, IssuedBy, ListedAt) = (at, by, at);
        (Content, JournalNumber) = (content, journalNumber);
        Search = SearchText.Words([number, Search]);
    }
}

/// <summary>What a document is.</summary>
public enum DocumentKind
{
    /// <summary>What is owed for goods and services, with tax.</summary>
    Invoice,

    /// <summary>What of invoices is taken back.</summary>
    CreditNote,

    /// <summary>What lies outside VAT: gift cards sold, tips. Negative when it is given back.</summary>
    Receipt,
}

/// <summary>Whether a document can still change.</summary>
public enum DocumentState
{
    /// <summary>Reserves what it covers; has no number.</summary>
    Draft,

    /// <summary>Numbered, dated, frozen.</summary>
    Issued,
}

/// <summary>Who gives documents their numbers.</summary>
public enum DocumentIssuer
{
    /// <summary>Comptoir.</summary>
    Here,

    /// <summary>Another program, which is the book of record: documents are proposed here, and the number comes back.</summary>
    Elsewhere,
}

/// <summary>A document that is corrected by another.</summary>
/// <param name="DocumentId">Its row; null for one of another program.</param>
/// <param name="Number">Its number; empty while it is a draft, or not known yet.</param>
/// <param name="IssuedOn">Its date; null while not known.</param>
public sealed record Correction(long? DocumentId, string Number, DateOnly? IssuedOn);

/// <summary>A seller or a buyer as a document names it.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Address">Where it is.</param>
/// <param name="VatNumber">VAT number with its country's letters.</param>
/// <param name="Siren">Nine digits.</param>
/// <param name="Email">Address for mail.</param>
/// <param name="IsCompany">It buys as a business.</param>
public sealed record Party(
    string Name,
    Address? Address,
    string? VatNumber,
    string? Siren,
    string? Email,
    bool IsCompany
);

/// <summary>A line of a document. Amounts are minor units, in the document's currency and in the shop's.</summary>
public sealed class DocumentLine : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long DocumentId { get; init; }

    /// <summary>Place in the document, from 1.</summary>
    public required int Position { get; init; }

    public required DocumentLineKind Kind { get; init; }

    /// <summary>The order line it is about; null for what concerns no line.</summary>
    public long? OrderLine { get; init; }

    public required string Title { get; init; }

    /// <summary>Variant and the like.</summary>
    public string? Detail { get; init; }
    public string? Sku { get; init; }

    /// <summary>Units; null where there are none.</summary>
    public int? Quantity { get; init; }

    /// <summary>Price of one unit before discounts, millionths of the document's currency, as the order has it; null where there is none.</summary>
    public long? UnitPrice { get; init; }

    /// <summary>The price and the discount contain the tax.</summary>
    public required bool TaxIncluded { get; init; }

    /// <summary>The discount on it, positive, like the price with or without tax.</summary>
    public required long Discount { get; init; }

    /// <summary>With tax, discounts off; negative for what reduces the document.</summary>
    public required long Gross { get; init; }

    /// <summary>The tax in it.</summary>
    public required long Tax { get; init; }
    public required long ShopGross { get; init; }
    public required long ShopTax { get; init; }

    /// <summary>In millionths: 20 % is 200000; null when no tax is named.</summary>
    public int? Rate { get; init; }

    /// <summary>What the shop calls the tax.</summary>
    public string? TaxTitle { get; init; }

    /// <summary>The sales channel owes the tax, not the seller.</summary>
    public bool ChannelLiable { get; init; }

    /// <summary>How its VAT is treated, as it was frozen: case, code of EN 16931 and state; null for drafts and receipts.</summary>
    public VatCase? VatCase { get; private set; }
    public string? VatCategory { get; private set; }
    public string? VatCountry { get; private set; }

    /// <summary>The rate of VAT in millionths; 0 where none is charged. <see cref="Rate"/> is what the shop's tax says.</summary>
    public int? VatRate { get; private set; }

    /// <summary>
    /// The day on which the VAT became chargeable (art. 63 to 66 of directive 2006/112/EC; 269 CGI), as far as it was known when it
    /// was issued; null where delivery and payment were still to come.
    /// </summary>
    public DateOnly? ChargeableOn { get; private set; }

    /// <summary>Notes how the VAT is treated, when it is issued.</summary>
    internal void Treat(FrozenVat vat, DateOnly? chargeableOn)
    {
        (VatCase, VatCategory) = (vat.Case, vat.Category);
        (VatCountry, VatRate) = (vat.Country, vat.Rate);
        ChargeableOn = chargeableOn;
    }
}

/// <summary>What a line of a document is about.</summary>
public enum DocumentLineKind
{
    Product,
    Shipping,
    Duty,
    Fee,
    GiftCard,
    Tip,

    /// <summary>What is given beyond the lines: goodwill.</summary>
    Allowance,

    /// <summary>What is kept: a fee for restocking or returning.</summary>
    Charge,
}
