using Comptoir.Contacts;
using Comptoir.Documents;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Styles;

/// <summary>
/// Shows a style on paper: on the newest document of the web shop, or on one that is made up where there is none. Nothing of it is
/// kept.
/// </summary>
sealed class PreviewStyle(Database database, PdfWriter writer, OfficeToday today)
{
    /// <summary>A document in the style of a web shop as PDF.</summary>
    public async Task<byte[]> PrintAsync(
        long officeId,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var style = await StyleView.OfAsync(db, webShopId, cancellationToken);
        var newest = await db
            .Documents.AsNoTracking()
            .Where(row =>
                row.State == DocumentState.Issued
                && row.Kind == DocumentKind.Invoice
                && (webShopId == StyleView.Office || row.WebShopId == webShopId)
            )
            .OrderByDescending(row => row.ListedAt)
            .Select(row => row.Content)
            .FirstOrDefaultAsync(cancellationToken);
        var content = newest is null
            ? await SampleAsync(db, cancellationToken)
            : FrozenDocument.Read(newest);
        var french = content.Language == "fr";
        content = content with
        {
            Intro = french ? style?.IntroFrench : style?.IntroEnglish,
            Closing = french ? style?.ClosingFrench : style?.ClosingEnglish,
        };
        using var file = new MemoryStream();
        var look = style is null
            ? PaperLook.Usual
            : new PaperLook(
                style.Paper,
                style.Logo is { } logo ? SheetPicture.Read(logo) : null,
                style
            );
        writer.Write(PaperSheet.Of(content, look), look.Paper, file, []);
        return file.ToArray();
    }

    async Task<FrozenDocument> SampleAsync(ComptoirDb db, CancellationToken ct)
    {
        var seller =
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(ct)
            ?? new SellerIdentity { OfficeId = db.OfficeId };
        var name =
            seller.Name
            ?? await db
                .Offices.Where(office => office.Id == db.OfficeId)
                .Select(office => office.Name)
                .SingleAsync(ct);
        var day = await today.OfAsync(db.OfficeId, ct);
        return new(
            1,
            DocumentKind.Invoice,
            "0000",
            day,
            "en",
            "EUR",
            Composing.SellerOf(seller) with
            {
                Name = name,
            },
            new Party(
                "A customer",
                new Address { City = "Paris", CountryCode = "FR" },
                null,
                null,
                null,
                false
            ),
            null,
            new FrozenOrder("#1001", day, null),
            day,
            day.AddDays(30),
            [Line("Something that is sold", 2, 4_800, 800), Line("Something else", 1, 1_200, 200)],
            [new FrozenTax("VAT", 200_000, 5_000, 1_000, false)],
            6_000,
            1_000,
            0,
            "EUR",
            6_000,
            1_000,
            [],
            null,
            null,
            [],
            seller.Footer
        );
    }

    static FrozenLine Line(string title, int quantity, long gross, long tax) =>
        new(
            DocumentLineKind.Product,
            title,
            null,
            null,
            quantity,
            gross * 10_000 / quantity,
            true,
            0,
            gross,
            tax,
            200_000,
            "VAT",
            false
        );
}
