using Comptoir.Web;

namespace Comptoir.Payments;

/// <summary>Payments in the words of the screens.</summary>
static class PaymentWords
{
    /// <summary>What happened, with how it was paid: "Shopify Payments", "Refund, PayPal".</summary>
    public static string What(Texts texts, Payment payment)
    {
        var gateway = Gateway(texts, payment.Gateway);
        return (payment.Direction, payment.Kind, payment.Status) switch
        {
            (PaymentDirection.In, _, _) => gateway,
            (PaymentDirection.Out, "CHANGE", _) => texts["Change given, {0}", gateway],
            (PaymentDirection.Out, _, _) => texts["Refund, {0}", gateway],
            (_, _, "FAILURE" or "ERROR") => texts["Failed, {0}", gateway],
            (_, _, "PENDING" or "AWAITING_RESPONSE") => texts["Awaited, {0}", gateway],
            (_, "AUTHORIZATION", _) => texts["Authorized, {0}", gateway],
            (_, "VOID", _) => texts["Authorization given up, {0}", gateway],
            _ => $"{ShopWord.Plain(texts, payment.Kind)}, {gateway}",
        };
    }

    static string Gateway(Texts texts, string? gateway) =>
        gateway switch
        {
            "shopify_payments" => "Shopify Payments",
            "paypal" => "PayPal",
            "gift_card" => texts["Gift card"],
            "cash" => texts["Cash"],
            "manual" => texts["Entered by hand"],
            "bogus" => texts["Test payment"],
            _ => ShopWord.Plain(texts, gateway),
        };
}
