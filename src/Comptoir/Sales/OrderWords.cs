using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Sales;

/// <summary>The states of orders in the words of the screens.</summary>
static class OrderWords
{
    /// <summary>The states of payment that a list can be filtered by: Shopify's word, ours.</summary>
    public static IReadOnlyList<(string Value, string Text)> Payments(Texts texts) =>
        Choices(
            texts,
            Payment,
            "PAID",
            "PENDING",
            "AUTHORIZED",
            "PARTIALLY_PAID",
            "PARTIALLY_REFUNDED",
            "REFUNDED",
            "VOIDED",
            "EXPIRED"
        );

    /// <summary>The states of delivery that a list can be filtered by.</summary>
    public static IReadOnlyList<(string Value, string Text)> Deliveries(Texts texts) =>
        Choices(
            texts,
            (words, status) => Delivery(words, status),
            "UNFULFILLED",
            "PARTIALLY_FULFILLED",
            "FULFILLED",
            "ON_HOLD",
            "SCHEDULED",
            "IN_PROGRESS"
        );

    /// <summary>What is paid.</summary>
    public static (string Word, Tone Tone) Payment(Texts texts, string? status) =>
        status switch
        {
            "PAID" => (texts["Paid"], Tone.Ok),
            "PENDING" => (texts["Pending"], Tone.Warn),
            "AUTHORIZED" => (texts["Authorized"], Tone.Info),
            "PARTIALLY_PAID" => (texts["Part-paid"], Tone.Warn),
            "PARTIALLY_REFUNDED" => (texts["Part-refunded"], Tone.Neutral),
            "REFUNDED" => (texts["Refunded"], Tone.Neutral),
            "VOIDED" => (texts["Voided"], Tone.Neutral),
            "EXPIRED" => (texts["Expired"], Tone.Neutral),
            _ => (ShopWord.Plain(texts, status), Tone.Neutral),
        };

    /// <summary>What is delivered. A cancelled order of which nothing was sent is not to be delivered any more.</summary>
    public static (string Word, Tone Tone) Delivery(
        Texts texts,
        string? status,
        bool isCancelled = false
    ) =>
        status switch
        {
            "UNFULFILLED" or "OPEN" when isCancelled => (texts["Not sent"], Tone.Neutral),
            "FULFILLED" => (texts["Sent"], Tone.Ok),
            "PARTIALLY_FULFILLED" => (texts["Partly sent"], Tone.Warn),
            "UNFULFILLED" or "OPEN" => (texts["To deliver"], Tone.Info),
            "ON_HOLD" => (texts["On hold"], Tone.Neutral),
            "SCHEDULED" => (texts["Scheduled"], Tone.Neutral),
            "IN_PROGRESS" or "PENDING_FULFILLMENT" => (texts["In preparation"], Tone.Warn),
            "RESTOCKED" => (texts["Restocked"], Tone.Neutral),
            "REQUEST_DECLINED" => (texts["Refused by the warehouse"], Tone.Bad),
            _ => (ShopWord.Plain(texts, status), Tone.Neutral),
        };

    /// <summary>Whether the control equations of the order hold.</summary>
    public static (string Word, Tone Tone) Control(Texts texts, ControlState state) =>
        state switch
        {
            ControlState.Holds => (texts["Adds up"], Tone.Ok),
            ControlState.Exchange => (texts["Adds up, rounding of exchange apart"], Tone.Ok),
            ControlState.Warns => (texts["To be looked at"], Tone.Warn),
            _ => (texts["Does not add up"], Tone.Bad),
        };

    /// <summary>What Shopify advises for fear of fraud; null when there is nothing to fear.</summary>
    public static (string Word, Tone Tone)? Fraud(Texts texts, FraudAdvice advice) =>
        advice switch
        {
            FraudAdvice.Investigate => (texts["Fraud? Check first"], Tone.Warn),
            FraudAdvice.Cancel => (texts["Likely fraud"], Tone.Bad),
            _ => null,
        };

    /// <summary>What is paid, with the day it is due where terms were agreed and it is not paid yet.</summary>
    public static (string Word, Tone Tone) Payment(
        Texts texts,
        string? status,
        DateOnly? dueOn,
        DateOnly today
    ) =>
        dueOn is { } due && status is "PENDING" or "PARTIALLY_PAID" or "OVERDUE"
            ? due < today
                ? (texts["Overdue since {0}", Day(due, today)], Tone.Bad)
                : (texts["Due on {0}", Day(due, today)], Tone.Info)
            : Payment(texts, status);

    /// <summary>What came back, or is to; null when nothing is.</summary>
    public static (string Word, Tone Tone)? Return(Texts texts, string? status) =>
        status switch
        {
            null or "" or "NO_RETURN" => null,
            "RETURNED" or "INSPECTION_COMPLETE" => (texts["Returned"], Tone.Neutral),
            "RETURN_FAILED" => (texts["Return failed"], Tone.Warn),
            _ => (texts["Return under way"], Tone.Info),
        };

    /// <summary>A day of an order, with its year when that is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today)
    {
        var text = DateFormat.DayAndMonth(day.ToDateTime(TimeOnly.MinValue));
        return day.Year == today.Year ? text : $"{text} {day.Year}";
    }

    /// <summary>An entry of the ledger.</summary>
    public static string Entry(Texts texts, string reason, long total) =>
        reason switch
        {
            "ORDER" => texts["Order"],
            "ORDER_EDIT" => texts["Change of the order"],
            "REFUND" => total == 0 ? texts["Taken back, no money"] : texts["Refund"],
            "RETURN" => texts["Return"],
            _ => ShopWord.Plain(texts, reason),
        };

    /// <summary>What an entry of the ledger is about when it concerns no line.</summary>
    public static string Kind(Texts texts, string kind) =>
        kind switch
        {
            "PRODUCT" => texts["Products"],
            "SHIPPING" => texts["Delivery"],
            "GIFT_CARD" => texts["Gift card"],
            "TIP" => texts["Tip"],
            "DUTY" => texts["Customs duty"],
            "FEE" or "ADDITIONAL_FEE" => texts["Fee"],
            "ADJUSTMENT" => texts["Adjustment"],
            _ => ShopWord.Plain(texts, kind),
        };

    /// <summary>Why an order was cancelled.</summary>
    public static string CancelReason(Texts texts, string? reason) =>
        reason switch
        {
            "CUSTOMER" => texts["by the customer"],
            "DECLINED" => texts["payment declined"],
            "FRAUD" => texts["suspicion of fraud"],
            "INVENTORY" => texts["out of stock"],
            "STAFF" => texts["a mistake of the shop"],
            _ => ShopWord.Plain(texts, reason),
        };

    static List<(string Value, string Text)> Choices(
        Texts texts,
        Func<Texts, string?, (string Word, Tone Tone)> word,
        params string[] statuses
    ) => [.. statuses.Select(status => (status, word(texts, status).Word))];
}
