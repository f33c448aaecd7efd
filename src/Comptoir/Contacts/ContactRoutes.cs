using System.Globalization;
using System.Text.Json.Nodes;
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
            .WithSummary("Customers and suppliers, by name or by change")
            .WithDescription(
                "Those that were deleted in their web shop are left out; `deleted=true` brings them too, with the time in `deletedAt`."
            );
        contacts
            .MapGet("/{id:long}", GetAsync)
            .WithSummary("A contact with its addresses, and what the office itself keeps of it");
        contacts
            .MapPost("/", AddAsync)
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Makes a contact that no web shop knows")
            .WithDescription(
                "The members of the answer that can be written: `kind`, `name`, `firstName`, `lastName`, `isCustomer`, `isSupplier`, `email`, `phone`, `addresses`, and those of `own`."
            );
        contacts
            .MapPatch("/{id:long}", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Changes the office's fields, and of a contact that no web shop knows all of it"
            )
            .WithDescription(
                "What is left out stays, null clears. `own.version` must be the one that was read: `{\"own\":{\"vatNumber\":\"FR40303265045\",\"version\":3}}`. When somebody saved in between, the answer is 409 with what is stored now."
            );
    }

    static async Task<Listed<ContactItem>> ListAsync(
        CurrentOffice office,
        string? q,
        Choice<ContactState>? state,
        bool? deleted,
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
        if (deleted != true)
            rows = rows.Where(x => x.DeletedAt == null);
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
        return await ContactDetail.ReadAsync(db, id, cancellationToken) is { } contact
            ? TypedResults.Ok(contact)
            : Missing.Of("contact", id);
    }

    static async Task<Results<Created<ContactDetail>, ProblemHttpResult>> AddAsync(
        CurrentOffice office,
        EditContact edit,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        var (id, faults) = await edit.AddAsync(
            office.OfficeId,
            ContactBody.Changes(body, 0),
            office.Name,
            cancellationToken
        );
        if (faults.Count > 0)
            return FieldBody.Faulty(faults, ContactBody.Place);
        await using var db = office.Open();
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"{ApiRegistration.Root}/contacts/{id}"),
            await ContactDetail.ReadAsync(db, id, cancellationToken)
        );
    }

    static async Task<Results<Ok<ContactDetail>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        EditContact edit,
        long id,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (await ContactDetail.ReadAsync(db, id, cancellationToken) is not { } before)
            return Missing.Of("contact", id);
        var outcome = await edit.SaveAsync(
            office.OfficeId,
            id,
            ContactBody.Changes(body, before.Addresses.Count),
            ContactBody.Version(body),
            office.Name,
            cancellationToken
        );
        if (outcome.End == EditEnd.Faulty)
            return FieldBody.Faulty(outcome.Faults, ContactBody.Place);
        if (await ContactDetail.ReadAsync(db, id, cancellationToken) is not { } now)
            return Missing.Of("contact", id);
        return outcome.End == EditEnd.Outdated
            ? FieldBody.Outdated(outcome.Stored!, now)
            : TypedResults.Ok(now);
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
    DateTime? DeletedAt,
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
                x.DeletedAt,
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
    DateTime? DeletedAt,
    IReadOnlyList<Address> Addresses
)
{
    /// <summary>What the office itself keeps.</summary>
    public ContactOwn Own { get; init; } = ContactOwn.Of(null);

    /// <summary>The web shops that know the contact; those that lead do so for everything but <see cref="Own"/>.</summary>
    public IReadOnlyList<ContactOrigin> WebShops { get; init; } = [];

    /// <summary>Reads a contact; null when the office has none of this number.</summary>
    internal static async Task<ContactDetail?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var contact = await db
            .Contacts.Where(x => x.Id == id)
            .Select(Of)
            .FirstOrDefaultAsync(cancellationToken);
        if (contact is null)
            return null;
        var details = await db
            .ContactDetails.AsNoTracking()
            .FirstOrDefaultAsync(x => x.ContactId == id, cancellationToken);
        return contact with
        {
            Own = ContactOwn.Of(details),
            WebShops = await ContactOriginView.ReadAsync(db, id, cancellationToken),
        };
    }

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
                x.DeletedAt,
                x.Addresses.OrderByDescending(a => a.IsDefault)
                    .ThenBy(a => a.Number)
                    .Select(a => a.Address)
                    .ToList()
            );
}
