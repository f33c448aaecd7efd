using Comptoir.Money;
using Comptoir.Sales;
using Comptoir.Storage;

namespace Comptoir.Invoicing.Planning;

/// <summary>The rows of what is planned for an order.</summary>
sealed class PlanRows(OrderBook book)
{
    readonly Dictionary<long, int> ordinals = [];

    public List<Document> Documents { get; } = [];
    public List<Allocation> Allocations { get; } = [];

    /// <summary>Sales of which something was covered, or given back.</summary>
    public HashSet<Sale> Sales { get; } = [];

    /// <summary>Makes the row of a document, as a draft.</summary>
    /// <param name="planned">What it holds.</param>
    /// <param name="id">The number of its row.</param>
    /// <param name="made">Who makes it, when and how.</param>
    public Document Add(PlannedDocument planned, long id, DraftTerms made)
    {
        var order = book.Order;
        var sign = planned.Kind == DocumentKind.CreditNote ? -1 : 1;
        var total = planned.Total;
        var lines = new List<DocumentLine>();
        foreach (
            var (line, about) in planned
                .Lines.Select(line => (line, book.Line(line.Key)))
                .OrderBy(x => x.Item2?.Position ?? int.MaxValue)
                .ThenBy(x => x.line.Key.Kind)
                .ThenByDescending(x => x.line.Tax.Rate)
        )
        {
            lines.Add(Line(line, about, id, lines.Count + 1, sign));
            Cover(line.Covers, id, lines.Count);
        }
        var document = new Document
        {
            OfficeId = order.OfficeId,
            Id = id,
            Kind = planned.Kind,
            OrderId = order.Id,
            WebShopId = order.WebShopId,
            ContactId = order.ContactId,
            CompanyId = order.CompanyId,
            BuyerName = made.Buyer?.Name ?? order.CompanyName ?? order.CustomerName,
            Buyer = made.Buyer,
            Currency = order.CustomerCurrency,
            Gross = sign * total.CustomerGross,
            Tax = sign * total.CustomerTax,
            ShopCurrency = order.Currency,
            ShopGross = sign * total.Gross,
            ShopTax = sign * total.Tax,
            Agreement = planned.Agreement,
            Corrects = planned.Corrects,
            Reason = made.Reason,
            Note = made.Note,
            SuppliedOn = made.SuppliedOn,
            DueOn = planned.Kind == DocumentKind.Invoice ? made.DueOn : null,
            IsAutomatic = made.By is null,
            Issuer = made.Issuer,
            MadeAt = made.At,
            MadeBy = made.By,
            Search = SearchText.Words([
                made.Buyer?.Name,
                order.CompanyName,
                order.CustomerName,
                order.Name,
                .. lines.Select(line => line.Sku).Distinct(StringComparer.Ordinal),
            ]),
            Lines = lines,
        }.Drafted();
        Documents.Add(document);
        return document;
    }

    /// <summary>Covers what cancels out without a document.</summary>
    public void Net(IEnumerable<Covered> parts) => Cover(parts, null, null);

    void Cover(IEnumerable<Covered> parts, long? document, int? line)
    {
        foreach (var (sale, quantity, amounts) in parts)
        {
            Sales.Add(sale);
            Allocations.Add(
                new Allocation
                {
                    OfficeId = sale.OfficeId,
                    OrderId = sale.OrderId,
                    Sale = sale.Number,
                    Ordinal = NextOrdinal(sale.Number),
                    DocumentId = document,
                    Line = line,
                    Quantity = quantity,
                    Gross = amounts.Gross,
                    Tax = amounts.Tax,
                    CustomerGross = amounts.CustomerGross,
                    CustomerTax = amounts.CustomerTax,
                }
            );
        }
    }

    int NextOrdinal(long sale)
    {
        if (!ordinals.TryGetValue(sale, out var next))
            next =
                book.Allocations.Where(part => part.Sale == sale)
                    .Select(part => (int?)part.Ordinal)
                    .Max() + 1
                ?? 0;
        ordinals[sale] = next + 1;
        return next;
    }

    /// <summary>What the price of the units lies above what is charged; never below 0.</summary>
    static long DiscountOf(long unit, int quantity, long charged, string currency)
    {
        var price = new Currency(currency).Nearest(Millionths.ToUnits(unit) * quantity);
        return Math.Max(0, price - charged);
    }

    DocumentLine Line(PlannedLine line, OrderLine? about, long document, int position, int sign)
    {
        var (taxesIncluded, currency) = (book.Order.TaxesIncluded, book.Order.CustomerCurrency);
        var quantity = sign * line.Quantity;
        var (gross, tax) = (sign * line.Amounts.CustomerGross, sign * line.Amounts.CustomerTax);
        var sale = line.Covers[0].Sale;
        // The price of the order holds for the sign of the line; a line without units, or whose sign is not its money's, has none.
        var price = about is not null && quantity > 0 ? about.CustomerUnitPrice : (long?)null;
        return new DocumentLine
        {
            OfficeId = sale.OfficeId,
            DocumentId = document,
            Position = position,
            Kind = line.Key.Kind,
            OrderLine = line.Key.Line,
            Title = line.Title ?? about?.Title ?? "",
            Detail = about?.VariantTitle,
            Sku = about?.Sku,
            Quantity = quantity == 0 ? null : quantity,
            UnitPrice = price,
            TaxIncluded = taxesIncluded,
            Discount = price is { } unit
                ? DiscountOf(unit, quantity, taxesIncluded ? gross : gross - tax, currency)
                : 0,
            Gross = gross,
            Tax = tax,
            ShopGross = sign * line.Amounts.Gross,
            ShopTax = sign * line.Amounts.Tax,
            Rate = line.Tax.Rate,
            TaxTitle = line.Tax.Title,
            ChannelLiable = line.Tax.ChannelLiable,
        };
    }
}

/// <summary>Who makes a draft, when, and what is said on it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">A user's name; null for a rule.</param>
/// <param name="Issuer">Who gives it its number.</param>
/// <param name="SuppliedOn">When the goods were delivered.</param>
/// <param name="DueOn">By when an invoice is to be paid.</param>
/// <param name="Buyer">Another buyer than the order's.</param>
/// <param name="Reason">Why it corrects.</param>
/// <param name="Note">A text for the buyer.</param>
sealed record DraftTerms(
    DateTime At,
    string? By,
    DocumentIssuer Issuer,
    DateOnly? SuppliedOn = null,
    DateOnly? DueOn = null,
    Party? Buyer = null,
    string? Reason = null,
    string? Note = null
);
