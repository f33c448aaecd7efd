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

    readonly SeenRows seen = new(import.Source);
    readonly Dictionary<string, long> references = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> skus = new(StringComparer.Ordinal);
    readonly Dictionary<long, VariantTarget> variants = [];
    readonly Dictionary<long, ProductTarget> products = [];
    readonly Dictionary<string, string> titles = new(StringComparer.Ordinal);
    readonly HashSet<string> handles = new(StringComparer.Ordinal);
    readonly List<(string Key, Func<long> Id)> remembered = [];
    long planned;

    /// <inheritdoc/>
    public bool IsIdle =>
        remembered.Count == 0
        && !variants.Values.Any(x => x.HasNews)
        && !products.Values.Any(x => x.HasNews);

    /// <inheritdoc/>
    public int NumbersNeeded =>
        variants.Values.Count(x => x.Id < 0)
        + products.Values.Count(x => x.Id < 0)
        + ProductWriting.SuppliersNeeded(products.Values);

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
        var key = seen.Key(Reference(row), row);
        if (seen.Note(key, Reference(row), row, title) is { } decided)
            return decided;
        var found = Find(key, row);
        if (found.Ambiguous)
            return seen.Refuse(
                key,
                RowPlan.Refuse(
                    row,
                    title,
                    new CellFault(
                        "SKU",
                        row[ProductFields.Sku]!,
                        new RefusedException(
                            "Several variants here have this SKU. Give the row a reference of its own, or the variants different SKUs."
                        ).Message
                    )
                )
            );
        var values = Values(row, title);
        // What is said of a product is read on its first row.
        if (handle is not null && !handles.Add(handle))
            foreach (var name in ProductTarget.Fields.Where(name => name != ProductFields.Title))
                values.Remove(name);
        if (found.Target is not { } target)
        {
            Add(key, row, values);
            return new(row.Row.Line, RowAction.New, title);
        }
        var ofProduct = target.Product.Fill(values);
        var ofVariant = target.Fill(values);
        Index(target);
        if (references.GetValueOrDefault(key) != target.Id)
            Remember(key, target.Id, () => target.NewId);
        List<string> filled = [.. ofProduct.Filled, .. ofVariant.Filled];
        return new(row.Row.Line, filled.Count > 0 ? RowAction.Merged : RowAction.Unchanged, title)
        {
            MatchedBy = found.Match,
            LocalId = target.Product.Id > 0 ? target.Product.Id : null,
            Fills = filled,
            Stays = [.. ofProduct.Stay, .. ofVariant.Stay],
        };
    }

    void Add(string key, ReadRow row, Dictionary<string, string?> values)
    {
        var handle = row[ImportFields.Handle] is { } shared ? HandleKey(shared) : null;
        if (
            handle is not null
            && references.TryGetValue(handle, out var known)
            && products.TryGetValue(known, out var product)
        )
            product.Fill(values);
        else
        {
            product = ProductTarget.Plan(--planned, values);
            products[product.Id] = product;
            var made = product;
            if (handle is not null)
                Remember(handle, product.Id, () => made.NewId);
        }
        var target = VariantTarget.Plan(--planned, product, Options(row), values);
        variants[target.Id] = target;
        Index(target);
        Remember(key, target.Id, () => target.NewId);
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

    (VariantTarget? Target, RowMatch Match, bool Ambiguous) Find(string key, ReadRow row)
    {
        if (
            references.TryGetValue(key, out var known)
            && variants.TryGetValue(known, out var target)
        )
            return (target, SeenRows.Match(key), false);
        if (row[ProductFields.Sku] is not { } sku || !skus.TryGetValue(sku, out var ids))
            return default;
        return ids.Count > 1 ? (null, RowMatch.Sku, true) : (variants[ids[0]], RowMatch.Sku, false);
    }

    void Remember(string key, long id, Func<long> written)
    {
        references[key] = id;
        remembered.Add((key, written));
    }

    void Index(VariantTarget target)
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
        // A price of nought is kept as none.
        if (values.GetValueOrDefault(ProductFields.Price) == "0")
            values.Remove(ProductFields.Price);
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
        var shared = new HashSet<long>();
        foreach (
            var known in await db
                .ImportedReferences.AsNoTracking()
                .Where(x => x.Kind == ImportKind.Products && keys.Contains(x.Reference))
                .ToListAsync(ct)
        )
        {
            references.TryAdd(known.Reference, known.LocalId);
            var isHandle = known.Reference.StartsWith(HandlePrefix, StringComparison.Ordinal);
            (isHandle ? shared : wanted).Add(known.LocalId);
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
        wanted.ExceptWith(variants.Keys);
        shared.ExceptWith(products.Keys);
        if (wanted.Count + shared.Count > 0)
            await LoadAsync(db, [.. wanted], shared, ct);
    }

    async Task LoadAsync(ComptoirDb db, List<long> ids, HashSet<long> shared, CancellationToken ct)
    {
        var rows = await db
            .Variants.AsNoTracking()
            .Where(x => ids.Contains(x.Id))
            .OrderBy(x => x.Id)
            .ToListAsync(ct);
        var productIds = shared.Union(rows.Select(x => x.ProductId)).ToList();
        var own = await db
            .ProductDetails.AsNoTracking()
            .Where(x => productIds.Contains(x.ProductId))
            .ToDictionaryAsync(x => x.ProductId, ct);
        var ofVariants = await db
            .VariantDetails.AsNoTracking()
            .Where(x => ids.Contains(x.VariantId))
            .ToDictionaryAsync(x => x.VariantId, ct);
        foreach (
            var product in await db
                .Products.AsNoTracking()
                .Where(x => productIds.Contains(x.Id))
                .ToListAsync(ct)
        )
            products.TryAdd(
                product.Id,
                ProductTarget.Of(product, own.GetValueOrDefault(product.Id))
            );
        foreach (var row in rows)
        {
            var target = VariantTarget.Of(
                row,
                products[row.ProductId],
                own.GetValueOrDefault(row.ProductId),
                ofVariants.GetValueOrDefault(row.Id)
            );
            variants[target.Id] = target;
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
        var writing = new ProductWriting(db, officeId, import.UploadedBy, now);
        firstNumber = await writing.SupplyAsync(products.Values, firstNumber, cancellationToken);
        foreach (var product in products.Values.Where(x => x.Id < 0))
            product.NewId = firstNumber++;
        // In the order of the file.
        var fresh = variants.Values.Where(x => x.Id < 0).OrderByDescending(x => x.Id).ToList();
        foreach (var variant in fresh)
            variant.NewId = firstNumber++;
        await writing.MakeAsync(fresh, cancellationToken);
        await writing.FillAsync(products.Values, variants.Values, cancellationToken);
        await db.UpsertAsync(
            [
                .. remembered.Select(x => new ImportedReference
                {
                    OfficeId = officeId,
                    Kind = ImportKind.Products,
                    Reference = x.Key,
                    LocalId = x.Id(),
                }),
            ],
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public void Forget()
    {
        references.Clear();
        skus.Clear();
        variants.Clear();
        products.Clear();
        remembered.Clear();
    }
}
