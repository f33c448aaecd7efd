using Comptoir.Attention;
using Comptoir.DemoShop.Faults;
using Xunit;

namespace Comptoir.Tests.Cli;

public sealed class SyncCommandTests : IAsyncLifetime
{
    readonly string data = Directory.CreateTempSubdirectory("comptoir-cli-").FullName;
    ApplicationWithShop office = null!;
    long shop;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartInAsync(data);
        shop = (await office.ConnectAsync(await office.ClientAsync())).Number("id");
        // The command works alone: nobody serves beside it.
        await office.Application.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await office.Shopify.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    ComptoirProgram Program => new(data, office.Shopify.Address);

    [Fact]
    public async Task A_shop_is_synchronized_and_verified_and_a_row_changed_behind_our_back_is_found()
    {
        var synchronized = await Program.RunAsync("sync", "lumiere");
        Assert.True(synchronized.Code == 0, synchronized.Errors);
        Assert.Equal("", synchronized.Output);
        Assert.Contains("Orders 60 60 equal", synchronized.Errors, StringComparison.Ordinal);

        var whole = await Program.RunAsync("verify");
        Assert.True(whole.Code == 0, whole.Output + whole.Errors);
        Assert.Contains("60 orders", whole.Output, StringComparison.Ordinal);
        Assert.Contains("0 findings", whole.Output, StringComparison.Ordinal);

        await ExecuteAsync(
            """
            drop trigger frozen_sales_update;
            update sales set total = total + 100 where rowid = (
              select sales.rowid from sales join orders
              on orders.office_id = sales.office_id and orders.id = sales.order_id
              where orders.name = '#1003' limit 1)
            """
        );
        var found = await Program.RunAsync("verify");
        Assert.Equal(1, found.Code);
        Assert.Contains(
            "Order #1003: The stored rows give",
            found.Output,
            StringComparison.Ordinal
        );
        // The program made it anew when it started, and says that it was gone.
        Assert.Contains("Trigger frozen_sales_update: ", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_attention_is_counted_and_told_by_the_exit_code()
    {
        await using (var application = new ComptoirApplication(founded: true, data))
            await application.AddAsync(
                new AttentionItem
                {
                    OfficeId = application.OfficeId,
                    Id = 900_000,
                    WebShopId = shop,
                    Code = AttentionCode.Unreadable,
                    SubjectKind = "Order",
                    Subject = "1",
                    Title = "#1",
                    Detail = "as a test",
                    RaisedAt = DateTime.UtcNow,
                }
            );
        var ended = await Program.RunAsync("sync", "LUMIERE", "--everything");
        Assert.Equal(1, ended.Code);
        await ExecuteAsync("update runs set everything = 0 where everything = 1");
        Assert.Contains("1 item needs attention", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_that_is_not_there_or_does_not_let_us_in_is_told()
    {
        var unknown = await Program.RunAsync("sync", "boutique");
        Assert.Equal(1, unknown.Code);
        Assert.Contains("no web shop 'boutique'", unknown.Errors, StringComparison.Ordinal);
        Assert.Contains("LUMIERE", unknown.Errors, StringComparison.Ordinal);

        office
            .Shopify.Shops[0]
            .Faults.Add([new Fault { Kind = FaultKind.RevokedToken, Count = 1_000 }]);
        var refused = await Program.RunAsync("sync", "lumiere.myshopify.com");
        Assert.Equal(1, refused.Code);
        Assert.Contains("token", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(office.Shop.Token, refused.Errors, StringComparison.Ordinal);
    }

    async Task ExecuteAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(data, "comptoir.db")}"
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
