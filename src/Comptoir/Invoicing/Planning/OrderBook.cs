using Comptoir.Deliveries;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Planning;

/// <summary>All of an order that decides what documents are made of it.</summary>
sealed class OrderBook
{
    /// <summary>The order with its lines, and its sales with their taxes.</summary>
    public required SalesOrder Order { get; init; }

    /// <summary>What the office chose for the shop.</summary>
    public required InvoicingRules Rules { get; init; }

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Documents made of it, with their lines, oldest first.</summary>
    public List<Document> Documents { get; init; } = [];

    /// <summary>What they cover.</summary>
    public List<Allocation> Allocations { get; init; } = [];

    /// <summary>Invoices that another program made of it, oldest first.</summary>
    public IReadOnlyList<ExternalInvoice> External { get; init; } = [];

    /// <summary>What invoicing remembers of it; null when nothing.</summary>
    public OrderInvoicing? Notes { get; set; }

    /// <summary>Refunds that the shop is expected to tell, for what was credited here.</summary>
    public IReadOnlyList<ExpectedFact> ExpectedRefunds { get; init; } = [];

    /// <summary>What the office says of its taxes.</summary>
    public TaxRules Taxes { get; init; } = TaxRules.None;

    /// <summary>The shop changed a stored sale, and nobody has looked yet.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Documents that a run of the rules has taken back to make others.</summary>
    public List<Document> Dropped { get; } = [];

    /// <summary>When orders of its kind are invoiced.</summary>
    public InvoiceMoment Moment => Order.PaymentTerms is null ? Rules.When : Rules.WhenTerms;

    /// <summary>The ledger's sum in the customer's currency, minor units.</summary>
    public long Ledger => Order.Sales.Sum(sale => sale.CustomerTotal);

    /// <summary>Money received less money given back, in the customer's currency.</summary>
    public long Paid =>
        Payments.Sum(payment =>
            payment.Direction switch
            {
                PaymentDirection.In => payment.CustomerAmount,
                PaymentDirection.Out => -payment.CustomerAmount,
                _ => 0,
            }
        );

    /// <summary>An invoice was made of a part of it, here or elsewhere: what comes back is credited.</summary>
    public bool IsInvoiced =>
        Documents.Exists(document => document.Kind == DocumentKind.Invoice)
        || External.Count > 0
        || Order.Sales.Exists(sale => sale.Cover == SaleCover.Elsewhere && sale.CustomerTotal > 0);

    /// <summary>Units of a line on their way to the customer, or there.</summary>
    public int Delivered(long line) =>
        Deliveries
            .Where(delivery => delivery.Counts)
            .SelectMany(delivery => delivery.Lines)
            .Where(part => part.Line == line)
            .Sum(part => part.Quantity);

    /// <summary>Units of a line that are still to be sent; what was sent here and the shop does not know is sent.</summary>
    public int ToSend(OrderLine line) =>
        Math.Max(
            0,
            line.ToSend
                - Deliveries
                    .Where(delivery => delivery.Counts && delivery.ExternalId is null)
                    .SelectMany(delivery => delivery.Lines)
                    .Where(part => part.Line == line.Number)
                    .Sum(part => part.Quantity)
        );

    /// <summary>Nothing of it is left to send.</summary>
    public bool IsSent => Order.Lines.TrueForAll(line => ToSend(line) == 0);

    /// <summary>Some of it was sent.</summary>
    public bool IsPartlySent => Deliveries.Any(delivery => delivery.Counts);

    /// <summary>The line of a key; null where there is none.</summary>
    public OrderLine? Line(LineKey key) =>
        key.Line is { } number
            ? Order.Lines.Find(line =>
                line.Number == number
                && (line.Kind == OrderLineKind.Shipping) == (key.Kind == DocumentLineKind.Shipping)
            )
            : null;

    /// <summary>Takes back drafts that the rules made: what they reserved is open again.</summary>
    public void TakeBackDrafts()
    {
        foreach (
            var draft in Documents.FindAll(document =>
                document is { State: DocumentState.Draft, IsAutomatic: true }
            )
        )
            TakeBack(draft);
    }

    /// <summary>Takes back a draft.</summary>
    public void TakeBack(Document draft)
    {
        foreach (var part in Allocations.FindAll(part => part.DocumentId == draft.Id))
        {
            Order
                .Sales.Find(sale => sale.Number == part.Sale)!
                .Take(
                    -part.Quantity,
                    -part.Gross,
                    -part.Tax,
                    -part.CustomerGross,
                    -part.CustomerTax
                );
            Allocations.Remove(part);
        }
        Documents.Remove(draft);
        Dropped.Add(draft);
    }
}

