using System.Diagnostics;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>The program itself, killed again and again while it synchronizes.</summary>
public sealed class KilledProcessTests
{
    private const int Kills = 10;
    private const int Orders = 500;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_ten_times_it_ends_in_the_same_content_as_undisturbed()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: Orders, seed: 3));
        var data = Directory.CreateTempSubdirectory("comptoir-killed-").FullName;
        try
        {
            string undisturbed;
            await using (var calm = await Workplace.StartAsync(server))
            {
                await calm.SyncAsync(await calm.ConnectAsync());
                undisturbed = await calm.DumpAsync();
            }

            // This process connects and looks; the work is done by the one that is killed.
            await using var work = await Workplace.StartAsync(server, data: data, working: false);
            var shop = await work.ConnectAsync();
            var run = await work.Runs.AskAsync(
                work.App.OfficeId,
                shop.Id,
                RunKind.Synchronization,
                Stop
            );
            server.Shops[0].Requests.Clear();
            var dice = new Random(20261125);
            var epochs = new HashSet<int>();
            for (var kill = 0; kill < Kills; kill++)
            {
                var before = await ReadAsync(work, run);
                if (before.FinishedAt is not null)
                    break;
                using var process = Start(server.Address, data, shop.Address);
                // Some die as soon as they have the run, others after some more objects were written.
                var more = dice.Next(4) == 0 ? 0 : dice.Next(1, 25);
                await Until.TrueAsync(
                    async () =>
                    {
                        var now = await ReadAsync(work, run);
                        return process.HasExited
                            || (
                                now.Epoch > before.Epoch
                                && Written(now.Counts) >= Written(before.Counts) + more
                            );
                    },
                    () => $"kill {kill}"
                );
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(Stop);
                epochs.Add((await ReadAsync(work, run)).Epoch);
            }
            if ((await ReadAsync(work, run)).State == RunState.Running)
            {
                using var last = Start(server.Address, data, shop.Address);
                await last.WaitForExitAsync(Stop);
                Assert.Equal(0, last.ExitCode);
            }

            var ended = await ReadAsync(work, run);
            Assert.Equal(RunState.Succeeded, ended.State);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"epochs {string.Join(' ', epochs)}, then {ended.Epoch}"
            );
            Assert.Equal(undisturbed, await work.DumpAsync());
            // Nothing is counted twice, and Shopify was not asked to read the shop again and again.
            Assert.Equal(Orders, ended.Counts.Orders.All);
            Assert.Equal(Orders, ended.Counts.Control.Values.Sum());
            Assert.InRange(epochs.Count, Kills / 2, Kills);
            Assert.InRange(server.Shops[0].Requests["graphql.bulkOperationRunQuery"], 6, 20);
            Assert.False(Directory.EnumerateDirectories(Path.Combine(data, "staging")).Any());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static int Written(RunCounts counts) =>
        counts.Products.Created + counts.Customers.Created + counts.Orders.Created;

    private static async Task<Run> ReadAsync(Workplace work, Run run)
    {
        await using var db = work.Database.Open(run.OfficeId);
        return await db.Runs.AsNoTracking().SingleAsync(x => x.Id == run.Id, Stop);
    }

    private static Process Start(Uri shops, string data, string webShop)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "comptoir"),
            ["sync", webShop, "--data", data]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["Comptoir__Shopify__Endpoint"] = shops.ToString();
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }
}
