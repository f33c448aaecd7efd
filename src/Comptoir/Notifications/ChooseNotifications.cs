using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>Who is told what of a web shop, for one member of the office.</summary>
/// <param name="UserId">The member.</param>
/// <param name="NewOrders">Told of new orders.</param>
/// <param name="Attention">Told of what needs attention.</param>
/// <param name="Stops">Told when synchronizations stop.</param>
/// <param name="First">Told when the first synchronization is done.</param>
/// <param name="Mail">Whether it goes out by e-mail too.</param>
/// <param name="Hour">The hour of the daily e-mail, in the office's time zone.</param>
sealed record ChosenNotifications(
    long UserId,
    bool NewOrders,
    bool Attention,
    bool Stops,
    bool First,
    MailRhythm Mail,
    int Hour
)
{
    /// <summary>Nothing is told at all.</summary>
    public bool IsNothing => !NewOrders && !Attention && !Stops && !First;
}

/// <summary>Changes who is told what of a web shop.</summary>
sealed class ChooseNotifications(Database database)
{
    /// <summary>Stores what was chosen for some members; others keep what they have, unless all were named.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="webShopId">The web shop; it must be the office's.</param>
    /// <param name="chosen">What was chosen.</param>
    /// <param name="all">Whoever is not named is told nothing any more.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">Somebody is no member of the office, or an hour is none.</exception>
    public async Task RunAsync(
        long officeId,
        long webShopId,
        IReadOnlyList<ChosenNotifications> chosen,
        bool all,
        CancellationToken cancellationToken
    )
    {
        if (chosen.Any(one => one.Hour is < 0 or > 23))
            throw new RefusedException("The hour of the daily e-mail is from 0 to 23.");
        if (chosen.Any(one => !Enum.IsDefined(one.Mail)))
            throw new RefusedException("E-mail is off, at once or daily.");
        if (chosen.DistinctBy(one => one.UserId).Count() != chosen.Count)
            throw new RefusedException("Somebody is named twice.");
        long[] users = [.. chosen.Select(one => one.UserId)];
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var members = await db.Memberships.CountAsync(
                    member => member.OfficeId == officeId && users.Contains(member.UserId),
                    ct
                );
                if (members != users.Length)
                    throw new RefusedException("Only people of this office can be told.");
                var rows = await db
                    .NotificationChoices.Where(row => row.WebShopId == webShopId)
                    .ToListAsync(ct);
                foreach (var one in chosen)
                {
                    var row = rows.Find(x => x.UserId == one.UserId);
                    if (row is null)
                    {
                        if (one.IsNothing)
                            continue;
                        row = new NotificationChoice
                        {
                            OfficeId = officeId,
                            WebShopId = webShopId,
                            UserId = one.UserId,
                        };
                        db.Add(row);
                    }
                    (row.NewOrders, row.Attention, row.Stops, row.First) = (
                        one.NewOrders,
                        one.Attention,
                        one.Stops,
                        one.First
                    );
                    (row.Mail, row.Hour) = (one.Mail, one.Hour);
                }
                if (all)
                    db.RemoveRange(rows.Where(row => !users.Contains(row.UserId)));
                // That somebody chose is remembered, even where nobody is told: the owners are not told in their place.
                if (!await db.NewsMarks.AnyAsync(row => row.WebShopId == webShopId, ct))
                    db.Add(new NewsMark { OfficeId = officeId, WebShopId = webShopId });
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
    }
}
