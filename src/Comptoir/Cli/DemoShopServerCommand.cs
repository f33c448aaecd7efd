using System.CommandLine;
using System.Globalization;
using Comptoir.DemoShop;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir demo-shop</c>: the stand-in for Shopify alone, in a process of its own. <c>comptoir demo</c> starts it; it is
/// useful for trying a real installation against it too.
/// </summary>
static class DemoShopServerCommand
{
    const int MostOrders = 900_000;

    public static Option<int> Orders { get; } = MakeOrders();

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

    static Option<int> MakeOrders()
    {
        var orders = new Option<int>("--orders")
        {
            Description = "How many orders the shop has",
            HelpName = "N",
            DefaultValueFactory = _ => 2_400,
        };
        orders.Validators.Add(result =>
        {
            // What is no number at all is refused by the parser, in its own words.
            if (result.Errors.Any() || result.GetValueOrDefault<int>() is >= 0 and <= MostOrders)
                return;
            result.AddError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--orders must be from 0 to {MostOrders:N0}, not {result.GetValueOrDefault<int>()}."
                )
            );
        });
        return orders;
    }

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
