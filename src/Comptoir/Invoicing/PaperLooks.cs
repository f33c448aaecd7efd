using System.Collections.Concurrent;
using Comptoir.Documents;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>How the documents of a web shop look on paper.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Logo">A picture; null for none.</param>
/// <param name="Style">What was chosen; null for nothing.</param>
sealed record PaperLook(PaperSize Paper, SheetPicture? Logo, DocumentStyle? Style)
{
    /// <summary>How documents look of which nothing was chosen.</summary>
    public static readonly PaperLook Usual = new(PaperSize.A4, null, null);

    /// <summary>Logo and colour; null where nothing was chosen. The texts are the document's own.</summary>
    public SheetLook? Sheet =>
        Style is null
            ? null
            : new SheetLook
            {
                Logo = Logo,
                Accent = Style.Accent is { } accent && SheetLook.IsColour(accent) ? accent : null,
            };

    /// <summary>The looks of web shops by their numbers, 0 for what belongs to none: the shop's style, else the office's.</summary>
    /// <param name="db">The office.</param>
    /// <param name="shops">The web shops.</param>
    /// <param name="open">Opens a picture; null for one that cannot be printed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyDictionary<long, PaperLook>> ReadAsync(
        ComptoirDb db,
        IEnumerable<long> shops,
        Func<byte[], SheetPicture?> open,
        CancellationToken cancellationToken
    )
    {
        long[] wanted = [.. shops.Append(0).Distinct()];
        var looks = (
            await db
                .DocumentStyles.AsNoTracking()
                .Where(row => wanted.Contains(row.WebShopId))
                .ToListAsync(cancellationToken)
        ).ToDictionary(
            style => style.WebShopId,
            style => new PaperLook(
                style.Paper,
                style.Logo is { Length: > 0 } logo ? open(logo) : null,
                style
            )
        );
        var usual = looks.GetValueOrDefault(0, Usual);
        return wanted.ToDictionary(shop => shop, shop => looks.GetValueOrDefault(shop, usual));
    }

    /// <summary>Opens a picture. One that cannot be printed was refused when it was chosen; documents are made all the same.</summary>
    public static SheetPicture? Open(byte[] file)
    {
        try
        {
            return SheetPicture.Read(file);
        }
        catch (PictureException)
        {
            return null;
        }
    }
}

/// <summary>Reads how documents look, and opens each picture once.</summary>
sealed class PaperLooks(Database database)
{
    /// <summary>So many opened pictures are kept in memory; shops are few.</summary>
    const int MostOpened = 50;

    readonly ConcurrentDictionary<string, SheetPicture?> opened = new(StringComparer.Ordinal);

    /// <summary>The look of a document.</summary>
    public async Task<PaperLook> OfAsync(
        long officeId,
        long documentId,
        CancellationToken cancellationToken
    ) =>
        (await OfAsync(officeId, [documentId], cancellationToken)).GetValueOrDefault(
            documentId,
            PaperLook.Usual
        );

    /// <summary>The looks of documents, by the numbers of their rows.</summary>
    public async Task<IReadOnlyDictionary<long, PaperLook>> OfAsync(
        long officeId,
        IReadOnlyCollection<long> documentIds,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var shops = await db
            .Documents.Where(row => documentIds.Contains(row.Id))
            .Select(row => new { row.Id, row.WebShopId })
            .ToDictionaryAsync(row => row.Id, row => row.WebShopId ?? 0, cancellationToken);
        var looks = await PaperLook.ReadAsync(db, shops.Values, Open, cancellationToken);
        return shops.ToDictionary(pair => pair.Key, pair => looks[pair.Value]);
    }

    SheetPicture? Open(byte[] file)
    {
        if (opened.Count >= MostOpened)
            opened.Clear();
        return opened.GetOrAdd(IssuedRecord.HashOf(file), _ => PaperLook.Open(file));
    }
}
