using Comptoir.Invoicing;
using Comptoir.Notifications;
using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>
/// Connects a Shopify store to an office: nothing is kept before the shop itself has answered. A store that was connected
/// before is the same web shop again, with all that came from it.
/// </summary>
public sealed class ConnectWebShop(
    Database database,
    IdSequence ids,
    ShopClients clients,
    TestShop tests,
    TimeProvider clock
)
{
    /// <summary>Tests what was entered against the shop, and keeps nothing.</summary>
    /// <returns>What the shop answered, or the reason why it could not be connected with this.</returns>
    public async Task<(ShopTest? Test, ConnectProblem? Problem)> TryAsync(
        long officeId,
        ConnectRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ShopAddress.TryParse(request.Address, out var address, out var problem))
            return (null, new ConnectProblem("address", ConnectFault.Address, problem));
        if (ShopCredentials.Take(request, null, out var credentials) is { } bad)
            return (null, bad);
        if (
            await FindAsync(officeId, address, null, cancellationToken) is
            { IsConnected: true } known
        )
            return (null, Already(known));
        try
        {
            var test = await tests.TestAsync(address, credentials!, cancellationToken);
            var same = await FindAsync(officeId, test.Address, test.Info, cancellationToken);
            return same is { IsConnected: true } ? (null, Already(same)) : (test, null);
        }
        catch (ShopifyException failure)
        {
            return (null, ConnectProblems.Of(failure, request.Kind));
        }
    }

    /// <summary>Tests what was entered against the shop, and keeps it.</summary>
    public async Task<ConnectResult> ConnectAsync(
        long officeId,
        ConnectRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.Name?.Trim() ?? "";
        if ((RenameWebShop.TooLong(name) ?? ChangeSettings.Fault(request.Settings)) is { } unfit)
            return new ConnectResult(null, unfit);
        var (test, problem) = await TryAsync(officeId, request, cancellationToken);
        if (test is null)
            return new ConnectResult(null, problem);
        if (ConnectProblems.MissingScopes(test.Scopes, request.Kind) is { } lacking)
            return new ConnectResult(null, lacking);
        ShopCredentials.Take(request, null, out var credentials);

        var shop = await FindAsync(officeId, test.Address, test.Info, cancellationToken);
        var again = shop is not null;
        if (shop is null)
        {
            shop = New(officeId, await ids.NextAsync(officeId, cancellationToken), test);
            shop.Settings = request.Settings ?? shop.Settings;
        }
        var closed = clients.Close(officeId, shop.Id, credentials!);
        try
        {
            await database.WriteAsync(
                officeId,
                async (db, ct) =>
                {
                    if (again)
                    {
                        shop = await db.WebShops.SingleAsync(row => row.Id == shop.Id, ct);
                        shop.Settings = request.Settings ?? shop.Settings;
                    }
                    else
                    {
                        db.WebShops.Add(shop);
                        if (request.ByUser is { } user)
                            db.NotificationChoices.Add(
                                NotificationChoice.Usual(officeId, shop.Id, user)
                            );
                        // Whatever was sold before today was invoiced by another program.
                        db.InvoicingRules.Add(
                            new InvoicingRules
                            {
                                OfficeId = officeId,
                                WebShopId = shop.Id,
                                From = shop.Today(clock),
                            }
                        );
                    }
                    if (name.Length > 0)
                        shop.Name = name;
                    shop.Connect(test.Address.Host);
                    shop.Learn(test);
                    shop.Keep(closed);
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Two people connected the same shop at once: the first one has it.
            if (
                await FindAsync(officeId, test.Address, null, cancellationToken)
                is not { IsConnected: true } first
            )
                throw;
            return new ConnectResult(null, Already(first));
        }
        return new ConnectResult(shop, null) { Again = again };
    }

    WebShop New(long officeId, long id, ShopTest test) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            Name = test.Info.Name,
            Address = test.Address.Host,
            ShopName = test.Info.Name,
            Currency = test.Info.CurrencyCode,
            TimeZone = test.Info.IanaTimezone,
            Scopes = [],
            ConnectedAt = clock.GetUtcNow().UtcDateTime,
        };

    /// <summary>The office's web shop at an address, or the same shop under the address it had before it was renamed.</summary>
    async Task<WebShop?> FindAsync(
        long officeId,
        ShopAddress address,
        ShopInfo? info,
        CancellationToken ct
    )
    {
        var number = info?.Id.Number;
        await using var db = database.Open(officeId);
        var found = await db
            .WebShops.AsNoTracking()
            .Where(shop =>
                shop.Address == address.Host || (number != null && shop.ShopId == number)
            )
            .ToListAsync(ct);
        return found.Find(shop => shop.Address == address.Host) ?? found.FirstOrDefault();
    }

    static ConnectProblem Already(WebShop known) =>
        new(
            "address",
            ConnectFault.AlreadyConnected,
            $"{known.Address} is already connected as “{known.Name}”. To use other credentials, replace them there."
        );
}
