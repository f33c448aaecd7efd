using Comptoir.DemoShop;
using Comptoir.DemoShop.Faults;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>A token is entered once and never seen again.</summary>
public sealed class SecretsTests
{
    private const string Token = "shpat_0123456789abcdef0123456789abcdef";
    private const string WrongToken = "shpat_ffffffffffffffffffffffffffffffff";
    private const string Secret = "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";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_credential_is_in_a_log_an_answer_a_page_or_the_database()
    {
        await using var server = await ShopClient.Start(ShopClient.Small() with { Token = Token });
        await using var work = await Workplace.StartAsync(server);
        var address = server.Shops[0].Settings.Address;
        var connect = work.App.Services.GetRequiredService<ConnectWebShop>();
        var wrong = await connect.ConnectAsync(
            work.App.OfficeId,
            new ConnectRequest(null, address, WrongToken, "key", Secret),
            Stop
        );
        var right = await connect.ConnectAsync(
            work.App.OfficeId,
            new ConnectRequest(null, address, Token, "key", Secret),
            Stop
        );
        await work.SyncAsync(right.Shop!);
        server.Shops[0].Faults.Add(new Fault { Kind = FaultKind.RevokedToken, Count = 100 });
        var failed = await work.RunAsync(right.Shop!);
        Assert.Equal(RunState.Failed, failed.State);

        var seen = new List<(string Where, string Text)>
        {
            ("refusal", $"{wrong.Problem}"),
            ("run", $"{failed.Error} {failed.Advice}"),
            ("database", await work.RowsAsync()),
        };
        seen.AddRange(work.App.Log.All.Select(line => ("log", line)));
        using var owner = await work.App.CreateClientAsync(Role.Owner);
        foreach (
            var page in new[]
            {
                "/",
                "/web-shops",
                "/web-shops/connect",
                $"/web-shops/{right.Shop!.Id}",
                $"/web-shops/{right.Shop.Id}/credentials",
                $"/runs/{failed.Id}",
            }
        )
            seen.Add((page, await owner.GetStringAsync(page, Stop)));
        using var api = await work.App.CreateApiClientAsync(Role.Owner);
        foreach (var path in new[] { "/api/v1/attention", "/api/v1/orders?limit=500" })
            seen.Add((path, await api.GetStringAsync(path, Stop)));
        foreach (var (where, text) in seen)
        foreach (var secret in new[] { Token, WrongToken, Secret })
            Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), where);
        Assert.Contains(seen, x => x.Text.Contains(address, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(work.App.Data, "*.db*"))
            Assert.DoesNotContain(Token, await ReadAsync(file), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, ConnectFault> Refused =>
        new()
        {
            { "https://example.com/", Token, ConnectFault.Address },
            { "maison-lumiere.myshopify.com.evil.example", Token, ConnectFault.Address },
            { "127.0.0.1", Token, ConnectFault.Address },
            { "", Token, ConnectFault.Address },
            { "maison-lumiere.myshopify.com", "shpat_1\nX-Other: 1", ConnectFault.Token },
            { "maison-lumiere.myshopify.com", "", ConnectFault.Token },
            { "maison-lumiere.myshopify.com", WrongToken, ConnectFault.TokenRefused },
            { "nobody-has-this.myshopify.com", Token, ConnectFault.NoSuchShop },
            { "poor.myshopify.com", "shpat_poor", ConnectFault.ScopeMissing },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_entered_wrong_is_refused_at_once_with_what_to_do_and_nothing_is_kept(
        string address,
        string token,
        ConnectFault fault
    )
    {
        await using var server = await ShopClient.Start(
            ShopClient.Small(orders: 2) with
            {
                Token = Token,
            },
            ShopClient.Small(orders: 2) with
            {
                Name = "poor",
                Token = "shpat_poor",
                Scopes = ["read_products", "read_customers"],
            }
        );
        await using var work = await Workplace.StartAsync(server);
        var before = await work.RowsAsync("id_blocks");
        var result = await work
            .App.Services.GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                work.App.OfficeId,
                new ConnectRequest(null, address, token, null, null),
                Stop
            );
        Assert.Null(result.Shop);
        Assert.Equal(fault, result.Problem!.Fault);
        Assert.True(result.Problem.Message.Length > 20, result.Problem.Message);
        if (fault == ConnectFault.ScopeMissing)
            Assert.Contains("read_orders", result.Problem.Message, StringComparison.Ordinal);
        if (fault is ConnectFault.Address or ConnectFault.Token)
            Assert.Equal(0, server.Shops.Sum(shop => shop.Requests["graphql"]));
        Assert.Equal(before, await work.RowsAsync("id_blocks"));
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Stop);
    }
}
