using Comptoir.Contacts;
using Comptoir.Invoicing.Planning;
using Comptoir.Payments;
using Comptoir.Vat;

namespace Comptoir.Invoicing;

// What VAT has to know of an order: where it goes, who buys, when it was paid.
sealed partial record Composing
{
    // Issuing asks three times about the same document: whether it can be, what is frozen, what its lines note.
    (Document Of, Party? Buyer, DateOnly On, DocumentVat Vat)? last;

    /// <summary>How the VAT of a document is treated when it is issued on a day.</summary>
    public DocumentVat VatOf(OrderBook book, Document document, DateOnly on)
    {
        if (
            last is { } known
            && (known.Of, known.Buyer, known.On) == (document, document.Buyer, on)
        )
            return known.Vat;
        var vat = DocumentVat.Of(this, book, document, on, LanguageOf(book));
        last = (document, document.Buyer, on, vat);
        return vat;
    }

    /// <summary>What VAT has to know of some orders: the numbers of their buyers, and rates of their currencies.</summary>
    VatQuestions QuestionsOf(IReadOnlyCollection<OrderBook> books)
    {
        var buyers = books
            .Select(BuyerOf)
            .Concat(
                books.SelectMany(book => book.Documents).Select(row => row.Buyer).OfType<Party>()
            );
        var foreign = books
            .Select(book => book.Order.CustomerCurrency)
            .Where(currency => currency != Seller.VatCurrency)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new VatQuestions(
            [.. buyers.Select(buyer => buyer.VatNumber).OfType<string>()],
            foreign.Count == 0 ? [] : [.. foreign, Seller.VatCurrency],
            books.Count == 0 ? null : books.Min(book => book.Order.PlacedOn)
        );
    }

    /// <summary>The VAT of a draft of the order cannot be explained.</summary>
    public bool Doubts(OrderBook book) =>
        book.Documents.Exists(row =>
            row is { State: DocumentState.Draft, Issuer: DocumentIssuer.Here }
            && VatOf(book, row, DayOf(Now)).Findings.Count > 0
        );

    /// <summary>The VAT numbers of which drafts of the order wait to be told whether they are in force.</summary>
    public IEnumerable<string> UnconfirmedNumbers(OrderBook book) =>
        book
            .Documents.Where(row =>
                row.State == DocumentState.Draft
                && VatOf(book, row, DayOf(Now))
                    .Findings.Any(finding => finding.Doubt == VatDoubt.NumberUnconfirmed)
            )
            .Select(row => (row.Buyer ?? BuyerOf(book)).VatNumber)
            .OfType<string>();

    /// <summary>Notes on its lines how the VAT of a document is treated, for those who sum it.</summary>
    public void Treat(OrderBook book, Document document, DateOnly on)
    {
        var vat = VatOf(book, document, on);
        foreach (var line in document.Lines)
            if (vat.Of(line) is { } treated)
                line.Treat(treated, vat.ChargeableOn(line, document, on, Seller.PaysVatOnDebits));
    }

    /// <summary>Where the office is. A country of which nothing is known has rates of its own, and lies outside the Union.</summary>
    public VatPlace Home =>
        Vat.PlaceOf(
            new Address { CountryCode = Seller.CountryCode, PostalCode = Seller.PostalCode }
        ) ?? new VatPlace(Seller.CountryCode, Seller.CountryCode, false, false);

    /// <summary>Where goods are sent from: what the office says of the shop, otherwise where the office is.</summary>
    public VatPlace From(OrderBook book) =>
        book.Taxes.Shop?.ShipsFrom is { } country && country != Seller.CountryCode
            ? Vat.PlaceOf(new Address { CountryCode = country }) ?? Home
            : Home;

    /// <summary>Where goods go, or who has services done is; null when no address says it.</summary>
    public VatPlace? To(OrderBook book, bool isService, VatPlace from, Party? buyer)
    {
        var order = book.Order;
        var contact = Contacts.GetValueOrDefault(order.CompanyId ?? order.ContactId ?? 0);
        var delivered = order.ShippingAddress;
        var billed = order.BillingAddress;
        // What is sold at a till is handed over there, wherever the buyer lives.
        if (order.Source == "pos" && delivered is null)
            return from;
        return
            (isService ? new[] { buyer?.Address, billed, delivered } : [delivered, billed])
                .Append(contact?.Addresses.Find(row => row.IsDefault)?.Address)
                .FirstOrDefault(address => !string.IsNullOrEmpty(address?.CountryCode))
                is { } address
            ? Vat.PlaceOf(address)
            : null;
    }

    /// <summary>The buyer, with what is known of its VAT number.</summary>
    public VatBuyer VatBuyerOf(Party buyer, DateOnly on) =>
        new(
            buyer.IsCompany,
            buyer.VatNumber,
            buyer.VatNumber is { Length: > 0 } number && Vat.AnswerOf(number, on) is { } answer
                ? answer.IsValid
                    ? NumberStanding.Valid
                    : NumberStanding.Invalid
                : NumberStanding.Unanswered
        );

    /// <summary>The day of the last money that came in for an order; null when none did.</summary>
    public DateOnly? LastPaidOn(OrderBook book) =>
        book.Payments.LastOrDefault(payment =>
            payment.Direction == PaymentDirection.In && payment.CustomerAmount > 0
        )
            is { } last
            ? DayOf(last.ProcessedAt)
            : null;
}
