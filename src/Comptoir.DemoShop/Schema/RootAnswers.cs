using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>The answers of the query root.</summary>
internal static class RootAnswers
{
    /// <summary>Without <c>read_all_orders</c> only the orders of so many days are seen; the others are silently absent, as on Shopify.</summary>
    private const int VisibleDays = 60;

    public static void Write(FieldTable table)
    {
        table
            .Class<Root>("QueryRoot", "Mutation")
            .Class<Count>("Count")
            .Field<Count>("Count", "count", c => c.Number);
        Field(table, "shop", call => call.World.Shop);
        Field(table, "currentAppInstallation", call => new AppInstallation(call.Session.Scopes));
        Field(table, "orders", call => Orders(call, null));
        Field(table, "order", call => Visible(call.World.Orders.Find(Number(call, "Order")), call));
        Field(table, "ordersCount", call => CountOf(Orders(call, null)));
        Field(table, "customers", call => Found(call.World.Customers, call));
        Field(table, "customer", call => call.World.Customers.Find(Number(call, "Customer")));
        Field(table, "customersCount", call => CountOf(Found(call.World.Customers, call)));
        Field(table, "products", call => Found(call.World.Products, call));
        Field(table, "product", call => call.World.Products.Find(Number(call, "Product")));
        Field(table, "productsCount", call => CountOf(Found(call.World.Products, call)));
        Field(
            table,
            "productVariants",
            call => Found(Table<ProductVariant>.Of(Variants(call.World)), call)
        );
        Field(table, "productVariant", call => call.World.Variant(Number(call, "ProductVariant")));
        Field(
            table,
            "inventoryItems",
            call =>
                FoundList.In(
                    Table<ProductVariant>.Of(Variants(call.World)),
                    Query(call),
                    "ID",
                    call.Arguments.Flag("reverse"),
                    node: v => v.InventoryItem
                )
        );
        Field(
            table,
            "inventoryItem",
            call => call.World.Variant(Number(call, "InventoryItem"))?.InventoryItem
        );
        Field(table, "locations", call => Found(Table<Location>.Of(call.World.Locations), call));
        Field(table, "location", call => LocationOf(call));
        Field(table, "companies", call => Found(Table<Company>.Of(call.World.Companies), call));
        Field(
            table,
            "company",
            call => call.World.Companies.FirstOrDefault(c => c.Number == Number(call, "Company"))
        );
        Field(table, "fulfillmentOrders", FulfillmentOrders);
        Field(
            table,
            "fulfillmentOrder",
            call => NodeLookup.Find(call, call.Arguments.Get<string>("id"), "FulfillmentOrder")
        );
        Field(
            table,
            "fulfillment",
            call => NodeLookup.Find(call, call.Arguments.Get<string>("id"), "Fulfillment")
        );
        Field(
            table,
            "refund",
            call => NodeLookup.Find(call, call.Arguments.Get<string>("id"), "Refund")
        );
        Field(
            table,
            "return",
            call => NodeLookup.Find(call, call.Arguments.Get<string>("id"), "Return")
        );
        Field(table, "node", call => NodeLookup.Find(call, call.Arguments.Get<string>("id")));
        Field(
            table,
            "nodes",
            call => call.Arguments.Texts("ids").ConvertAll(id => NodeLookup.Find(call, id))
        );
        Field(
            table,
            "bulkOperation",
            call => call.Session.Bulk.Find(call.Arguments.Get<string>("id"))
        );
        Field(
            table,
            "bulkOperations",
            call => NodeList.Of(call.Session.Bulk.List(Query(call), call.Arguments.Flag("reverse")))
        );
        table.Field<object>(
            "Mutation",
            "bulkOperationRunQuery",
            (_, call) =>
                call.Session.Bulk.Run(
                    call.Session,
                    call.Arguments.Get<string>("query") ?? "",
                    call.Arguments.Flag("groupObjects")
                )
        );
        table.Field<object>(
            "Mutation",
            "bulkOperationCancel",
            (_, call) => call.Session.Bulk.Cancel(call.Arguments.Get<string>("id"))
        );
    }

    /// <summary>Orders that the session may see and the query asks for.</summary>
    public static FoundList Orders(FieldCall call, long? customer)
    {
        var after = Since(call);
        return FoundList.In(
            call.World.Orders,
            Query(call),
            call.Arguments.Get<string>("sortKey") ?? (customer is null ? "PROCESSED_AT" : "ID"),
            call.Arguments.Flag("reverse"),
            row =>
                row.CreatedAt >= after
                && (
                    customer is null
                    || call.World.Orders.Find(row.Number)?.CustomerNumber == customer
                )
        );
    }

    public static List<ProductVariant> Variants(ShopWorld world)
    {
        var variants = new List<ProductVariant>();
        for (var i = 0; i < world.Products.Rows.Length; i++)
        {
            if (!world.Products.Rows[i].Deleted)
            {
                variants.AddRange(world.Products[i].Variants);
            }
        }

        return variants;
    }

    public static Order? Visible(Order? order, FieldCall call) =>
        order is not null && order.CreatedAt >= Since(call) ? order : null;

    private static DateTimeOffset Since(FieldCall call) =>
        call.Session.Has("read_all_orders")
            ? DateTimeOffset.MinValue
            : call.Session.Now.AddDays(-VisibleDays);

    private static void Field(FieldTable table, string field, Func<FieldCall, object?> answer) =>
        table.Field<object>("QueryRoot", field, (_, call) => answer(call));

    private static FoundList Found<T>(Table<T> table, FieldCall call)
        where T : Record =>
        FoundList.In(
            table,
            Query(call),
            call.Arguments.Get<string>("sortKey") ?? "ID",
            call.Arguments.Flag("reverse")
        );

    private static FoundList FulfillmentOrders(FieldCall call)
    {
        var after = Since(call);
        var closed = call.Arguments.Flag("includeClosed");
        return FoundList.In(
            call.World.Orders,
            // Dates and number of a fulfilment order are its order's: a query on these is answered.
            Query(call),
            call.Arguments.Get<string>("sortKey") ?? "ID",
            call.Arguments.Flag("reverse"),
            row =>
                row.CreatedAt >= after
                && (
                    closed
                    || call.World.Orders.Find(row.Number)?.FulfillmentOrder?.Status
                        is not ("CLOSED" or "CANCELLED")
                ),
            order => order.FulfillmentOrder!
        );
    }

    private static Location? LocationOf(FieldCall call) =>
        call.Arguments.Get<string>("id") is null
            ? call.World.Locations[0]
            : call.World.Locations.FirstOrDefault(l => l.Number == Number(call, "Location"));

    private static Count CountOf(NodeList list) => new(list.Count);

    private static SearchQuery Query(FieldCall call) =>
        SearchQuery.Parse(call.Arguments.Get<string>("query"));

    private static long Number(FieldCall call, string type) =>
        Gid.TryParse(call.Arguments.Get<string>("id"), out var given, out var number)
        && given == type
            ? number
            : -1;
}

/// <summary>The root object of queries and mutations; it has no state.</summary>
internal sealed class Root
{
    public static Root Instance { get; } = new();
}

internal sealed record AppInstallation(IReadOnlyCollection<string> Scopes)
{
    public string Id => Gid.Of("AppInstallation", 1);
    public List<AccessScope> AccessScopes =>
        [
            .. Scopes
                .Order(StringComparer.Ordinal)
                .Select(s => new AccessScope(s, s.Replace('_', ' '))),
        ];
    public OrderApp App => new(Gid.Of("App", 1), "Comptoir");
    public string? LaunchUrl => null;
}

internal sealed record AccessScope(string Handle, string Description);
