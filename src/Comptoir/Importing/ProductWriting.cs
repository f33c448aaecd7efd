using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>A variant that rows of a file are about: stored, or planned by an earlier row.</summary>
sealed class ProductTarget
{
    static readonly HashSet<string> Own =
    [
        ProductFields.PurchasePrice,
        ProductFields.PurchaseCurrency,
        ProductFields.SupplierReference,
        ProductFields.SalesAccount,
        ProductFields.Note,
    ];

    /// <summary>The variant; below zero while it is planned only.</summary>
    public required long Id { get; init; }

    /// <summary>The product; below zero that of the planned variant which makes it.</summary>
    public required long ProductId { get; init; }

    /// <summary>The number a planned variant gets.</summary>
    public long NewId { get; set; }

    /// <summary>The number its product gets, or has.</summary>
    public long NewProductId { get; set; }

    /// <summary>A web shop leads for it.</summary>
    public required bool ShopLeads { get; init; }

    /// <summary>What tells a new variant from the others.</summary>
    public string? VariantTitle { get; init; }

    /// <summary>What is known of it, by the fields of a product and of one variant.</summary>
    public required Dictionary<string, string?> Values { get; init; }

    /// <summary>What rows fill, to be written.</summary>
    public Dictionary<string, string?> Fills { get; } = new(StringComparer.Ordinal);

    /// <summary>What is stored of a variant and its product.</summary>
    public static Dictionary<string, string?> Stored(
        Product product,
        Variant variant,
        ProductDetails? own,
        VariantDetails? ofVariant
    )
    {
        var price = Money.Millionths.ToUnits(variant.Price);
        var paid = ofVariant?.PurchasePrice ?? own?.PurchasePrice;
        return new(StringComparer.Ordinal)
        {
            [ProductFields.Title] = product.Title,
            [ProductFields.Status] = product.Status,
            [ProductFields.ProductType] = product.ProductType,
            [ProductFields.Vendor] = product.Vendor,
            [ProductFields.Sku] = variant.Sku,
            [ProductFields.Barcode] = variant.Barcode,
            [ProductFields.Price] = price == 0 ? null : Web.PlainText.Price(price),
            [ProductFields.Currency] = variant.Currency,
            [ProductFields.PurchasePrice] = paid is { } value
                ? Web.PlainText.Price(Money.Millionths.ToUnits(value))
                : null,
            [ProductFields.PurchaseCurrency] = ofVariant?.PurchaseCurrency ?? own?.PurchaseCurrency,
            [ProductFields.SupplierReference] =
                ofVariant?.SupplierReference ?? own?.SupplierReference,
            [ProductFields.SalesAccount] = own?.SalesAccount,
            [ProductFields.Note] = own?.Note,
        };
    }

    /// <summary>Takes from values what is empty here.</summary>
    /// <returns>What is filled, and what stays although the file says otherwise.</returns>
    public (List<string> Filled, List<string> Stay) Fill(
        IReadOnlyDictionary<string, string?> values
    )
    {
        var filled = new List<string>();
        var stay = new List<string>();
        // A price and its currency are one thing.
        var paid = Values.GetValueOrDefault(ProductFields.PurchasePrice) is not null;
        foreach (var (name, value) in values)
        {
            if (value is null || Values.GetValueOrDefault(name) == value)
                continue;
            var open =
                Values.GetValueOrDefault(name) is null
                && (!ShopLeads || Own.Contains(name))
                && !(paid && name == ProductFields.PurchaseCurrency)
                && !(name == ProductFields.Price && value == "0");
            (open ? filled : stay).Add(name);
            if (open)
                Values[name] = Fills[name] = value;
        }
        return (filled, stay);
    }
}

/// <summary>Writes variants that rows of a file make or fill.</summary>
sealed class ProductWriting(long officeId, string by, DateTime now)
{
    readonly List<Contact> suppliers = [];
    readonly List<Product> products = [];
    readonly List<ProductDetails> details = [];
    readonly List<Variant> variants = [];
    readonly List<VariantDetails> variantDetails = [];

