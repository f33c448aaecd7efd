using Comptoir.Storage;

namespace Comptoir.WebShops.Webhooks;

/// <summary>What a web shop sends messages about, as it was when it was last asked, and how they arrive.</summary>
public sealed class ShopSubscriptions : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    /// <summary>Where the shop sends them.</summary>
    public string Address { get; set; } = "";

    /// <summary>The topics that it sends there, such as <c>ORDERS_UPDATED</c>.</summary>
    public string[] Topics { get; set; } = [];

    /// <summary>Topics that it would not take on, because a scope is missing or for a reason of its own.</summary>
    public string[] Missing { get; set; } = [];

    /// <summary>When the shop was last asked, UTC.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>Why that did not work; null when it did. A key of the texts.</summary>
    public string? Failure { get; set; }

    /// <summary>How many were found missing by that check, because the shop had let them go.</summary>
    public int Renewed { get; set; }

    /// <summary>When a message of it last arrived that was really the shop's, UTC.</summary>
    public DateTime? HeardAt { get; set; }

    /// <summary>How long after it happened that message arrived, in seconds, by the shop's clock and ours.</summary>
    public int? DelaySeconds { get; set; }

    /// <summary>When a message last arrived in its name whose signature was false, UTC.</summary>
    public DateTime? RefusedAt { get; set; }
}
