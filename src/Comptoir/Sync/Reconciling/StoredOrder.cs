using System.Linq.Expressions;
using Comptoir.Sales;
using Comptoir.Sync.Mapping;
using Shop = Comptoir.Shopify;

namespace Comptoir.Sync.Reconciling;

/// <summary>Of an order of the office what is compared.</summary>
sealed record StoredOrder(
    long Id,
    long ExternalId,
    string Name,
    DateOnly Day,
    string Currency,
    bool IsTest,
    bool IsCancelled,
    bool IsDeleted,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    long Ordered,
    long Total,
    long Tax,
    long Received,
    long Refunded
)
{
    /// <summary>Its sums.</summary>
    public OrderFigures Figures => new(Ordered, Total, Tax, Received, Refunded);

    /// <summary>Reads it.</summary>
    public static readonly Expression<Func<SalesOrder, StoredOrder>> Of = order => new StoredOrder(
        order.Id,
        order.ExternalId!.Value,
        order.Name,
        order.PlacedOn,
        order.Currency,
        order.IsTest,
        order.CancelledAt != null,
        order.DeletedAt != null,
        order.CreatedAt,
        order.UpdatedAt,
        order.Total,
        order.CurrentTotal,
        order.CurrentTax,
        order.Received,
        order.Refunded
    );
}

/// <summary>Of an order of the shop what is compared.</summary>
sealed record ShownOrder(
    long ExternalId,
    string Name,
    DateOnly Day,
    string Currency,
    bool IsTest,
    bool IsCancelled,
    DateTime UpdatedAt,
    OrderFigures Figures
)
{
    /// <summary>Reads a header; where an amount has more decimals than its currency, the nearest is taken.</summary>
    public static ShownOrder Of(ShopContext shop, Shop.OrderHeader header)
    {
        var currency = header.CurrentTotalPriceSet.ShopMoney.CurrencyCode;
        return new ShownOrder(
            header.Id.Number,
            header.Name,
            shop.DayOf(header.ProcessedAt),
            currency,
            header.Test,
            header.CancelledAt is not null,
            header.UpdatedAt.UtcDateTime,
            new OrderFigures(
                Minor(header.TotalPriceSet),
                Minor(header.CurrentTotalPriceSet),
                Minor(header.CurrentTotalTaxSet),
                Minor(header.TotalReceivedSet),
                Minor(header.TotalRefundedSet)
            )
        );
    }

    static long Minor(Shop.ShopAmount amount)
    {
        var currency = new Money.Currency(amount.ShopMoney.CurrencyCode);
        return currency.ToMinor(
            decimal.Round(amount.ShopMoney.Amount, currency.Exponent, MidpointRounding.AwayFromZero)
        );
    }
}
