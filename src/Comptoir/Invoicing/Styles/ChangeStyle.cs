using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Styles;

/// <summary>
/// Writes how the documents of the office, or of one web shop, look and are sent. A shop that gets a style of its own begins with
/// the office's. Whatever is issued stays as it is; only how it is shown and sent changes.
/// </summary>
sealed class ChangeStyle(Database database, InvoicingSignal signal)
{
    /// <summary>The style in force, in the plain form of its fields; version 0 while the shop has none of its own.</summary>
    /// <returns>Null when the office has no such web shop.</returns>
    public static async Task<StoredStyle?> ReadAsync(
        ComptoirDb db,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        if (
            webShopId != StyleView.Office
            // Each web shop has rules from its first day on.
            && !await db.InvoicingRules.AnyAsync(
                rules => rules.WebShopId == webShopId,
                cancellationToken
            )
        )
            return null;
        var style = await StyleView.OfAsync(db, webShopId, cancellationToken);
        return StoredStyle.Of(style, webShopId, db.OfficeId);
    }

    /// <summary>Saves changes made on what had this version; fields that are not among them stay.</summary>
    /// <returns>How it ended; null when the office has no such web shop.</returns>
    public async Task<EditOutcome?> SaveAsync(
        long officeId,
        long webShopId,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        CancellationToken cancellationToken
    )
    {
        var (values, faults) = EditChanges.Read(StyleFields.All, changes);
        return await SaveAsync(
            officeId,
            webShopId,
            version,
            async (db, style, stored, ct) =>
            {
                if (faults.Count > 0)
                    return new EditOutcome(EditEnd.Faulty, stored, faults);
                var wanted = values.Over(stored.Values);
                StyleFields.Apply(style, wanted);
                var sends = wanted.GetValueOrDefault("sendsWhenIssued") == "true";
                if (sends != style.SendsWhenIssued)
                    style.SentUpTo = sends ? await EndOfJournalAsync(db, ct) : null;
                return null;
            },
            cancellationToken
        );
    }

    /// <summary>Takes a logo, or takes it away.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="webShopId">The web shop; 0 for the office.</param>
    /// <param name="logo">The picture; null for none.</param>
    /// <param name="version">The version that was read; null to take whatever is there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">The picture will not do.</exception>
    public async Task<EditOutcome?> SetLogoAsync(
        long officeId,
        long webShopId,
        byte[]? logo,
        long? version,
        CancellationToken cancellationToken
    )
    {
        if (logo is not null)
            LogoPicture.Check(logo);
        return await SaveAsync(
            officeId,
            webShopId,
            version,
            (_, style, _, _) =>
            {
                style.Logo = logo;
                return Task.FromResult<EditOutcome?>(null);
            },
            cancellationToken
        );
    }

    async Task<EditOutcome?> SaveAsync(
        long officeId,
        long webShopId,
        long? version,
        Func<ComptoirDb, DocumentStyle, StoredFields, CancellationToken, Task<EditOutcome?>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var outcome = await database.WriteAsync(
                officeId,
                async (db, ct) =>
                {
                    if (await ReadAsync(db, webShopId, ct) is not { } read)
                        return null;
                    if (version is { } made && made != read.Fields.Version)
                        return EditOutcome.Of(EditEnd.Outdated, read.Fields);
                    var style = await db.DocumentStyles.FirstOrDefaultAsync(
                        row => row.WebShopId == webShopId,
                        ct
                    );
                    if (style is null)
                        db.Add(style = Begin(officeId, webShopId, read.Style));
                    if (await change(db, style, read.Fields, ct) is { } refused)
                        return refused;
                    style.Changed();
                    await db.SaveChangesAsync(ct);
                    return EditOutcome.Of(EditEnd.Saved, StyleFields.Stored(style, style.Version));
                },
                cancellationToken
            );
            signal.Wake(officeId);
            return outcome;
        }
        catch (DbUpdateException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            return EditOutcome.Of(
                EditEnd.Outdated,
                (await ReadAsync(db, webShopId, cancellationToken))!.Fields
            );
        }
    }

    /// <summary>Documents issued by now are not sent: their records stand before this place.</summary>
    static async Task<long> EndOfJournalAsync(ComptoirDb db, CancellationToken ct) =>
        await db.JournalHeads.Select(head => head.Length).FirstOrDefaultAsync(ct);

    static DocumentStyle Begin(long officeId, long webShopId, DocumentStyle from) =>
        new()
        {
            OfficeId = officeId,
            WebShopId = webShopId,
            Logo = from.Logo,
            Accent = from.Accent,
            IntroEnglish = from.IntroEnglish,
            IntroFrench = from.IntroFrench,
            ClosingEnglish = from.ClosingEnglish,
            ClosingFrench = from.ClosingFrench,
            Paper = from.Paper,
            SenderName = from.SenderName,
            SenderAddress = from.SenderAddress,
            ReplyTo = from.ReplyTo,
            // What the office's rule has not dealt with yet of this shop is dealt with by the shop's own.
            SentUpTo = from.SentUpTo,
        };
}

/// <summary>The style in force for a web shop or the office.</summary>
/// <param name="Style">The row, the shop's own or the office's; an empty one when there is none.</param>
/// <param name="Fields">Its fields; version 0 while there is no row of its own.</param>
sealed record StoredStyle(DocumentStyle Style, StoredFields Fields)
{
    /// <summary>The shop, or the office, has a row of its own.</summary>
    public bool IsOwn => Fields.Version > 0;

    internal static StoredStyle Of(DocumentStyle? style, long webShopId, long officeId)
    {
        var used = style ?? new DocumentStyle { OfficeId = officeId, WebShopId = webShopId };
        return new(used, StyleFields.Stored(used, used.WebShopId == webShopId ? used.Version : 0));
    }
}
