using System.Diagnostics.Metrics;

namespace Comptoir.Shopify;

/// <summary>What calls to Shopify cost and how they fail, for whoever measures; nothing is kept when nobody does.</summary>
public static class ShopifyMeter
{
    /// <summary>The name under which it is listened to.</summary>
    public const string Name = "Comptoir.Shopify";

    static readonly Meter Meter = new(Name);

    static readonly Counter<double> Asked = Meter.CreateCounter<double>(
        "comptoir.shopify.cost.asked",
        "{point}",
        "Points of the allowance that answered queries asked for"
    );

    static readonly Gauge<double> Available = Meter.CreateGauge<double>(
        "comptoir.shopify.cost.available",
        "{point}",
        "Points of the allowance that are left, as the last answer said"
    );

    static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "comptoir.shopify.failures",
        "{failure}",
        "Calls that failed, by kind, those that were tried again included"
    );

    /// <summary>An answer told what it cost.</summary>
    internal static void Answered(ShopAddress shop, QueryCost cost)
    {
        var tag = KeyValuePair.Create<string, object?>("comptoir.shop", shop.Host);
        Asked.Add(cost.Requested, tag);
        Available.Record(cost.CurrentlyAvailable, tag);
    }

    /// <summary>A call failed.</summary>
    internal static void Failed(ShopAddress shop, ShopifyFailure kind) =>
        Failures.Add(1, new("comptoir.shop", shop.Host), new("comptoir.failure", kind.ToString()));
}
