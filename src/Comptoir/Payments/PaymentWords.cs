using Comptoir.Web;

namespace Comptoir.Payments;

/// <summary>Payments in the words of the screens.</summary>
static class PaymentWords
{
    /// <summary>What happened, with how it was paid: "Shopify Payments", "Refund, PayPal".</summary>
    public static string What(Texts texts, Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return payment.SameAs is not null || payment.ReversedReason is not null
            ? Gateway(texts, payment.Gateway)
            : What(texts, payment.Direction, payment.Kind, payment.Status, payment.Gateway);
    }

    /// <summary>The same for one that was neither told twice nor taken back.</summary>
    public static string What(
        Texts texts,
        PaymentDirection direction,
        string kind,
        string status,
        string? paidBy
    )
    {
        var gateway = Gateway(texts, paidBy);
        return (direction, kind, status) switch
        {
            (PaymentDirection.In, _, _) => gateway,
            (PaymentDirection.Out, "CHANGE", _) => texts["Change given, {0}", gateway],
            (PaymentDirection.Out, _, _) => texts["Refund, {0}", gateway],
            (_, _, "FAILURE" or "ERROR") => texts["Failed, {0}", gateway],
            (_, _, "PENDING" or "AWAITING_RESPONSE") => texts["Awaited, {0}", gateway],
            (_, "AUTHORIZATION", _) => texts["Authorized, {0}", gateway],
            (_, "VOID", _) => texts["Authorization given up, {0}", gateway],
            _ => $"{ShopWord.Plain(texts, kind)}, {gateway}",
        };
    }

    /// <summary>How somebody who enters a payment says that it was made.</summary>
    public static string Method(Texts texts, string method) =>
        Gateway(
            texts,
            method switch
            {
                "BankTransfer" => "bank_transfer",
                "Cash" => "cash",
                "Card" => "card",
                "Cheque" => "cheque",
                _ => "other",
            }
        );

    /// <summary>How it was paid.</summary>
    public static string Gateway(Texts texts, string? gateway) =>
        gateway switch
        {
            "shopify_payments" => "Shopify Payments",
            "paypal" => "PayPal",
            "gift_card" => texts["Gift card"],
            "cash" => texts["Cash"],
            "bank_transfer" => texts["Bank transfer"],
            "card" => texts["Card"],
            "cheque" => texts["Cheque"],
            "other" => texts["Other way"],
            "manual" => texts["Entered by hand"],
            "bogus" => texts["Test payment"],
            _ => ShopWord.Plain(texts, gateway),
        };
}
