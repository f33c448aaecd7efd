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
    /// <summary>Rows that are a part of another one.</summary>
    static readonly HashSet<(string Row, string Key)> Owners =
    [
        ("ContactAddress", "ContactId"),
        ("Variant", "ProductId"),
        ("StockLevel", "VariantId"),
        ("OrderLine", "OrderId"),
        ("OrderDiscount", "OrderId"),
        ("Sale", "OrderId"),
        ("SaleTax", "OrderId"),
        ("Delivery", "OrderId"),
        ("DeliveryLine", "DeliveryId"),
        ("Payment", "OrderId"),
    ];

    static readonly HashSet<string> Left = ["OfficeId", "RaisedAt", "ConnectedAt", "IsNews"];

    /// <summary>What is not covered by documents yet: it depends on when an office began to invoice.</summary>
    static readonly HashSet<string> Covered =
    [
        "Open",
        "OpenQuantity",
        "OpenTax",
        "CustomerOpen",
        "CustomerOpenTax",
        "IsOpen",
    ];

    public static Task<string> OfAsync(Database database, long officeId) =>
        OfAsync(database, officeId, livingOnly: false);

    /// <summary>
    /// As <see cref="OfAsync(Database, long)"/>, of what the shop still has: what it deleted is left out with all that hangs on
    /// it, and so is what is only named by that. Of what needs attention, what is open.
    /// </summary>
    public static Task<string> LivingAsync(Database database, long officeId) =>
        OfAsync(database, officeId, livingOnly: true);

    static async Task<string> OfAsync(Database database, long officeId, bool livingOnly)
    {
        await using var db = database.Open(officeId);
        var shops = await db
            .WebShops.AsNoTracking()
            .ToDictionaryAsync(shop => shop.Id, shop => shop.Address);
        var links = await db.Links.AsNoTracking().ToListAsync();
        var goneLinks = livingOnly ? links.FindAll(link => link.GoneAt is not null) : [];
        var gone = livingOnly ? await GoneAsync(db, links) : [];
        if (livingOnly)
            links.RemoveAll(link => link.GoneAt is not null || gone.Contains(link.LocalId ?? 0));
        var goneNumbers = goneLinks
            .Select(link => link.ExternalId)
            .ToHashSet(StringComparer.Ordinal);
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
            if (!gone.Contains(delivery.OrderId))
                known[delivery.Id] = $"{known[delivery.OrderId]}/delivery/{delivery.ExternalId}";
        foreach (var payment in await db.Payments.AsNoTracking().ToListAsync())
            if (!gone.Contains(payment.OrderId))
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
            // Whether documents can be made is a matter of the office's own past.
            if (!livingOnly || item is { ResolvedAt: null, SubjectKind: not "OrderDocuments" })
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
                if (!HangsOnGone(type, row))
                    lines.Add(Line(type, row));
        }

        // What it is, and what it is a part of, are in the key; what it merely names is not.
        bool HangsOnGone(IEntityType type, object row) =>
            gone.Count > 0
            && type.GetProperties()
                .Where(property =>
                    (property.IsPrimaryKey() && !Left.Contains(property.Name))
                    || Owners.Contains((type.ClrType.Name, property.Name))
                )
                .Any(property =>
                    property.GetGetter().GetClrValue(row) is long id && gone.Contains(id)
                );

        // Shopify's moment of a level moves without its quantities, and then nothing is written.
        static bool IsLeft(IEntityType type, string name) =>
            Covered.Contains(name)
            || (name == "UpdatedAt" && type.ClrType == typeof(Comptoir.Catalogue.StockLevel));

        string Line(IEntityType type, object row)
        {
            var line = new StringBuilder(type.ClrType.Name);
            foreach (var property in type.GetProperties())
            {
                if (Left.Contains(property.Name) || (livingOnly && IsLeft(type, property.Name)))
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
            // An order remembers the product that it was of; the shop does not.
            if (
                property.Name is "ProductExternalId" or "VariantExternalId"
                && goneNumbers.Contains($"{value}")
            )
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
            if (isOurs && value is long id && gone.Contains(id))
                return "";
            if (isOurs && value is long ours)
                return known.TryGetValue(ours, out var name) ? name : $"unknown {ours}";
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

    /// <summary>Our numbers of what the shop has no more, and of suppliers of nothing that it has.</summary>
    static async Task<HashSet<long>> GoneAsync(ComptoirDb db, List<Link> links)
    {
        var living = links
            .Where(link => link is { GoneAt: null, LocalId: not null })
            .Select(link => link.LocalId!.Value)
            .ToHashSet();
        var gone = links
            .Where(link => link is { GoneAt: not null, LocalId: not null })
            .Select(link => link.LocalId!.Value)
            .Where(id => !living.Contains(id))
            .ToHashSet();
        foreach (var variant in await db.Variants.AsNoTracking().ToListAsync())
            if (gone.Contains(variant.ProductId))
                gone.Add(variant.Id);
        foreach (var delivery in await db.Deliveries.AsNoTracking().ToListAsync())
            if (gone.Contains(delivery.OrderId))
                gone.Add(delivery.Id);
        var supplying = (await db.Products.AsNoTracking().ToListAsync())
            .Where(product => !gone.Contains(product.Id))
            .Select(product => product.SupplierId)
            .OfType<long>()
            .ToHashSet();
        gone.UnionWith(
            links
                .Where(link => link is { Kind: LinkKind.Supplier, LocalId: not null })
                .Select(link => link.LocalId!.Value)
                .Where(id => !supplying.Contains(id))
        );
        return gone;
    }
}
