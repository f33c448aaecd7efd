using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Retail;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.Webhooks;
using Comptoir.DemoShop.World;
using Microsoft.Extensions.Logging;

namespace Comptoir.DemoShop.Server;

/// <summary>One served shop: what it holds, and the switches for tests.</summary>
public sealed class ServedShop
{
    private readonly ILogger log;

    internal ServedShop(DemoShopSettings settings, TimeProvider clock, string staging, ILogger log)
    {
        this.log = log;
        Settings = settings;
        Clock = clock;
        var now = settings.Now ?? clock.GetUtcNow();
        if (settings.RetailFile is { } file)
        {
            var retail = RetailWorld.Load(settings, file);
            (World, RetailReport) = (retail.World, retail.Report);
        }
        else
        {
            World = SeededWorld.Create(settings, now);
        }

        App = new AppAccess(settings, clock) { ClientSecret = settings.ClientSecret };
        Faults.Add(settings.Faults);
        Bucket = new CostBucket(settings.Limits, clock);
        Bulk = new BulkOperations(settings.Bulk, Faults, staging, World.Shop.Number + 1, clock);
        Webhooks = new ShopWebhooks(settings, App, Faults, Requests, World.Shop.Number, clock);
        Changes = new ShopChanges(World, Webhooks, clock);
        Bustle = new Bustle(World, Changes, clock);
        Bulk.Finished = operation =>
            Webhooks.Raise([
                new("BULK_OPERATIONS_FINISH", () => WebhookBodies.Finished(operation)),
            ]);
        App.ScopesChanged = before =>
            Webhooks.Raise([
                new(
                    "APP_SCOPES_UPDATE",
                    () => WebhookBodies.Scopes(before, App.Scopes, clock.GetUtcNow())
                ),
            ]);
        App.Uninstalled = () =>
        {
            Webhooks.Raise([new("APP_UNINSTALLED", () => WebhookBodies.Shop(World.Shop))]);
            Webhooks.Subscriptions.Clear();
        };
    }

    /// <summary>What it was made from.</summary>
    public DemoShopSettings Settings { get; }

    /// <summary>What the app may do, changeable while the shop runs.</summary>
    public AppAccess App { get; }

    /// <summary>Faults to come.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What was asked for so far.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Acts that change the shop while it runs.</summary>
    public ShopChanges Changes { get; }

    /// <summary>Changes that happen by themselves.</summary>
    public Bustle Bustle { get; }

    /// <summary>The webhooks it sends.</summary>
    public ShopWebhooks Webhooks { get; }

    /// <summary>What of a file of real sales is left out; null for a shop from a seed.</summary>
    public RetailReport? RetailReport { get; }

    /// <summary>How many orders there are, deleted ones excluded.</summary>
    public int OrderCount => World.Orders.Rows.Count(row => !row.Deleted);

    internal ShopWorld World { get; }
    internal TimeProvider Clock { get; }
    internal CostBucket Bucket { get; }
    internal BulkOperations Bulk { get; }

    /// <summary>Every order in the order of its creation, made anew on each pass.</summary>
    public IEnumerable<Order> Orders()
    {
        for (var i = 0; i < World.Orders.Rows.Length; i++)
        {
            if (!World.Orders.Rows[i].Deleted)
            {
                yield return World.Orders[i];
            }
        }
    }

    internal ShopSession Session(Uri address) =>
        new(
            World,
            App.Scopes.ToHashSet(StringComparer.Ordinal),
            App.Withheld.ToHashSet(),
            Bulk,
            Webhooks.Subscriptions,
            Clock,
            address,
            log
        );
}
