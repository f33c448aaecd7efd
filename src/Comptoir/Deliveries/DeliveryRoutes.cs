using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;

namespace Comptoir.Deliveries;

/// <summary>Deliveries in the API.</summary>
static class DeliveryRoutes
{
    public static void MapDeliveries(this RouteGroupBuilder api) =>
        api.MapGet("/deliveries", ListAsync)
            .WithTags("Sales")
            .WithSummary("Deliveries of all orders, newest first")
            .WithDescription(
                "`from` and `to` are days of UTC, both included; `q` begins words of the order's name or customer."
            );

    static async Task<Listed<DeliveryItem>> ListAsync(
        CurrentOffice office,
        string? q,
        long? webShop,
        Choice<DeliveryListState>? state,
        DateOnly? from,
        DateOnly? to,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var filter = new DeliveryFilter(
            q,
            state?.Value,
            webShop,
            from?.ToDateTime(default, DateTimeKind.Utc),
            to?.AddDays(1).ToDateTime(default, DateTimeKind.Utc)
        );
        var found = await DeliveryList.Keys.ListAsync(
            "deliveries:sent",
            DeliveryList.Filtered(db, filter),
            limit,
            cursor,
            DeliveryList.View(db),
            row => (row.CreatedAt, row.Id),
            cancellationToken
        );
        return new([.. found.Items.Select(DeliveryItem.Of)], found.Next);
    }
}

/// <summary>A delivery in a list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Order">The order.</param>
/// <param name="OrderName">The order's name.</param>
/// <param name="WebShop">The order's web shop.</param>
/// <param name="ExternalId">The shop's number of the fulfilment; null when entered by hand.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Shopify's word.</param>
/// <param name="DisplayStatus">Shopify's finer word.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="Units">Units in it.</param>
/// <param name="Tracking">How it can be followed.</param>
/// <param name="EnteredBy">Who entered it by hand.</param>
/// <param name="SameAs">The delivery of the shop that tells the same and counts in its place.</param>
/// <param name="ReversedAt">When it was taken back, UTC.</param>
/// <param name="ReversedReason">Why.</param>
public sealed record DeliveryItem(
    long Id,
    long Order,
    string OrderName,
    long? WebShop,
    long? ExternalId,
    string Name,
    string Status,
    string? DisplayStatus,
    DateTime CreatedAt,
    int Units,
    IReadOnlyList<Tracking> Tracking,
    string? EnteredBy,
    long? SameAs,
    DateTime? ReversedAt,
    string? ReversedReason
)
{
    internal static DeliveryItem Of(DeliveryRow row) =>
        new(
            row.Id,
            row.OrderId,
            row.OrderName,
            row.WebShopId,
            row.ExternalId,
            row.Name,
            row.Status,
            row.DisplayStatus,
            row.CreatedAt,
            row.Units,
            row.Tracking,
            row.EnteredBy,
            row.SameAs,
            row.ReversedAt,
            row.ReversedReason
        );
}
