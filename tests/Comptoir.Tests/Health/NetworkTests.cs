using System.Net;
using Comptoir.DemoShop;
using Comptoir.Tests.Sending;
using Comptoir.Users;
using Comptoir.Vat;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Health;

/// <summary>What leaves by the proxy, and what the page for whoever looks after the firewall says.</summary>
public sealed class NetworkTests
{
    const string Password = "p@ss:w/ord";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shops_downloads_VAT_numbers_and_rates_go_by_the_proxy_and_its_password_is_shown_nowhere()
    {
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = [ApplicationWithShop.Settings("lumiere")] },
            Stop
        );
        await using var proxy = new StandInProxy(server.Address.Port, "comptoir", Password);
        proxy.Own["vies.invalid"] = """{"valid":true,"name":"Example"}""";
        proxy.Own["ecb.invalid"] =
            """<e><Cube time="2026-11-25"><Cube currency="USD" rate="1.1"/></Cube></e>""";
        await using var app = new ComptoirApplication(
            founded: true,
            settings:
            [
                $"Comptoir:Shopify:Endpoint=http://shops.invalid:{server.Address.Port}",
                "Comptoir:Vies:Endpoint=http://vies.invalid/check",
                "Comptoir:Ecb:Endpoint=http://ecb.invalid/",
                $"Comptoir:Proxy=http://comptoir:{Uri.EscapeDataString(Password)}@127.0.0.1:{proxy.Port}",
            ]
        );
        using var client = await app.CreateApiClientAsync(Role.Manager);
        var shop = await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body("lumiere", "shpat_lumiere"),
            HttpStatusCode.Created
        );
        var asked = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{shop.Number("id")}/synchronizations",
            null,
            HttpStatusCode.Accepted
        );
        var run = await ApplicationWithShop.FinishedAsync(client, asked.Number("runId"));
        Assert.Equal("succeeded", run.Text("state"));
        var reply = await app
            .Services.GetRequiredService<IVatNumberRegister>()
            .AskAsync("FR40303265045", null, Stop);
        Assert.True(reply.IsValid);

        Assert.Contains(
            proxy.Passed,
            line =>
                line.StartsWith("POST http://shops.invalid", StringComparison.Ordinal)
                && line.Contains("/graphql.json", StringComparison.Ordinal)
        );
        Assert.Contains(
            proxy.Passed,
            line => line.StartsWith("GET http://files.invalid", StringComparison.Ordinal)
        );
        Assert.Contains(
            proxy.Passed,
            line => line.StartsWith("POST http://vies.invalid/check", StringComparison.Ordinal)
        );
        // The worker looks once an hour; its client is the same.
        using var bank = app
            .Services.GetRequiredService<IHttpClientFactory>()
            .CreateClient(EcbWorker.ClientName);
        Assert.Contains(
            "USD",
            await bank.GetStringAsync("http://ecb.invalid/eurofxref-daily.xml", Stop),
            StringComparison.Ordinal
        );

        using var browser = await app.CreateClientAsync(Role.Manager);
        using var tried = await browser.SendFormAsync("/settings/network", "try");
        var page = await tried.Content.ReadAsStringAsync(Stop);
        Assert.Contains("Reached by the proxy", page, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{proxy.Port}", page, StringComparison.Ordinal);
        Assert.Contains(
            proxy.Passed,
            line => line == $"CONNECT shops.invalid:{server.Address.Port} HTTP/1.1"
        );
        foreach (var text in app.Log.All.Append(page))
        {
            Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(Password), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_on_this_machine_is_called_without_the_proxy()
    {
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = [ApplicationWithShop.Settings("lumiere")] },
            Stop
        );
        await using var proxy = new StandInProxy(server.Address.Port, "comptoir", Password);
        await using var app = new ComptoirApplication(
            founded: true,
            settings:
            [
                $"Comptoir:Shopify:Endpoint={server.Address}",
                $"Comptoir:Proxy=http://127.0.0.1:{proxy.Port}",
            ]
        );
        using var client = await app.CreateApiClientAsync(Role.Manager);
        await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body("lumiere", "shpat_lumiere"),
            HttpStatusCode.Created
        );
        Assert.Empty(proxy.Passed);
    }

    [Theory]
    [InlineData("socks5://user:secret-word@127.0.0.1:1080")]
    [InlineData("127.0.0.1:secret-word")]
    [InlineData("http://user:secret-word@127.0.0.1:8080/path")]
    [InlineData("http://:secret-word@127.0.0.1:8080")]
    [InlineData("http://secret-word@127.0.0.1:8080")]
    public async Task A_proxy_that_is_none_is_refused_at_start_without_repeating_it(string setting)
    {
        await using var app = new ComptoirApplication(
            founded: true,
            settings: [$"Comptoir:Proxy={setting}"]
        );
        var refused = await Assert.ThrowsAnyAsync<Exception>(app.StartAsync);
        Assert.Contains(
            "Comptoir__Proxy must be http://host:port",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret-word", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_are_tried_by_managers_alone_and_no_other_host_than_those_of_the_settings()
    {
        await using var mail = new MailServer();
        mail.Start();
        await using var app = new ComptoirApplication(
            founded: true,
            settings:
            [
                $"Comptoir:Shopify:Endpoint=http://127.0.0.1:{mail.Port}",
                "Comptoir:Smtp:Host=127.0.0.1",
                $"Comptoir:Smtp:Port={mail.Port}",
                "Comptoir:Smtp:Security=None",
                "Comptoir:Smtp:From=factures@boutique.test",
                "Comptoir:PublicUrl=https://office.example.test",
            ]
        );
        using var accountant = await app.CreateClientAsync(Role.Accountant);
        var page = await accountant.GetStringAsync("/settings/network", Stop);
        Assert.Contains("storage.googleapis.com:443", page, StringComparison.Ordinal);
        Assert.Contains(
            "POST https://office.example.test/api/v1/webhooks/shopify/{id}",
            page,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Try these hosts", page, StringComparison.Ordinal);
        using var forced = await accountant.SendFieldsAsync(
            "/settings/network",
            "try",
            Forms.Token(await accountant.GetStringAsync("/settings/notifications", Stop))
        );
        Assert.Equal(0, mail.Connections);

        using var manager = await app.CreateClientAsync(Role.Manager);
        using var tried = await manager.SendFormAsync(
            "/settings/network",
            "try",
            ("host", "169.254.169.254"),
            ("Host", "internal.example.test")
        );
        var found = await tried.Content.ReadAsStringAsync(Stop);
        Assert.Contains(">Reached<", found, StringComparison.Ordinal);
        Assert.DoesNotContain("169.254", found, StringComparison.Ordinal);
        Assert.True(mail.Connections > 0);

        using var viewer = await app.CreateClientAsync(Role.Viewer);
        using var closed = await viewer.GetAsync("/settings/network", Stop);
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
    }
}
