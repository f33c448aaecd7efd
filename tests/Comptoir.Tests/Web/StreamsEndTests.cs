using System.Globalization;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Sync;
using Comptoir.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Comptoir.Tests.Web;

/// <summary>A page that shows something live does not keep the program from stopping.</summary>
public sealed class StreamsEndTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_of_events_ends_when_the_program_is_told_to_stop()
    {
        await using var server = await ShopClient.Start();
        // Nobody works on the run: of itself the stream would go on.
        await using var work = await Workplace.StartAsync(server, working: false);
        var shop = await work.ConnectAsync();
        var run = await work.Runs.AskAsync(shop.OfficeId, shop.Id, RunKind.Synchronization, Stop);
        using var browser = await work.App.CreateClientAsync(Role.Viewer);
        using var answer = await browser.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"/live?watch=run-{run.Id}"),
            HttpCompletionOption.ResponseHeadersRead,
            Stop
        );
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.StartsWith("event: ", await lines.ReadLineAsync(Stop), StringComparison.Ordinal);

        work.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        // It comes to its end: a stream that went on would be waited for until the test is told to stop.
        await lines.ReadToEndAsync(Stop);
    }
}
