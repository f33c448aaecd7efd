using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>
/// Imports products: a row is a variant. It is the one that its reference became before; else the only one of its SKU; else a
/// new one, of the product with which it shares its handle, or of a product of its own. It fills what is empty.
/// </summary>
sealed class ProductImporter(Database database, long officeId, Import import, DateTime now)
    : IRowImporter
{
    const string HandlePrefix = "handle:";

    static readonly string[] OfProduct =
    [
        ProductFields.Status,
        ProductFields.ProductType,
        ProductFields.Vendor,
        ProductFields.SalesAccount,
        ProductFields.Note,
    ];

    readonly SeenRows seen = new(import.Source);
    readonly Dictionary<string, long> references = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> skus = new(StringComparer.Ordinal);
    readonly Dictionary<long, ProductTarget> targets = [];
    readonly Dictionary<string, string> titles = new(StringComparer.Ordinal);
    readonly HashSet<string> handles = new(StringComparer.Ordinal);
    readonly List<(string Key, ProductTarget Target, bool Product)> remembered = [];
    long planned;

    /// <inheritdoc/>
    public bool IsIdle =>
        remembered.Count == 0
        && targets.Values.All(target => target.Id > 0 && target.Fills.Count == 0);

    /// <inheritdoc/>
    public int NumbersNeeded =>
        // A variant, its product, and at most one supplier.
        3 * targets.Values.Count(target => target.Id < 0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        IReadOnlyList<ReadRow> rows,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        await LoadAsync(db, rows, cancellationToken);
        return [.. rows.Select(Plan)];
    }

    RowPlan Plan(ReadRow row)
    {
        var handle = row[ImportFields.Handle];
        var title = row[ProductFields.Title];
        if (handle is not null && title is not null)
            titles.TryAdd(handle, title);
        title ??= handle is null
            ? row[ProductFields.Sku]
            : titles.GetValueOrDefault(handle, handle);
        if (row.Faults.Count > 0)
            return RowPlan.Refuse(row, title ?? "", row.Faults);
        if (title is null)
            return RowPlan.Refuse(
                row,
                "",
                new CellFault(
                    "",
                    "",
                    new RefusedException("The row has neither a title nor a SKU.").Message
                )
            );
        // Shopify writes further pictures of a product on lines of their own.
        if (
            handle is not null
            && row.Values.Keys.All(name => name is ImportFields.Handle or ProductFields.Status)
        )
            return new(row.Row.Line, RowAction.Unchanged, title) { MatchedBy = RowMatch.Handle };
        var values = Values(row, title);
        // What is said of a product is read on its first row.
        if (handle is not null && !handles.Add(handle))
            foreach (var name in OfProduct)
                values.Remove(name);
        var key = seen.Key(Reference(row), row);
        if (seen.Note(key, row) is var (_, same))
            return same
                ? new RowPlan(row.Row.Line, RowAction.Unchanged, title) { MatchedBy = RowMatch.Row }
                : RowPlan.Refuse(
                    row,
                    title,
                    new CellFault(
                        ImportFields.Reference,
                        Reference(row)!,
                        new RefusedException(
                            "An earlier row of the file has this reference and says something else. Give one of them another reference; if the column is no reference at all, choose another one for it."
                        ).Message
                    )
                );
        var found = Find(key, row);
        if (found.Ambiguous)
            return RowPlan.Refuse(
                row,
                title,
                new CellFault(
                    "SKU",
                    row[ProductFields.Sku]!,
                    new RefusedException(
                        "Several variants here have this SKU. Give the row a reference of its own, or the variants different SKUs."
                    ).Message
                )
            );
        if (found.Target is not { } target)
        {
            Add(key, row, values);
            return new(row.Row.Line, RowAction.New, title);
        }
        var (filled, stay) = target.Fill(values);
        Index(target);
        if (references.GetValueOrDefault(key) != target.Id)
            Remember(key, target, product: false);
        return new(row.Row.Line, filled.Count > 0 ? RowAction.Merged : RowAction.Unchanged, title)
        {
            MatchedBy = found.Match,
            LocalId = target.ProductId > 0 ? target.ProductId : null,
            Fills = filled,
            Stays = stay,
        };
    }

    void Add(string key, ReadRow row, Dictionary<string, string?> values)
    {
        var handle = row[ImportFields.Handle];
        var id = --planned;
        var target = new ProductTarget
        {
            Id = id,
            ProductId =
                handle is not null && references.TryGetValue(HandleKey(handle), out var known)
                    ? known
                    : id,
            ShopLeads = false,
            VariantTitle = Options(row),
            Values = values,
        };
        targets[id] = target;
        Index(target);
        Remember(key, target, product: false);
        if (handle is not null && target.ProductId == id)
            Remember(HandleKey(handle), target, product: true);
    }

    string HandleKey(string handle) => $"{HandlePrefix}{import.Source}:{handle}";

    static string? Reference(ReadRow row) =>
        row[ImportFields.Reference]
        ?? (
            row[ImportFields.Handle] is { } handle
            && (Options(row) ?? row[ProductFields.Sku]) is { } which
                ? $"{handle}/{which}"
                : null
        );

    static string? Options(ReadRow row)
    {
        var options = new[]
        {
            row[ImportFields.Option1],
            row[ImportFields.Option2],
            row[ImportFields.Option3],
        }
            .OfType<string>()
            .ToList();
        return options.Count == 0 ? null : string.Join(" / ", options);
    }

    (ProductTarget? Target, RowMatch Match, bool Ambiguous) Find(string key, ReadRow row)
    {
        if (
            references.TryGetValue(key, out var known) && targets.TryGetValue(known, out var target)
        )
            return (
                target,
                key.StartsWith("row:", StringComparison.Ordinal)
                    ? RowMatch.Row
                    : RowMatch.Reference,
                false
            );
        if (row[ProductFields.Sku] is not { } sku || !skus.TryGetValue(sku, out var ids))
            return default;
        return ids.Count > 1 ? (null, RowMatch.Sku, true) : (targets[ids[0]], RowMatch.Sku, false);
    }

    void Remember(string key, ProductTarget target, bool product)
    {
        references[key] = target.Id;
        remembered.Add((key, target, product));
    }

    void Index(ProductTarget target)
    {
        if (target.Values.GetValueOrDefault(ProductFields.Sku) is not { } sku)
            return;
        if (!skus.TryGetValue(sku, out var ids))
            skus[sku] = ids = [];
        if (!ids.Contains(target.Id))
            ids.Add(target.Id);
    }

    static Dictionary<string, string?> Values(ReadRow row, string title)
    {
        var values = new Dictionary<string, string?>(row.Values, StringComparer.Ordinal)
        {
            [ProductFields.Title] = title,
        };
        foreach (
            var name in new[]
            {
                ImportFields.Reference,
                ImportFields.Handle,
                ImportFields.Option1,
                ImportFields.Option2,
                ImportFields.Option3,
            }
        )
            values.Remove(name);
        ProductValues.Complete(values, "", values.GetValueOrDefault(ProductFields.Currency));
        return values;
    }

    async Task LoadAsync(ComptoirDb db, IReadOnlyList<ReadRow> rows, CancellationToken ct)
    {
        var keys = rows.Select(row => seen.Key(Reference(row), row))
            .Concat(rows.Select(row => row[ImportFields.Handle]).OfType<string>().Select(HandleKey))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var wanted = new HashSet<long>();
        foreach (
            var known in await db
                .ImportedReferences.AsNoTracking()
                .Where(x => x.Kind == ImportKind.Products && keys.Contains(x.Reference))
                .ToListAsync(ct)
        )
        {
            references.TryAdd(known.Reference, known.LocalId);
            if (!known.Reference.StartsWith(HandlePrefix, StringComparison.Ordinal))
                wanted.Add(known.LocalId);
        }
        var bySku = rows.Select(row => row[ProductFields.Sku])
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (bySku.Count > 0)
            wanted.UnionWith(
                await db
                    .Variants.Where(x => x.Sku != null && bySku.Contains(x.Sku))
                    .Select(x => x.Id)
                    .ToListAsync(ct)
            );
        wanted.ExceptWith(targets.Keys);
        if (wanted.Count > 0)
            await LoadAsync(db, [.. wanted], ct);
    }

    async Task LoadAsync(ComptoirDb db, List<long> ids, CancellationToken ct)
    {
        var rows = await (
            from variant in db.Variants.AsNoTracking()
            join product in db.Products.AsNoTracking() on variant.ProductId equals product.Id
            where ids.Contains(variant.Id)
            select new { variant, product }
        ).ToListAsync(ct);
        var products = rows.Select(x => x.product.Id).Distinct().ToList();
        var own = await db
            .ProductDetails.AsNoTracking()
            .Where(x => products.Contains(x.ProductId))
            .ToDictionaryAsync(x => x.ProductId, ct);
        var ofVariants = await db
            .VariantDetails.AsNoTracking()
            .Where(x => ids.Contains(x.VariantId))
            .ToDictionaryAsync(x => x.VariantId, ct);
        foreach (var row in rows)
        {
            var target = new ProductTarget
            {
                Id = row.variant.Id,
                ProductId = row.product.Id,
                ShopLeads = row.product.WebShopId is not null,
                Values = ProductTarget.Stored(
                    row.product,
                    row.variant,
                    own.GetValueOrDefault(row.product.Id),
                    ofVariants.GetValueOrDefault(row.variant.Id)
                ),
            };
            targets[target.Id] = target;
            Index(target);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        ComptoirDb db,
        long firstNumber,
        CancellationToken cancellationToken
    )
    {
        var fresh = targets.Values.Where(x => x.Id < 0).OrderByDescending(x => x.Id).ToList();
        var suppliers = await SuppliersAsync(db, fresh, cancellationToken);
        var writing = new ProductWriting(officeId, import.UploadedBy, now);
        foreach (var name in suppliers.Where(x => x.Value == 0).Select(x => x.Key).ToList())
        {
            suppliers[name] = firstNumber++;
            writing.AddSupplier(
                suppliers[name],
                fresh.First(x => SupplierKey(x) == name).Values[ProductFields.Vendor]!
            );
        }
        foreach (var target in fresh)
        {
            target.NewId = firstNumber++;
            target.NewProductId =
                target.ProductId > 0 ? target.ProductId
                : target.ProductId == target.Id ? firstNumber++
                : targets[target.ProductId].NewProductId;
        }
        writing.Add(fresh, target => SupplierKey(target) is { } name ? suppliers[name] : null);
        await writing.WriteAsync(db, cancellationToken);
        await ProductWriting.FillAsync(
            db,
            [.. targets.Values.Where(x => x.Id > 0 && x.Fills.Count > 0)],
            import.UploadedBy,
            now,
            cancellationToken
        );
        await db.UpsertAsync(
            [
                .. remembered.Select(x => new ImportedReference
                {
                    OfficeId = officeId,
                    Kind = ImportKind.Products,
                    Reference = x.Key,
                    LocalId =
                        x.Product ? x.Target.NewProductId
                        : x.Target.Id > 0 ? x.Target.Id
                        : x.Target.NewId,
                }),
            ],
            cancellationToken
        );
    }

    static string? SupplierKey(ProductTarget target) =>
        target.Values.GetValueOrDefault(ProductFields.Vendor) is { } vendor
            ? SearchText.Sort(vendor)
            : null;

    /// <summary>The suppliers that new products name; 0 for one that is not there yet.</summary>
    static async Task<Dictionary<string, long>> SuppliersAsync(
        ComptoirDb db,
        IEnumerable<ProductTarget> fresh,
        CancellationToken ct
    )
    {
        var names = fresh
            .Select(SupplierKey)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var known = await db
            .Contacts.Where(x => x.IsSupplier && names.Contains(x.SortName))
            .Select(x => new { x.SortName, x.Id })
            .ToListAsync(ct);
        var ids = known.ToLookup(x => x.SortName, x => x.Id, StringComparer.Ordinal);
        return names.ToDictionary(
            name => name,
            name => ids[name].DefaultIfEmpty().Min(),
            StringComparer.Ordinal
        );
    }

    /// <inheritdoc/>
    public void Forget()
    {
        references.Clear();
        skus.Clear();
        targets.Clear();
        remembered.Clear();
    }
}
