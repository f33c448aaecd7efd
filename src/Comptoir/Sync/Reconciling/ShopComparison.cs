using Comptoir.Attention;
using Comptoir.Storage;

namespace Comptoir.Sync.Reconciling;

/// <summary>The last comparison of a web shop's orders with the office's, day by day; the next one replaces it.</summary>
public sealed class ShopComparison : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    /// <summary>The run that compared.</summary>
    public required long RunId { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The first day compared, in the shop's time zone; null when the whole history was.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day compared.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Orders that the shop showed.</summary>
    public required int Orders { get; init; }

    /// <summary>Orders that differ; of very many, only the first are kept.</summary>
    public required int Differences { get; init; }

    /// <summary>Orders of the office that are older than the token may see: of them nothing can be said.</summary>
    public required int OutOfSight { get; init; }
}

/// <summary>A day of a web shop: what the shop shows, beside what the office has.</summary>
public sealed class DayComparison : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    /// <summary>In the shop's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>ISO code of the shop's currency on that day.</summary>
    public required string Currency { get; init; }
    public required DayFigures Shop { get; init; }
    public required DayFigures Ours { get; init; }

    /// <summary>Orders of that day that differ.</summary>
    public required int Differences { get; init; }

    /// <summary>Nothing differs on that day.</summary>
    public required bool IsEqual { get; init; }
}

/// <summary>Figures of a day. Test orders are counted, and left out of the money: theirs is none.</summary>
/// <param name="Orders">How many orders were placed.</param>
/// <param name="Money">Their sums.</param>
public sealed record DayFigures(int Orders, OrderFigures Money);

/// <summary>Figures of an order, in minor units of the shop's currency.</summary>
/// <param name="Ordered">The total as ordered or last edited.</param>
/// <param name="Total">The total after returns and removals.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Received">Money in, before refunds.</param>
/// <param name="Refunded">Money given back.</param>
public sealed record OrderFigures(long Ordered, long Total, long Tax, long Received, long Refunded)
{
    /// <summary>Nothing.</summary>
    public static OrderFigures None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static OrderFigures operator +(OrderFigures a, OrderFigures b) =>
        checked(
            new(
                a.Ordered + b.Ordered,
                a.Total + b.Total,
                a.Tax + b.Tax,
                a.Received + b.Received,
                a.Refunded + b.Refunded
            )
        );
}

/// <summary>An order that the office does not have as the shop has it.</summary>
public sealed class OrderDifference : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    /// <summary>The shop's number of the order.</summary>
    public required long ExternalId { get; init; }

    /// <summary>The shop's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>The day it was placed, in the shop's time zone.</summary>
    public required DateOnly Day { get; init; }
    public required string Currency { get; init; }

    /// <summary>The office's order; null when it has none.</summary>
    public long? OrderId { get; init; }
    public required DifferenceCause Cause { get; init; }

    /// <summary>What the shop shows; null when it has no such order.</summary>
    public OrderFigures? Shop { get; init; }

    /// <summary>What the office has; null when it has no such order.</summary>
    public OrderFigures? Ours { get; init; }

    /// <summary>When the shop last changed it, and the state that the office has read, UTC.</summary>
    public DateTime? ShopAt { get; init; }
    public DateTime? OursAt { get; init; }

    /// <summary>For what was set aside: why, and the number of the entry.</summary>
    public AttentionCode? Code { get; init; }
    public long? AttentionId { get; init; }

    /// <summary>For what was left out: by whom and when, UTC.</summary>
    public string? LeftOutBy { get; init; }
    public DateTime? LeftOutAt { get; init; }

    /// <summary>When somebody last asked for it to be read again, UTC.</summary>
    public DateTime? AskedAt { get; init; }

    /// <summary>It was read again, and differs as before.</summary>
    public bool Remains { get; init; }
}

/// <summary>Why an order differs.</summary>
public enum DifferenceCause
{
    /// <summary>It never arrived.</summary>
    Missing,

    /// <summary>Somebody left it out: so it should be.</summary>
    LeftOut,

    /// <summary>It is under Attention.</summary>
    SetAside,

    /// <summary>The shop has it no more; here it is alive.</summary>
    DeletedInShop,

    /// <summary>The shop has it; here it is marked as deleted.</summary>
    DeletedHere,

    /// <summary>The shop changed it after it was read.</summary>
    Changed,

    /// <summary>The state that was read is the shop's present one, and yet amounts differ: a fault of ours, or a rounding.</summary>
    Amounts,
}
