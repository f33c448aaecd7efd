using System.CommandLine;
using Comptoir.Offices;

namespace Comptoir.Cli;

/// <summary><c>comptoir office add</c>: another office in the same installation.</summary>
static class OfficeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The company's name" };
        var timeZone = new Option<string>("--time-zone")
        {
            Description = "Where the office counts its days (default: as this machine)",
            HelpName = "ZONE",
            DefaultValueFactory = _ => TimeZones.OfThisMachine,
        };
        var add = new Command("add", "Open another office") { name, timeZone };
        add.SetAction(
            (parsed, cancellationToken) =>
                Terminal.RunAsync(
                    parsed,
                    services =>
                        services
                            .GetRequiredService<AddOffice>()
                            .RunAsync(
                                parsed.GetRequiredValue(name),
                                parsed.GetRequiredValue(timeZone),
                                cancellationToken
                            ),
                    cancellationToken
                )
        );
        return new Command("office", "Offices") { add };
    }
}