/// <summary>Reads order books.</summary>
static class OrderBooks
{
    /// <summary>The books of some orders, by their numbers.</summary>
    public static async Task<List<OrderBook>> ReadAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> ids,
        CancellationToken ct
    )
    {
        var orders = await db
            .Orders.AsNoTracking()
            .Where(order => ids.Contains(order.Id))
            .OrderBy(order => order.Id)
            .ToListAsync(ct);
        var rules = await db.InvoicingRules.AsNoTracking().ToListAsync(ct);
        var lines = (
            await db
                .OrderLines.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var sales = (
            await db.Sales.AsNoTracking().Where(row => ids.Contains(row.OrderId)).ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var taxes = (
            await db
                .SaleTaxes.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .OrderBy(row => row.Position)
                .ToListAsync(ct)
        ).ToLookup(row => (row.OrderId, row.Sale));
        var deliveries = (
            await db
                .Deliveries.AsNoTracking()
                .Include(row => row.Lines)
                .Where(row => ids.Contains(row.OrderId))
                .ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var payments = (
            await db.Payments.AsNoTracking().Where(row => ids.Contains(row.OrderId)).ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var documents = (
            await db
                .Documents.AsNoTracking()
                .Include(row => row.Lines.OrderBy(line => line.Position))
                .Where(row => ids.Contains(row.OrderId))
                .OrderBy(row => row.ListedAt)
                .ThenBy(row => row.Id)
                .ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var allocations = (
            await db
                .Allocations.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var external = (
            await db
                .ExternalInvoices.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var notes = (
            await db
                .OrderInvoicings.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .ToListAsync(ct)
        ).ToDictionary(row => row.OrderId);
        var expected = (
            await db
                .ExpectedFacts.AsNoTracking()
                .Where(row =>
                    ids.Contains(row.OrderId)
                    && row.Kind == ExpectedFactKind.Refund
                    && row.SettledAt == null
                )
                .ToListAsync(ct)
        ).ToLookup(row => row.OrderId);
        var shopVats = await db.ShopVats.AsNoTracking().ToListAsync(ct);
        var settled = (
            await db
                .VatResolutions.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .ToListAsync(ct)
        ).ToDictionary(row => row.OrderId);
        var types = shopVats.Exists(row =>
            Array.Exists(row.Taxless, x => x.ProductType is not null)
        )
            ? await TypesAsync(db, ids, ct)
            : [];
        var numbers = orders
            .Where(order => order.ExternalId is not null)
            .Select(order =>
                order.ExternalId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
            .ToList();
        var disputed = (
            await db
                .Attention.Where(item =>
                    item.Code == Comptoir.Attention.AttentionCode.LedgerChanged
                    && item.SubjectKind == "Order"
                    && item.ResolvedAt == null
                    && numbers.Contains(item.Subject)
                )
                .Select(item => new { item.WebShopId, item.Subject })
                .ToListAsync(ct)
        ).ToHashSet();

        var books = new List<OrderBook>(orders.Count);
        foreach (var order in orders)
        {
            order.Lines.AddRange(lines[order.Id].OrderBy(line => line.Position));
            foreach (var sale in sales[order.Id].OrderBy(SaleOrder))
            {
                sale.Taxes.AddRange(taxes[(order.Id, sale.Number)]);
                order.Sales.Add(sale);
            }
            books.Add(
                new OrderBook
                {
                    Order = order,
                    Rules =
                        rules.Find(row => row.WebShopId == (order.WebShopId ?? 0))
                        ?? new InvoicingRules
                        {
                            OfficeId = order.OfficeId,
                            WebShopId = order.WebShopId ?? 0,
                            From = DateOnly.MinValue,
                            Make = WhatToMake.Orders,
                        },
                    Deliveries = [.. deliveries[order.Id].OrderBy(row => row.CreatedAt)],
                    Payments = [.. payments[order.Id].OrderBy(row => row.ProcessedAt)],
                    Documents = [.. documents[order.Id]],
                    Allocations = [.. allocations[order.Id]],
                    External = [.. external[order.Id].OrderBy(row => row.IssuedOn)],
                    Notes = notes.GetValueOrDefault(order.Id),
                    Taxes = new TaxRules(
                        shopVats.Find(row => row.WebShopId == (order.WebShopId ?? 0)),
                        settled.GetValueOrDefault(order.Id),
                        (order.ShippingAddress ?? order.BillingAddress)?.CountryCode,
                        line =>
                            line is { } number ? types.GetValueOrDefault((order.Id, number)) : null
                    ),
                    ExpectedRefunds = [.. expected[order.Id].OrderBy(row => row.Id)],
                    IsDisputed =
                        order.ExternalId is { } number
                        && disputed.Contains(
                            new
                            {
                                order.WebShopId,
                                Subject = number.ToString(
                                    System.Globalization.CultureInfo.InvariantCulture
                                ),
                            }
                        ),
                }
            );
        }
        return books;
    }

    static async Task<Dictionary<(long Order, long Line), string>> TypesAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> ids,
        CancellationToken ct
    ) =>
        await (
            from line in db.OrderLines
            join variant in db.Variants on line.VariantId equals variant.Id
            join product in db.Products on variant.ProductId equals product.Id
            where
                ids.Contains(line.OrderId)
                && line.Kind == OrderLineKind.Product
                && product.ProductType != null
            select new
            {
                line.OrderId,
                line.Number,
                product.ProductType,
            }
        ).ToDictionaryAsync(row => (row.OrderId, row.Number), row => row.ProductType!, ct);

    /// <summary>The order in which sales were agreed.</summary>
    static (DateTime, long) SaleOrder(Sale sale) => (sale.HappenedAt, sale.Number);
}
