using Comptoir.Deliveries;
using Shop = Comptoir.Shopify;

namespace Comptoir.Sync.Mapping;

/// <summary>The office's rows for an order's fulfilments.</summary>
static class DeliveryMapping
{
    public static List<Delivery> Map(
        ShopContext shop,
        Shop.ShopifyOrder order,
        long orderId,
        OrderReferences references
    ) =>
        [
            .. order
                .Fulfillments.DistinctBy(fulfillment => fulfillment.Id.Number)
                .OrderBy(fulfillment => fulfillment.Id.Number)
                .Select(
                    (fulfillment, index) =>
                        new Delivery
                        {
                            OfficeId = shop.OfficeId,
                            Id = 0,
                            OrderId = orderId,
                            ExternalId = fulfillment.Id.Number,
                            Name = Convert.Text(fulfillment.Name) ?? $"{order.Name}.{index + 1}",
                            Status = fulfillment.Status,
                            DisplayStatus = fulfillment.DisplayStatus,
                            CreatedAt = fulfillment.CreatedAt.UtcDateTime,
                            UpdatedAt = fulfillment.UpdatedAt.UtcDateTime,
                            LocationId = fulfillment.Location is { } location
                                ? references.Location(location.Id.Number)
                                : null,
                            Tracking =
                            [
                                .. fulfillment.TrackingInfo.Select(info => new Tracking(
                                    Convert.Text(info.Company),
                                    Convert.Text(info.Number),
                                    Convert.Text(info.Url)
                                )),
                            ],
                            Lines = Lines(shop, fulfillment, references),
                        }
                ),
        ];

    // Lines that could not be read are unknown, not gone: what is known of them stays.
    static List<DeliveryLine> Lines(
        ShopContext shop,
        Shop.Fulfillment fulfillment,
        OrderReferences references
    ) =>
        fulfillment.Lines is null
            ?
            [
                .. references
                    .KnownDeliveryLines(fulfillment.Id.Number)
                    .OrderBy(line => line.Line)
                    .Select(line => new DeliveryLine
                    {
                        OfficeId = shop.OfficeId,
                        DeliveryId = 0,
                        Line = line.Line,
                        Quantity = line.Quantity,
                    }),
            ]
            :
            [
                .. fulfillment
                    .Lines.GroupBy(line => line.LineItem.Id.Number)
                    .OrderBy(group => group.Key)
                    .Select(group => new DeliveryLine
                    {
                        OfficeId = shop.OfficeId,
                        DeliveryId = 0,
                        Line = group.Key,
                        Quantity = group
                            .DistinctBy(line => line.Id)
                            .Sum(line => line.Quantity ?? 0),
                    }),
            ];
}
