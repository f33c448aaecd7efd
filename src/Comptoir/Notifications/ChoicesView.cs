using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>Who of an office may be told of its web shops, and what each has chosen.</summary>
/// <param name="Shops">The web shops, by name.</param>
/// <param name="Members">The people of the office, by name.</param>
/// <param name="Choices">What was chosen.</param>
sealed record ChoicesView(
    IReadOnlyList<(long Id, string Name)> Shops,
    IReadOnlyList<Member> Members,
    IReadOnlyList<NotificationChoice> Choices
)
{
    /// <summary>What a member is told of a shop.</summary>
    public ChosenNotifications Of(long shop, long user) =>
        Choices.FirstOrDefault(row => row.WebShopId == shop && row.UserId == user) is { } row
            ? new(user, row.NewOrders, row.Attention, row.Stops, row.First, row.Mail, row.Hour)
            : new(user, false, false, false, false, MailRhythm.Off, NotificationChoice.UsualHour);

    /// <summary>All of an office, or what concerns one web shop.</summary>
    public static async Task<ChoicesView> ReadAsync(
        ComptoirDb db,
        long? webShopId,
        CancellationToken cancellationToken
    )
    {
        var shops = await db
            .WebShops.Where(shop => webShopId == null || shop.Id == webShopId)
            .OrderBy(shop => shop.Name)
            .Select(shop => new { shop.Id, shop.Name })
            .ToListAsync(cancellationToken);
        var members = await (
            from member in db.Memberships
            join user in db.Users on member.UserId equals user.Id
            where member.OfficeId == db.OfficeId
            orderby user.Name, user.Id
            select new Member(user.Id, user.Name, user.Email, member.Role)
        ).ToListAsync(cancellationToken);
        var choices = await db
            .NotificationChoices.AsNoTracking()
            .Where(row => webShopId == null || row.WebShopId == webShopId)
            .ToListAsync(cancellationToken);
        return new([.. shops.Select(shop => (shop.Id, shop.Name))], members, choices);
    }
}

/// <summary>Somebody of the office.</summary>
sealed record Member(long Id, string Name, string? Email, Role Role);
