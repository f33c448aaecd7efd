using System.CommandLine;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Choosing;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir sync</c>: synchronizes a web shop now, or prepares it; exits with 0 when nothing needs attention.
/// </summary>
static class SyncCommand
{
    public static Command Create()
    {
        var webShop = new Argument<string>("WEBSHOP")
        {
            Description = "The web shop's name or address",
        };
        var office = new Option<string?>("--office")
        {
            Description = "The office, where there are several",
            HelpName = "OFFICE",
        };
        var prepare = new Option<bool>("--prepare")
        {
            Description = "Only list what a synchronization would do; nothing is written",
        };
        var everything = new Option<bool>("--everything")
        {
            Description = "Read the whole shop again instead of what changed",
        };
        var command = new Command("sync", "Synchronize a web shop now")
        {
            webShop,
            office,
            prepare,
            everything,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var code = 0;
                await Terminal.RunAsync(
                    parsed,
                    async services =>
                        code = await SynchronizeAsync(
                            services,
                            parsed.GetRequiredValue(webShop),
                            parsed.GetValue(office),
                            parsed.GetValue(prepare)
                                ? RunKind.Preparation
                                : RunKind.Synchronization,
                            parsed.GetValue(everything),
                            cancellationToken
                        ),
                    cancellationToken
                );
                return code;
            }
        );
        return command;
    }

    static async Task<int> SynchronizeAsync(
        IServiceProvider services,
        string named,
        string? office,
        RunKind kind,
        bool everything,
        CancellationToken ct
    )
    {
        var officeId = await Terminal.OfficeAsync(services, office, ct);
        var database = services.GetRequiredService<Database>();
        var shop = await FindAsync(database, officeId, named, ct);
        if (!shop.IsConnected)
            throw new RefusedException(
                $"{shop.Name} is not connected: connect it again on the page Web shops."
            );
        var run = await FollowAsync(services, shop, kind, everything, ct);
        await using var db = database.Open(officeId);
        if (kind == RunKind.Preparation)
            RunDisplay.Summarize(run, await ItemList.CountAsync(db, run, ct));
        else
            RunDisplay.Summarize(run);
        if (run is { Kind: RunKind.Preparation, State: RunState.Succeeded })
            Terminal.Errors.MarkupLineInterpolated(
                $"Nothing was written. The list is on the page /web-shops/{shop.Id}/preparations/{run.Id} of the screens; 'comptoir sync \"{shop.Name}\"' does what it says."
            );
        var open = await db.Attention.CountAsync(
            item => item.WebShopId == shop.Id && item.ResolvedAt == null,
            ct
        );
        if (open > 0)
            Terminal.Errors.MarkupLineInterpolated(
                $"{open} {(open == 1 ? "item needs" : "items need")} attention: the page Attention says what to do."
            );
        // What a preparation would set aside is nowhere else yet.
        var ahead = kind == RunKind.Preparation ? RunDisplay.SetAside(run) : 0;
        return run.State == RunState.Succeeded && open + ahead == 0 ? 0 : 1;
    }

    /// <summary>Asks for a run and follows it to its end; what is at work already and does something else is refused.</summary>
    internal static async Task<Run> FollowAsync(
        IServiceProvider services,
        WebShop shop,
        RunKind kind,
        bool everything,
        CancellationToken ct
    )
    {
        var run = await AskAsync(services, shop, kind, everything, ct);
        // This process works too: the command is useful whether a server runs beside it or not.
        var worker = services.GetRequiredService<RunWorker>();
        await worker.StartAsync(ct);
        try
        {
            return await RunDisplay.FollowAsync(services.GetRequiredService<Database>(), run, ct);
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
        }
    }

    static async Task<Run> AskAsync(
        IServiceProvider services,
        WebShop shop,
        RunKind kind,
        bool everything,
        CancellationToken ct
    )
    {
        try
        {
            return await services
                .GetRequiredService<Runs>()
                .AskAsync(shop.OfficeId, shop.Id, kind, everything, ct);
        }
        catch (RunAtWorkException open)
        {
            var what = open.Run.Kind switch
            {
                RunKind.Preparation => "A preparation",
                RunKind.Probe => "A probe",
                RunKind.Comparison => "A comparison",
                _ => "A synchronization",
            };
            throw new RefusedException(
                $"{what} of {shop.Name} is at work already, and does not do what was asked. Wait until it is over, or stop it on the page /runs/{open.Run.Id} of the screens."
            );
        }
    }

    /// <summary>The web shop of this name or address.</summary>
    internal static async Task<WebShop> FindAsync(
        Database database,
        long officeId,
        string named,
        CancellationToken ct
    )
    {
        await using var db = database.Open(officeId);
        var shops = await db.WebShops.AsNoTracking().ToListAsync(ct);
        var meant = shops.FindAll(shop =>
            string.Equals(shop.Name, named, StringComparison.OrdinalIgnoreCase)
            || string.Equals(shop.Address, named, StringComparison.OrdinalIgnoreCase)
            || string.Equals(
                shop.Address,
                $"{named}.myshopify.com",
                StringComparison.OrdinalIgnoreCase
            )
        );
        return meant switch
        {
            [var one] => one,
            [] when shops.Count == 0 => throw new RefusedException(
                "No web shop is connected yet: connect one on the page Web shops."
            ),
            [] => throw new RefusedException(
                $"There is no web shop '{named}'. There is: {string.Join(", ", shops.Select(shop => shop.Name))}."
            ),
            _ => throw new RefusedException(
                $"Several web shops are called '{named}': give the address instead."
            ),
        };
    }
}
