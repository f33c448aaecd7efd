using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>
/// Writes the office's fields of a contact, and of one that no shop leads also its name, reach and addresses. Two people
/// who edit at once do not overwrite each other: who saves over a newer version is told what is stored.
/// </summary>
sealed class EditContact(Database database, IdSequence ids, TimeProvider clock)
{
    /// <summary>What is stored of a contact, and whether a shop leads for it; null when there is none of this number.</summary>
    public static async Task<(StoredFields Stored, bool ShopLeads)?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(db, id, cancellationToken) is not { } found)
            return null;
        var led = await ContactOriginView.ShopLedAsync(db, [id], cancellationToken);
        return (ContactValues.Stored(found.Contact, found.Details), led.Count > 0);
    }

    /// <summary>Saves changes made on what had this version; fields that are not among them stay.</summary>
    /// <exception cref="RefusedException">A shop leads for one of the fields.</exception>
    public async Task<EditOutcome> SaveAsync(
        long officeId,
        long id,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        string by,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await database.WriteAsync(
                officeId,
                (db, ct) => SaveAsync(db, id, changes, version, by, ct),
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            return await ReadAsync(db, id, cancellationToken) is { } now
                ? EditOutcome.Of(EditEnd.Outdated, now.Stored)
                : EditOutcome.Missing;
        }
    }

    async Task<EditOutcome> SaveAsync(
        ComptoirDb db,
        long id,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        string by,
        CancellationToken ct
    )
    {
        if (await FindAsync(db, id, ct) is not { } found)
            return EditOutcome.Missing;
        var (contact, details) = found;
        var stored = ContactValues.Stored(contact, details);
        var shopLeads = (await ContactOriginView.ShopLedAsync(db, [id], ct)).Count > 0;
        var fields = ContactFields.Of(shopLeads, ContactValues.Places(changes.Keys));
        if (changes.Keys.Except(fields.Select(field => field.Name)).Any())
            throw new RefusedException(
                "This contact comes from a web shop, which leads for its name, reach and addresses. Change them in Shopify; here only the office’s own fields can be changed."
            );
        if (version != stored.Version)
            return EditOutcome.Of(EditEnd.Outdated, stored);
        var (values, faults) = EditChanges.Read(fields, changes);
        var wanted = values.Over(stored.Values);
        if (
            ContactFields.NumbersFault(
                wanted.GetValueOrDefault(ContactFields.SirenName),
                wanted.GetValueOrDefault(ContactFields.SiretName)
            ) is
            { } fault
        )
            faults.TryAdd(ContactFields.SiretName, fault);
        if (faults.Count > 0)
            return new(EditEnd.Faulty, stored, faults);
        if (values.All(value => stored[value.Key] == value.Value))
            return EditOutcome.Of(EditEnd.Saved, stored);
        var now = clock.GetUtcNow().UtcDateTime;
        if (details is null)
            db.Add(details = new ContactDetails { OfficeId = contact.OfficeId, ContactId = id });
        details.Apply(wanted);
        details.Changed(now, by);
        if (!shopLeads)
            ContactValues.Apply(db, contact, wanted, now);
        await db.SaveChangesAsync(ct);
        return EditOutcome.Of(EditEnd.Saved, ContactValues.Stored(contact, details));
    }

    /// <summary>Makes a contact that no shop knows.</summary>
    /// <returns>Its number, 0 when some values will not do.</returns>
    public async Task<(long Id, IReadOnlyDictionary<string, string> Faults)> AddAsync(
        long officeId,
        IReadOnlyDictionary<string, string?> entered,
        string by,
        CancellationToken cancellationToken
    )
    {
        var fields = ContactFields.Of(false, ContactValues.Places(entered.Keys));
        // What must be there is asked for even where nothing was said of it.
        var all = entered.Over(
            fields.Where(field => field.Required).ToDictionary(x => x.Name, _ => (string?)null)
        );
        all[ContactFields.Kind] ??= "person";
        if (!all.ContainsKey(ContactFields.Customer) && !all.ContainsKey(ContactFields.Supplier))
            all[ContactFields.Customer] = "true";
        var (values, faults) = EditChanges.Read(fields, all);
        if (
            ContactFields.NumbersFault(
                values.GetValueOrDefault(ContactFields.SirenName),
                values.GetValueOrDefault(ContactFields.SiretName)
            ) is
            { } fault
        )
            faults.TryAdd(ContactFields.SiretName, fault);
        if (faults.Count > 0)
            return (0, faults);
        var id = await ids.NextAsync(officeId, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var details = new ContactDetails { OfficeId = officeId, ContactId = id };
        details.Apply(values);
        details.Changed(now, by);
        await database.WriteAsync(
            officeId,
            (db, ct) =>
            {
                db.Add(ContactValues.Make(officeId, id, values, now));
                db.Add(details);
                return db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return (id, faults);
    }

    static async Task<(Contact Contact, ContactDetails? Details)?> FindAsync(
        ComptoirDb db,
        long id,
        CancellationToken ct
    ) =>
        await db.Contacts.Include(x => x.Addresses).FirstOrDefaultAsync(x => x.Id == id, ct)
            is { } contact
            ? (contact, await db.ContactDetails.FirstOrDefaultAsync(x => x.ContactId == id, ct))
            : null;
}
