using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>What the lists of customers and suppliers show of one.</summary>
public sealed record ContactRow(
    long Id,
    string Name,
    ContactKind Kind,
    string? Email,
    string? Phone,
    string SortName,
    DateTime UpdatedAt,
    bool IsDeleted,
    bool IsCustomer,
    bool IsSupplier,
    string? Company,
    string? VatNumber
);

/// <summary>Reads the lists of contacts, page by page, along an index.</summary>
static class ContactList
{
    public const int PageSize = 50;

    /// <summary>
    /// Customers or suppliers: <c>name</c> or <c>updated</c>, with a minus before it when it descends; those that were deleted
    /// in their shop only when asked for.
    /// </summary>
    public static Task<Page<ContactRow>> ReadAsync(
        ComptoirDb db,
        bool suppliers,
        string? text,
        ContactKind? kind,
        bool deleted,
        string order,
        PagePlace place,
        CancellationToken cancellationToken
    )
    {
        var rows = db.Contacts.Matching(db, text);
        rows = suppliers ? rows.Where(row => row.IsSupplier) : rows.Where(row => row.IsCustomer);
        if (kind is { } wanted)
            rows = rows.Where(row => row.Kind == wanted);
        if (!deleted)
            rows = rows.Where(row => row.DeletedAt == null);
        var down = order.StartsWith('-');
        return order.EndsWith("updated", StringComparison.Ordinal)
            ? new Keyset<Contact, DateTime>(row => row.UpdatedAt, row => row.Id, down).ReadAsync(
                rows,
                place,
                PageSize,
                View(db),
                row => (row.UpdatedAt, row.Id),
                cancellationToken
            )
            : new Keyset<Contact, string>(row => row.SortName, row => row.Id, down).ReadAsync(
                rows,
                place,
                PageSize,
                View(db),
                row => (row.SortName, row.Id),
                cancellationToken
            );
    }

    /// <summary>The first of some rows, by name.</summary>
    public static async Task<IReadOnlyList<ContactRow>> FirstAsync(
        ComptoirDb db,
        IQueryable<Contact> rows,
        int count,
        CancellationToken cancellationToken
    ) =>
        await rows.OrderBy(row => row.SortName)
            .ThenBy(row => row.Id)
            .Take(count)
            .Select(View(db))
            .ToListAsync(cancellationToken);

    static Expression<Func<Contact, ContactRow>> View(ComptoirDb db) =>
        row => new ContactRow(
            row.Id,
            row.Name,
            row.Kind,
            row.Email,
            row.Phone,
            row.SortName,
            row.UpdatedAt,
            row.DeletedAt != null,
            row.IsCustomer,
            row.IsSupplier,
            db.Contacts.Where(company => company.Id == row.CompanyId)
                .Select(company => company.Name)
                .FirstOrDefault(),
            db.ContactDetails.Where(own => own.ContactId == row.Id)
                .Select(own => own.VatNumber)
                .FirstOrDefault()
                ?? row.VatNumber
        );
}
