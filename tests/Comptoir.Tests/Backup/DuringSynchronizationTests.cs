using Comptoir.Backup;
using Comptoir.DemoShop;
using Comptoir.Health;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Sync;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>
/// A backup made in the middle of a first synchronization, restored to the other engine: the run goes on from where it was, and
/// ends like the original.
/// </summary>
public sealed class DuringSynchronizationTests(PostgresServer postgres) : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-during-").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    [Trait("Needs", "PostgreSQL")]
    public async Task It_resumes_on_the_other_engine_and_ends_like_the_original(DatabaseEngine from)
    {
        Assert.SkipWhen(await postgres.MissingAsync() is not null, "PostgreSQL is not installed.");
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = [ApplicationWithShop.Settings("premiere", 300)] },
            Stop
        );
        var onPostgres = await postgres.CreateDatabaseAsync(Stop);
        using var gate = new Gate();
        await using var original = await Workplace.StartAsync(
            server,
            from == DatabaseEngine.PostgreSql ? onPostgres : null,
            handler: gate
        );
        gate.Closes = async () =>
        {
            await using var db = original.Database.Open(original.App.OfficeId);
            return await db.Products.AnyAsync(Stop);
        };
        var run = await original.AskAsync(await original.ConnectAsync());
        await gate.Reached.WaitAsync(Stop);

        var middle = await Backups.MakeAsync(original.App, directory);
        gate.Open();
        // Another one while rows are written, of whatever moment it comes to be.
        var writing = await Backups.MakeAsync(original.App, directory);
        Assert.Equal(RunState.Succeeded, (await original.EndAsync(run)).State);

        foreach (var (file, isMiddle) in new[] { (middle, true), (writing, false) })
        {
            var data = Backups.Place(original.App, directory);
            var connection =
                from == DatabaseEngine.PostgreSql ? null
                : isMiddle ? onPostgres
                : await postgres.CreateDatabaseAsync(Stop);
            await Backups.RestoreAsync(file, data, connection);
            if (isMiddle)
                await IsInTheMiddleAsync(
                    connection ?? $"Data Source={Path.Combine(data, "comptoir.db")}",
                    run
                );
            await using var restored = await Workplace.StartAsync(server, connection, data);
            Assert.Equal(RunState.Succeeded, (await restored.EndAsync(run)).State);
            Assert.Equal(await original.DumpAsync(), await restored.DumpAsync());
            var report = await restored
                .App.Services.GetRequiredService<VerifyOffice>()
                .VerifyAsync(restored.App.OfficeId, Stop);
            Assert.Empty(report.Findings);
            Assert.Equal(300, report.Orders);
        }
    }

    static async Task IsInTheMiddleAsync(string connection, Run run)
    {
        using var database = new Database(connection);
        await using var db = database.Open(run.OfficeId);
        Assert.Equal(
            RunState.Running,
            (await db.Runs.SingleAsync(x => x.Id == run.Id, Stop)).State
        );
        Assert.True(await db.Products.AnyAsync(Stop));
        Assert.False(await db.Orders.AnyAsync(Stop));
    }

    /// <summary>Lets everything through until some of the shop is there; then waits until it is told to go on.</summary>
    sealed class Gate() : DelegatingHandler(new SocketsHttpHandler())
    {
        readonly TaskCompletionSource reached = new();
        readonly TaskCompletionSource open = new();

        public Func<Task<bool>>? Closes { get; set; }
        public Task Reached => reached.Task;

        public void Open() => open.TrySetResult();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (Closes is not null && !open.Task.IsCompleted && await Closes())
            {
                reached.TrySetResult();
                await open.Task.WaitAsync(cancellationToken);
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
