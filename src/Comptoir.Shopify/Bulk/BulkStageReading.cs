using System.Text.Json.Serialization.Metadata;

namespace Comptoir.Shopify;

/// <content>Reading customers, products and inventory items: a root with one kind of children.</content>
public sealed partial class BulkStage
{
    /// <summary>The customers of a bucket, with their addresses.</summary>
    public StagedBucket<ShopifyCustomer> ReadCustomers(int bucket) =>
        Read(
            Open(bucket, StageShape.Customers),
            "Customer",
            NodeKind.Customer,
            ShopifyJson.Default.ShopifyCustomer,
            ShopifyJson.Default.ShopifyAddress,
            (address, own) => own,
            (customer, addresses) =>
                customer with
                {
                    Addresses = Sorted(addresses, address => (0, address.Id?.Number ?? 0)),
                }
        );

    /// <summary>The companies of a bucket, with their places and people.</summary>
    public StagedBucket<ShopifyCompany> ReadCompanies(int bucket)
    {
        var lines = Open(bucket, StageShape.Companies);
        var parser = new LineParser("Company");
        var companies = new SortedDictionary<long, ShopifyCompany>();
        var places = new Children<CompanyLocation>();
        var people = new Children<CompanyContact>();
        while (lines.MoveNext())
        {
            if (lines.Kind == NodeKind.Company)
            {
                if (
                    parser.Parse(lines, ShopifyJson.Default.ShopifyCompany, lines.Own) is
                    { } company
                )
                    companies[lines.Own] = company;
                else
                    parser.RootIsBroken(lines.Own);
            }
            else if (lines.Kind == NodeKind.CompanyLocation)
                places.Add(
                    lines.Parent,
                    lines.Own,
                    parser.Parse(lines, ShopifyJson.Default.CompanyLocation, lines.Parent)
                );
            else
                people.Add(
                    lines.Parent,
                    lines.Own,
                    parser.Parse(lines, ShopifyJson.Default.CompanyContact, lines.Parent)
                );
        }
        parser.ReportOrphans(
            places.Parents.Concat(people.Parents),
            companies.ContainsKey,
            "places and people"
        );
        return new(
            [
                .. companies.Select(company =>
                    company.Value with
                    {
                        Locations = Sorted(places.Of(company.Key), place => (0, place.Id.Number)),
                        Contacts = Sorted(people.Of(company.Key), person => (0, person.Id.Number)),
                    }
                ),
            ],
            parser.Rejected
        );
    }

    /// <summary>The headers of the orders of a bucket.</summary>
    public StagedBucket<OrderHeader> ReadOrderHeaders(int bucket)
    {
        var lines = Open(bucket, StageShape.OrderHeaders);
        var parser = new LineParser("Order");
        var orders = new SortedDictionary<long, OrderHeader>();
        while (lines.MoveNext())
            if (parser.Parse(lines, ShopifyJson.Default.OrderHeader, lines.Own) is { } order)
                orders[lines.Own] = order;
            else
                parser.RootIsBroken(lines.Own);
        return new([.. orders.Values], parser.Rejected);
    }

    /// <summary>The products of a bucket, with their variants by position.</summary>
    public StagedBucket<ShopifyProduct> ReadProducts(int bucket) =>
        Read(
            Open(bucket, StageShape.Products),
            "Product",
            NodeKind.Product,
            ShopifyJson.Default.ShopifyProduct,
            ShopifyJson.Default.ShopifyVariant,
            (variant, own) => own,
            (product, variants) =>
                product with
                {
                    Variants = Sorted(variants, variant => (variant.Position, variant.Id.Number)),
                }
        );

    /// <summary>The inventory items of a bucket, with their levels by location.</summary>
    public StagedBucket<ShopifyInventoryItem> ReadInventoryItems(int bucket) =>
        Read(
            Open(bucket, StageShape.InventoryItems),
            "InventoryItem",
            NodeKind.InventoryItem,
            ShopifyJson.Default.ShopifyInventoryItem,
            ShopifyJson.Default.InventoryLevel,
            // The number in a level's own id repeats from place to place and item to item.
            (level, own) => level.Location.Id.Number,
            (item, levels) =>
                item with
                {
                    Levels = Sorted(levels, level => (0, level.Location.Id.Number)),
                }
        );

    static StagedBucket<TRoot> Read<TRoot, TChild>(
        BucketLines lines,
        string rootType,
        NodeKind rootKind,
        JsonTypeInfo<TRoot> rootInfo,
        JsonTypeInfo<TChild> childInfo,
        Func<TChild, long, long> key,
        Func<TRoot, List<TChild>, TRoot> with
    )
        where TRoot : class
        where TChild : class
    {
        var parser = new LineParser(rootType);
        var roots = new SortedDictionary<long, TRoot>();
        var children = new Children<TChild>();
        while (lines.MoveNext())
        {
            if (lines.Kind == rootKind)
            {
                if (parser.Parse(lines, rootInfo, lines.Own) is { } root)
                    roots[lines.Own] = root;
                else
                    parser.RootIsBroken(lines.Own);
            }
            else if (parser.Parse(lines, childInfo, lines.Parent) is { } child)
                children.Add(lines.Parent, key(child, lines.Own), child);
        }
        parser.ReportOrphans(children.Parents, roots.ContainsKey, "parts");
        return new(
            [.. roots.Select(root => with(root.Value, children.Of(root.Key)))],
            parser.Rejected
        );
    }

    static List<T> Sorted<T>(List<T> items, Func<T, (int, long)> by)
    {
        items.Sort((one, other) => by(one).CompareTo(by(other)));
        return items;
    }
}
