using Comptoir.Contacts;
using Comptoir.Invoicing.Planning;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>What the content of documents is put together from, read for several orders at once.</summary>
/// <param name="Office">The office.</param>
/// <param name="Seller">Who sells.</param>
/// <param name="Contacts">Customers and companies by number.</param>
/// <param name="Details">What the office itself wrote of them: it wins on documents.</param>
/// <param name="Vat">What is known of VAT.</param>
/// <param name="Texts">The office's texts on documents by web shop, 0 for all without texts of their own.</param>
/// <param name="Now">UTC.</param>
sealed partial record Composing(
    Office Office,
    SellerIdentity Seller,
    IReadOnlyDictionary<long, Contact> Contacts,
    IReadOnlyDictionary<long, ContactDetails> Details,
    VatBook Vat,
    IReadOnlyDictionary<long, StyleTexts> Texts,
    DateTime Now
)
{
    /// <summary>The day of a moment in the office.</summary>
    public DateOnly DayOf(DateTime utc) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    /// <summary>Nothing that the law asks for is missing of the office itself.</summary>
    public bool SellerIsWhole => SellerMentions.Missing(Seller).Count == 0;

    /// <summary>The day of the last delivery; null when nothing was delivered.</summary>
    public DateOnly? SuppliedOn(OrderBook book) =>
        book.Deliveries.LastOrDefault(delivery => delivery.Counts) is { } last
            ? DayOf(last.CreatedAt)
            : null;

    /// <summary>
    /// By when an invoice with payment terms is to be paid: the day that the terms name, else so many days from now as was agreed
    /// with the customer, or is usual in the shop. Null for orders paid at once.
    /// </summary>
    public DateOnly? DueOn(OrderBook book, DateTime now)
    {
        var order = book.Order;
        if (order.PaymentTerms is null || order.PaymentDueOn is not null)
            return order.PaymentDueOn;
        var own = Details.GetValueOrDefault(order.CompanyId ?? order.ContactId ?? 0);
        var day = DayOf(now).AddDays(own?.PaymentDays ?? book.Rules.PaymentDays);
        return own is { EndOfMonth: true }
            ? new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))
            : day;
    }

    /// <summary>Why something is credited, as far as the shop says it.</summary>
    public string ReasonOf(OrderBook book, PlannedDocument planned)
    {
        var french = LanguageOf(book) == "fr";
        var order = book.Order;
        if (order.CancelledAt is not null)
            return french ? "Annulation de la commande" : "Cancellation of the order";
        return planned.Lines.First().Covers[0].Sale.Reason switch
        {
            "RETURN" => french ? "Retour" : "Return",
            "ORDER_EDIT" => french ? "Modification de la commande" : "Change of the order",
            _ => french ? "Remboursement" : "Refund",
        };
    }

    TimeZoneInfo Zone =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Office.TimeZone, out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    /// <summary>Reads it.</summary>
    public static async Task<Composing> ReadAsync(
        ComptoirDb db,
        IReadOnlyCollection<OrderBook> books,
        DateTime now,
        CancellationToken ct
    )
    {
        var ids = books
            .SelectMany(book => new[] { book.Order.ContactId, book.Order.CompanyId })
            .OfType<long>()
            .Distinct()
            .ToList();
        var composing = new Composing(
            await db.Offices.AsNoTracking().SingleAsync(office => office.Id == db.OfficeId, ct),
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(ct)
                ?? new SellerIdentity { OfficeId = db.OfficeId },
            await db
                .Contacts.AsNoTracking()
                .Include(contact => contact.Addresses)
                .Where(contact => ids.Contains(contact.Id))
                .ToDictionaryAsync(contact => contact.Id, ct),
            await db
                .ContactDetails.AsNoTracking()
                .Where(row => ids.Contains(row.ContactId))
                .ToDictionaryAsync(row => row.ContactId, ct),
            Vat: null!,
            await db
                .DocumentStyles.Select(row => new
                {
                    row.WebShopId,
                    Texts = new StyleTexts(
                        row.IntroEnglish,
                        row.IntroFrench,
                        row.ClosingEnglish,
                        row.ClosingFrench
                    ),
                })
                .ToDictionaryAsync(row => row.WebShopId, row => row.Texts, ct),
            now
        );
        return composing with
        {
            Vat = await VatBook.ReadAsync(db, composing.QuestionsOf(books), ct),
        };
    }

    /// <summary>The content of a document; a draft's has neither number nor date.</summary>
    public FrozenDocument Of(OrderBook book, Document document, string number, DateOnly? on)
    {
        var order = book.Order;
        var buyer = document.Buyer ?? BuyerOf(book);
        var language = LanguageOf(book);
        var delivered = order.ShippingAddress;
        var vat = VatOf(book, document, on ?? DayOf(Now));
        return new FrozenDocument(
            Version: 1,
            document.Kind,
            number,
            on,
            language,
            document.Currency,
            SellerOf(Seller),
            buyer,
            delivered is not null && !SamePlace(delivered, buyer.Address) ? delivered : null,
            new FrozenOrder(order.Name, order.PlacedOn, order.PurchaseOrder),
            document.SuppliedOn,
            document.DueOn,
            [
                .. document
                    .Lines.OrderBy(line => line.Position)
                    .Select(line => Line(line, vat.Of(line), book, language)),
            ],
            TaxesOf(document, vat),
            document.Gross,
            document.Tax,
            PaidOn(book, document),
            document.ShopCurrency,
            document.ShopGross,
            document.ShopTax,
            document.Corrects,
            document.Reason,
            document.Note,
            TermsOf(document, buyer),
            Seller.Footer,
            vat.Nature,
            vat.PaidOn,
            vat.ShippedFrom,
            vat.Exchange,
            ReportedBefore.Of(book, document, buyer),
            // What is said above the lines is said to who buys: on a credit note it would be out of place.
            document.Kind == DocumentKind.Invoice
                ? TextsOf(book)?.Intro(language)
                : null,
            TextsOf(book)?.Closing(language)
        );
    }

    StyleTexts? TextsOf(OrderBook book) =>
        Texts.GetValueOrDefault(book.Order.WebShopId ?? 0) ?? Texts.GetValueOrDefault(0);

    /// <summary>What the law wants said to a business, and to nobody else (L441-9 and D441-5 of the commercial code).</summary>
    List<FrozenTerm> TermsOf(Document document, Party buyer)
    {
        var terms = new List<FrozenTerm>();
        if (document.Kind != DocumentKind.Invoice || !buyer.IsCompany)
            return terms;
        Add("AAB", Seller.EarlyPayment);
        Add("PMD", Seller.LatePayment);
        Add("PMT", Seller.RecoveryCosts);
        return terms;

        void Add(string code, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
                terms.Add(new FrozenTerm(code, text));
        }
    }

    /// <summary>The buyer of an order: the company that buys, otherwise the customer. The office's own fields win.</summary>
    public Party BuyerOf(OrderBook book)
    {
        var order = book.Order;
        var contact = Contacts.GetValueOrDefault(order.CompanyId ?? order.ContactId ?? 0);
        var own = Details.GetValueOrDefault(order.CompanyId ?? order.ContactId ?? 0);
        var address =
            order.BillingAddress
            ?? order.ShippingAddress
            ?? contact
                ?.Addresses.OrderByDescending(row => row.IsDefault)
                .Select(row => row.Address)
                .FirstOrDefault();
        var vat = own?.VatNumber ?? order.VatNumber ?? contact?.VatNumber;
        var siren = own?.Siren ?? order.Siren ?? contact?.Siren;
        var company = order.CompanyName ?? (vat is null && siren is null ? null : address?.Company);
        var isCompany =
            order.CompanyId is not null
            || company is not null
            || vat is not null
            || siren is not null
            || contact?.Kind == ContactKind.Company;
        return new Party(
            own?.BillingName ?? company ?? Named(order.CustomerName) ?? contact?.Name ?? "",
            address,
            vat,
            siren,
            own?.InvoiceEmail ?? order.Email ?? contact?.Email,
            isCompany
        );
    }

    static string? Named(string name) => string.IsNullOrWhiteSpace(name) ? null : name;

    string LanguageOf(OrderBook book)
    {
        var id = book.Order.CompanyId ?? book.Order.ContactId ?? 0;
        var wanted =
            Details.GetValueOrDefault(id)?.DocumentLanguage
            ?? Contacts.GetValueOrDefault(id)?.Language;
        // Who speaks neither of the two reads English sooner than French.
        return wanted switch
        {
            null or "" => book.Rules.Language,
            ['f' or 'F', 'r' or 'R', ..] => "fr",
            _ => "en",
        };
    }

    static bool SamePlace(Address a, Address? b) =>
        b is not null
        && (a.Line1, a.Line2, a.PostalCode, a.City, a.CountryCode)
            == (b.Line1, b.Line2, b.PostalCode, b.City, b.CountryCode);

    /// <summary>The seller as documents name it.</summary>
    public static FrozenSeller SellerOf(SellerIdentity seller) =>
        new(
            seller.Name,
            seller.LegalForm,
            seller.Registration,
            seller.Siren,
            seller.VatNumber,
            new Address
            {
                Line1 = seller.Line1,
                Line2 = seller.Line2,
                PostalCode = seller.PostalCode,
                City = seller.City,
                CountryCode = seller.CountryCode,
            },
            seller.Email,
            seller.Phone,
            seller.Iban,
            seller.Bic,
            seller.IsFranchise,
            seller.PaysVatOnDebits
        );

    static FrozenLine Line(DocumentLine line, FrozenVat? vat, OrderBook book, string language) =>
        new(
            line.Kind,
            line.Title.Length > 0 ? line.Title : TitleOf(line, book, language),
            line.Detail,
            line.Sku,
            line.Quantity,
            line.UnitPrice,
            line.TaxIncluded,
            line.Discount,
            line.Gross,
            line.Tax,
            line.Rate,
            line.TaxTitle,
            line.ChannelLiable,
            vat
        );

    /// <summary>What a line is called that no line of the order names.</summary>
    static string TitleOf(DocumentLine line, OrderBook book, string language)
    {
        if (
            line.Kind == DocumentLineKind.Fee
            && book.Order.Fees is [var fee, ..]
            && fee.Name.Length > 0
        )
            return fee.Name;
        var french = language == "fr";
        return line.Kind switch
        {
            DocumentLineKind.Shipping => french ? "Livraison" : "Delivery",
            DocumentLineKind.Duty => french ? "Droits de douane" : "Customs duty",
            DocumentLineKind.Fee => french ? "Frais" : "Fee",
            DocumentLineKind.GiftCard => french ? "Carte cadeau" : "Gift card",
            DocumentLineKind.Tip => french ? "Pourboire" : "Tip",
            DocumentLineKind.Allowance => french ? "Geste commercial" : "Goodwill",
            DocumentLineKind.Charge => french ? "Frais retenus" : "Fee kept",
            _ => french ? "Article" : "Item",
        };
    }

    static List<FrozenTax> TaxesOf(Document document, DocumentVat vat) =>
        [
            .. document
                .Lines.GroupBy(line =>
                    (
                        Tax: new TaxKey(line.Rate, line.TaxTitle, line.ChannelLiable),
                        Vat: vat.Of(line)
                    )
                )
                .Select(group => new FrozenTax(
                    group.Key.Tax.Title,
                    group.Key.Tax.Rate,
                    group.Sum(line => line.Gross - line.Tax),
                    group.Sum(line => line.Tax),
                    group.Key.Tax.ChannelLiable,
                    group.Key.Vat,
                    vat.Wording(group.Key.Vat),
                    group.Key.Vat is { IsForeign: false }
                        ? vat.InOfficeCurrency(group.Sum(line => line.Tax), document.Currency)
                        : null
                ))
                .OrderByDescending(tax => tax.Rate)
                .ThenBy(tax => tax.Title, StringComparer.Ordinal),
        ];

    /// <summary>What of the order's money is left for a document after those issued before it.</summary>
    public static long PaidOn(OrderBook book, Document document)
    {
        if (document.Kind == DocumentKind.CreditNote)
            return 0;
        var before = book
            .Documents.Where(x => x.State == DocumentState.Issued && x.Id != document.Id)
            .Sum(x => x.Sign * x.Gross);
        return Math.Clamp(book.Paid - before, 0, Math.Max(0, document.Gross));
    }

    /// <summary>Mentions that the law asks for and that are missing, in words that say what to do.</summary>
    public IReadOnlyList<string> MissingOf(OrderBook book, Document document, DateOnly on)
    {
        var missing = new List<string>(SellerMentions.Missing(Seller));
        var buyer = document.Buyer ?? BuyerOf(book);
        if (string.IsNullOrWhiteSpace(buyer.Name))
            missing.Add(
                new RefusedException(
                    "The buyer has no name. Enter the buyer on the draft, or let the app see customers’ names in Shopify and synchronize."
                ).Message
            );
        if (
            buyer.IsCompany
            && (
                string.IsNullOrWhiteSpace(buyer.Address?.Line1)
                || string.IsNullOrWhiteSpace(buyer.Address.City)
            )
        )
            missing.Add(
                new RefusedException(
                    "The buyer is a company without an address. Enter it on the draft, or on the order in Shopify and synchronize."
                ).Message
            );
        if (
            document.Corrects.Any(invoice =>
                invoice.DocumentId is null && invoice.Number.Length == 0
            )
        )
            missing.Add(
                new RefusedException(
                    "The number of the invoice that this credit note corrects is not known: another program made it. Enter it with the order."
                ).Message
            );
        if (
            document.Kind == DocumentKind.Invoice
            && buyer.IsCompany
            && Seller.CountryCode == "FR"
            && TermsOf(document, buyer).Count < 3
        )
            missing.Add(
                new RefusedException(
                    "An invoice to a business names the discount for early payment, the penalties for late payment and the indemnity for recovery (L441-9). Enter them under Settings, Company."
                ).Message
            );
        missing.AddRange(
            VatOf(book, document, on)
                .Findings.Select(finding => finding.Doubt)
                .Distinct()
                .Select(VatDoubtWords.Of)
        );
        return missing;
    }
}

/// <summary>The office's texts on documents of a web shop; see <see cref="DocumentStyle"/>.</summary>
sealed record StyleTexts(
    string? IntroEnglish,
    string? IntroFrench,
    string? ClosingEnglish,
    string? ClosingFrench
)
{
    /// <summary>Above the lines.</summary>
    public string? Intro(string language) => language == "fr" ? IntroFrench : IntroEnglish;

    /// <summary>After the sums.</summary>
    public string? Closing(string language) => language == "fr" ? ClosingFrench : ClosingEnglish;
}
