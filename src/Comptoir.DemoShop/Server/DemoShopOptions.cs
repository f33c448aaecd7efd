using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Schema;

namespace Comptoir.DemoShop;

/// <summary>What a demo server serves.</summary>
public sealed record DemoShopOptions
{
    /// <summary>The port on 127.0.0.1; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>The shops; told apart by the Host header.</summary>
    public IReadOnlyList<DemoShopSettings> Shops { get; init; } = [new()];

    /// <summary>The clock of the server: rate limit, bulk operations, expiry, and "now" of shops without <see cref="DemoShopSettings.Now" />.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>One shop of a demo server.</summary>
public sealed record DemoShopSettings
{
    /// <summary>Its address is <c>{Name}.myshopify.com</c>.</summary>
    public string Name { get; init; } = "maison-lumiere";

    /// <summary>As shown.</summary>
    public string Title { get; init; } = "Maison Lumière";

    /// <summary>What <c>X-Shopify-Access-Token</c> must carry.</summary>
    public string Token { get; init; } = "shpat_demo";

    /// <summary>Scopes of the token; all by default.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = Access.All;

    /// <summary>Id of the app that may ask for tokens.</summary>
    public string ClientId { get; init; } = "demo-client";

    /// <summary>Its secret at first.</summary>
    public string ClientSecret { get; init; } = "shpss_demo";

    /// <summary>How long a token lives that is granted to it.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(86_399);

    /// <summary>Kinds of personal data that the app was not approved for.</summary>
    public IReadOnlyList<PersonalData> Withheld { get; init; } = [];

    /// <summary>Other names under which the shop is reached, such as the one it had before it was renamed.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The seed: the same seed, size and <see cref="Now" /> give the same shop, ids included.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// What ids begin with, 1 to 8999. Null: from the name, so that two shops have different ids even with one seed.
    /// </summary>
    public int? IdSpace { get; init; }

    /// <summary>How many orders it has, over two years; up to 1,000,000.</summary>
    public int Orders { get; init; } = 2_400;

    /// <summary>ISO 4217 code of the shop's currency.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>The shop's time zone, by its name in the tz database. A retail file is London's.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";

    /// <summary>The end of its history, UTC; null: when the server starts.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>A CSV of real sales instead of the seed, in the format of UCI "Online Retail", plain or gzipped; the currency is then GBP.</summary>
    public string? RetailFile { get; init; }

    /// <summary>Rate limit.</summary>
    public DemoShopLimits Limits { get; init; } = new();

    /// <summary>Bulk operations.</summary>
    public DemoShopBulkOptions Bulk { get; init; } = new();

    /// <summary>Webhooks.</summary>
    public DemoShopWebhookOptions Webhooks { get; init; } = new();

    /// <summary>Faults from the start on.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>The address: <c>{Name}.myshopify.com</c>.</summary>
    public string Address => $"{Name}.myshopify.com";
}

/// <summary>The leaky bucket of a shop.</summary>
/// <param name="MaximumAvailable">Points that a full bucket holds.</param>
/// <param name="RestoreRate">Points restored per second.</param>
public sealed record DemoShopLimits(double MaximumAvailable = 2000, double RestoreRate = 100);

/// <summary>How bulk operations of a shop behave.</summary>
public sealed record DemoShopBulkOptions
{
    /// <summary>Time spent as CREATED.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Time spent as RUNNING beyond what writing takes.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Fields that bulk queries are refused for.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Order of the rows, unless the query asks for grouped objects.</summary>
    public BulkRowOrder RowOrder { get; init; } = BulkRowOrder.ParentsFirst;
}
