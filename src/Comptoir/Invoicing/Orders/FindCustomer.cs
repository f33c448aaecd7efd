using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Orders;

/// <summary>Who buys: a customer of the office, or who was typed.</summary>
static class FindCustomer
{
    /// <summary>Reads the customer; what is wrong is said with the fields.</summary>
    public static async Task<EnteredCustomer> ReadAsync(
        ComptoirDb db,
        EnteredOrder form,
        CancellationToken ct
    )
    {
        var known = form[OrderFields.Contact] is { } asked
            ? await ContactAsync(db, form, asked, ct)
            : null;
        var own = known is null
            ? null
            : await db
                .ContactDetails.AsNoTracking()
                .FirstOrDefaultAsync(row => row.ContactId == known.Id, ct);
        var typed = new Address
        {
            Line1 = form[OrderFields.Line1],
            Line2 = form[OrderFields.Line2],
            PostalCode = form[OrderFields.PostalCode],
            City = form[OrderFields.City],
            CountryCode = form[OrderFields.Country],
        };
        var address =
            typed != new Address()
                ? typed
                : known
                    ?.Addresses.OrderByDescending(row => row.IsDefault)
                    .Select(row => row.Address)
                    .FirstOrDefault();
        var isCompany = known?.Kind == ContactKind.Company;
        var company = form[OrderFields.Company] ?? (isCompany ? known?.Name : null);
        var name = form[OrderFields.Name] ?? (isCompany ? null : known?.Name);
        if (name is null && company is null && form[OrderFields.Contact] is null)
            form.Refuse(
                OrderFields.Name,
                new RefusedException("Say who buys: a customer, a name or a company.")
            );
        return new EnteredCustomer(
            known?.Id,
            name ?? company ?? "",
            company,
            form[OrderFields.Email] ?? known?.Email,
            address,
            form[OrderFields.Vat] ?? own?.VatNumber ?? known?.VatNumber,
            form[OrderFields.Siren] ?? own?.Siren ?? known?.Siren,
            own?.DocumentLanguage ?? known?.Language
        );
    }

    static async Task<Contact?> ContactAsync(
        ComptoirDb db,
        EnteredOrder form,
        string asked,
        CancellationToken ct
    )
    {
        var rows = db.Contacts.AsNoTracking().Include(row => row.Addresses);
        var key = asked.ToLowerInvariant();
        var name = SearchText.Sort(asked);
        var found = await (
            long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? rows.Where(row => row.Id == id)
            : asked.Contains('@', StringComparison.Ordinal)
                ? rows.Where(row => row.EmailKey == key && row.DeletedAt == null)
            : rows.Where(row => row.SortName == name && row.DeletedAt == null)
        ).Take(2).ToListAsync(ct);
        if (found is [var one])
            return one;
        form.Refuse(
            OrderFields.Contact,
            found.Count == 0
                ? new RefusedException(
                    "No customer has this name, address or number. Write it as on the customer’s page, or leave it empty and type who buys."
                )
                : new RefusedException(
                    "Several customers are called so. Give the number in the address of the customer’s page."
                )
        );
        return null;
    }
}
