using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>Customers and suppliers in the API.</summary>
static class ContactRoutes
{
    public static void MapContacts(this RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");
        contacts
            .MapGet("/", ListAsync)
            .WithSummary("Customers and suppliers, by name or by change");
        contacts.MapGet("/{id:long}", GetAsync).WithSummary("A contact with its addresses");
    }

    static async Task<Listed<ContactItem>> ListAsync(
        CurrentOffice office,
        string? q,
        Choice<ContactState>? state,
        DateTimeOffset? updatedSince,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Contacts.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(q))
            rows = db.Contacts.Matching(db, q).AsNoTracking();
        rows = state?.Value switch
        {
            ContactState.Customer => rows.Where(x => x.IsCustomer),
            ContactState.Supplier => rows.Where(x => x.IsSupplier),
            _ => rows,
        };
        if (updatedSince is { } since)
        {
            var from = since.UtcDateTime;
            return await new Keyset<Contact, DateTime>(
                x => x.UpdatedAt,
                x => x.Id,
                false
            ).ListAsync(
                "contacts:updated",
                rows.Where(x => x.UpdatedAt >= from),
                limit,
                cursor,
                ContactItem.Of,
                x => (x.UpdatedAt, x.Id),
                cancellationToken
            );
        }
        return await new Keyset<Contact, string>(x => x.SortName, x => x.Id, false).ListAsync(
            "contacts:name",
            rows,
            limit,
            cursor,
            ContactItem.Of,
            x => (x.SortName, x.Id),
            cancellationToken
        );
    }

    static async Task<Results<Ok<ContactDetail>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var contact = await db
            .Contacts.Where(x => x.Id == id)
            .Select(ContactDetail.Of)
            .FirstOrDefaultAsync(cancellationToken);
        return contact is null ? Missing.Of("contact", id) : TypedResults.Ok(contact);
    }
}

/// <summary>Which contacts.</summary>
public enum ContactState
{
    Customer,
    Supplier,
}

/// <summary>A contact in a list.</summary>
public sealed record ContactItem(
    long Id,
    ContactKind Kind,
    string Name,
    bool IsCustomer,
    bool IsSupplier,
    string? Email,
    string? Phone,
    DateTime UpdatedAt,
    [property: JsonIgnore] string SortName
)
{
    internal static readonly System.Linq.Expressions.Expression<Func<Contact, ContactItem>> Of =
        x =>
            new(
                x.Id,
                x.Kind,
                x.Name,
                x.IsCustomer,
                x.IsSupplier,
                x.Email,
                x.Phone,
                x.UpdatedAt,
                x.SortName
            );
}

/// <summary>A contact with its addresses, the default first.</summary>
public sealed record ContactDetail(
    long Id,
    ContactKind Kind,
    string Name,
    string? FirstName,
    string? LastName,
    bool IsCustomer,
    bool IsSupplier,
    string? Email,
    string? Phone,
    string? Language,
    string? Note,
    string[] Tags,
    bool TaxExempt,
    long? CompanyId,
    string? VatNumber,
    string? Siren,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    IReadOnlyList<Address> Addresses
)
{
    internal static readonly System.Linq.Expressions.Expression<Func<Contact, ContactDetail>> Of =
        x =>
            new(
                x.Id,
                x.Kind,
                x.Name,
                x.FirstName,
                x.LastName,
                x.IsCustomer,
                x.IsSupplier,
                x.Email,
                x.Phone,
                x.Language,
                x.Note,
                x.Tags,
                x.TaxExempt,
                x.CompanyId,
                x.VatNumber,
                x.Siren,
                x.CreatedAt,
                x.UpdatedAt,
                x.Addresses.OrderByDescending(a => a.IsDefault)
                    .ThenBy(a => a.Number)
                    .Select(a => a.Address)
                    .ToList()
            );
}
