using System.Globalization;
using Comptoir.Attention;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>What people say of requests: that they are answered, and that a whole shop is to be erased.</summary>
public sealed class SettlePrivacyRequest(
    Database database,
    AttentionBook attention,
    PrivacySignal signal,
    TimeProvider clock
)
{
    /// <summary>Marks a request to see as answered; null when the office has none of this number.</summary>
    /// <exception cref="RefusedException">It is not one to be answered.</exception>
    public async Task<ShopPrivacyRequest?> AnsweredAsync(
        long officeId,
        long id,
        string by,
        CancellationToken cancellationToken
    ) =>
        await ChangeAsync(
            officeId,
            id,
            request => request.Answered(clock.GetUtcNow().UtcDateTime, by),
            cancellationToken
        );

    /// <summary>Has a whole shop erased; null when the office has no such request.</summary>
    /// <exception cref="RefusedException">It is not one to be confirmed.</exception>
    public async Task<ShopPrivacyRequest?> ConfirmAsync(
        long officeId,
        long id,
        string by,
        CancellationToken cancellationToken
    )
    {
        var request = await ChangeAsync(
            officeId,
            id,
            request => request.Confirm(clock.GetUtcNow().UtcDateTime, by),
            cancellationToken
        );
        signal.Wake();
        return request;
    }

    Task<ShopPrivacyRequest?> ChangeAsync(
        long officeId,
        long id,
        Action<ShopPrivacyRequest> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var request = await db.PrivacyRequests.FirstOrDefaultAsync(x => x.Id == id, ct);
                if (request is null)
                    return null;
                change(request);
                await db.SaveChangesAsync(ct);
                if (request.DoneAt is not null)
                {
                    var settled = await attention.CompareAsync(
                        db,
                        request.WebShopId,
                        KeepPrivacyRequest.AttentionSubject,
                        [id.ToString(CultureInfo.InvariantCulture)],
                        [],
                        ct
                    );
                    await settled.ApplyAsync(db, ct);
                }
                return request;
            },
            cancellationToken
        );
}
