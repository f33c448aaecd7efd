using System.Globalization;
using System.Text;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Comptoir.Tests.Sync;

/// <summary>
/// Everything a synchronization brought into an office, as sorted lines of text: with the shops' own keys in place of the
/// numbers that the office hands out, so that two offices with the same content give the same text.
/// </summary>
public static class CanonicalDump
{
    static readonly HashSet<string> Left = ["OfficeId", "RaisedAt", "ConnectedAt", "IsNews"];

    public static async Task<string> OfAsync(Database database, long officeId)
    {
        await using var db = database.Open(officeId);
        var shops = await db
            .WebShops.AsNoTracking()
            .ToDictionaryAsync(shop => shop.Id, shop => shop.Address);
        var links = await db.Links.AsNoTracking().ToListAsync();
        // A contact may be known to several shops; then it goes by all their names.
        var known = links
            .Where(link => link.LocalId is not null)
            .GroupBy(link => link.LocalId!.Value)
            .ToDictionary(
                group => group.Key,
                group =>
                    string.Join(
                        '&',
                        group
                            .Select(link =>
                                $"{shops[link.WebShopId]}/{link.Kind}/{link.ExternalId}"
                            )
                            .Order(StringComparer.Ordinal)
                    )
            );
        foreach (var shop in shops)
            known[shop.Key] = shop.Value;
        foreach (var delivery in await db.Deliveries.AsNoTracking().ToListAsync())
            known[delivery.Id] = $"{known[delivery.OrderId]}/delivery/{delivery.ExternalId}";
        foreach (var payment in await db.Payments.AsNoTracking().ToListAsync())
            known[payment.Id] = $"{known[payment.OrderId]}/payment/{payment.ExternalId}";

        var lines = new List<string>();
        foreach (var link in links)
            lines.Add($"link {shops[link.WebShopId]}/{link.Kind}/{link.ExternalId}");
        await Add(db.Contacts);
        await Add(db.ContactAddresses);
        await Add(db.Products);
        await Add(db.Variants);
        await Add(db.Locations);
        await Add(db.StockLevels);
        await Add(db.Orders);
        await Add(db.OrderLines);
        await Add(db.OrderDiscounts);
        await Add(db.Sales);
        await Add(db.SaleTaxes);
        await Add(db.Deliveries);
        await Add(db.DeliveryLines);
        await Add(db.Payments);
        foreach (var item in await db.Attention.AsNoTracking().ToListAsync())
            lines.Add(
                $"attention {shops.GetValueOrDefault(item.WebShopId ?? 0)} {item.Code} {item.SubjectKind} {item.Subject} {item.ResolvedAt is null} {item.Detail}"
            );
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);

        async Task Add<T>(DbSet<T> rows)
            where T : class
        {
            var type = db.Model.FindEntityType(typeof(T))!;
            foreach (var row in await rows.AsNoTracking().ToListAsync())
                lines.Add(Line(type, row));
        }

        string Line(IEntityType type, object row)
        {
            var line = new StringBuilder(type.ClrType.Name);
            foreach (var property in type.GetProperties())
            {
                if (Left.Contains(property.Name))
                    continue;
                var value = property.GetGetter().GetClrValue(row);
                line.Append('|').Append(property.Name).Append('=').Append(Text(property, value));
            }
            return line.ToString();
        }

        string Text(IProperty property, object? value)
        {
            if (value is null)
                return "";
            var isOurs =
                property.Name is "Id" or "WebShopId"
                || property.GetContainingForeignKeys().Any(key => key.Properties.Count == 2)
                || property.Name
                    is "VariantId"
                        or "OrderId"
                        or "ContactId"
                        or "LocationId"
                        or "DeliveryId"
                        or "SupplierId";
            if (isOurs && value is long id)
                return known.TryGetValue(id, out var name) ? name : $"unknown {id}";
            if (property.GetTypeMapping().Converter is { } converter)
                value = converter.ConvertToProvider(value);
            return value switch
            {
                DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
                IFormattable formattable => formattable.ToString(
                    null,
                    CultureInfo.InvariantCulture
                ),
                _ => value?.ToString() ?? "",
            };
        }
    }
}
