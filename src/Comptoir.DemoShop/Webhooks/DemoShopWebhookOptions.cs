namespace Comptoir.DemoShop;

/// <summary>How a shop sends webhooks.</summary>
public sealed record DemoShopWebhookOptions
{
    /// <summary>Whether addresses on this machine may be http; others never. Shopify asks for https everywhere.</summary>
    public bool HttpOnLoopback { get; init; } = true;

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a notice takes on its way; Shopify promises nothing, mostly it is about a second.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Waits before the attempts after the first: eight, over four hours as on Shopify.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; init; } =
    [.. Enumerable.Range(0, 8).Select(attempt => TimeSpan.FromMinutes(1 << attempt))];

    /// <summary>What the waits are multiplied by, so that tests need not wait for hours.</summary>
    public double RetryScale { get; init; } = 1;

    /// <summary>How many notices are on their way at once.</summary>
    public int AtOnce { get; init; } = 32;
}
