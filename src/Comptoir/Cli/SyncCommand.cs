using System.CommandLine;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary><c>comptoir sync</c>: synchronizes a web shop now; exits with 0 when nothing needs attention.</summary>
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
        var command = new Command("sync", "Synchronize a web shop now") { webShop, office };
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
        var run = await services.GetRequiredService<Runs>().AskAsync(officeId, shop.Id, ct);
        // This process works too: the command is useful whether a server runs beside it or not.
        var worker = services.GetRequiredService<RunWorker>();
        await worker.StartAsync(ct);
        try
        {
            run = await RunDisplay.FollowAsync(database, run, ct);
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
        }
        RunDisplay.Summarize(run);
        await using var db = database.Open(officeId);
        var open = await db.Attention.CountAsync(
            item => item.WebShopId == shop.Id && item.ResolvedAt == null,
            ct
        );
        if (open > 0)
            Terminal.Errors.MarkupLineInterpolated(
                $"{open} {(open == 1 ? "item needs" : "items need")} attention: the page Attention says what to do."
            );
        return run.State == RunState.Succeeded && open == 0 ? 0 : 1;
    }

    static async Task<WebShop> FindAsync(
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
