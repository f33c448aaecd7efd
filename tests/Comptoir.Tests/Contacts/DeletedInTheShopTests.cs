using System.Net;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.Storage;
using Comptoir.Tests.Sync.Choosing;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Contacts;

/// <summary>What a shop has deleted, and who then leads for it, over HTTP.</summary>
public sealed class DeletedInTheShopTests : IAsyncDisposable
{
    static readonly DateTime Gone = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    const string Badge = "Deleted in the shop";

    readonly ComptoirApplication application = new(founded: true);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Theory]
    [InlineData("contacts", "customers")]
    [InlineData("products", "products")]
    public async Task It_is_shown_only_when_asked_for(string list, string path)
    {
        var api = await application.CreateApiClientAsync(Role.Viewer);
        await application.AddAsync(
            Rows.Contact(application.OfficeId, 7, "Ada"),
            Rows.Copy(Rows.Contact(application.OfficeId, 8, "Bob"), ("DeletedAt", Gone)),
            Product(7, "Ada", null),
            Product(8, "Bob", Gone)
        );
        var pages = await application.CreateClientAsync(Role.Viewer);

        Assert.Equal(["Ada"], await NamesAsync(api, list));
        Assert.Equal(["Ada", "Bob"], await NamesAsync(api, $"{list}?deleted=true"));
        Assert.Equal(
            ["Ada", "Bob"],
            await NamesAsync(api, $"{list}?deleted=true&updatedSince=1960-01-01")
        );
        Assert.Equal(["Ada"], await NamesAsync(api, $"{list}?updatedSince=1960-01-01"));
        Assert.Equal(Gone, (DateTime?)(await api.ReadAsync($"{list}/8"))["deletedAt"]);

        var usual = await pages.GetStringAsync($"/{path}", Stop);
        Assert.Contains("Ada", usual, StringComparison.Ordinal);
        Assert.DoesNotContain($"/{path}/8\"", usual, StringComparison.Ordinal);
        var all = await pages.GetStringAsync($"/{path}?deleted=true", Stop);
        Assert.Contains($"/{path}/8\"", all, StringComparison.Ordinal);
        Assert.Contains(
            Badge,
            await pages.GetStringAsync($"/{path}/8", Stop),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            Badge,
            await pages.GetStringAsync($"/{path}/7", Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_order_stays_in_the_list_and_says_so()
    {
        var pages = await application.CreateClientAsync(Role.Viewer);
        await application.AddAsync(
            new SalesOrder
            {
                OfficeId = application.OfficeId,
                Id = 9,
                Name = "#1001",
                CustomerName = "Ada",
                PlacedAt = Gone,
                PlacedOn = DateOnly.FromDateTime(Gone),
                CreatedAt = Gone,
                UpdatedAt = Gone,
                IsTest = false,
                IsEdited = false,
                TaxesIncluded = false,
                Tags = [],
                Attributes = [],
                DiscountCodes = [],
                Currency = "EUR",
                CustomerCurrency = "EUR",
                Total = 0,
                CustomerTotal = 0,
                Tax = 0,
                CustomerTax = 0,
                Discount = 0,
                CustomerDiscount = 0,
                Shipping = 0,
                CustomerShipping = 0,
                CurrentTotal = 0,
                CustomerCurrentTotal = 0,
                CurrentTax = 0,
                CustomerCurrentTax = 0,
                RefundDiscrepancy = 0,
                CustomerRefundDiscrepancy = 0,
                Received = 0,
                CustomerReceived = 0,
                Refunded = 0,
                CustomerRefunded = 0,
                Control = ControlState.Holds,
                ControlFindings = [],
                Search = "1001",
                DeletedAt = Gone,
            }
        );

        foreach (var page in new[] { "/orders", "/orders/9" })
            Assert.Contains(
                Badge,
                await pages.GetStringAsync(page, Stop),
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task A_shop_leads_while_it_has_the_contact_and_it_is_not_left_out(
        bool gone,
        bool leftOut,
        bool leads
    )
    {
        var api = await application.CreateApiClientAsync(Role.Manager);
        var shop = PreparedList.Shop(application.OfficeId, 40);
        await application.AddAsync(
            shop,
            Rows.Contact(application.OfficeId, 7),
            new Link
            {
                OfficeId = application.OfficeId,
                WebShopId = shop.Id,
                Kind = LinkKind.Customer,
                ExternalId = "1001",
                LocalId = 7,
                Fingerprint = [1],
                GoneAt = gone ? Gone : null,
                LeftOutAt = leftOut ? Gone : null,
            }
        );

        var origin = (await api.ReadAsync("contacts/7"))["webShops"]![0]!;
        Assert.Equal(leads, (bool)origin["leads"]!);
        Assert.Equal(gone ? Gone : null, (DateTime?)origin["goneAt"]);
        Assert.Equal(gone, origin["adminHref"] is null);
        var pages = await application.CreateClientAsync(Role.Manager);
        Assert.Equal(
            gone,
            (await pages.GetStringAsync("/customers/7", Stop)).Contains(
                Badge,
                StringComparison.Ordinal
            )
        );
        var body = new { name = "Ada King", own = new { version = 0 } };
        if (leads)
            await api.RefusedAsync(
                HttpMethod.Patch,
                "contacts/7",
                body,
                HttpStatusCode.UnprocessableEntity
            );
        else
            Assert.Equal(
                "Ada King",
                (await api.SendAsync(HttpMethod.Patch, "contacts/7", body, HttpStatusCode.OK)).Text(
                    "name"
                )
            );
    }

    Product Product(long id, string title, DateTime? deleted) =>
        new()
        {
            OfficeId = application.OfficeId,
            Id = id,
            Title = title,
            Status = "ACTIVE",
            Tags = [],
            IsGiftCard = false,
            CreatedAt = DateTime.UnixEpoch,
            UpdatedAt = DateTime.UnixEpoch,
            DeletedAt = deleted,
            SortTitle = SearchText.Sort(title),
            Search = SearchText.Words(title),
        };

    static async Task<List<string?>> NamesAsync(HttpClient api, string path) =>
        [
            .. (await api.ReadAsync(path))["items"]!
                .AsArray()
                .Select(x => (string?)(x!["name"] ?? x["title"])),
        ];
}
