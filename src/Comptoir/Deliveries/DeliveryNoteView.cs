using Comptoir.Contacts;
using Comptoir.Documents;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Deliveries;

/// <summary>What a delivery note says.</summary>
/// <param name="Delivery">The delivery, with its lines.</param>
/// <param name="Order">The order, with its lines.</param>
/// <param name="Seller">Who sends.</param>
/// <param name="SentOn">The day, as the office's calendar shows it.</param>
/// <param name="Language"><c>en</c> or <c>fr</c>: the customer's where it is one of them.</param>
/// <param name="Paper">The paper that the web shop's documents are printed on.</param>
/// <param name="Look">Logo and colour of the web shop's documents; null for none.</param>
public sealed record DeliveryNoteView(
    Delivery Delivery,
    SalesOrder Order,
    SellerIdentity Seller,
    DateOnly SentOn,
    string Language,
    PaperSize Paper,
    SheetLook? Look
)
{
    /// <summary>What was sent, in the order of the order.</summary>
    public IReadOnlyList<(string Title, string? Detail, string? Sku, int Units)> Lines =>
        [
            .. Delivery
                .Lines.Select(part =>
                    (
                        part.Quantity,
                        Line: Order.Lines.Find(line =>
                            line.Number == part.Line && line.Kind == OrderLineKind.Product
                        )
                    )
                )
                .OrderBy(x => x.Line?.Position ?? int.MaxValue)
                .Select(x => (x.Line?.Title ?? "", x.Line?.VariantTitle, x.Line?.Sku, x.Quantity)),
        ];

    /// <summary>Reads notes, in the order asked for; what the office does not have is left out.</summary>
    public static async Task<IReadOnlyList<DeliveryNoteView>> ReadAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> ids,
        CancellationToken ct
    )
    {
        var office = await db.Offices.AsNoTracking().SingleAsync(x => x.Id == db.OfficeId, ct);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(office.TimeZone, out var found)
            ? found
            : TimeZoneInfo.Utc;
        var seller =
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(ct)
            ?? new SellerIdentity { OfficeId = db.OfficeId };
        if (seller.Name.Length == 0)
            seller = new SellerIdentity { OfficeId = db.OfficeId, Name = office.Name };
        var deliveries = await db
            .Deliveries.AsNoTracking()
            .Include(row => row.Lines)
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        var numbers = deliveries.Values.Select(row => row.OrderId).Distinct().ToList();
        var orders = await db
            .Orders.AsNoTracking()
            .Include(row => row.Lines)
            .Where(row => numbers.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        var people = orders.Values.Select(row => row.ContactId).OfType<long>().Distinct().ToList();
        var languages = await db
            .Contacts.Where(row => people.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Language, ct);
        var looks = await PaperLook.ReadAsync(
            db,
            orders.Values.Select(row => row.WebShopId ?? 0),
            PaperLook.Open,
            ct
        );
        return
        [
            .. ids.Where(deliveries.ContainsKey)
                .Distinct()
                .Select(id => deliveries[id])
                .Select(row =>
                {
                    var order = orders[row.OrderId];
                    var spoken = languages.GetValueOrDefault(order.ContactId ?? 0);
                    var language = IsFrench(spoken, order.ShippingAddress) ? "fr" : "en";
                    var look = looks[order.WebShopId ?? 0];
                    return new DeliveryNoteView(
                        row,
                        order,
                        seller,
                        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(row.CreatedAt, zone)),
                        language,
                        look.Paper,
                        look.Sheet
                    );
                }),
        ];
    }

    static bool IsFrench(string? language, Address? to) =>
        language is null
            ? to?.CountryCode == "FR"
            : language.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
}
