using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Seller;

/// <summary>
/// Writes who the office is on its documents. The journal keeps what was changed; two people who edit at once do not
/// overwrite each other.
/// </summary>
public sealed class EditCompany(Database database, OfficeJournal journal, InvoicingSignal signal)
{
    /// <summary>What is stored, in the plain form of the fields; empty when nobody has entered anything.</summary>
    public static async Task<StoredFields> ReadAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return await StoredAsync(
            db,
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(cancellationToken)
                ?? new SellerIdentity { OfficeId = db.OfficeId },
            cancellationToken
        );
    }

    /// <summary>Saves changes made on what had this version; fields that are not among them stay.</summary>
    public async Task<EditOutcome> SaveAsync(
        long officeId,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        string by,
        CancellationToken cancellationToken
    )
    {
        var (values, faults) = EditChanges.Read(CompanyFields.All, changes);
        try
        {
            var outcome = await database.WriteAsync(
                officeId,
                (db, ct) => SaveAsync(db, values, faults, version, by, ct),
                cancellationToken
            );
            // Documents may have waited for it.
            signal.Wake(officeId);
            return outcome;
        }
        catch (DbUpdateException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            return EditOutcome.Of(EditEnd.Outdated, await ReadAsync(db, cancellationToken));
        }
    }

    async Task<EditOutcome> SaveAsync(
        ComptoirDb db,
        Dictionary<string, string?> values,
        Dictionary<string, string> faults,
        long version,
        string by,
        CancellationToken ct
    )
    {
        var writer = await journal.OpenAsync(db, ct);
        var seller = await db.SellerIdentities.FirstOrDefaultAsync(ct);
        if (seller is null)
            db.Add(seller = new SellerIdentity { OfficeId = db.OfficeId });
        var stored = await StoredAsync(db, seller, ct);
        if (version != stored.Version)
            return EditOutcome.Of(EditEnd.Outdated, stored);
        var wanted = values.Over(stored.Values);
        if (CompanyFields.NumbersFault(wanted) is { } fault)
            faults.TryAdd(CompanyFields.VatName, fault);
        if (faults.Count > 0)
            return new(EditEnd.Faulty, stored, faults);
        SettingChange[] changed =
        [
            .. CompanyFields
                .All.Select(field => new SettingChange(
                    field.Name,
                    stored[field.Name],
                    wanted.GetValueOrDefault(field.Name)
                ))
                .Where(change => change.Old != change.New),
        ];
        if (changed.Length == 0)
            return EditOutcome.Of(EditEnd.Saved, stored);
        CompanyFields.Apply(seller, wanted);
        seller.Changed();
        await db.SaveChangesAsync(ct);
        writer.Add(
            JournalKind.LegalSettingChanged,
            SettingRecord.Company,
            new SettingRecord(SettingRecord.Company, null, changed).ToBytes(),
            by
        );
        await writer.SaveAsync(ct);
        return EditOutcome.Of(
            EditEnd.Saved,
            new StoredFields(CompanyFields.Values(seller), seller.Version, writer.Now, by)
        );
    }

    // Who changed it last stands in the journal.
    static async Task<StoredFields> StoredAsync(
        ComptoirDb db,
        SellerIdentity seller,
        CancellationToken ct
    )
    {
        var last = await db
            .Journal.AsNoTracking()
            .Where(record =>
                record.Kind == JournalKind.LegalSettingChanged
                && record.Subject == SettingRecord.Company
            )
            .OrderByDescending(record => record.Number)
            .Select(record => new { record.At, record.By })
            .FirstOrDefaultAsync(ct);
        return new StoredFields(CompanyFields.Values(seller), seller.Version, last?.At, last?.By);
    }
}
