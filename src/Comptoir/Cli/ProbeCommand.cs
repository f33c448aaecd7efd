using System.CommandLine;
using System.Globalization;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Probing;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir probe</c>: reads a shop, keeps nothing, and says which control equations hold; exits with 0 when all do.
/// </summary>
static class ProbeCommand
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
        var command = new Command(
            "probe",
            "Read a shop, keep nothing, and say whether its orders add up"
        )
        {
            webShop,
            office,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var code = 0;
                await Terminal.RunAsync(
                    parsed,
                    async services =>
                        code = await ProbeAsync(
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

    static async Task<int> ProbeAsync(
        IServiceProvider services,
        string named,
        string? office,
        CancellationToken ct
    )
    {
        var officeId = await Terminal.OfficeAsync(services, office, ct);
        var database = services.GetRequiredService<Database>();
        var shop = await SyncCommand.FindAsync(database, officeId, named, ct);
        var run = await SyncCommand.FollowAsync(services, shop, RunKind.Probe, false, ct);
        if (run.Report is not { } report || run.State != RunState.Succeeded)
        {
            RunDisplay.TellEnd(run, "Stopped. A probe keeps nothing.");
            return 1;
        }
        Show(report);
        return
            report.Unreadable == 0
            && report.Classes.Values.All(found => !found.Orders.ContainsKey(ControlState.Broken))
            ? 0
            : 1;
    }

    static void Show(ProbeReport report)
    {
        Terminal.Errors.MarkupLineInterpolated(
            $"{Number(report.Customers)} customers, {Number(report.Products)} products, {Number(report.Orders)} orders since {report.OldestOrder:yyyy-MM-dd}; {Number(report.Unreadable)} orders cannot be read exactly."
        );
        var table = RunDisplay.Columns(
            "Add up",
            "But for exchange",
            "Form not seen before",
            "Do not add up"
        );
        foreach (var (name, found) in report.Classes)
            table.AddRow(
                name,
                Number(found.Orders.GetValueOrDefault(ControlState.Holds)),
                Number(found.Orders.GetValueOrDefault(ControlState.Exchange)),
                Number(found.Orders.GetValueOrDefault(ControlState.Warns)),
                Number(found.Orders.GetValueOrDefault(ControlState.Broken))
            );
        Terminal.Errors.Write(table);
        foreach (var (name, found) in report.Classes)
        foreach (var example in found.Examples)
        {
            Terminal.Errors.MarkupLineInterpolated(
                $"{name}: {example.Equation}, {example.Ours} instead of {example.Shops}"
            );
            foreach (var line in example.Ledger.Concat(example.Payments))
                Terminal.Errors.MarkupLineInterpolated($"    {line}");
        }
    }

    static string Number(long? count) =>
        count?.ToString("N0", CultureInfo.InvariantCulture) ?? "unknown";
}
