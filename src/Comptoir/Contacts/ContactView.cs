using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>Everything the page of a contact shows.</summary>
/// <param name="Contact">The contact with its addresses.</param>
/// <param name="Orders">Its newest orders.</param>
/// <param name="Totals">What it bought, by currency.</param>
/// <param name="Products">Products it supplies.</param>
/// <param name="Company">The company a person buys for.</param>
/// <param name="People">The people who buy for a company.</param>
public sealed record ContactView(
    Contact Contact,
    IReadOnlyList<OrderRow> Orders,
    IReadOnlyList<ContactTotal> Totals,
    IReadOnlyList<ContactProduct> Products,
    ContactRow? Company,
    IReadOnlyList<ContactRow> People
)
{
    const int Shown = 10;

    /// <summary>Reads a contact; null when the office has none of this number.</summary>
    public static async Task<ContactView?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var contact = await db
            .Contacts.AsNoTracking()
            .Include(row => row.Addresses)
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (contact is null)
            return null;
        var orders =
            contact.Kind == ContactKind.Company
                ? db.Orders.Where(row => row.CompanyId == id || row.ContactId == id)
                : db.Orders.Where(row => row.ContactId == id);
        var newest = await OrderList.NewestAsync(orders, Shown, cancellationToken);
        var totals = await orders
            .GroupBy(row => row.Currency)
            .Select(group => new ContactTotal(
                group.Key,
                group.Count(),
                group.Sum(row => row.CurrentTotal)
            ))
            .ToListAsync(cancellationToken);
        var products = await db
            .Products.Where(row => row.SupplierId == id)
            .OrderByDescending(row => row.UpdatedAt)
            .Take(Shown)
            .Select(row => new ContactProduct(row.Id, row.Title, row.ProductType))
            .ToListAsync(cancellationToken);
        var company = await ContactList.FirstAsync(
            db.Contacts.Where(row => row.Id == contact.CompanyId),
            1,
            cancellationToken
        );
        var people = await ContactList.FirstAsync(
            db.Contacts.Where(row => row.CompanyId == id),
            Shown,
            cancellationToken
        );
        return new ContactView(
            contact,
            newest,
            totals,
            products,
            company.Count > 0 ? company[0] : null,
            people
        );
    }
}

/// <summary>Orders of a contact in one currency, returns taken off.</summary>
public sealed record ContactTotal(string Currency, int Orders, long Amount);

/// <summary>A product that a contact supplies.</summary>
public sealed record ContactProduct(long Id, string Title, string? Type);
