using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>Writes products and variants that rows of a file make or fill, with the suppliers they name.</summary>
sealed class ProductWriting(ComptoirDb db, long officeId, string by, DateTime now)
{
    readonly Dictionary<string, long> suppliers = new(StringComparer.Ordinal);

    /// <summary>How many numbers the suppliers of products may need.</summary>
    public static int SuppliersNeeded(IEnumerable<ProductTarget> products) =>
        products.Count(x => x.Id < 0 || x.Fills.ContainsKey(ProductFields.Vendor));

    /// <summary>Finds the suppliers that products name, and makes those that are not there.</summary>
    /// <returns>The first number that is left.</returns>
    public async Task<long> SupplyAsync(
        IEnumerable<ProductTarget> products,
        long firstNumber,
        CancellationToken ct
    )
    {
        var vendors = products
            .Where(x => x.Id < 0 || x.Fills.ContainsKey(ProductFields.Vendor))
            .Select(x => x.Values[ProductFields.Vendor])
            .OfType<string>()
            .DistinctBy(SearchText.Sort)
            .ToDictionary(SearchText.Sort, StringComparer.Ordinal);
        var names = vendors.Keys.ToList();
        foreach (
            var known in await db
                .Contacts.Where(x => x.IsSupplier && names.Contains(x.SortName))
                .OrderBy(x => x.Id)
                .Select(x => new { x.SortName, x.Id })
                .ToListAsync(ct)
        )
            suppliers.TryAdd(known.SortName, known.Id);
        var missing = new List<Contact>();
        foreach (var (name, vendor) in vendors)
            if (suppliers.TryAdd(name, firstNumber))
                missing.Add(Supplier(firstNumber++, vendor));
        await db.UpsertAsync(missing, ct);
        return firstNumber;
    }

