using System.CommandLine;
using System.Globalization;
using Comptoir.Health;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Web;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir doctor</c>: asks each web shop whether it lets us in, and looks at all that can be wrong; exits with 0 when all is
/// well.
/// </summary>
static class DoctorCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var command = new Command("doctor", "Look at all that can be wrong, and say what to do");
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var well = true;
                await Terminal.RunAsync(
                    parsed,
                    async services =>
                        well = await LookAsync(
                            services,
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                );
                return well ? 0 : 1;
            }
        );
        return command;
    }

    static async Task<bool> LookAsync(
        IServiceProvider services,
        TextWriter output,
        CancellationToken ct
    )
    {
        // The command line speaks English, whatever the terminal does.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Choose("en", default);
        var texts = services.GetRequiredService<Texts>();
        var look = services.GetRequiredService<LookAtHealth>();
        var findings = await look.InstallationAsync(texts, ct);
        await TellAsync(output, "Installation", findings);
        var well = HealthFinding.Worst(findings) == HealthState.Ok;
        await using var db = services.GetRequiredService<Database>().OpenInstallation();
        foreach (var office in await db.Offices.AsNoTracking().OrderBy(x => x.Id).ToListAsync(ct))
        {
            var silent = await AskAsync(services, office.Id, ct);
            foreach (var (shop, found) in await look.ShopsAsync(texts, office.Id, ct))
            {
                var all = silent.TryGetValue(shop.Id, out var why)
                    ? [new("reached", HealthState.Wrong, "Reached", why), .. found]
                    : found;
                await TellAsync(output, $"{office.Name}, {shop.Name} ({shop.Address})", all);
                well &= HealthFinding.Worst(all) == HealthState.Ok;
            }
        }
        return well;
    }

    /// <summary>Asks the connected shops; what they answer is kept with them.</summary>
    /// <returns>Why some did not answer at all.</returns>
    static async Task<Dictionary<long, string>> AskAsync(
        IServiceProvider services,
        long office,
        CancellationToken ct
    )
    {
        var test = services.GetRequiredService<TestWebShop>();
        var silent = new Dictionary<long, string>();
        List<WebShop> shops;
        await using (var db = services.GetRequiredService<Database>().Open(office))
            shops = await db.WebShops.AsNoTracking().ToListAsync(ct);
        foreach (var shop in shops.Where(shop => shop.IsConnected))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            try
            {
                await test.TestAsync(shop, limit.Token);
            }
            catch (ShopifyException failure) when (WebShopProblems.Of(failure) is not null)
            {
                // It is kept as the shop's problem, and found by the checks.
            }
            catch (ShopifyException failure)
            {
                silent[shop.Id] = failure.Message;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                silent[shop.Id] = "Shopify does not answer.";
            }
        }
        return silent;
    }

    static async Task TellAsync(TextWriter output, string of, IReadOnlyList<HealthFinding> findings)
    {
        await output.WriteLineAsync(of);
        foreach (var finding in findings)
        {
            var state = finding.State switch
            {
                HealthState.Ok => "ok   ",
                HealthState.ToLookAt => "look ",
                _ => "WRONG",
            };
            await output.WriteLineAsync($"  {state} {finding.Subject}: {finding.What}");
            if (finding.State != HealthState.Ok && finding.Advice is { } advice)
                await output.WriteLineAsync($"        {advice}");
        }
    }
}
