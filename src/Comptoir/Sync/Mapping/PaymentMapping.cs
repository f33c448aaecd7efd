using Comptoir.Payments;
using Shop = Comptoir.Shopify;

namespace Comptoir.Sync.Mapping;

/// <summary>The office's rows for an order's transactions.</summary>
static class PaymentMapping
{
    public static List<Payment> Map(ShopContext shop, Shop.ShopifyOrder order, long orderId)
    {
        var payments = new List<Payment>(order.Transactions.Count);
        foreach (
            var transaction in order
                .Transactions.DistinctBy(x => x.Id.Number)
                .OrderBy(x => x.Id.Number)
        )
        {
            var amount = transaction.AmountSet.Minor();
            var rounding = transaction.AmountRoundingSet.Minor();
            payments.Add(
                new Payment
                {
                    OfficeId = shop.OfficeId,
                    Id = 0,
                    OrderId = orderId,
                    ExternalId = transaction.Id.Number,
                    Kind = transaction.Kind,
                    Status = transaction.Status,
                    Direction = transaction.Test
                        ? PaymentDirection.None
                        : Direction(transaction.Kind, transaction.Status),
                    Gateway = Convert.Text(transaction.Gateway),
                    IsTest = transaction.Test,
                    ProcessedAt = (
                        transaction.ProcessedAt ?? transaction.CreatedAt ?? order.ProcessedAt
                    ).UtcDateTime,
                    Currency = transaction.AmountSet.ShopMoney.CurrencyCode,
                    Amount = amount.Shop,
                    CustomerCurrency = transaction.AmountSet.PresentmentMoney.CurrencyCode,
                    CustomerAmount = amount.Customer,
                    Rounding = rounding.Shop,
                    CustomerRounding = rounding.Customer,
                    ParentExternalId = transaction.ParentTransaction?.Id.Number,
                }
            );
        }
        return payments;
    }

    /// <summary>Money moves only by successful sales, captures, refunds, and change handed back at a till.</summary>
    internal static PaymentDirection Direction(string kind, string status) =>
        (status, kind) switch
        {
            ("SUCCESS", "SALE" or "CAPTURE") => PaymentDirection.In,
            ("SUCCESS", "REFUND" or "CHANGE") => PaymentDirection.Out,
            _ => PaymentDirection.None,
        };
}
