using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>Makes the orders of a seed: who buys what, how it is paid and sent, and what happens afterwards.</summary>
internal sealed class OrderSeed(
    DemoShopSettings settings,
    long firstNumber,
    Timeline timeline,
    CatalogueSeed catalogue,
    CustomerSeed customers,
    IReadOnlyList<Location> locations,
    IReadOnlyList<Company> companies
)
{
    private static readonly int[] HowManyLines = [46, 28, 14, 8, 4];
    private static readonly (string Code, int Percent)[] Codes =
    [
        ("BIENVENUE10", 10),
        ("NEWSLETTER15", 15),
        ("AMIS20", 20),
    ];
    private readonly Currency currency = Currency.Of(settings.Currency);

    public int CustomerCount { get; } = Math.Max(1, settings.Orders * 45 / 100);

    public DateTimeOffset TimeOf(int index) =>
        timeline.At(
            (index + new Dice(settings.Seed, 0x70_0000_0000 + (ulong)index).Fraction())
                / settings.Orders
        );

    /// <summary>A customer appears minutes before the first order that may be theirs.</summary>
    public DateTimeOffset CustomerTimeOf(int customer) =>
        TimeOf(
                Math.Clamp(
                    (int)((((customer + 1L) * settings.Orders) + CustomerCount - 1) / CustomerCount)
                        - 1,
                    0,
                    Math.Max(0, settings.Orders - 1)
                )
            )
            .AddMinutes(-4);

    public Order Make(int index)
    {
        var worked = WorkedCases.At(index, settings.Orders);
        var dice = new Dice(settings.Seed, 0x10_0000_0000 + (ulong)index);
        if (worked is { } number)
        {
            return new WorkedCases(this, customers, catalogue, locations, companies).Make(
                number,
                index,
                ref dice
            );
        }

        return Ordinary(index, ref dice);
    }

    private Order Ordinary(int index, ref Dice dice)
    {
        var pos = dice.Permille(60);
        var guest = !pos && dice.Permille(50);
        var customer = pos || guest ? -1 : CustomerOf(index, ref dice);
        var person =
            pos ? null
            : guest ? customers.Anybody(0x80_0000_0000 + (ulong)index, index)
            : customers.PersonOf(customer);
        var draft = Draft(index, person, customer, pos, dice.Permille(5));
        var order = draft.Order;
        Fill(draft, ref dice, index);
        if (!pos)
        {
            Ship(draft, ref dice);
        }
        else if (dice.Permille(60))
        {
            draft.Tip(dice.Between(1, 4) * 100);
        }

        draft.Tax(IsReduced);
        if (person?.Country.Code == "US" && dice.Permille(200))
        {
            order
                .Lines[0]
                .Duties.Add(
                    new Duty(
                        order.Child("Duty"),
                        order.Lines[0].Discounted.Share(5, 100),
                        [],
                        "FR",
                        "340600"
                    )
                );
        }

        order.Place();
        new OrderLife(order, draft, timeline.End, locations, catalogue).Live(ref dice, pos);
        return order;
    }

    /// <summary>The customer of an order: often the newest, else one who was there before.</summary>
    private int CustomerOf(int index, ref Dice dice)
    {
        var known = (int)Math.Max(1, (index + 1L) * CustomerCount / settings.Orders);
        return dice.Permille(550) ? known - 1 : dice.Below(known);
    }

    /// <summary>An empty order of somebody (null: at the counter).</summary>
    public OrderDraft Draft(
        int index,
        Person? person,
        int customer,
        bool pos,
        bool test,
        string? presentment = null,
        bool? taxesIncluded = null,
        Country? country = null
    )
    {
        country ??= person?.Country ?? Names.France;
        var company =
            customer >= 0 && CustomerSeed.CompanyOf(customer) is { } c && c < companies.Count
                ? companies[c]
                : null;
        var number = firstNumber + ((index + 1L) * Order.ChildNumbers);
        var at = TimeOf(index);
        var address = person?.Address(number);
        var other = Currency.Of(
            presentment
                ?? (
                    person is null ? currency.Code
                    : country.Currency == "EUR" ? currency.Code
                    : country.Currency
                )
        );
        var vat = company?.Locations[0].TaxRegistrationId;
        var order = new Order
        {
            Number = number,
            Pair = new CurrencyPair(currency, other),
            OrderNumber = index + 1001,
            Name = $"#{index + 1001}",
            ConfirmationNumber = Confirmation(index),
            CreatedAt = at,
            UpdatedAt = at,
            ProcessedAt = at,
            TaxesIncluded = taxesIncluded ?? (country.Code != "US" && company is null),
            Test = test,
            SourceName =
                pos ? "pos"
                : company is null ? "web"
                : "shopify_draft_order",
            App =
                pos ? OrderApp.PointOfSale
                : company is null ? OrderApp.OnlineStore
                : OrderApp.DraftOrders,
            Email = person?.Email,
            Phone = person?.Phone,
            CustomerLocale = pos ? null : country.Locale,
            CustomerNumber = customer >= 0 ? customers.NumberOf(customer) : null,
            Company = company is null
                ? null
                : new PurchasingCompany(company, company.Locations[0], company.Contacts[0]),
            PoNumber = company is not null && index % 2 == 0 ? $"PO-{index:00000}" : null,
            BillingAddress = address,
            ShippingAddress = pos ? null : address,
            RetailLocation = pos ? locations[1] : null,
            TaxExempt = company is not null && country.Code != "FR" && vat is not null,
            LocalizedFields =
                country.Code == "IT" && index % 3 == 0
                    ?
                    [
                        new LocalizedField(
                            "TAX_CREDENTIAL_IT",
                            "Codice Fiscale",
                            "RSSMRA85T10A562S",
                            "IT",
                            "TAX"
                        ),
                    ]
                    : [],
            Risk = index % 211 == 7 ? OrderRiskSummary.High : OrderRiskSummary.Low,
            Tags = company is not null ? ["pro"] : [],
        };
        order.FulfillmentOrder = new FulfillmentOrder(
            order,
            pos ? locations[1] : locations[index % 5 == 0 ? 2 : 0]
        );
        return new OrderDraft(order, country) { WithoutTax = order.TaxExempt };
    }

    private void Fill(OrderDraft draft, ref Dice dice, int index)
    {
        var order = draft.Order;
        var lines = dice.Weighted(HowManyLines) + 1;
        var old = order.CreatedAt < timeline.Start.AddDays(365);
        for (var i = 0; i < lines; i++)
        {
            var product = catalogue.Kept[
                dice.Below(old ? catalogue.Count : catalogue.Count - CatalogueSeed.Deleted)
            ];
            var quantity =
                order.Company is not null ? dice.Between(4, 24)
                : dice.Permille(720) ? 1
                : dice.Between(2, 4);
            var line = draft.Add(draft.Line(product, dice.Pick(product.Variants), quantity));
            if (dice.Permille(15))
            {
                line.CustomAttributes.Add(new World.Attribute("Message", "Joyeux anniversaire !"));
            }
        }

        if (dice.Permille(12))
        {
            draft.Add(draft.Custom("Emballage cadeau", 1, 350));
        }

        switch (dice.Below(100))
        {
            case < 16:
                var (code, percent) = dice.Pick(Codes);
                draft.Percent("DiscountCodeApplication", percent, code, null);
                break;
            case < 20:
                draft.Fixed("DiscountCodeApplication", 500, "MERCI5", null);
                break;
            case < 25:
                draft.Percent("AutomaticDiscountApplication", 20, null, "Soldes", "EACH");
                break;
            case 25 when index % 3 == 0:
                draft.Percent("DiscountCodeApplication", 100, "CADEAU100", null);
                break;
            case 26:
                draft.Fixed("ManualDiscountApplication", 300, null, "Geste commercial");
                break;
        }
    }

    private static void Ship(OrderDraft draft, ref Dice dice)
    {
        var order = draft.Order;
        if (!order.Lines.Exists(l => l.RequiresShipping))
        {
            return;
        }

        var (title, code, price) = order.ShippingAddress?.CountryCodeV2 switch
        {
            "FR" or null => dice.Permille(600)
                ? ("Colissimo à domicile", "COLISSIMO", 590L)
                : ("Mondial Relay", "RELAIS", 390L),
            "US" or "JP" or "GB" => ("International Express", "DHL", 2490L),
            _ => ("Livraison Europe", "EUROPE", 990L),
        };
        var shipping = draft.Shipping(title, code, price);
        if (order.Lines.Sum(order.Pair, l => l.Discounted).Shop >= 6000 && price < 1000)
        {
            draft.FreeShipping(shipping);
        }
    }

    public bool IsReduced(LineItem line)
    {
        if (line.ProductNumber is not { } number)
        {
            return false;
        }

        var index = (int)((number % 10_000_000_000) / Order.ChildNumbers) - 1;
        return catalogue.Kept[index].Reduced;
    }

    private string Confirmation(int index)
    {
        const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        var dice = new Dice(settings.Seed, 0x90_0000_0000 + (ulong)index);
        var text = new char[9];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Letters[dice.Below(Letters.Length)];
        }

        return new string(text);
    }
}