    /// <summary>A supplier that is not there yet.</summary>
    public void AddSupplier(long id, string name) =>
        suppliers.Add(
            ContactValues.Make(
                officeId,
                id,
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    [ContactFields.Name] = name,
                    [ContactFields.Kind] = "company",
                    [ContactFields.Supplier] = "true",
                },
                now
            )
        );

    /// <summary>New variants, with the products that are new as well.</summary>
    public void Add(IReadOnlyList<ProductTarget> fresh, Func<ProductTarget, long?> supplier)
    {
        foreach (var group in fresh.GroupBy(target => target.NewProductId))
        {
            var position = 0;
            var of = new List<Variant>();
            foreach (var target in group)
            {
                of.Add(
                    ProductValues.MakeVariant(
                        officeId,
                        target.NewId,
                        group.Key,
                        target.VariantTitle,
                        ++position,
                        target.Values
                    )
                );
                if (Details(target) is { } own)
                    variantDetails.Add(own);
            }
            variants.AddRange(of);
            if (group.FirstOrDefault(target => target.ProductId == target.Id) is not { } first)
                continue;
            products.Add(
                ProductValues.Make(officeId, group.Key, supplier(first), first.Values, of, now)
            );
            var product = new ProductDetails { OfficeId = officeId, ProductId = group.Key };
            product.SalesAccount = first.Values.GetValueOrDefault(ProductFields.SalesAccount);
            product.Note = first.Values.GetValueOrDefault(ProductFields.Note);
            product.Changed(now, by);
            details.Add(product);
        }
    }

    VariantDetails? Details(ProductTarget target)
    {
        var own = new VariantDetails { OfficeId = officeId, VariantId = target.NewId };
        return Write(own, target.Values) ? own : null;
    }

    /// <summary>Writes what was added.</summary>
    public async Task WriteAsync(ComptoirDb db, CancellationToken ct)
    {
        await db.UpsertAsync(suppliers, ct);
        await db.UpsertAsync(products, ct);
        await db.UpsertAsync(variants, ct);
        await db.UpsertAsync(details, ct);
        await db.UpsertAsync(variantDetails, ct);
        // Further variants of a product that was there are found by its search, and stand behind the others.
        var known = variants.Select(x => x.ProductId).Except(products.Select(x => x.Id)).ToList();
        foreach (
            var product in await db
                .Products.Include(x => x.Variants)
                .Where(x => known.Contains(x.Id))
                .ToListAsync(ct)
        )
        {
            db.Entry(product).Property(x => x.Search).CurrentValue = ProductValues.Search(
                product.Title,
                product.Vendor,
                product.Variants
            );
            foreach (var (place, variant) in product.Variants.OrderBy(x => x.Id).Index())
                db.Entry(variant).Property(x => x.Position).CurrentValue = place + 1;
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Fills what is still empty of variants that are there.</summary>
    public static async Task FillAsync(
        ComptoirDb db,
        IReadOnlyList<ProductTarget> changed,
        string by,
        DateTime now,
        CancellationToken ct
    )
    {
        if (changed.Count == 0)
            return;
        var ids = changed.Select(x => x.ProductId).Distinct().ToList();
        var there = await db
            .Products.Include(x => x.Variants)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, ct);
        var known = await db
            .ProductDetails.Where(x => ids.Contains(x.ProductId))
            .ToDictionaryAsync(x => x.ProductId, ct);
        var variantIds = changed.Select(x => x.Id).ToList();
        var ofVariants = await db
            .VariantDetails.Where(x => variantIds.Contains(x.VariantId))
            .ToDictionaryAsync(x => x.VariantId, ct);
        foreach (var target in changed)
        {
            if (
                !there.TryGetValue(target.ProductId, out var product)
                || product.Variants.Find(x => x.Id == target.Id) is not { } variant
            )
                continue;
            var own = known.GetValueOrDefault(product.Id);
            var fresh = new ProductTarget
            {
                Id = target.Id,
                ProductId = target.ProductId,
                ShopLeads = target.ShopLeads,
                Values = ProductTarget.Stored(
                    product,
                    variant,
                    own,
                    ofVariants.GetValueOrDefault(target.Id)
                ),
            };
            var (filled, _) = fresh.Fill(target.Fills);
            if (filled.Count == 0)
                continue;
            if (own is null)
                db.Add(
                    known[product.Id] = own =
                        new ProductDetails { OfficeId = product.OfficeId, ProductId = product.Id }
                );
            own.SalesAccount = fresh.Values[ProductFields.SalesAccount];
            own.Note = fresh.Values[ProductFields.Note];
            own.Changed(now, by);
            if (
                filled.Exists(name =>
                    name is ProductFields.PurchasePrice or ProductFields.SupplierReference
                )
            )
            {
                if (!ofVariants.TryGetValue(target.Id, out var ofVariant))
                    db.Add(
                        ofVariants[target.Id] = ofVariant =
                            new VariantDetails
                            {
                                OfficeId = product.OfficeId,
                                VariantId = target.Id,
                            }
                    );
                Write(ofVariant, fresh.Values);
            }
            if (!target.ShopLeads)
                Identity(db, product, variant, fresh.Values, now);
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    static bool Write(VariantDetails own, IReadOnlyDictionary<string, string?> values)
    {
        own.PurchasePrice = ProductValues.Millionths(
            values.GetValueOrDefault(ProductFields.PurchasePrice)
        );
        own.PurchaseCurrency = own.PurchasePrice is null
            ? null
            : values.GetValueOrDefault(ProductFields.PurchaseCurrency);
        own.SupplierReference = values.GetValueOrDefault(ProductFields.SupplierReference);
        return own.PurchasePrice is not null || own.SupplierReference is not null;
    }

    static void Identity(
        ComptoirDb db,
        Product product,
        Variant variant,
        Dictionary<string, string?> values,
        DateTime now
    )
    {
        var row = db.Entry(variant);
        row.Property(x => x.Sku).CurrentValue = values[ProductFields.Sku];
        row.Property(x => x.Barcode).CurrentValue = values[ProductFields.Barcode];
        row.Property(x => x.Price).CurrentValue =
            ProductValues.Millionths(values[ProductFields.Price]) ?? 0;
        var entry = db.Entry(product);
        entry.Property(x => x.ProductType).CurrentValue = values[ProductFields.ProductType];
        entry.Property(x => x.Vendor).CurrentValue = values[ProductFields.Vendor];
        entry.Property(x => x.UpdatedAt).CurrentValue = now;
        entry.Property(x => x.Search).CurrentValue = ProductValues.Search(
            product.Title,
            product.Vendor,
            product.Variants
        );
    }
}
