using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Catalogue;

/// <summary>
/// Writes the office's fields of a product and its variants, and of one that no shop leads also the product itself. Who saves
/// over a newer version is told what is stored.
/// </summary>
sealed class EditProduct(Database database, IdSequence ids, TimeProvider clock)
{
    /// <summary>What is stored of a product; null when there is none of this number.</summary>
    public static async Task<(StoredFields Stored, Product Product)?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(db, id, cancellationToken) is { } found
            ? (ProductValues.Stored(found), found.Product)
            : null;

    /// <summary>Saves changes made on what had this version; fields that are not among them stay.</summary>
    /// <exception cref="RefusedException">A shop leads for one of the fields.</exception>
    public async Task<EditOutcome> SaveAsync(
        long officeId,
        long id,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        string by,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await database.WriteAsync(
                officeId,
                (db, ct) => SaveAsync(db, id, changes, version, by, ct),
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            return await ReadAsync(db, id, cancellationToken) is { } now
                ? EditOutcome.Of(EditEnd.Outdated, now.Stored)
                : EditOutcome.Missing;
        }
    }

    async Task<EditOutcome> SaveAsync(
        ComptoirDb db,
        long id,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        string by,
        CancellationToken ct
    )
    {
        if (await FindAsync(db, id, ct) is not { } found)
            return EditOutcome.Missing;
        var (product, details, ofVariants) = found;
        var stored = ProductValues.Stored(found);
        var shopLeads = product.WebShopId is not null;
        var fields = ProductFields.Of(shopLeads, product.Variants.Select(x => x.Id));
        if (changes.Keys.Except(fields.Select(field => field.Name)).Any())
            throw new RefusedException(
                "This product comes from a web shop, which leads for it. Change it in Shopify; here only the office’s own fields of it and of its variants can be changed."
            );
        if (version != stored.Version)
            return EditOutcome.Of(EditEnd.Outdated, stored);
        var (values, faults) = EditChanges.Read(fields, changes);
        if (faults.Count > 0)
            return new(EditEnd.Faulty, stored, faults);
        var wanted = values.Over(stored.Values);
        var usual = product.Variants.Find(x => x.Position == 1)?.Currency;
        ProductValues.Complete(wanted, "", usual);
        foreach (var variant in product.Variants)
            ProductValues.Complete(
                wanted,
                ProductFields.OfVariant(variant.Id, ""),
                variant.Currency
            );
        if (wanted.All(value => stored[value.Key] == value.Value))
            return EditOutcome.Of(EditEnd.Saved, stored);
        var now = clock.GetUtcNow().UtcDateTime;
        if (details is null)
            db.Add(details = new ProductDetails { OfficeId = product.OfficeId, ProductId = id });
        details.Apply(wanted);
        details.Changed(now, by);
        var all = new Dictionary<long, VariantDetails>(ofVariants);
        foreach (var variant in product.Variants)
            Apply(db, all, variant, wanted);
        if (!shopLeads)
        {
            var supplier = await SupplierAsync(db, wanted, ct);
            ProductValues.Apply(db, product, supplier, wanted, now);
        }
        await db.SaveChangesAsync(ct);
        return EditOutcome.Of(
            EditEnd.Saved,
            ProductValues.Stored(new ProductRows(product, details, all))
        );
    }

    static void Apply(
        ComptoirDb db,
        Dictionary<long, VariantDetails> all,
        Variant variant,
        Dictionary<string, string?> wanted
    )
    {
        string[] names =
        [
            ProductFields.PurchasePrice,
            ProductFields.PurchaseCurrency,
            ProductFields.SupplierReference,
        ];
        var says = Array.Exists(
            names,
            name => wanted.GetValueOrDefault(ProductFields.OfVariant(variant.Id, name)) is not null
        );
        if (!all.TryGetValue(variant.Id, out var details))
        {
            if (!says)
                return;
            details = new VariantDetails { OfficeId = variant.OfficeId, VariantId = variant.Id };
            db.Add(details);
            all[variant.Id] = details;
        }
        details.Apply(wanted);
    }

    /// <summary>Makes a product with one variant that no shop knows.</summary>
    /// <returns>Its number, 0 when some values will not do.</returns>
    public async Task<(long Id, IReadOnlyDictionary<string, string> Faults)> AddAsync(
        long officeId,
        IReadOnlyDictionary<string, string?> entered,
        string by,
        CancellationToken cancellationToken
    )
    {
        var id = await ids.NextAsync(officeId, 2, cancellationToken);
        var variantId = id + 1;
        var fields = NewFields;
        var all = entered.Over(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [ProductFields.Title] = null,
                [ProductFields.Status] = ProductValues.UsualStatus,
            }
        );
        var (values, faults) = EditChanges.Read(fields, all);
        if (faults.Count > 0)
            return (0, faults);
        ProductValues.Complete(values, "", values.GetValueOrDefault(ProductFields.Currency));
        var now = clock.GetUtcNow().UtcDateTime;
        var details = new ProductDetails { OfficeId = officeId, ProductId = id };
        details.Apply(values);
        details.Changed(now, by);
        var variant = ProductValues.MakeVariant(officeId, variantId, id, null, 1, values);
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var supplier = await SupplierAsync(db, values, ct);
                db.Add(ProductValues.Make(officeId, id, supplier, values, [variant], now));
                db.Add(variant);
                db.Add(details);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return (id, faults);
    }

    /// <summary>The fields of a product to be made, its one variant's without prefix.</summary>
    public static IReadOnlyList<EditField> NewFields { get; } =
    [
        .. ProductFields.Identity,
        .. ProductFields
            .Variant(0, shopLeads: false)
            .Take(4)
            .Select(field => field with { Name = field.Name.Split('.')[^1] }),
        .. ProductFields.Own,
    ];

    // A vendor of the name of a supplier is this supplier.
    static async Task<long?> SupplierAsync(
        ComptoirDb db,
        IReadOnlyDictionary<string, string?> values,
        CancellationToken ct
    )
    {
        if (values.GetValueOrDefault(ProductFields.Vendor) is not { } vendor)
            return null;
        var name = SearchText.Sort(vendor);
        return await db
            .Contacts.Where(x => x.IsSupplier && x.SortName == name)
            .OrderBy(x => x.Id)
            .Select(x => (long?)x.Id)
            .FirstOrDefaultAsync(ct);
    }

    static async Task<ProductRows?> FindAsync(ComptoirDb db, long id, CancellationToken ct)
    {
        var product = await db
            .Products.Include(x => x.Variants)
            .FirstOrDefaultAsync(x => x.Id == id, ct);
        if (product is null)
            return null;
        var variants = product.Variants.Select(x => x.Id).ToList();
        return new(
            product,
            await db.ProductDetails.FirstOrDefaultAsync(x => x.ProductId == id, ct),
            await db
                .VariantDetails.Where(x => variants.Contains(x.VariantId))
                .ToDictionaryAsync(x => x.VariantId, ct)
        );
    }
}
