using System.Globalization;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops;

namespace Comptoir.Tests.Sync.Choosing;

/// <summary>A finished preparation with a list of all kinds, as the engine writes it; no shop is asked.</summary>
internal static class PreparedList
{
    /// <summary>How many objects the usual list holds.</summary>
    public const int Size = 2_000;

    /// <summary>A web shop.</summary>
    public static WebShop Shop(long officeId, long id) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            Name = "Lumière",
            Address = string.Create(CultureInfo.InvariantCulture, $"lumiere-{id}.myshopify.com"),
            ShopName = "Lumière",
            Currency = "EUR",
            TimeZone = "Europe/Paris",
            ProtectedToken = "none",
            Scopes = [],
            ConnectedAt = new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc),
        };

    /// <summary>A preparation of it that has finished.</summary>
    public static Run Run(WebShop shop, long id, RunState state = RunState.Succeeded) =>
        new()
        {
            OfficeId = shop.OfficeId,
            Id = id,
            WebShopId = shop.Id,
            Kind = RunKind.Preparation,
            State = state,
            QueuedAt = new DateTime(2026, 11, 25, 9, 52, 0, DateTimeKind.Utc).AddSeconds(id % 60),
            StartedAt = new DateTime(2026, 11, 25, 9, 52, 0, DateTimeKind.Utc),
            FinishedAt = new DateTime(2026, 11, 25, 9, 52, 41, DateTimeKind.Utc),
            Progress = new RunProgress { Phase = RunPhase.Finished },
            Cursor = new RunCursor(),
            Counts = new RunCounts
            {
                Customers = new KindCounts { Created = 560, Unchanged = 41 },
                Orders = new KindCounts { Created = 1_000, Attention = 1 },
            },
        };

    /// <summary>
    /// Items in the order of the work: 100 suppliers, 300 products, 20 companies, 580 customers, 1,000 orders; the first of
    /// each kind changed, the second linked, the third gone, the rest new; every tenth with a warning.
    /// </summary>
    public static IReadOnlyList<RunItem> Items(Run run, long firstId) =>
        [
            .. Kinds
                .SelectMany(kind => Enumerable.Range(1, kind.Count).Select(n => (kind.Kind, n)))
                .Select((item, index) => Item(run, firstId + index, item.Kind, item.n)),
        ];

    static readonly (LinkKind Kind, int Count)[] Kinds =
    [
        (LinkKind.Supplier, 100),
        (LinkKind.Product, 300),
        (LinkKind.Company, 20),
        (LinkKind.Customer, 580),
        (LinkKind.Order, 1_000),
    ];

    static RunItem Item(Run run, long id, LinkKind kind, int number)
    {
        var action = number switch
        {
            1 => RunItemAction.Update,
            2 => RunItemAction.Link,
            3 => RunItemAction.Delete,
            _ => RunItemAction.Create,
        };
        var title = Title(kind, number);
        return new RunItem
        {
            OfficeId = run.OfficeId,
            RunId = run.Id,
            Kind = kind,
            ExternalId = ExternalId(kind, number),
            Id = id,
            Title = title,
            Search = SearchText.Words(title, ExternalId(kind, number)),
            Action = action,
            LocalId = action == RunItemAction.Create ? null : 7_000 + number,
            Changes = action == RunItemAction.Delete ? [] : Changes(kind, number, action),
            Warnings = number % 10 == 0 ? [Warning(kind)] : [],
        };
    }

    /// <summary>The shop's number of an object of the list.</summary>
    public static string ExternalId(LinkKind kind, int number) =>
        kind == LinkKind.Supplier
            ? Title(kind, number)
            : string.Create(CultureInfo.InvariantCulture, $"{(int)kind + 1}{number:00000}");

    /// <summary>What an object of the list is called.</summary>
    public static string Title(LinkKind kind, int number) =>
        kind switch
        {
            LinkKind.Supplier => $"Atelier {number}",
            LinkKind.Product => $"Lampe Aube {number}",
            LinkKind.Company => $"Hôtel des Arcades {number}",
            LinkKind.Customer => $"Élodie Roux {number}",
            _ => $"#{1000 + number}",
        };

    static FieldChange[] Changes(LinkKind kind, int number, RunItemAction action)
    {
        string? Old(string value) => action == RunItemAction.Create ? null : value;
        return kind switch
        {
            LinkKind.Supplier => [new("Name", null, Title(kind, number))],
            LinkKind.Product =>
            [
                new("Title", Old("Lampe Aurore"), Title(kind, number)),
                new("Price", Old("79.00 EUR"), "89.00 EUR"),
                new("Variant: Large / Blue", null, "LAMP-L-BLUE"),
            ],
            LinkKind.Order =>
            [
                new("PlacedAt", null, "2026-11-24 10:12"),
                new("Total", Old("120.00 EUR"), "134.90 EUR"),
                new("Line: Lampe Aube", null, "2 × 59.95 EUR"),
                new("Reference of the engraver", null, "A-17"),
            ],
            _ =>
            [
                new("Name", null, Title(kind, number)),
                new("Email", null, $"contact{number}@courriel.example"),
                new(
                    "Address",
                    Old("8 rue Mercière, 69002 Lyon"),
                    "31 quai Saint-Vincent, 69001 Lyon"
                ),
                new("Phone", Old("+33 6 00 00 00 00"), "+33 6 39 98 12 40"),
            ],
        };
    }

    static RunItemWarning Warning(LinkKind kind) =>
        kind switch
        {
            LinkKind.Product => new("SkuTwice", "LAMP-L-BLUE"),
            LinkKind.Order => new("TestOrder", null),
            LinkKind.Supplier => new("FromTheFuture", "unknown to this version"),
            _ => new("SameEmail", "compta@hotel-arcades.example"),
        };
}
