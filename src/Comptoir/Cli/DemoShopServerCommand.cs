using System.CommandLine;
using Comptoir.DemoShop;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir demo-shop</c>: the stand-in for Shopify alone, in a process of its own. <c>comptoir demo</c> starts it; it is
/// useful for trying a real installation against it too.
/// </summary>
static class DemoShopServerCommand
{
    public static Option<int> Orders { get; } =
        new("--orders")
        {
            Description = "How many orders the shop has",
            HelpName = "N",
            DefaultValueFactory = _ => 2_400,
        };

    public static Option<string?> Retail { get; } =
        new("--retail")
        {
            Description = "A CSV of real sales instead of a made-up shop, plain or gzipped",
            HelpName = "FILE",
        };

    public static Option<ulong> Seed { get; } =
        new("--seed")
        {
            Description = "Another seed makes another shop",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Where to listen on 127.0.0.1; 0 is a free port",
            HelpName = "PORT",
        };
        var now = new Option<DateTimeOffset?>("--now")
        {
            Description = "The end of the shop's history",
            HelpName = "TIME",
        };
        var guarded = new Option<bool>("--stop-when-input-closes") { Hidden = true };
        var command = new Command(
            "demo-shop",
            "Serve the demo shop alone, as a stand-in for Shopify"
        )
        {
            port,
            Orders,
            Retail,
            Seed,
            now,
            guarded,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                DemoShopCommand.RunAsync(
                    new DemoShopOptions
                    {
                        Port = parsed.GetValue(port),
                        Shops =
                        [
                            new DemoShopSettings
                            {
                                Orders = parsed.GetValue(Orders),
                                Seed = parsed.GetValue(Seed),
                                Now = parsed.GetValue(now),
                                RetailFile = parsed.GetValue(Retail),
                            },
                        ],
                    },
                    parsed.GetValue(guarded),
                    cancellationToken
                )
        );
        return command;
    }
}
