using Comptoir.Contacts;
using Comptoir.Invoicing.Planning;
using Comptoir.Money;
using Comptoir.Sales;
using Comptoir.Vat;

namespace Comptoir.Invoicing;

/// <summary>How the VAT of a document is treated, line by line, and what keeps that from being said.</summary>
sealed class DocumentVat
{
    static readonly DocumentVat None = new();

    readonly Dictionary<int, FrozenVat> lines = [];
    readonly Dictionary<FrozenVat, string?> wordings = [];
    readonly List<VatFinding> findings = [];

    /// <summary>Places of the lines that are services.</summary>
    readonly HashSet<int> services = [];

    /// <summary>What could not be explained; empty when the document can be issued.</summary>
    public IReadOnlyList<VatFinding> Findings => findings;

    /// <summary>Goods, services or both.</summary>
    public SupplyNature Nature { get; private set; }

    /// <summary>The day of the last payment that counts for it; null while nothing is paid.</summary>
    public DateOnly? PaidOn { get; private init; }

    /// <summary>The country from which goods are sent; null on receipts.</summary>
    public string? ShippedFrom { get; private init; }

    /// <summary>The rate by which the tax is stated in the office's currency; null where it is in that currency.</summary>
    public FrozenExchange? Exchange { get; private set; }

    /// <summary>How a line is treated; null on receipts, and where it cannot be said.</summary>
    public FrozenVat? Of(DocumentLine line) => lines.GetValueOrDefault(line.Position);

    /// <summary>The text that the law asks for; null for none.</summary>
    public string? Wording(FrozenVat? vat) => vat is null ? null : wordings.GetValueOrDefault(vat);

    /// <summary>The day on which the VAT of a line became chargeable, as far as it is known; null where that is still to come.</summary>
    /// <param name="line">The line.</param>
    /// <param name="document">Its document.</param>
    /// <param name="on">The day of issue.</param>
    /// <param name="onDebits">VAT on services is paid with the invoice.</param>
    public DateOnly? ChargeableOn(
        DocumentLine line,
        Document document,
        DateOnly on,
        bool onDebits
    ) =>
        Of(line)?.Case switch
        {
            null => null,
            // Art. 67 of the directive: with the invoice.
            VatCase.IntraEuSupply => on,
            _ when document.Kind == DocumentKind.CreditNote => on,
            _ when services.Contains(line.Position) => onDebits ? on : PaidOn,
            _ => document.SuppliedOn is { } supplied && (PaidOn is null || supplied < PaidOn)
                ? supplied
                : PaidOn,
        };

    /// <summary>Explains the VAT of a document.</summary>
    public static DocumentVat Of(
        Composing composing,
        OrderBook book,
        Document document,
        DateOnly on,
        string language
    )
    {
        // Gift cards and tips lie outside VAT; what an incomplete office sells cannot be judged.
        if (document.Kind == DocumentKind.Receipt || composing.Seller.CountryCode.Length == 0)
            return None;
        var order = book.Order;
        var vat = composing.Vat;
        var (home, from) = (composing.Home, composing.From(book));
        var paid =
            Composing.PaidOn(book, document) == 0 ? (DateOnly?)null : composing.LastPaidOn(book);
        var result = new DocumentVat { PaidOn = paid, ShippedFrom = from.Country };
        var day =
            Earliest(document.SuppliedOn, paid)
            ?? (document.Kind == DocumentKind.Invoice ? on : order.PlacedOn);
        var buyer = composing.VatBuyerOf(document.Buyer ?? composing.BuyerOf(book), on);
        var seller = new VatSeller(
            composing.Seller.CountryCode,
            composing.Seller.IsFranchise,
            vat.Registrations
        );
        result.Split(book, document);
        var corrected = Corrected(book, document);
        foreach (var line in document.Lines.OrderBy(line => line.Position))
        {
            if (corrected.Find(line) is { } before)
            {
                result.lines[line.Position] = before.Vat;
                result.wordings[before.Vat] = before.Wording;
                continue;
            }
            var isService = result.services.Contains(line.Position);
            // Services are done where the seller is, wherever its goods are; and for the buyer that the document names.
            var begins = isService ? home : from;
            var to = composing.To(book, isService, begins, document.Buyer);
            var situation = new VatSituation(
                seller,
                buyer,
                begins,
                to,
                day,
                area => vat.RatesOf(area, day)
            );
            var fact = new VatFact(
                isService,
                line.Rate,
                line.TaxTitle,
                line.ChannelLiable,
                line.Gross - line.Tax,
                line.Tax
            );
            var decision = DecideVat.Of(situation, fact);
            if (decision.Doubt is { } doubt)
            {
                // What was said of another buyer or place does not hold for this one.
                if (
                    book.Taxes.Order?.Case is not { } settled
                    || !DecideVat.Fits(settled, situation, fact)
                )
                {
                    result.findings.Add(
                        new VatFinding(doubt, line.Position, line.Title, line.Rate, situation, fact)
                    );
                    continue;
                }
                decision = Settled(settled, situation, fact);
            }
            result.Treat(
                line,
                decision,
                DecideVat.WordingArea(begins, to),
                book,
                composing,
                on,
                language
            );
        }
        // Who has said the case has seen the figures.
        if (book.Taxes.Order?.Case is null)
            result.CheckAmounts(book, document);
        result.State(composing, document, corrected.Exchange, day);
        return result;
    }

