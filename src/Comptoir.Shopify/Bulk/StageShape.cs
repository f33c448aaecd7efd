namespace Comptoir.Shopify;

/// <summary>What a line of a bulk file is.</summary>
enum NodeKind : byte
{
    Customer,
    Address,
    Company,
    CompanyLocation,
    CompanyContact,
    Product,
    Variant,
    InventoryItem,
    InventoryLevel,
    Order,
    LineItem,
    ShippingLine,
    DiscountApplication,
    LedgerOrder,
    Agreement,
    Sale,
    FulfillmentOrder,
    Fulfillment,
    FulfillmentLineItem,
}

/// <summary>Where a line stands below its root, which decides how it finds its bucket.</summary>
enum NodeLevel
{
    /// <summary>Goes by its own number.</summary>
    Root,

    /// <summary>Goes by its parent's number; its parent is the root.</summary>
    Child,

    /// <summary>As a child, and has children of its own, which must follow it.</summary>
    Middle,

    /// <summary>As a middle line, but its root is the order it names (<c>order { id }</c>), not its parent.</summary>
    MiddleOfOrder,

    /// <summary>Its parent is a middle line, which alone knows the root.</summary>
    Grandchild,

    /// <summary>Counted and passed over.</summary>
    Passed,
}

/// <summary>
/// What lines the file of one bulk document holds. Kinds are told apart by <c>__typename</c>, or by the type in the id
/// where that says nothing.
/// </summary>
public sealed class StageShape
{
    readonly Node[] nodes;

    StageShape(string name, params Node[] nodes)
    {
        Name = name;
        this.nodes = nodes;
    }

    /// <summary>For <see cref="Documents.Customers"/>.</summary>
    public static StageShape Customers { get; } =
        new(
            "customers",
            new(NodeKind.Customer, NodeLevel.Root, "Customer"),
            new(NodeKind.Address, NodeLevel.Child, "MailingAddress")
        );

    /// <summary>For <see cref="Documents.Companies"/>.</summary>
    public static StageShape Companies { get; } =
        new(
            "companies",
            new(NodeKind.Company, NodeLevel.Root, "Company"),
            new(NodeKind.CompanyLocation, NodeLevel.Child, "CompanyLocation"),
            new(NodeKind.CompanyContact, NodeLevel.Child, "CompanyContact")
        );

    /// <summary>For <see cref="Documents.Products"/>.</summary>
    public static StageShape Products { get; } =
        new(
            "products",
            new(NodeKind.Product, NodeLevel.Root, "Product"),
            new(NodeKind.Variant, NodeLevel.Child, "ProductVariant")
        );

    /// <summary>For <see cref="Documents.InventoryItems"/>.</summary>
    public static StageShape InventoryItems { get; } =
        new(
            "inventory",
            new(NodeKind.InventoryItem, NodeLevel.Root, "InventoryItem"),
            new(NodeKind.InventoryLevel, NodeLevel.Child, "InventoryLevel")
        );

    /// <summary>For <see cref="Documents.Orders"/>.</summary>
    public static StageShape Orders { get; } =
        new(
            "orders",
            new(NodeKind.Order, NodeLevel.Root, "Order"),
            new(NodeKind.LineItem, NodeLevel.Child, "LineItem"),
            new(NodeKind.ShippingLine, NodeLevel.Child, "ShippingLine"),
            // The common end of DiscountCodeApplication, AutomaticDiscountApplication, Manual… and Script….
            new(
                NodeKind.DiscountApplication,
                NodeLevel.Child,
                "Application",
                AnyPrefix: true,
                HasId: false
            )
        );

    /// <summary>For <see cref="Documents.OrderHeaders"/>.</summary>
    public static StageShape OrderHeaders { get; } =
        new("order headers", new Node(NodeKind.Order, NodeLevel.Root, "Order"));

    /// <summary>For <see cref="Documents.Ledger"/>.</summary>
    public static StageShape Ledger { get; } =
        new(
            "ledger",
            new(NodeKind.LedgerOrder, NodeLevel.Root, "Order"),
            new(NodeKind.Agreement, NodeLevel.Middle, "Agreement", AnyPrefix: true),
            new(NodeKind.Sale, NodeLevel.Grandchild, "Sale", AnyPrefix: true)
        );

    /// <summary>For <see cref="Documents.FulfillmentLines"/>.</summary>
    public static StageShape FulfillmentLines { get; } =
        new(
            "fulfillment lines",
            new(NodeKind.FulfillmentOrder, NodeLevel.Passed, "FulfillmentOrder"),
            new(NodeKind.Fulfillment, NodeLevel.MiddleOfOrder, "Fulfillment"),
            new(NodeKind.FulfillmentLineItem, NodeLevel.Grandchild, "FulfillmentLineItem")
        );

    /// <summary>A short name, for the marker of a stage.</summary>
    public string Name { get; }

    internal bool HasMiddle =>
        nodes.Any(node => node.Level is NodeLevel.Middle or NodeLevel.MiddleOfOrder);

    internal Node? Find(ReadOnlySpan<byte> typeName)
    {
        foreach (var node in nodes)
            if (node.Matches(typeName))
                return node;
        return null;
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Level">Where it stands.</param>
    /// <param name="TypeName">Its type in the schema.</param>
    /// <param name="AnyPrefix">Whether all types that end in that name are meant: ProductSale, TipSale… and future ones.</param>
    /// <param name="HasId">Whether it has an id; a discount application has none.</param>
    internal sealed record Node(
        NodeKind Kind,
        NodeLevel Level,
        string TypeName,
        bool AnyPrefix = false,
        bool HasId = true
    )
    {
        readonly byte[] name = System.Text.Encoding.UTF8.GetBytes(TypeName);

        public bool Matches(ReadOnlySpan<byte> typeName) =>
            AnyPrefix ? typeName.EndsWith(name) : typeName.SequenceEqual(name);
    }
}
