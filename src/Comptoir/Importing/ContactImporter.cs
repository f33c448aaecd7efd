using Comptoir.Contacts;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>
/// Imports contacts. A row is the contact that its reference became before; else the one of its e-mail, its VAT number or its
/// SIREN, unless the two name different companies; else a new one. It fills what is empty and changes nothing that is there.
/// </summary>
sealed class ContactImporter(Database database, long officeId, Import import, DateTime now)
    : IRowImporter
{
    const string Yes = "true";
    readonly SeenRows seen = new(import.Source);
    readonly Dictionary<string, long> references = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> emails = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> vatNumbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> sirens = new(StringComparer.Ordinal);
    readonly Dictionary<long, ContactTarget> targets = [];
    readonly List<(string Key, long Target)> remembered = [];
    long planned;

    /// <inheritdoc/>
    public int NumbersNeeded => targets.Values.Count(target => target.Id < 0);

    /// <inheritdoc/>
    public bool IsIdle =>
        remembered.Count == 0
        && targets.Values.All(target => target.Id > 0 && target.Fills.Count == 0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        IReadOnlyList<ReadRow> rows,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        await LoadAsync(db, rows, cancellationToken);
        return [.. rows.Select(Plan)];
    }

    RowPlan Plan(ReadRow row)
    {
        var values = Values(row);
        var title = values[ContactFields.Name] ?? "";
        if (row.Faults.Count > 0)
            return RowPlan.Refuse(row, title, row.Faults);
        if (title.Length == 0)
            return RowPlan.Refuse(
                row,
                title,
                new CellFault(
                    "",
                    "",
                    new RefusedException("The row has neither a name nor an e-mail.").Message
                )
            );
        if (
            ContactFields.NumbersFault(
                row[ContactFields.SirenName],
                row[ContactFields.SiretName]
            ) is
            { } numbers
        )
            return RowPlan.Refuse(
                row,
                title,
                new CellFault("SIRET", row[ContactFields.SiretName]!, numbers)
            );
        var key = seen.Key(row[ImportFields.Reference], row);
        if (seen.Note(key, row[ImportFields.Reference], row, title) is { } decided)
            return decided;
        if (Find(key, row) is not var (target, match))
        {
            target = new ContactTarget
            {
                Id = --planned,
                Name = title,
                Values = values,
            };
            targets[target.Id] = target;
            Index(target);
            Remember(key, target.Id);
            return new(row.Row.Line, RowAction.New, title);
        }
        var (filled, stay) = target.Fill(values);
        Index(target);
        if (references.GetValueOrDefault(key) != target.Id)
            Remember(key, target.Id);
        return new(row.Row.Line, filled.Count > 0 ? RowAction.Merged : RowAction.Unchanged, title)
        {
            MatchedBy = match,
            LocalId = target.Id > 0 ? target.Id : null,
            Fills = filled,
            Stays = stay,
        };
    }

    (ContactTarget Target, RowMatch Match)? Find(string key, ReadRow row)
    {
        if (
            references.TryGetValue(key, out var known)
            && targets.TryGetValue(known, out var remembers)
        )
            return (remembers, SeenRows.Match(key));
        if (First(emails, ContactValues.EmailKey(row[ContactFields.Email]), row) is { } byEmail)
            return (byEmail, RowMatch.Email);
        if (First(vatNumbers, row[ContactFields.Vat], row) is { } byVat)
            return (byVat, RowMatch.VatNumber);
        if (First(sirens, row[ContactFields.SirenName], row) is { } bySiren)
            return (bySiren, RowMatch.Siren);
        return null;
    }

    // Of several the one that was there first, so that the same file always meets the same contact.
    ContactTarget? First(Dictionary<string, List<long>> index, string? key, ReadRow row) =>
        key is not null && index.TryGetValue(key, out var ids)
            ? ids.OrderBy(id => id < 0 ? long.MaxValue + id : id)
                .Select(id => targets[id])
                .FirstOrDefault(target => !target.Contradicts(row))
            : null;

    void Remember(string key, long id)
    {
        references[key] = id;
        remembered.Add((key, id));
    }

    void Index(ContactTarget target)
    {
        Add(emails, ContactValues.EmailKey(target.Values.GetValueOrDefault(ContactFields.Email)));
        foreach (var number in target.VatNumbers)
            Add(vatNumbers, number);
        foreach (var number in target.Sirens)
            Add(sirens, number);
        void Add(Dictionary<string, List<long>> index, string? key)
        {
            if (key is null)
                return;
            if (!index.TryGetValue(key, out var ids))
                index[key] = ids = [];
            if (!ids.Contains(target.Id))
                ids.Add(target.Id);
        }
    }

    /// <summary>A row as values of a contact.</summary>
    static Dictionary<string, string?> Values(ReadRow row)
    {
        var values = new Dictionary<string, string?>(row.Values, StringComparer.Ordinal);
        var company = row[ImportFields.Company];
        var person = string.Join(
            ' ',
            new[] { row[ContactFields.FirstName], row[ContactFields.LastName] }.OfType<string>()
        );
        values[ContactFields.Kind] =
            row[ContactFields.Kind] ?? (company is null ? "person" : "company");
        values[ContactFields.Name] =
            (values[ContactFields.Kind] == "company" ? company : null)
            ?? row[ContactFields.Name]
            ?? (person.Length > 0 ? person : null)
            ?? company
            ?? row[ContactFields.Email];
        var role = row[ImportFields.Role] ?? ImportFields.Customer;
        values[ContactFields.Customer] = role != ImportFields.Supplier ? Yes : "false";
        values[ContactFields.Supplier] = role != ImportFields.Customer ? Yes : "false";
        // A person's company is read on the letter; where only the role has been said, nothing else is.
        if (
            company is not null
            && AddressFields.Names.Any(part =>
                part != "company" && row[AddressFields.NameOf(0, part)] is not null
            )
        )
            values[AddressFields.NameOf(0, "company")] = company;
        values.Remove(ImportFields.Reference);
        values.Remove(ImportFields.Company);
        values.Remove(ImportFields.Role);
        return values;
    }

    async Task LoadAsync(ComptoirDb db, IReadOnlyList<ReadRow> rows, CancellationToken ct)
    {
        List<string> Keys(Func<ReadRow, string?> of) =>
            [.. rows.Select(of).OfType<string>().Distinct(StringComparer.Ordinal)];
        var keys = Keys(row => seen.Key(row[ImportFields.Reference], row));
        var wanted = new HashSet<long>();
        foreach (
            var known in await db
                .ImportedReferences.AsNoTracking()
                .Where(x => x.Kind == ImportKind.Contacts && keys.Contains(x.Reference))
                .ToListAsync(ct)
        )
        {
            references.TryAdd(known.Reference, known.LocalId);
            wanted.Add(known.LocalId);
        }
        var byEmail = Keys(row => ContactValues.EmailKey(row[ContactFields.Email]));
        if (byEmail.Count > 0)
            wanted.UnionWith(
                await db
                    .Contacts.Where(x => x.EmailKey != null && byEmail.Contains(x.EmailKey))
                    .Select(x => x.Id)
                    .ToListAsync(ct)
            );
        var byVat = Keys(row => row[ContactFields.Vat]);
        var bySiren = Keys(row => row[ContactFields.SirenName]);
        if (byVat.Count + bySiren.Count > 0)
        {
            wanted.UnionWith(
                await db
                    .ContactDetails.Where(x =>
                        (x.VatNumber != null && byVat.Contains(x.VatNumber))
                        || (x.Siren != null && bySiren.Contains(x.Siren))
                    )
                    .Select(x => x.ContactId)
                    .ToListAsync(ct)
            );
            wanted.UnionWith(
                await db
                    .Contacts.Where(x =>
                        (x.VatNumber != null && byVat.Contains(x.VatNumber))
                        || (x.Siren != null && bySiren.Contains(x.Siren))
                    )
                    .Select(x => x.Id)
                    .ToListAsync(ct)
            );
        }
        wanted.ExceptWith(targets.Keys);
        if (wanted.Count == 0)
            return;
        var ids = wanted.ToList();
        var led = await ContactOriginView.ShopLedAsync(db, ids, ct);
        var details = await db
            .ContactDetails.AsNoTracking()
            .Where(x => ids.Contains(x.ContactId))
            .ToDictionaryAsync(x => x.ContactId, ct);
        foreach (
            var contact in await db
                .Contacts.AsNoTracking()
                .Include(x => x.Addresses)
                .Where(x => ids.Contains(x.Id))
                .ToListAsync(ct)
        )
        {
            var target = ContactTarget.Of(
                contact,
                details.GetValueOrDefault(contact.Id),
                led.Contains(contact.Id)
            );
            targets[contact.Id] = target;
            Index(target);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        ComptoirDb db,
        long firstNumber,
        CancellationToken cancellationToken
    )
    {
        var numbers = new Dictionary<long, long>();
        var contacts = new List<Contact>();
        var details = new List<ContactDetails>();
        foreach (var target in targets.Values.Where(x => x.Id < 0).OrderByDescending(x => x.Id))
        {
            var id = firstNumber++;
            numbers[target.Id] = id;
            contacts.Add(ContactValues.Make(officeId, id, target.Values, now));
            var own = new ContactDetails { OfficeId = officeId, ContactId = id };
            own.Apply(target.Values);
            own.Changed(now, import.UploadedBy);
            details.Add(own);
        }
        await db.UpsertAsync(contacts, cancellationToken);
        await db.UpsertAsync([.. contacts.SelectMany(x => x.Addresses)], cancellationToken);
        await db.UpsertAsync(details, cancellationToken);
        await FillAsync(db, cancellationToken);
        await db.UpsertAsync(
            [
                .. remembered.Select(x => new ImportedReference
                {
                    OfficeId = officeId,
                    Kind = ImportKind.Contacts,
                    Reference = x.Key,
                    LocalId = numbers.GetValueOrDefault(x.Target, x.Target),
                }),
            ],
            cancellationToken
        );
    }

    // What is written is reckoned once more on what is stored by now: somebody may have filled a field in between.
    async Task FillAsync(ComptoirDb db, CancellationToken ct)
    {
        var changed = targets.Values.Where(x => x.Id > 0 && x.Fills.Count > 0).ToList();
        if (changed.Count == 0)
            return;
        var ids = changed.ConvertAll(x => x.Id);
        var contacts = await db
            .Contacts.Include(x => x.Addresses)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, ct);
        var details = await db
            .ContactDetails.Where(x => ids.Contains(x.ContactId))
            .ToDictionaryAsync(x => x.ContactId, ct);
        foreach (var target in changed)
        {
            if (!contacts.TryGetValue(target.Id, out var contact))
                continue;
            var own = details.GetValueOrDefault(target.Id);
            var fresh = ContactTarget.Of(contact, own, target.ShopLeads);
            if (fresh.Fill(target.Fills).Filled.Count == 0)
                continue;
            if (own is null)
                db.Add(own = new ContactDetails { OfficeId = officeId, ContactId = target.Id });
            own.Apply(fresh.Values);
            own.Changed(now, import.UploadedBy);
            if (!target.ShopLeads)
                ContactValues.Apply(db, contact, fresh.Values, now);
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <inheritdoc/>
    public void Forget()
    {
        references.Clear();
        emails.Clear();
        vatNumbers.Clear();
        sirens.Clear();
        targets.Clear();
        remembered.Clear();
    }
}
