namespace Comptoir.DemoShop.World;

internal sealed class Fulfillment(
    Order order,
    DateTimeOffset at,
    Location location,
    FulfillmentTrackingInfo? tracking
)
{
    public Order Order { get; } = order;
    public string Id => Gid.Of("Fulfillment", LegacyResourceId);
    public long LegacyResourceId { get; } = order.ChildNumber("Fulfillment");
    public required string Name { get; init; }
    public string Status { get; set; } = "SUCCESS";
    public string DisplayStatus =>
        Status == "CANCELLED" ? "CANCELED"
        : DeliveredAt is not null ? "DELIVERED"
        : "FULFILLED";
    public DateTimeOffset CreatedAt { get; } = at;
    public DateTimeOffset UpdatedAt { get; set; } = at;
    public DateTimeOffset? InTransitAt => null;
    public DateTimeOffset? EstimatedDeliveryAt => null;
    public DateTimeOffset? DeliveredAt { get; set; }
    public int TotalQuantity => Lines.Sum(l => l.Quantity);
    public bool RequiresShipping => tracking is not null;
    public Location Location { get; } = location;
    public FulfillmentService Service =>
        new(Gid.Of("FulfillmentService", 1), "manual", "Manual", "MANUAL");
    public List<FulfillmentTrackingInfo> TrackingInfo { get; } = tracking is null ? [] : [tracking];
    public List<FulfillmentLineItem> Lines { get; } = [];
}

internal sealed record FulfillmentService(
    string Id,
    string Handle,
    string ServiceName,
    string Type
);

internal sealed record FulfillmentTrackingInfo(string? Company, string? Number, string? Url);

internal sealed record FulfillmentLineItem(string Id, LineItem LineItem, int Quantity)
{
    public MoneyBag OriginalTotalSet => LineItem.OriginalUnitPriceSet * Quantity;
    public MoneyBag DiscountedTotalSet =>
        LineItem.Discounted.Share(Quantity, Math.Max(1, LineItem.Quantity));
}

/// <summary>What a location has to send for an order. The demo shop sends each order from one place, so an order has one of them.</summary>
internal sealed class FulfillmentOrder(Order order, Location location)
{
    public Order Order { get; } = order;
    public Location Location { get; } = location;
    public string Id { get; } = Gid.Of("FulfillmentOrder", order.Number + 1);
    public string Status =>
        Order.CancelledAt is not null ? (Order.Fulfillments.Count > 0 ? "CLOSED" : "CANCELLED")
        : Order.Lines.TrueForAll(l => l.UnfulfilledQuantity == 0) ? "CLOSED"
        : Order.Lines.Exists(l => l.Fulfilled > 0) ? "IN_PROGRESS"
        : "OPEN";
    public string RequestStatus => "UNSUBMITTED";
    public DateTimeOffset CreatedAt => Order.CreatedAt;
    public DateTimeOffset UpdatedAt => Order.UpdatedAt;
    public DateTimeOffset? FulfillAt => Order.CreatedAt;
    public DateTimeOffset? FulfillBy => null;
    public string OrderId => Order.Id;
    public string OrderName => Order.Name;
    public DateTimeOffset OrderProcessedAt => Order.ProcessedAt;
    public FulfillmentOrderAssignedLocation AssignedLocation => new(Location);
    public DeliveryMethod DeliveryMethod =>
        new(
            Gid.Of("DeliveryMethod", Order.Number + 1),
            Order.RetailLocation is not null ? "RETAIL"
                : Order.RequiresShipping ? "SHIPPING"
                : "NONE"
        );
    public FulfillmentOrderDestination? Destination =>
        Order.ShippingAddress is { } a ? new(Order, a) : null;
    public List<Fulfillment> Fulfillments => Order.Fulfillments;
    public List<FulfillmentOrderLineItem> Lines =>
        [
            .. Order.Lines.Select(
                (line, i) => new FulfillmentOrderLineItem(Order.Number + i + 1, line)
            ),
        ];
}

internal sealed record DeliveryMethod(string Id, string MethodType);

internal sealed record FulfillmentOrderAssignedLocation(Location Location)
{
    public string Name => Location.Name;
    public string? Address1 => Location.Address.Address1;
    public string? Address2 => null;
    public string? City => Location.Address.City;
    public string? Zip => Location.Address.Zip;
    public string? Province => null;
    public string CountryCode => Location.Address.CountryCode;
    public string? Phone => null;
}

internal sealed record FulfillmentOrderDestination(Order Order, MailingAddress Address)
{
    public string Id => Gid.Of("FulfillmentOrderDestination", Order.Number + 1);
    public string? Company => Address.Company;
    public string? FirstName => Address.FirstName;
    public string? LastName => Address.LastName;
    public string? Address1 => Address.Address1;
    public string? Address2 => Address.Address2;
    public string? City => Address.City;
    public string? Zip => Address.Zip;
    public string? Province => Address.Province;
    public string? CountryCode => Address.CountryCodeV2;
    public string? Email => Order.Email;
    public string? Phone => Address.Phone;
}

internal sealed record FulfillmentOrderLineItem(long Number, LineItem LineItem)
{
    public string Id => Gid.Of("FulfillmentOrderLineItem", Number);
    public int TotalQuantity => LineItem.Quantity - LineItem.RemovedByEdit;
    public int RemainingQuantity => LineItem.UnfulfilledQuantity;
    public string? Sku => LineItem.Sku;
    public string ProductTitle => LineItem.Title;
    public string? VariantTitle => LineItem.VariantTitle;
    public string? Vendor => LineItem.Vendor;
    public bool RequiresShipping => LineItem.RequiresShipping;
    public string? InventoryItemId =>
        LineItem.VariantNumber is { } variant ? Gid.Of("InventoryItem", variant) : null;
}
