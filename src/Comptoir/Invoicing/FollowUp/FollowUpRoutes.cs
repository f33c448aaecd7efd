using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;

namespace Comptoir.Invoicing.FollowUp;

/// <summary>Orders with something to be done, in the API.</summary>
static class FollowUpRoutes
{
    public static void MapFollowUp(this RouteGroupBuilder api) =>
        api.MapGet("/follow-up", ListAsync)
            .WithTags("Sales")
            .WithSummary("Orders to deliver, to invoice or to collect, oldest first");

    static async Task<Listed<FollowUpItem>> ListAsync(
        CurrentOffice office,
        Choice<FollowUpTab>? tab,
        long? webShop,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        var which = tab?.Value ?? FollowUpTab.ToDeliver;
        await using var db = office.Open();
        var found = await FollowUpList.Keys.ListAsync(
            $"follow-up:{which}",
            FollowUpList.Of(db, which, webShop),
            limit,
            cursor,
            FollowUpList.View(db, which),
            row => (row.PlacedAt, row.Id),
            cancellationToken
        );
        return new([.. found.Items.Select(FollowUpItem.Of)], found.Next);
    }
}

/// <summary>An order with something to be done.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="CustomerName">Who ordered.</param>
/// <param name="WebShop">Its web shop.</param>
/// <param name="PlacedAt">When it was placed, UTC.</param>
/// <param name="DueOn">By when it is to be paid; null when at once.</param>
/// <param name="Units">Units to send.</param>
/// <param name="Amount">What is to be invoiced or paid; what the order comes to when it is to be delivered.</param>
/// <param name="Waits">Why its documents are not made by themselves.</param>
public sealed record FollowUpItem(
    long Order,
    string Name,
    string CustomerName,
    long? WebShop,
    DateTime PlacedAt,
    DateOnly? DueOn,
    int Units,
    ApiMoney Amount,
    WaitReason? Waits
)
{
    internal static FollowUpItem Of(FollowUpRow row) =>
        new(
            row.Id,
            row.Name,
            row.CustomerName,
            row.WebShopId,
            row.PlacedAt,
            row.DueOn,
            row.Units,
            ApiMoney.Of(row.Amount, row.Currency),
            row.Waits
        );
}
