using System.Net;
using System.Text;
using Comptoir.Contacts;
using Comptoir.DemoShop;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Companies that buy, and the people who buy for them.</summary>
public sealed class CompanyCaseTests
{
    private static readonly DemoShopSettings Lyon = ShopClient.Small(orders: 90) with
    {
        Name = "lyon",
        IdSpace = 11,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_company_and_its_people_are_apart_and_belong_together()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        var run = await work.SyncAsync(shop, everything: true);

        var company = server.Shops[0].World.Companies[0];
        Assert.Equal(server.Shops[0].World.Companies.Count, run.Counts.Companies.Created);
        await using var db = work.Database.Open(work.App.OfficeId);
        var id = await CustomerCaseTests.ContactOfAsync(db, shop, company.Number, LinkKind.Company);
        var contact = await CustomerCaseTests.ReadAsync(db, id);
        Assert.Equal(
            (ContactKind.Company, company.Name, "FR40303265045", "303265045"),
            (contact.Kind, contact.Name, contact.VatNumber, contact.Siren)
        );
        Assert.Equal(company.Name, Assert.Single(contact.Addresses).Address.Company);
        var person = await CustomerCaseTests.ReadAsync(
            db,
            await CustomerCaseTests.ContactOfAsync(db, shop, company.Contacts[0].CustomerNumber)
        );
        Assert.Equal((ContactKind.Person, id), (person.Kind, person.CompanyId));
        var theirs = server.Shops[0].Orders().Where(o => o.Company is not null).ToList();
        Assert.NotEmpty(theirs);
        var ours = await db.Orders.AsNoTracking().Where(x => x.CompanyId != null).ToListAsync(Stop);
        Assert.Equal(
            theirs.Select(o => o.Number).Order(),
            ours.Select(x => x.ExternalId!.Value).Order()
        );
        Assert.All(ours, order => Assert.NotEqual(order.ContactId, order.CompanyId));
        await CustomerCaseTests.AssertNothingChangesAsync(work, shop);
    }

    [Fact]
    public async Task A_company_that_I_had_imported_is_found_by_VAT_number_by_SIREN_or_by_its_exact_name()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var companies = server.Shops[0].World.Companies;
        // The second has a VAT number of which an import knew the SIREN alone; the third is known by nothing but its name.
        Assert.Null(companies[2].Locations[0].TaxRegistrationId);
        await work.App.AddAsync(
            Company(work, 900_001, "Un autre nom", vat: "FR40303265045"),
            Company(work, 900_002, "Lilas", siren: "404833048"),
            Company(work, 900_003, companies[2].Name.ToUpperInvariant()),
            // Right name, but another company's number decides before it.
            Company(work, 900_004, companies[0].Name)
        );
        var shop = await work.ConnectAsync();
        var run = await work.SyncAsync(shop, everything: true);

