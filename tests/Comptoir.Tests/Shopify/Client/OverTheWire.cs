using System.IO.Compression;
using System.Text;
using Comptoir.Shopify;
using Comptoir.Tests.Shopify.Bulk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>The same over real connections: compression, redirects, connections that really break.</summary>
public sealed class OverTheWire : IAsyncLifetime
{
    const string Shop = """
        {"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Zoé","myshopifyDomain":"my-shop.myshopify.com",
        "currencyCode":"EUR","ianaTimezone":"Europe/Paris","taxesIncluded":true,"plan":{}}}}
        """;

    readonly List<string> seen = [];
    RequestDelegate answer = _ => Task.CompletedTask;
    WebApplication server = null!;
    ShopifyShop shop = null!;
    ShopifyClientFactory factory = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(context =>
        {
            lock (seen)
                seen.Add(
                    $"{context.Request.Host} {context.Request.Path} {context.Request.Headers.Range}"
                );
            return answer(context);
        });
        await server.StartAsync();
        factory = new ShopifyClientFactory(
            new ImpatientClock(),
            new CapturedLog(),
            new Uri(server.Urls.Single())
        );
        shop = factory.Open(ShopAddress.Parse("my-shop"), AccessToken.Parse(StandIn.Secret));
    }

    public async ValueTask DisposeAsync()
    {
        factory.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Compressed_answers_are_asked_for_and_read()
    {
        answer = async context =>
        {
            Assert.Contains(
                "gzip",
                context.Request.Headers.AcceptEncoding.ToString(),
                StringComparison.Ordinal
            );
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync(Encoding.UTF8.GetBytes(Shop));
        };
        Assert.Equal("Zoé", (await shop.GetShopAsync(Stop)).Name);
        Assert.Equal("my-shop.myshopify.com /admin/api/2026-10/graphql.json ", Assert.Single(seen));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_because_it_would_take_the_token_along()
    {
        answer = context =>
        {
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<ShopifyException>(() => shop.GetShopAsync(Stop));
        Assert.Equal(ShopifyFailure.NoSuchShop, failure.Kind);
        Assert.Single(seen);
    }

    [Fact]
    public async Task A_file_is_had_whole_over_a_line_that_keeps_breaking()
    {
        var file = BulkStandIn.Lines([
            .. Enumerable
                .Range(1, 5000)
                .Select(i =>
                    Specimen.Line(
                        "Customer",
                        new ShopifyCustomer
                        {
                            Id = Gid.Of("Customer", i),
                            CreatedAt = Specimen.Noon,
                            UpdatedAt = Specimen.Noon,
                        },
                        ShopifyJson.Default.ShopifyCustomer,
                        null
                    )
                ),
        ]);
        answer = async context =>
        {
            var from = (int)(context.Request.GetTypedHeaders().Range?.Ranges.Single().From ?? 0);
            context.Response.StatusCode = from > 0 ? 206 : 200;
            context.Response.ContentLength = file.Length - from;
            if (from > 0)
                context.Response.GetTypedHeaders().ContentRange = new(
                    from,
                    file.Length - 1,
                    file.Length
                );
            var part = file.AsMemory(from, Math.Min(700_000, file.Length - from));
            await context.Response.Body.WriteAsync(part);
            await context.Response.Body.FlushAsync();
            if (from + part.Length < file.Length)
                context.Abort();
        };
        var directory = Directory.CreateTempSubdirectory("wire").FullName;
        // The demo shop writes addresses under the shop's own name: they lead to the endpoint all the same.
        var operation = new BulkOperation
        {
            Id = Gid.Of("BulkOperation", 1),
            Status = "COMPLETED",
            ObjectCount = 5000,
            FileSize = file.Length,
            Url = new Uri("http://my-shop.myshopify.com/files/1.jsonl"),
        };
        var stage = await shop.StageAsync(
            operation,
            StageShape.Customers,
            directory,
            4,
            null,
            Stop
        );
        Assert.Equal(
            5000,
            Enumerable.Range(0, 4).Sum(bucket => stage.ReadCustomers(bucket).Items.Count)
        );
        Assert.True(seen.Count > 2);
        stage.Delete();
        Assert.False(Directory.Exists(directory));
    }
}
