using System.Collections.Concurrent;
using System.Security.Cryptography;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Webhooks;

/// <summary>A web shop that messages may come from.</summary>
/// <param name="OfficeId">Its office.</param>
/// <param name="WebShopId">Its number there.</param>
/// <param name="Address">Its address at Shopify.</param>
/// <param name="Secrets">What its messages may be signed with.</param>
sealed record WebhookSender(
    long OfficeId,
    long WebShopId,
    string Address,
    IReadOnlyList<string> Secrets
);

/// <summary>
/// The secrets that sign the messages of web shops, kept open in memory for a moment, because hundreds of messages may come in a
/// second.
/// </summary>
sealed class WebhookSecrets(
    Database database,
    ShopClients clients,
    OfficeSecrets secrets,
    TimeProvider clock
)
{
    const int MostKnown = 1_000;
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<long, (DateTimeOffset At, WebhookSender[] Senders)> known = new();

    /// <summary>Whether the secret of a web shop's app is known, so that its messages can be proved.</summary>
    public static bool Any(WebShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return shop.ProtectedSecret is not null || shop.ProtectedClientSecret is not null;
    }

    /// <summary>
    /// The web shops of that number: each office counts its own. One that is not found, or whose signature is false, is looked
    /// for once more when what is kept is not quite fresh: a secret may just have been replaced.
    /// </summary>
    public async Task<WebhookSender[]> FindAsync(
        long webShopId,
        bool again,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (
            known.TryGetValue(webShopId, out var kept)
            && now - kept.At < (again || kept.Senders.Length == 0 ? Fresh : Kept)
        )
            return kept.Senders;
        var senders = await ReadAsync(webShopId, cancellationToken);
        // Anybody may make up numbers: not more of them are remembered than a memory bears.
        if (known.Count > MostKnown)
            known.Clear();
        known[webShopId] = (now, senders);
        return senders;
    }

    async Task<WebhookSender[]> ReadAsync(long webShopId, CancellationToken ct)
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.Select(office => office.Id).ToListAsync(ct);
        var senders = new List<WebhookSender>();
        foreach (var office in offices)
        {
            await using var db = database.Open(office);
            if (
                await db
                    .WebShops.AsNoTracking()
                    .FirstOrDefaultAsync(x => x.Id == webShopId && x.DisconnectedAt == null, ct) is
                { } shop
            )
                senders.Add(new(office, shop.Id, shop.Address, Of(shop)));
        }
        return [.. senders];
    }

    List<string> Of(WebShop shop)
    {
        var found = new List<string>();
        try
        {
            if (clients.Kept(shop, CredentialsKind.Token)?.Secret is { } secret)
                found.Add(secret);
            if (clients.Kept(shop, CredentialsKind.Client)?.Client is { } client)
                found.Add(client.Reveal());
            if (
                shop is { ProtectedFormerSecret: { } former, FormerSecretUntil: { } until }
                && until > clock.GetUtcNow().UtcDateTime
            )
                found.Add(
                    secrets.Unprotect(shop.OfficeId, ShopClients.Purpose(shop.Id, Former), former)
                );
        }
        catch (CryptographicException)
        {
            // The master key opens them no more: the shop's page says so.
        }
        return found;
    }

    /// <summary>What a replaced secret is closed for.</summary>
    public const string Former = "former secret";
}