        Assert.Equal(
            (companies.Count - 3, 3),
            (run.Counts.Companies.Created, run.Counts.Companies.Updated)
        );
        await using var db = work.Database.Open(work.App.OfficeId);
        for (var i = 0; i < 3; i++)
            Assert.Equal(
                900_001 + i,
                await CustomerCaseTests.ContactOfAsync(
                    db,
                    shop,
                    companies[i].Number,
                    LinkKind.Company
                )
            );
        await CustomerCaseTests.AssertNothingChangesAsync(work, shop);
    }

    [Fact]
    public async Task Who_buys_at_home_in_one_shop_and_for_a_company_in_another_is_one_person_and_two_buyers()
    {
        var nice = Lyon with { Name = "nice", IdSpace = 22 };
        await using var server = await ShopClient.Start(Lyon, nice);
        await using var work = await Workplace.StartAsync(server);
        var buyers = server
            .Shops[0]
            .Orders()
            .Where(o => o.Company is not null)
            .Select(o => o.CustomerNumber)
            .ToHashSet();
        var email = CustomerCaseTests
            .Customers(server)
            .First(c => c.Email is not null && buyers.Contains(c.Number))
            .Email!;
        // In the second shop the same person is no company's.
        var people = CustomerCaseTests.Customers(server, 1);
        var forCompanies = server
            .Shops[1]
            .World.Companies.SelectMany(x => x.Contacts)
            .Select(x => x.CustomerNumber)
            .ToHashSet();
        var other = server
            .Shops[1]
            .Orders()
            .First(o => o is { Company: null, CustomerNumber: { } n } && !forCompanies.Contains(n))
            .CustomerNumber!.Value;
        CustomerCaseTests.Change(
            server,
            people.Single(c => c.Email == email).Number,
            c => c.Email = "jumeau@example.fr",
            shop: 1
        );
        CustomerCaseTests.Change(server, other, c => c.Email = email, shop: 1);
        var shops = new[] { await work.ConnectAsync(0), await work.ConnectAsync(1) };
        await work.SyncAsync(shops[0], everything: true);
        await work.SyncAsync(shops[1], everything: true);

        await using var db = work.Database.Open(work.App.OfficeId);
        var person = await db.Contacts.AsNoTracking().SingleAsync(x => x.EmailKey == email, Stop);
        Assert.Equal(person.Id, await CustomerCaseTests.ContactOfAsync(db, shops[1], other));
        Assert.NotNull(person.CompanyId);
        var orders = await db
            .Orders.AsNoTracking()
            .Where(x => x.ContactId == person.Id)
            .ToListAsync(Stop);
        Assert.Contains(orders, order => order.WebShopId == shops[0].Id);
        Assert.Contains(orders, order => order.WebShopId == shops[1].Id);
        Assert.All(
            orders.Where(order => order.WebShopId == shops[1].Id),
            order => Assert.Null(order.CompanyId)
        );
        Assert.All(
            orders.Where(order => order.WebShopId == shops[0].Id),
            order => Assert.Equal(person.CompanyId, order.CompanyId)
        );
        await CustomerCaseTests.AssertNothingChangesAsync(work, shops[0]);
    }

    [Fact]
    public async Task A_shop_that_does_not_show_its_companies_gives_them_with_their_orders()
    {
        await using var server = await ShopClient.Start(Lyon);
        using var refused = new CompaniesRefused();
        await using var work = await Workplace.StartAsync(server, handler: refused);
        var shop = await work.ConnectAsync();
        var run = await work.SyncAsync(shop, everything: true);

        var buyers = server
            .Shops[0]
            .Orders()
            .Select(o => o.Company?.Company.Number)
            .OfType<long>()
            .Distinct()
            .ToList();
        Assert.Equal(buyers.Count, run.Counts.Companies.Created);
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.False(
            await db.Orders.AnyAsync(x => x.CompanyName != null && x.CompanyId == null, Stop)
        );
        Assert.True(
            await db.Contacts.AnyAsync(
                x => x.Kind == ContactKind.Company && x.IsCustomer && x.VatNumber != null,
                Stop
            )
        );
        Assert.True(await db.Contacts.AnyAsync(x => x.CompanyId != null, Stop));
        await CustomerCaseTests.AssertNothingChangesAsync(work, shop);

        // Once it shows them, they are the same companies, with all that it knows of them.
        refused.Off = true;
        var second = await work.SyncAsync(shop, everything: true);
        Assert.Equal(buyers.Count, second.Counts.Companies.Updated);
        Assert.Equal(
            server.Shops[0].World.Companies.Count,
            await db.Links.CountAsync(x => x.Kind == LinkKind.Company, Stop)
        );
        await CustomerCaseTests.AssertNothingChangesAsync(work, shop);
    }

    private static Contact Company(
        Workplace work,
        long id,
        string name,
        string? vat = null,
        string? siren = null
    ) =>
        CustomerCaseTests.Imported(
            work,
            id,
            null,
            kind: ContactKind.Company,
            name: name,
            vat: vat,
            siren: siren
        );

    /// <summary>Answers bulk queries that ask for companies as Shopify does in a shop without B2B.</summary>
    private sealed class CompaniesRefused() : DelegatingHandler(new SocketsHttpHandler())
    {
        private const string Refusal = """
            {"data":{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[
              {"field":["query"],"message":"Access denied for companies field.","code":"INVALID"}]}}}
            """;

        public bool Off { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (!Off && request.Content is { } content)
            {
                var text = await content.ReadAsStringAsync(cancellationToken);
                if (
                    text.Contains("bulkOperationRunQuery", StringComparison.Ordinal)
                    && (
                        text.Contains("\\n  companies", StringComparison.Ordinal)
                        || text.Contains("companyContactProfiles", StringComparison.Ordinal)
                    )
                )
                    return new HttpResponseMessage(HttpStatusCode.OK)
                    {
                        Content = new StringContent(Refusal, Encoding.UTF8, "application/json"),
                        RequestMessage = request,
                    };
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
