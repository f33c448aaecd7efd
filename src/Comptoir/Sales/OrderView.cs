using Comptoir.Deliveries;
using Comptoir.Invoicing;
using Comptoir.Payments;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sales;

/// <summary>Everything the page of an order shows.</summary>
/// <param name="Order">The order with its lines, discounts and ledger.</param>
/// <param name="Payments">Money moved or tried, oldest first.</param>
/// <param name="Deliveries">Goods sent, oldest first.</param>
/// <param name="Contact">The customer, when the office knows one.</param>
/// <param name="Company">The company that buys, when it is one.</param>
/// <param name="Shop">Name and address of the web shop.</param>
/// <param name="Documents">Its invoices, credit notes and receipts, and what is still to come of them.</param>
public sealed record OrderView(
    SalesOrder Order,
    IReadOnlyList<Payment> Payments,
    IReadOnlyList<Delivery> Deliveries,
    OrderContact? Contact,
    OrderContact? Company,
    OrderShop? Shop,
    OrderDocumentsView Documents
)
{
    /// <summary>Whether the customer saw another currency than the shop's.</summary>
    public bool HasOwnCurrency => Order.Currency != Order.CustomerCurrency;

    /// <summary>The ledger's sum, in the shop's currency.</summary>
    public long LedgerTotal => Order.Sales.Sum(sale => sale.Total);

    /// <summary>The tax in it.</summary>
    public long LedgerTax => Order.Sales.Sum(sale => sale.Tax);

    /// <summary>Money received less money given back, in the shop's currency.</summary>
    public long Paid => Payments.Sum(Effect);

    /// <summary>Lines with units still to be sent; what was sent here and the shop does not know is sent.</summary>
    public IReadOnlyList<(OrderLine Line, int Units)> ToSend =>
        Order.CancelledAt is not null
            ? []
            :
            [
                .. Order
                    .Lines.Where(line => line.Kind == OrderLineKind.Product)
                    .OrderBy(line => line.Position)
                    .Select(line => (line, line.ToSend - SentByHand(line.Number)))
                    .Where(left => left.Item2 > 0),
            ];

    int SentByHand(long line) =>
        Deliveries
            .Where(delivery => delivery is { Counts: true, ExternalId: null })
            .SelectMany(delivery => delivery.Lines)
            .Where(part => part.Line == line)
            .Sum(part => part.Quantity);

    /// <summary>Where the order is in Shopify's admin.</summary>
    public string? AdminHref =>
        Shop is not null && Order.ExternalId is { } id
            ? $"https://{Shop.Address}/admin/orders/{id}"
            : null;

    /// <summary>The amount with its direction: what was tried or authorized counts nothing.</summary>
    public static long Effect(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return payment.Direction switch
        {
            PaymentDirection.In => payment.Amount,
            PaymentDirection.Out => -payment.Amount,
            _ => 0,
        };
    }

    /// <summary>Reads an order; null when the office has none of this number.</summary>
    public static async Task<OrderView?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var order = await db
            .Orders.AsNoTracking()
            .AsSplitQuery()
            .Include(row => row.Lines)
            .Include(row => row.Discounts)
            .Include(row => row.Sales)
                .ThenInclude(sale => sale.Taxes)
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (order is null)
            return null;
        var payments = await db
            .Payments.AsNoTracking()
            .Where(row => row.OrderId == id)
            .OrderBy(row => row.ProcessedAt)
            .ToListAsync(cancellationToken);
        var deliveries = await db
            .Deliveries.AsNoTracking()
            .Include(row => row.Lines)
            .Where(row => row.OrderId == id)
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(cancellationToken);
        var people = await db
            .Contacts.Where(row => row.Id == order.ContactId || row.Id == order.CompanyId)
            .Select(row => new OrderContact(row.Id, row.Name, row.Email, row.Phone))
            .ToListAsync(cancellationToken);
        var shop = await db
            .WebShops.Where(row => row.Id == order.WebShopId)
            .Select(row => new OrderShop(row.Id, row.Name, row.Address))
            .FirstOrDefaultAsync(cancellationToken);
        // The page proves what it shows: the sums are done on these rows, not remembered from when they were read.
        (order.Control, order.ControlFindings) = ControlEquations.CheckStored(
            order,
            order.Sales,
            payments
        );
        return new OrderView(
            order,
            payments,
            deliveries,
            people.Find(row => row.Id == order.ContactId),
            people.Find(row => row.Id == order.CompanyId),
            shop,
            await OrderDocumentsView.ReadAsync(db, order, cancellationToken)
        );
    }
}

/// <summary>The customer of an order.</summary>
public sealed record OrderContact(long Id, string Name, string? Email, string? Phone);

/// <summary>The web shop of an order.</summary>
public sealed record OrderShop(long Id, string Name, string Address);