    static DateOnly? Earliest(DateOnly? a, DateOnly? b) =>
        a is null ? b
        : b is null || a < b ? a
        : b;

    /// <summary>What a person said of lines that fit no case.</summary>
    static VatDecision Settled(VatCase @case, VatSituation at, VatFact fact)
    {
        var isTaxed = VatDecision.CategoryOf(@case) == "S";
        var to = at.To ?? at.From;
        var country = @case is VatCase.OneStopShop or VatCase.ForeignRegistration
            ? to.Country
            : at.From.Country;
        return new VatDecision(
            @case,
            isTaxed ? fact.Rate ?? 0 : 0,
            country,
            @case == VatCase.ForeignRegistration
                ? at
                    .Seller.Registrations.FirstOrDefault(row =>
                        row.Kind == VatRegistrationKind.Country && row.Country == country
                    )
                    ?.Number
                : null,
            IsForeign: !isTaxed && fact.Tax != 0,
            Doubt: null
        );
    }

    void Treat(
        DocumentLine line,
        VatDecision decision,
        string area,
        OrderBook book,
        Composing composing,
        DateOnly on,
        string language
    )
    {
        var words = composing.Vat.WordingOf(decision.Case, area, on, language);
        if (decision.Case == VatCase.Exempt && book.Taxes.Order is { Wording: { } text } own)
            words = new VatWording(own.Code, text);
        var vat = new FrozenVat(
            decision.Case,
            decision.Category,
            decision.Rate,
            words?.Code,
            decision.Country,
            decision.SellerNumber,
            decision.IsForeign
        );
        lines[line.Position] = vat;
        wordings[vat] = words?.Text;
    }

    /// <summary>What is a service: what is not sent. What belongs to no line goes with the main thing.</summary>
    void Split(OrderBook book, Document document)
    {
        var products = document
            .Lines.Where(line => line.Kind == DocumentLineKind.Product)
            .Select(line => (line.Position, IsSent: IsSent(line)))
            .ToList();
        var hasGoods = products.Exists(line => line.IsSent);
        var hasServices = products.Exists(line => !line.IsSent);
        // A document of delivery or of an adjustment alone goes with what the order sells.
        if (products.Count == 0)
            hasServices =
                !book.Order.Lines.Exists(line =>
                    line is { Kind: OrderLineKind.Product, RequiresShipping: true }
                ) && book.Order.Lines.Exists(line => line.Kind == OrderLineKind.Product);
        foreach (var line in document.Lines)
            if (line.Kind == DocumentLineKind.Product ? !IsSent(line) : !hasGoods && hasServices)
                services.Add(line.Position);
        Nature =
            services.Count == 0 ? SupplyNature.Goods
            : services.Count == document.Lines.Count ? SupplyNature.Services
            : SupplyNature.Mixed;

        bool IsSent(DocumentLine line) =>
            book.Line(new LineKey(line.Kind, line.OrderLine)) is not { } about
            || about.RequiresShipping;
    }

    /// <summary>
    /// The tax of a rate is what the rate makes of the amount, but for a minor unit with each line or entry of the ledger that
    /// contributes: each was rounded for itself.
    /// </summary>
    void CheckAmounts(OrderBook book, Document document)
    {
        foreach (
            var group in document
                .Lines.Where(line => Of(line) is { Category: "S" })
                .GroupBy(line => Of(line)!)
        )
        {
            var net = group.Sum(line => line.Gross - line.Tax);
            var tax = group.Sum(line => line.Tax);
            var ordered = group.Select(line => line.OrderLine).ToHashSet();
            var parts = book.Order.Sales.Count(sale => ordered.Contains(sale.Line));
            var expected = Shares.Rounded(net, group.Key.Rate, 1_000_000);
            if (Math.Abs(expected - tax) > Math.Max(group.Count(), parts))
                findings.Add(
                    new VatFinding(
                        VatDoubt.TaxDiffers,
                        group.First().Position,
                        group.First().Title,
                        group.First().Rate,
                        At: null,
                        default
                    )
                );
        }
    }

