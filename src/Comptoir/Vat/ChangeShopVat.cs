using Comptoir.Contacts;
using Comptoir.Journal;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>
/// Writes what a web shop's orders need said about VAT. The law looks at it: each change is recorded in the journal. Two
/// people who edit at once do not overwrite each other.
/// </summary>
sealed class ChangeShopVat(Database database, OfficeJournal journal, VatNews news)
{
    const int Most = 200;

    /// <summary>Writes all of it, made on what had this version.</summary>
    /// <returns>How it ended, and what is stored now.</returns>
    /// <exception cref="RefusedException">A value will not do; nothing was changed.</exception>
    public async Task<ShopVatOutcome> ChangeAsync(
        long officeId,
        long webShopId,
        ShopVatWishes wishes,
        long version,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(wishes);
        wishes = wishes.Read();
        try
        {
            var outcome = await database.WriteAsync(
                officeId,
                (db, ct) => ChangeAsync(db, webShopId, wishes, version, by, ct),
                cancellationToken
            );
            news.Say(officeId);
            return outcome;
        }
        catch (DbUpdateException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            return new ShopVatOutcome(
                false,
                await db
                    .ShopVats.AsNoTracking()
                    .SingleAsync(row => row.WebShopId == webShopId, cancellationToken)
            );
        }
    }

    async Task<ShopVatOutcome> ChangeAsync(
        ComptoirDb db,
        long webShopId,
        ShopVatWishes wishes,
        long version,
        string by,
        CancellationToken ct
    )
    {
        var writer = await journal.OpenAsync(db, ct);
        var row = await db.ShopVats.FirstOrDefaultAsync(x => x.WebShopId == webShopId, ct);
        if (row is null)
            db.Add(row = new ShopVat { OfficeId = db.OfficeId, WebShopId = webShopId });
        if (row.Version != version)
            return new ShopVatOutcome(false, row);
        SettingChange[] changes =
        [
            .. new[]
            {
                new SettingChange("shipsFrom", row.ShipsFrom, wishes.ShipsFrom),
                new SettingChange(
                    "titles",
                    JsonColumn.Write(row.Titles),
                    JsonColumn.Write(wishes.Titles)
                ),
                new SettingChange(
                    "taxless",
                    JsonColumn.Write(row.Taxless),
                    JsonColumn.Write(wishes.Taxless)
                ),
            }.Where(change => change.Old != change.New),
        ];
        if (changes.Length == 0)
            return new ShopVatOutcome(true, row);
        (row.ShipsFrom, row.Titles, row.Taxless) = (
            wishes.ShipsFrom,
            [.. wishes.Titles],
            [.. wishes.Taxless]
        );
        row.Changed();
        await db.SaveChangesAsync(ct);
        writer.Add(
            JournalKind.LegalSettingChanged,
            $"VAT of web shop {webShopId}",
            new SettingRecord(
                SettingRecord.ShopVat,
                webShopId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                changes
            ).ToBytes(),
            by
        );
        await writer.SaveAsync(ct);
        return new ShopVatOutcome(true, row);
    }

    internal static void CheckCount(int count)
    {
        if (count > Most)
            throw new RefusedException("A web shop can have 200 rates of each kind at most.");
    }
}

/// <summary>What is to be said of a web shop; all of it as a whole.</summary>
/// <param name="ShipsFrom">The country from which it sends; null for the office's own.</param>
/// <param name="Titles">Rates of taxes of which the shop gives only a name.</param>
/// <param name="Taxless">Rates for prices that contain a tax which the shop does not name.</param>
public sealed record ShopVatWishes(
    string? ShipsFrom,
    IReadOnlyList<NamedRate> Titles,
    IReadOnlyList<TaxlessRate> Taxless
)
{
    /// <summary>What was asked, in its plain form.</summary>
    /// <exception cref="RefusedException">A value will not do.</exception>
    internal ShopVatWishes Read()
    {
        ChangeShopVat.CheckCount(Titles.Count);
        ChangeShopVat.CheckCount(Taxless.Count);
        NamedRate[] titles =
        [
            .. Titles.Select(title => new NamedRate(
                PlainText.Line(title.Title, 200) is { Length: > 0 } name
                    ? name
                    : throw new RefusedException("A tax has a name: write it as the shop does."),
                Rate(title.Rate)
            )),
        ];
        if (
            titles.DistinctBy(title => title.Title, StringComparer.OrdinalIgnoreCase).Count()
            != titles.Length
        )
            throw new RefusedException("Two rates have the same name of a tax. Keep one of them.");
        return new ShopVatWishes(
            Country(ShipsFrom),
            titles,
            [
                .. Taxless.Select(rate => new TaxlessRate(
                    Country(rate.Country),
                    string.IsNullOrWhiteSpace(rate.ProductType)
                        ? null
                        : PlainText.Line(rate.ProductType, 255),
                    Rate(rate.Rate)
                )),
            ]
        );
    }

    static string? Country(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : CountryNames.Code(text);

    static int Rate(int rate) =>
        rate is >= 0 and <= 1_000_000
            ? rate
            : throw new RefusedException(
                "A rate is a number from 0 to 100 with at most four decimals, such as 5.5."
            );
}

/// <summary>How a change ended.</summary>
/// <param name="IsSaved">False when somebody else saved in between; nothing was changed then.</param>
/// <param name="Vat">What is stored now.</param>
public sealed record ShopVatOutcome(bool IsSaved, ShopVat Vat);
