using Comptoir.Attention;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;
using Convert = Comptoir.Sync.Mapping.Convert;

namespace Comptoir.Sync.Applying;

/// <summary>Products with their variants; a vendor met for the first time becomes a supplier.</summary>
sealed class ProductApplier(RunSession session, IdSequence ids, AttentionBook attention)
    : Applier<ShopifyProduct, Product>(session, ids, attention)
{
    Dictionary<string, Link> suppliers = [];
    List<Contact> newSuppliers = [];
    List<long> newVariants = [];
    readonly HashSet<string> listed = new(StringComparer.Ordinal);
    Dictionary<long, long> variants = [];
    List<Variant> gone = [];

    protected override LinkKind Kind => LinkKind.Product;

    protected override long NumberOf(ShopifyProduct record) => record.Id.Number;

    protected override DateTimeOffset MomentOf(ShopifyProduct record) => record.UpdatedAt;

    protected override string TitleOf(ShopifyProduct record) => record.Title;

    protected override async Task PrepareAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyProduct> batch,
        CancellationToken ct
    )
    {
        var vendors = Shop.Settings.Suppliers
            ? batch
                .Select(product => Convert.Text(product.Vendor))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .ToList()
            : [];
        suppliers = await LinksAsync(db, LinkKind.Supplier, vendors, ct);
        // One that was left out before it ever came in is listed by a preparation, and made by nobody.
        var unknown = vendors.FindAll(vendor =>
            suppliers.GetValueOrDefault(vendor) is not { } link
            || (link.LocalId is null && (link.LeftOutAt is null || Session.Prepares))
        );
        var next = await NumbersAsync(unknown.Count, ct);
        newSuppliers = unknown.ConvertAll(vendor =>
            CustomerMapping.MapSupplier(Shop, vendor, next++)
        );
        foreach (var contact in newSuppliers)
            if (suppliers.GetValueOrDefault(contact.Name) is not { LeftOutAt: not null })
                suppliers[contact.Name] = NewLink(LinkKind.Supplier, contact.Name, contact.Id, []);

        var numbers = batch
            .SelectMany(product => product.Variants)
            .Select(variant => variant.Id.Number)
            .Distinct()
            .ToList();
        variants = await LocalIdsAsync(db, LinkKind.Variant, numbers, ct);
        newVariants = numbers.FindAll(number => !variants.ContainsKey(number));
        var first = await NumbersAsync(newVariants.Count, ct);
        foreach (var number in newVariants)
            variants[number] = first++;
    }

    protected override Product Map(ShopifyProduct record, long localId) =>
        ProductMapping.Map(Shop, record, localId, SupplierOf(record), number => variants[number]);

    /// <summary>The contact who supplies it; null when there is none, and for a vendor that was left out.</summary>
    long? SupplierOf(ShopifyProduct record) =>
        Convert.Text(record.Vendor) is { } vendor
        && suppliers.GetValueOrDefault(vendor) is { LeftOutAt: null } link
            ? link.LocalId
            : null;

    // A variant's own number may be handed out anew after a crash: it is left out of the fingerprint like every number of ours.
    protected override IEnumerable<object> All(Product rows) => rows.Variants.Prepend<object>(rows);

    protected override IEnumerable<Fact> FactsOf(Product rows) => ProductFacts.Of(rows);

    protected override string SearchOf(Product rows) => rows.Search;

    protected override Task<Dictionary<long, Product>> StoredAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> localIds,
        CancellationToken ct
    ) =>
        db
            .Products.AsNoTracking()
            .Include(product => product.Variants)
            .Where(product => localIds.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, ct);

    /// <summary>A vendor met for the first time is listed once, however many products name it.</summary>
    protected override IReadOnlyList<ItemDraft> AlsoListed()
    {
        var fresh = newSuppliers.FindAll(supplier => listed.Add(supplier.Name));
        Session.Counts = Session.Counts with
        {
            Suppliers = Session.Counts.Suppliers + new KindCounts { Created = fresh.Count },
        };
        return fresh.ConvertAll(supplier => new ItemDraft(
            LinkKind.Supplier,
            supplier.Name,
            supplier.Name,
            supplier.Search,
            RunItemAction.Create,
            null,
            Facts.Compare([], [new Fact("Name", supplier.Name)]),
            []
        ));
    }

    protected override async Task<IReadOnlyList<Trouble>> BeforeWriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Product>> changes,
        CancellationToken ct
    )
    {
        var known = changes
            .Where(change => !change.IsNew)
            .Select(change => change.LocalId)
            .ToList();
        var kept = changes
            .SelectMany(change => change.Rows.Variants)
            .Select(variant => variant.Id)
            .ToHashSet();
        gone =
            known.Count == 0 || Session.FilesHaveHoles
                ? []
                : (
                    await db
                        .Variants.AsNoTracking()
                        .Where(x => known.Contains(x.ProductId))
                        .ToListAsync(ct)
                ).FindAll(x => !kept.Contains(x.Id));
        return [];
    }

    protected override async Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Product>> changes,
        CancellationToken ct
    )
    {
        var needed = changes.Select(change => change.Rows.SupplierId).ToHashSet();
        var contacts = newSuppliers.FindAll(contact => needed.Contains(contact.Id));
        newSuppliers.RemoveAll(contact => needed.Contains(contact.Id));
        await db.UpsertAsync(contacts, ct);
        await db.UpsertAsync(contacts.ConvertAll(contact => suppliers[contact.Name]), ct);
        await db.UpsertAsync([.. changes.Select(change => change.Rows)], ct);
        var rows = changes.SelectMany(change => change.Rows.Variants).ToList();
        await db.UpsertAsync(rows, ct);
        await db.UpsertAsync(
            rows.ConvertAll(variant =>
                NewLink(LinkKind.Variant, Key(variant.ExternalId!.Value), variant.Id, [])
            ),
            ct
        );
        var arrived = rows.Select(variant => variant.ExternalId!.Value)
            .Intersect(newVariants)
            .ToDictionary(number => number, number => variants[number]);
        if (arrived.Count > 0 && Session.Cursor.Since is not null)
            Session.Cursor = Session.Cursor with
            {
                StockOf =
                [
                    .. Session.Cursor.StockOf.Union(
                        rows.Where(variant => arrived.ContainsKey(variant.ExternalId!.Value))
                            .Select(variant => variant.InventoryItemExternalId)
                            .OfType<long>()
                    ),
                ],
            };
        if (arrived.Count > 0)
            await LateReferences.FindVariantsAsync(db, Shop, arrived, ct);
        foreach (
            var variant in gone.Where(x => changes.Any(change => change.LocalId == x.ProductId))
        )
        {
            var key = Key(variant.ExternalId ?? 0);
            await db.Variants.Where(x => x.Id == variant.Id).ExecuteDeleteAsync(ct);
            await db
                .Links.Where(x =>
                    x.WebShopId == Shop.WebShopId
                    && x.Kind == LinkKind.Variant
                    && x.ExternalId == key
                )
                .ExecuteDeleteAsync(ct);
        }
        Session.Counts = Session.Counts with
        {
            Suppliers = Session.Counts.Suppliers + new KindCounts { Created = contacts.Count },
        };
    }

    protected override void Count(KindCounts counts) =>
        Session.Counts = Session.Counts with { Products = Session.Counts.Products + counts };
}
