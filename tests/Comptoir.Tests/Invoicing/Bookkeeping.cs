using System.Globalization;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Tests.Sync;
using Comptoir.Vat;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Currency = Comptoir.Money.Currency;
using Order = Comptoir.DemoShop.World.Order;

namespace Comptoir.Tests.Invoicing;

/// <summary>An office that invoices the orders of a demo shop in which a test makes orders happen.</summary>
internal sealed class Bookkeeping : IAsyncDisposable
{
    private readonly DemoShopServer server;
    private readonly Workplace work;

    private Bookkeeping(DemoShopServer server, Workplace work, WebShop shop) =>
        (this.server, this.work, Shop) = (server, work, shop);

    public WebShop Shop { get; }
    public Database Database => work.Database;
    public long OfficeId => work.App.OfficeId;
    public ComptoirApplication App => work.App;
    private ShopWorld World => server.Shops[0].World;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The service that an act is.</summary>
    public T Get<T>()
        where T : notnull => work.App.Services.GetRequiredService<T>();

    /// <summary>Connects a small shop, whose orders of the past are history; documents are issued at once.</summary>
    public static async Task<Bookkeeping> OpenAsync(
        Action<InvoicingRules>? rules = null,
        string? database = null,
        int orders = 8
    )
    {
        var shopify = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = [ApplicationWithShop.Settings("compta", orders)] },
            Stop
        );
        var place = await Workplace.StartAsync(shopify, database);
        await IdentifyAsync(place.Database, place.App.OfficeId);
        var shop = await place.ConnectAsync();
        var books = new Bookkeeping(shopify, place, shop);
        await books.ChangeRulesAsync(row =>
        {
            row.IssueAtOnce = true;
            rules?.Invoke(row);
        });
        return books;
    }

    /// <summary>What is sold from a day on is issued when it is due.</summary>
    public static Task InvoiceAllAsync(
        Workplace work,
        WebShop shop,
        DateOnly from,
        InvoiceMoment when
    ) =>
        work.Database.WriteAsync(
            work.App.OfficeId,
            async (db, ct) =>
            {
                var rules = await db.InvoicingRules.SingleAsync(x => x.WebShopId == shop.Id, ct);
                (rules.From, rules.When, rules.IssueAtOnce) = (from, when, true);
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    /// <summary>The office says who it is.</summary>
    public static Task IdentifyAsync(Database database, long officeId) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                db.SellerIdentities.Add(
                    new SellerIdentity
                    {
                        OfficeId = officeId,
                        Name = "Maison Lumière SAS",
                        LegalForm = "SAS au capital de 20 000 €",
                        Registration = "RCS Lyon",
                        Siren = "812345676",
                        VatNumber = "FR19812345676",
                        Line1 = "14 rue des Cordeliers",
                        PostalCode = "69002",
                        City = "Lyon",
                        CountryCode = "FR",
                        Iban = "FR7630006000011234567890189",
                    }
                );
                db.VatRegistrations.Add(
                    new VatRegistration
                    {
                        OfficeId = officeId,
                        Id = 900_000_001,
                        Kind = VatRegistrationKind.OneStopShop,
                        Country = "FR",
                        From = new DateOnly(2021, 7, 1),
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    public Task ChangeRulesAsync(Action<InvoicingRules> change) =>
        Database.WriteAsync(
            OfficeId,
            async (db, ct) =>
            {
                var row = await db.InvoicingRules.SingleAsync(x => x.WebShopId == Shop.Id, ct);
                change(row);
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    /// <summary>The shop keeps VAT numbers of buyers in a note attribute of the order.</summary>
    public Task KeepVatNumbersAsync() =>
        Database.WriteAsync(
            OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == Shop.Id, ct);
                row.Settings = row.Settings with
                {
                    Fields = row.Settings.Fields with
                    {
                        VatNumber = [new FieldPlace(FieldPlaceKind.NoteAttribute, "VAT")],
                    },
                };
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    /// <summary>The office changes who it is.</summary>
    public Task ChangeSellerAsync(Action<SellerIdentity> change) =>
        Database.WriteAsync(
            OfficeId,
            async (db, ct) =>
            {
                var row = await db.SellerIdentities.SingleAsync(ct);
                change(row);
                row.Changed();
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    /// <summary>Writes rows that somebody entered elsewhere in the office.</summary>
    public Task WriteAsync(Action<ComptoirDb> write) =>
        Database.WriteAsync(
            OfficeId,
            async (db, ct) =>
            {
                write(db);
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    /// <summary>The register has answered about a VAT number.</summary>
    public Task AnswerAsync(string number, bool isValid, long id = 900_000_100) =>
        WriteAsync(db =>
            db.VatNumberAnswers.Add(
                new VatNumberAnswer
                {
                    OfficeId = OfficeId,
                    Id = id,
                    Number = number,
                    At = DateTime.UtcNow,
                    IsValid = isValid,
                    Consultation = "WAPIAAAAW1234567",
                }
            )
        );

    /// <summary>What is frozen of the newest document of an order.</summary>
    public async Task<FrozenDocument> FrozenAsync(Order order) =>
        FrozenDocument.Read((await RowsAsync(order))[^1].Content!);

    /// <summary>A customer orders now.</summary>
    /// <param name="fill">Puts it together; it is placed afterwards.</param>
    /// <param name="country">Where the customer is.</param>
    /// <param name="currency">What the customer pays in.</param>
    /// <param name="taxesIncluded">Whether the prices contain the tax.</param>
    public Order Place(
        Action<OrderDraft> fill,
        Country? country = null,
        string? currency = null,
        bool taxesIncluded = true
    )
    {
        var at = Now;
        var place = country ?? Names.France;
        return World.Orders.Add(index =>
        {
            var order = new Order
            {
                Number = World.Shop.Number + ((index + 1L) * Order.ChildNumbers),
                Pair = new CurrencyPair(
                    World.Shop.Currency,
                    Comptoir.DemoShop.World.Currency.Of(currency ?? World.Shop.Currency.Code)
                ),
                OrderNumber = index + 1001,
                Name = $"#{index + 1001}",
                CreatedAt = at,
                UpdatedAt = at,
                ProcessedAt = at,
                TaxesIncluded = taxesIncluded,
                Email = "claire@example.com",
                BillingAddress = Address(place),
                ShippingAddress = Address(place),
                App = OrderApp.OnlineStore,
            };
            order.FulfillmentOrder = new FulfillmentOrder(order, World.Locations[0]);
            var draft = new OrderDraft(order, place);
            fill(draft);
            draft.Tax(line => line.Title.Contains("Thé", StringComparison.Ordinal));
            order.Place();
            return order;
        });
    }

    /// <summary>Something happens to an order.</summary>
    public void Happens(Order order, Action<Order> act) =>
        World.Orders.Change(
            order.Number,
            row =>
            {
                act(row);
                row.Touch(Now);
            }
        );

    public void Pay(Order order, long? minor = null) =>
        Happens(
            order,
            row =>
                row.Transact(
                    Now,
                    "SALE",
                    "shopify_payments",
                    minor is { } amount ? Rates.Bag(amount, row.Pair) : row.TotalOutstandingSet
                )
        );

    /// <summary>Sends units of lines, by their place; all that is left without any.</summary>
    public void Send(Order order, params (int Line, int Quantity)[] lines) =>
        Happens(
            order,
            row =>
                row.Fulfil(
                    Now,
                    lines.Length > 0
                        ? [.. lines.Select(x => (row.Lines[x.Line], x.Quantity))]
                        :
                        [
                            .. row
                                .Lines.Where(line => line.UnfulfilledQuantity > 0)
                                .Select(line => (line, line.UnfulfilledQuantity)),
                        ],
                    World.Locations[0],
                    null
                )
        );

    /// <summary>Gives back units of lines, and on top of it (negative) or less than it (positive) an amount.</summary>
    public void Refund(
        Order order,
        (int Line, int Quantity)[] lines,
        long adjustment = 0,
        bool shipping = false,
        string restock = "RETURN"
    ) =>
        Happens(
            order,
            row =>
                row.Refund(
                    Now,
                    [.. lines.Select(x => (row.Lines[x.Line], x.Quantity))],
                    shipping ? row.ShippingLines[0].CurrentDiscountedPriceSet : null,
                    adjustment == 0 ? null : Rates.Bag(adjustment, row.Pair),
                    restockType: restock
                )
        );

    /// <summary>Synchronizes, and makes what is due.</summary>
    /// <param name="invoice">Whether what is due is made, or only the shop is read.</param>
    public async Task<DueReport> CatchUpAsync(bool invoice = true)
    {
        await work.SyncAsync(Shop);
        if (!invoice)
            return new DueReport(0, 0, 0, 0, 0, 0);
        await Get<MatchFacts>().RunAsync(OfficeId, Stop);
        return await Get<InvoiceDue>().RunAsync(OfficeId, null, Stop);
    }

    /// <summary>The number of the order in the office.</summary>
    public async Task<long> IdOfAsync(Order order)
    {
        await using var db = Database.Open(OfficeId);
        return await db
            .Orders.Where(row => row.ExternalId == order.Number)
            .Select(row => row.Id)
            .SingleAsync(Stop);
    }

    /// <summary>What invoicing remembers of an order.</summary>
    public async Task<OrderInvoicing?> NotesAsync(Order order)
    {
        var id = await IdOfAsync(order);
        await using var db = Database.Open(OfficeId);
        return await db
            .OrderInvoicings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.OrderId == id, Stop);
    }

    /// <summary>What needs attention now.</summary>
    public async Task<List<Comptoir.Attention.AttentionItem>> AttentionAsync()
    {
        await using var db = Database.Open(OfficeId);
        return await db
            .Attention.AsNoTracking()
            .Where(item => item.ResolvedAt == null)
            .ToListAsync(Stop);
    }

    /// <summary>The documents of an order, oldest first.</summary>
    public async Task<List<Document>> RowsAsync(Order order)
    {
        var id = await IdOfAsync(order);
        await using var db = Database.Open(OfficeId);
        return await db
            .Documents.AsNoTracking()
            .Include(row => row.Lines.OrderBy(line => line.Position))
            .Where(row => row.OrderId == id)
            .OrderBy(row => row.Id)
            .ToListAsync(Stop);
    }

    /// <summary>
    /// The documents of an order in words, one each: kind, total (net + tax), currency; lines as quantity × title = gross (tax);
    /// what they correct by its place among the documents.
    /// </summary>
    public async Task<string[]> DocumentsAsync(Order order)
    {
        var rows = await RowsAsync(order);
        return
        [
            .. rows.Select(row =>
            {
                var currency = new Currency(row.Currency);
                var words = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Kind}{(row.State == DocumentState.Draft ? " (draft)" : "")} {currency.ToUnits(row.Gross)} {row.Currency} ({currency.ToUnits(row.Gross - row.Tax)} + {currency.ToUnits(row.Tax)}): "
                );
                words += string.Join(
                    ", ",
                    row.Lines.Select(line =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{(line.Quantity is { } units ? $"{units} " : "")}{line.Kind} {currency.ToUnits(line.Gross)}"
                        )
                    )
                );
                if (row.Corrects.Length > 0)
                    words +=
                        "; corrects "
                        + string.Join(
                            ", ",
                            row.Corrects.Select(x =>
                                x.DocumentId is { } id
                                    ? $"{rows.FindIndex(y => y.Id == id) + 1}"
                                    : x.Number
                            )
                        );
                return words;
            }),
        ];
    }

    /// <summary>
    /// Everything proved at once: verify finds nothing, and for every order Σ documents + Σ open = Σ ledger that documents are to
    /// cover.
    /// </summary>
    public async Task ProveAsync()
    {
        var report = await Get<VerifyOffice>().VerifyAsync(OfficeId, Stop);
        Assert.Empty(report.Findings);
        await using var db = Database.Open(OfficeId);
        var ledger = await db
            .Sales.Where(sale => sale.Cover == Comptoir.Sales.SaleCover.Documents)
            .GroupBy(sale => sale.OrderId)
            .Select(sales => new
            {
                sales.Key,
                Due = sales.Sum(sale => sale.CustomerTotal - sale.CustomerOpen),
                Shop = sales.Sum(sale => sale.Total - sale.Open),
            })
            .ToListAsync(Stop);
        var documents = (await db.Documents.AsNoTracking().ToListAsync(Stop)).ToLookup(row =>
            row.OrderId
        );
        foreach (var order in ledger)
        {
            Assert.Equal(order.Due, documents[order.Key].Sum(row => row.Sign * row.Gross));
            Assert.Equal(order.Shop, documents[order.Key].Sum(row => row.Sign * row.ShopGross));
        }
    }

    private static DateTimeOffset Now
    {
        get
        {
            var now = DateTimeOffset.UtcNow;
            return new DateTimeOffset(
                now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
                TimeSpan.Zero
            );
        }
    }

    private static MailingAddress Address(Country country) =>
        new()
        {
            Id = Gid.Of("MailingAddress", 1),
            FirstName = "Claire",
            LastName = "Dubois",
            Address1 = country.Streets[0],
            City = country.Cities[0].City,
            Zip = country.Cities[0].Zip,
            Country = country.Name,
            CountryCodeV2 = country.Code,
        };

    public async ValueTask DisposeAsync()
    {
        await work.DisposeAsync();
        await server.DisposeAsync();
    }
}
