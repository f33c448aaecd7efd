using System.Collections.Concurrent;
using Comptoir.Documents;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>How the documents of a web shop look on paper.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Logo">A picture; null for none.</param>
/// <param name="Style">Colour and texts; null where nothing was chosen.</param>
sealed record PaperLook(PaperSize Paper, SheetPicture? Logo, DocumentStyle? Style)
{
    /// <summary>How documents look of which nothing was chosen.</summary>
    public static readonly PaperLook Usual = new(PaperSize.A4, null, null);

    /// <summary>The look of a sheet in a language.</summary>
    public SheetLook? In(string language) =>
        Style is null
            ? null
            : new SheetLook
            {
                Logo = Logo,
                Accent = Style.Accent is { } accent && SheetLook.IsColour(accent) ? accent : null,
                Intro = language == "fr" ? Style.IntroFrench : Style.IntroEnglish,
                Closing = language == "fr" ? Style.ClosingFrench : Style.ClosingEnglish,
            };
}

/// <summary>Reads how documents look: the web shop's style, else the office's. Pictures are opened once.</summary>
sealed class PaperLooks(Database database)
{
    /// <summary>So many opened pictures are kept in memory; they are small, and shops are few.</summary>
    const int Opened = 50;

    readonly ConcurrentDictionary<(long Office, long Shop), (long Version, PaperLook Look)> known =
        new();

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
        var versions = await db
            .DocumentStyles.Select(row => new { row.WebShopId, row.Version })
            .ToDictionaryAsync(row => row.WebShopId, row => row.Version, cancellationToken);
        var looks = new Dictionary<long, PaperLook>();
        foreach (var shop in shops.Values.Distinct())
            looks[shop] =
                versions.ContainsKey(shop) ? await OpenAsync(db, shop, cancellationToken)
                : versions.ContainsKey(0) ? await OpenAsync(db, 0, cancellationToken)
                : PaperLook.Usual;
        return shops.ToDictionary(pair => pair.Key, pair => looks[pair.Value]);

        async Task<PaperLook> OpenAsync(ComptoirDb context, long shop, CancellationToken ct)
        {
            var key = (officeId, shop);
            if (known.TryGetValue(key, out var opened) && opened.Version == versions[shop])
                return opened.Look;
            var style = await context
                .DocumentStyles.AsNoTracking()
                .SingleAsync(row => row.WebShopId == shop, ct);
            var look = new PaperLook(style.Paper, Picture(style.Logo), style);
            if (known.Count >= Opened)
                known.Clear();
            known[key] = (style.Version, look);
            return look;
        }
    }

    /// <summary>A picture that was refused when it was chosen is not there; documents are made all the same.</summary>
    static SheetPicture? Picture(byte[]? logo)
    {
        try
        {
            return logo is { Length: > 0 } ? SheetPicture.Read(logo) : null;
        }
        catch (PictureException)
        {
            return null;
        }
    }
}
