using Comptoir.Api;
using Comptoir.Attention;

namespace Comptoir.Sync.Reconciling;

/// <summary>What to compare; nothing needs to be said.</summary>
/// <param name="Everything">The whole history instead of the last 35 days.</param>
[ApiExample("""{"everything":true}""")]
public sealed record CompareRequest(bool? Everything);

/// <summary>What to mend.</summary>
/// <param name="Orders">The <c>externalId</c>s of orders that differ; all but those left out without them.</param>
[ApiExample("""{"orders":[5432109876543]}""")]
public sealed record MendRequest(long[]? Orders);

/// <summary>What is done about differences.</summary>
/// <param name="ReadAgain">Orders that are read again.</param>
/// <param name="LetIn">Orders that are let in.</param>
/// <param name="RunId">The run that reads and compares; null when another one is at work, which reads them: compare afterwards.</param>
public sealed record MendAnswer(int ReadAgain, int LetIn, long? RunId);

/// <summary>A comparison. Amounts are in the shop's currency; test orders are counted, and left out of the money.</summary>
/// <param name="At">When it was done.</param>
/// <param name="Run">The run that did it.</param>
/// <param name="From">The first day, in the shop's time zone; null for the whole history.</param>
/// <param name="To">The last day.</param>
/// <param name="Orders">Orders that the shop showed.</param>
/// <param name="DifferenceCount">Orders that differ.</param>
/// <param name="OutOfSight">Orders of the office that are older than the token may see.</param>
/// <param name="Days">The days on which orders were placed, the newest first.</param>
/// <param name="Differences">Orders that differ, the newest first; of very many the first 5,000.</param>
public sealed record ComparisonAnswer(
    DateTime At,
    long Run,
    DateOnly? From,
    DateOnly To,
    int Orders,
    int DifferenceCount,
    int OutOfSight,
    IReadOnlyList<ComparedDay> Days,
    IReadOnlyList<DifferenceItem> Differences
)
{
    internal static ComparisonAnswer Of(ComparisonView view) =>
        new(
            view.Result.At,
            view.Result.RunId,
            view.Result.From,
            view.Result.To,
            view.Result.Orders,
            view.Result.Differences,
            view.Result.OutOfSight,
            [
                .. view.Days.Select(day => new ComparedDay(
                    day.Day,
                    day.IsEqual,
                    day.Differences,
                    Figures(day.Shop, day.Currency),
                    Figures(day.Ours, day.Currency)
                )),
            ],
            [.. view.Differences.Select(DifferenceItem.Of)]
        );

    static ComparedFigures Figures(DayFigures figures, string currency) =>
        new(figures.Orders, ComparedMoney.Of(figures.Money, currency));
}

/// <summary>A day, the shop beside the office.</summary>
public sealed record ComparedDay(
    DateOnly Day,
    bool IsEqual,
    int Differences,
    ComparedFigures Shop,
    ComparedFigures Office
);

/// <summary>Figures of a day.</summary>
public sealed record ComparedFigures(int Orders, ComparedMoney Money);

/// <summary>Amounts of a day or an order.</summary>
/// <param name="Ordered">The total as ordered or last edited.</param>
/// <param name="Total">The total after returns and removals.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Received">Money in, before refunds.</param>
/// <param name="Refunded">Money given back.</param>
public sealed record ComparedMoney(
    ApiMoney Ordered,
    ApiMoney Total,
    ApiMoney Tax,
    ApiMoney Received,
    ApiMoney Refunded
)
{
    internal static ComparedMoney Of(OrderFigures figures, string currency) =>
        new(
            ApiMoney.Of(figures.Ordered, currency),
            ApiMoney.Of(figures.Total, currency),
            ApiMoney.Of(figures.Tax, currency),
            ApiMoney.Of(figures.Received, currency),
            ApiMoney.Of(figures.Refunded, currency)
        );
}

/// <summary>An order that differs.</summary>
/// <param name="ExternalId">The shop's number of it.</param>
/// <param name="Name">The shop's name for it.</param>
/// <param name="Day">The day it was placed.</param>
/// <param name="Order">The office's order; null when it has none.</param>
/// <param name="Cause">Why it differs.</param>
/// <param name="Shop">What the shop shows; null when it has no such order.</param>
/// <param name="Office">What the office has; null when it has no such order.</param>
/// <param name="ShopUpdatedAt">When the shop last changed it.</param>
/// <param name="OfficeUpdatedAt">The state that the office has read.</param>
/// <param name="AttentionCode">For what is set aside: why.</param>
/// <param name="Attention">The entry under Attention.</param>
/// <param name="LeftOutBy">For what is left out: by whom.</param>
/// <param name="LeftOutAt">And when.</param>
/// <param name="AskedAt">When it was last asked to be read again.</param>
/// <param name="Remains">It was read again, and differs as before.</param>
public sealed record DifferenceItem(
    long ExternalId,
    string Name,
    DateOnly Day,
    long? Order,
    DifferenceCause Cause,
    ComparedMoney? Shop,
    ComparedMoney? Office,
    DateTime? ShopUpdatedAt,
    DateTime? OfficeUpdatedAt,
    AttentionCode? AttentionCode,
    long? Attention,
    string? LeftOutBy,
    DateTime? LeftOutAt,
    DateTime? AskedAt,
    bool Remains
)
{
    internal static DifferenceItem Of(OrderDifference x) =>
        new(
            x.ExternalId,
            x.Name,
            x.Day,
            x.OrderId,
            x.Cause,
            x.Shop is { } shop ? ComparedMoney.Of(shop, x.Currency) : null,
            x.Ours is { } ours ? ComparedMoney.Of(ours, x.Currency) : null,
            x.ShopAt,
            x.OursAt,
            x.Code,
            x.AttentionId,
            x.LeftOutBy,
            x.LeftOutAt,
            x.AskedAt,
            x.Remains
        );
}