    Contact Supplier(long id, string name) =>
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
        );

    long? SupplierOf(ProductTarget product) =>
        product.Values[ProductFields.Vendor] is { } vendor
            ? suppliers[SearchText.Sort(vendor)]
            : null;

    /// <summary>Writes new variants, with the products that are new as well.</summary>
    public async Task MakeAsync(IEnumerable<VariantTarget> fresh, CancellationToken ct)
    {
        var products = new List<Product>();
        var details = new List<ProductDetails>();
        var variants = new List<Variant>();
        var variantDetails = new List<VariantDetails>();
        foreach (var group in fresh.GroupBy(x => x.Product))
        {
            var product = group.Key;
            var of = new List<Variant>();
            foreach (var target in group)
            {
                of.Add(
                    ProductValues.MakeVariant(
                        officeId,
                        target.NewId,
                        product.NewId,
                        target.Title,
                        of.Count + 1,
                        target.Values
                    )
                );
                var own = new VariantDetails { OfficeId = officeId, VariantId = target.NewId };
                if (Write(own, target.Values))
                    variantDetails.Add(own);
            }
            variants.AddRange(of);
            if (product.Id > 0)
                continue;
            products.Add(
                ProductValues.Make(
                    officeId,
                    product.NewId,
                    SupplierOf(product),
                    product.Values,
                    of,
                    now
                )
            );
            var ofProduct = new ProductDetails { OfficeId = officeId, ProductId = product.NewId };
            ofProduct.SalesAccount = product.Values[ProductFields.SalesAccount];
            ofProduct.Note = product.Values[ProductFields.Note];
            ofProduct.Changed(now, by);
            details.Add(ofProduct);
        }
        await db.UpsertAsync(products, ct);
        await db.UpsertAsync(variants, ct);
        await db.UpsertAsync(details, ct);
        await db.UpsertAsync(variantDetails, ct);
        await JoinAsync(
            [.. variants.Select(x => x.ProductId).Except(products.Select(x => x.Id))],
            ct
        );
    }

    // Further variants of a product that was there are found by its search, and stand behind the others.
    async Task JoinAsync(List<long> known, CancellationToken ct)
    {
        foreach (
            var product in await db
                .Products.Include(x => x.Variants)
                .Where(x => known.Contains(x.Id))
                .ToListAsync(ct)
        )
        {
            Find(product);
            foreach (var (place, variant) in product.Variants.OrderBy(x => x.Id).Index())
                db.Entry(variant).Property(x => x.Position).CurrentValue = place + 1;
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Fills what is still empty of products and variants that are there. It is reckoned once more on what is stored by now:
    /// somebody may have filled a field in between.
    /// </summary>
    public async Task FillAsync(
        IEnumerable<ProductTarget> products,
        IEnumerable<VariantTarget> variants,
        CancellationToken ct
    )
    {
        var parts = products.Where(x => x.Id > 0 && x.Fills.Count > 0).ToList();
        var units = variants.Where(x => x.Id > 0 && x.Fills.Count > 0).ToList();
        if (parts.Count + units.Count == 0)
            return;
        var ids = parts.Concat(units.Select(x => x.Product)).Select(x => x.Id).Distinct().ToList();
        var there = await db
            .Products.Include(x => x.Variants)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, ct);
        var own = await db
            .ProductDetails.Where(x => ids.Contains(x.ProductId))
            .ToDictionaryAsync(x => x.ProductId, ct);
        var variantIds = units.ConvertAll(x => x.Id);
        var ofVariants = await db
            .VariantDetails.Where(x => variantIds.Contains(x.VariantId))
            .ToDictionaryAsync(x => x.VariantId, ct);
        foreach (var part in parts)
            if (there.TryGetValue(part.Id, out var product))
                Fill(part, product, own);
        foreach (var unit in units)
            if (
                there.TryGetValue(unit.Product.Id, out var product)
                && product.Variants.Find(x => x.Id == unit.Id) is { } variant
            )
                Fill(unit, product, variant, own, ofVariants);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    void Fill(ProductTarget part, Product product, Dictionary<long, ProductDetails> own)
    {
        var fresh = ProductTarget.Of(product, own.GetValueOrDefault(product.Id));
        if (fresh.Fill(part.Fills).Filled.Count == 0)
            return;
        var details = Changed(product, own);
        details.SalesAccount = fresh.Values[ProductFields.SalesAccount];
        details.Note = fresh.Values[ProductFields.Note];
        if (fresh.ShopLeads)
            return;
        var entry = db.Entry(product);
        entry.Property(x => x.ProductType).CurrentValue = fresh.Values[ProductFields.ProductType];
        entry.Property(x => x.Vendor).CurrentValue = fresh.Values[ProductFields.Vendor];
        if (fresh.Fills.ContainsKey(ProductFields.Vendor))
            entry.Property(x => x.SupplierId).CurrentValue = SupplierOf(fresh);
        entry.Property(x => x.UpdatedAt).CurrentValue = now;
        Find(product);
    }

    void Fill(
        VariantTarget unit,
        Product product,
        Variant variant,
        Dictionary<long, ProductDetails> own,
        Dictionary<long, VariantDetails> ofVariants
    )
    {
        var ofVariant = ofVariants.GetValueOrDefault(unit.Id);
        var ofProduct = own.GetValueOrDefault(product.Id);
        var fresh = VariantTarget.Of(
            variant,
            ProductTarget.Of(product, ofProduct),
            ofProduct,
            ofVariant
        );
        if (fresh.Fill(unit.Fills).Filled.Count == 0)
            return;
        Changed(product, own);
        if (
            fresh.Fills.ContainsKey(ProductFields.PurchasePrice)
            || fresh.Fills.ContainsKey(ProductFields.SupplierReference)
        )
        {
            if (ofVariant is null)
                db.Add(
                    ofVariant = new VariantDetails
                    {
                        OfficeId = product.OfficeId,
                        VariantId = unit.Id,
                    }
                );
            Write(ofVariant, fresh.Values);
        }
        if (fresh.ShopLeads)
            return;
        var row = db.Entry(variant);
        row.Property(x => x.Sku).CurrentValue = fresh.Values[ProductFields.Sku];
        row.Property(x => x.Barcode).CurrentValue = fresh.Values[ProductFields.Barcode];
        row.Property(x => x.Price).CurrentValue =
            ProductValues.Millionths(fresh.Values[ProductFields.Price]) ?? 0;
        row.Property(x => x.Currency).CurrentValue = fresh.Values[ProductFields.Currency]!;
        db.Entry(product).Property(x => x.UpdatedAt).CurrentValue = now;
        Find(product);
    }

    ProductDetails Changed(Product product, Dictionary<long, ProductDetails> own)
    {
        if (!own.TryGetValue(product.Id, out var details))
        {
            details = new ProductDetails { OfficeId = product.OfficeId, ProductId = product.Id };
            own[product.Id] = details;
            db.Add(details);
        }
        details.Changed(now, by);
        return details;
    }

    void Find(Product product) =>
        db.Entry(product).Property(x => x.Search).CurrentValue = ProductValues.Search(
            product.Title,
            product.Vendor,
            product.Variants
        );

    static bool Write(VariantDetails own, Dictionary<string, string?> values)
    {
        own.PurchasePrice = ProductValues.Millionths(values[ProductFields.PurchasePrice]);
        own.PurchaseCurrency = own.PurchasePrice is null
            ? null
            : values[ProductFields.PurchaseCurrency];
        own.SupplierReference = values[ProductFields.SupplierReference];
        return own.PurchasePrice is not null || own.SupplierReference is not null;
    }
}