    /// <summary>States the tax in the office's currency.</summary>
    void State(Composing composing, Document document, FrozenExchange? before, DateOnly day)
    {
        var own = composing.Seller.VatCurrency;
        if (document.Currency == own)
            return;
        var tax = document
            .Lines.Where(line => Of(line) is { IsForeign: false })
            .Sum(line => line.Tax);
        var (rate, on, source) =
            before is not null ? (before.Rate, before.On, before.Source)
            : composing.Vat.RateBetween(document.Currency, own, day) is { } known
                ? (known.Rate, known.On, known.Source)
            : default;
        if (source is null)
        {
            if (tax != 0)
                findings.Add(
                    new VatFinding(
                        VatDoubt.NoExchangeRate,
                        1,
                        document.Currency,
                        null,
                        At: null,
                        default
                    )
                );
            return;
        }
        Exchange = new FrozenExchange(
            own,
            rate,
            on,
            source,
            Converted(tax, document.Currency, rate, own)
        );
    }

    /// <summary>The tax of some lines in the office's currency; null where the document is in it.</summary>
    public long? InOfficeCurrency(long tax, string currency) =>
        Exchange is { } exchange
            ? Converted(tax, currency, exchange.Rate, exchange.Currency)
            : null;

    static long Converted(long minor, string currency, decimal rate, string own) =>
        new Currency(own).Nearest(new Currency(currency).ToUnits(minor) / rate);

    static Corrections Corrected(OrderBook book, Document document)
    {
        var found = new Corrections();
        if (document.Kind == DocumentKind.CreditNote)
            foreach (var invoice in document.Corrects)
                if (
                    book.Documents.Find(row => row.Id == invoice.DocumentId) is
                    { Content: { } content } issued
                )
                    found.Add(issued, FrozenDocument.Read(content));
        return found;
    }

    /// <summary>What the invoices say that a credit note corrects: it says the same.</summary>
    sealed class Corrections
    {
        readonly List<(DocumentLine Line, FrozenVat Vat, string? Wording)> there = [];

        public FrozenExchange? Exchange { get; private set; }

        public void Add(Document invoice, FrozenDocument content)
        {
            Exchange ??= content.Exchange;
            foreach (
                var (row, line) in invoice.Lines.OrderBy(row => row.Position).Zip(content.Lines)
            )
                if (line.Vat is { } vat)
                    there.Add(
                        (row, vat, content.Taxes.FirstOrDefault(tax => tax.Vat == vat)?.Wording)
                    );
        }

        /// <summary>How the line that is credited was treated; for what belongs to no line, how its rate was.</summary>
        public (FrozenVat Vat, string? Wording)? Find(DocumentLine line)
        {
            var same = there.FindAll(x =>
                x.Line.Rate == line.Rate && x.Line.ChannelLiable == line.ChannelLiable
            );
            var own = same.FindIndex(x =>
                x.Line.Kind == line.Kind && x.Line.OrderLine == line.OrderLine
            );
            return same.Count == 0 ? null
                : own >= 0 ? (same[own].Vat, same[own].Wording)
                : (same[0].Vat, same[0].Wording);
        }
    }
}

/// <summary>A line whose VAT cannot be explained.</summary>
/// <param name="Doubt">Why.</param>
/// <param name="Position">Its place in the document.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Rate">The shop's rate in millionths; null when it names none.</param>
/// <param name="At">The situation; null where the doubt is not about it.</param>
/// <param name="Fact">What the shop charged; without meaning where <paramref name="At"/> is null.</param>
sealed record VatFinding(
    VatDoubt Doubt,
    int Position,
    string Title,
    int? Rate,
    VatSituation? At,
    VatFact Fact
)
{
    /// <summary>It is explained when the case is said, or when the amount with tax contains tax at a rate.</summary>
    public bool IsSettledBy(VatCase? @case, int? rate)
    {
        if (At is null)
            return true;
        var gross = Fact.Net + Fact.Tax;
        var tax = rate is { } known ? Shares.Rounded(gross, known, 1_000_000 + known) : Fact.Tax;
        var fact = Fact with { Rate = rate ?? Fact.Rate, Tax = tax, Net = gross - tax };
        return DecideVat.Of(At, fact).Doubt is null
            || (@case is { } said && DecideVat.Fits(said, At, fact));
    }
}
