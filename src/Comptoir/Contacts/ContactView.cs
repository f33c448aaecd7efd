using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>Everything the page of a contact shows.</summary>
/// <param name="Contact">The contact with its addresses.</param>
/// <param name="Orders">Its newest orders.</param>
/// <param name="Totals">What it bought, by currency.</param>
/// <param name="Products">Products it supplies.</param>
public sealed record ContactView(
    Contact Contact,
    IReadOnlyList<OrderRow> Orders,
    IReadOnlyList<ContactTotal> Totals,
    IReadOnlyList<ContactProduct> Products
)
{
    /// <summary>What the office itself keeps; null while it wrote nothing.</summary>
    public ContactDetails? Own { get; init; }

    /// <summary>The company a person belongs to.</summary>
    public ContactName? Company { get; init; }

    /// <summary>The people of a company, by name.</summary>
    public IReadOnlyList<ContactName> People { get; init; } = [];

    /// <summary>The web shops that know the contact.</summary>
    public IReadOnlyList<ContactOrigin> Origins { get; init; } = [];

    const int Shown = 10;
    const int MostPeople = 100;

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
        return new ContactView(contact, newest, totals, products)
        {
            Own = await db
                .ContactDetails.AsNoTracking()
                .FirstOrDefaultAsync(row => row.ContactId == id, cancellationToken),
            Company = await db
                .Contacts.Where(row => row.Id == contact.CompanyId)
                .Select(row => new ContactName(row.Id, row.Name, row.Email, row.IsCustomer))
                .FirstOrDefaultAsync(cancellationToken),
            People = await db
                .Contacts.Where(row => row.CompanyId == id)
                .OrderBy(row => row.SortName)
                .ThenBy(row => row.Id)
                .Take(MostPeople)
                .Select(row => new ContactName(row.Id, row.Name, row.Email, row.IsCustomer))
                .ToListAsync(cancellationToken),
            Origins = await ContactOriginView.ReadAsync(db, id, cancellationToken),
        };
    }
}

/// <summary>Orders of a contact in one currency, returns taken off.</summary>
public sealed record ContactTotal(string Currency, int Orders, long Amount);

/// <summary>A product that a contact supplies.</summary>
public sealed record ContactProduct(long Id, string Title, string? Type);

/// <summary>A contact by its name.</summary>
public sealed record ContactName(long Id, string Name, string? Email, bool IsCustomer)
{
    /// <summary>Its page.</summary>
    public string Href =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"/{(IsCustomer ? "customers" : "suppliers")}/{Id}"
        );
}
