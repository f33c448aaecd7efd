using System.Globalization;
using Comptoir.Web;

namespace Comptoir.Invoicing;

/// <summary>The rules of a web shop as fields of a form.</summary>
static class RulesFields
{
    static readonly IReadOnlyList<(string Value, Func<Texts, string> Words)> Moments =
    [
        (nameof(InvoiceMoment.Arrival), texts => texts["As soon as the order is there"]),
        (nameof(InvoiceMoment.FullyPaid), texts => texts["When all of it is paid"]),
        (nameof(InvoiceMoment.EachDelivery), texts => texts["With each delivery, what it holds"]),
        (nameof(InvoiceMoment.LastDelivery), texts => texts["When nothing is left to deliver"]),
    ];

    static readonly EditField From = new(
        nameof(InvoicingRules.From),
        texts => texts["Documents are made here from"]
    )
    {
        Input = EditInput.Date,
        Required = true,
        Check = PlainText.Day,
        Hint = texts =>
            texts[
                "Sales of earlier days were invoiced by another program: they count as covered. An earlier day opens them, a later one closes what no document touches yet."
            ],
    };

    static readonly EditField[] What =
    [
        Choice(
            nameof(InvoicingRules.Make),
            texts => texts["What to make of orders"],
            [
                (
                    nameof(WhatToMake.OrdersAndInvoices),
                    texts => texts["Sales orders, and documents when they are due"]
                ),
                (
                    nameof(WhatToMake.Invoices),
                    texts => texts["Documents only; deliveries are not followed"]
                ),
                (
                    nameof(WhatToMake.Orders),
                    texts => texts["Sales orders only; documents are made by hand"]
                ),
            ]
        ),
        From,
        YesNo(
            nameof(InvoicingRules.IssueAtOnce),
            texts => texts["Issue documents as soon as they are due; otherwise they wait as drafts"]
        ),
    ];

    static readonly EditField[] When =
    [
        Choice(
            nameof(InvoicingRules.When),
            texts => texts["Orders that are paid at once"],
            Moments
        ),
        Choice(
            nameof(InvoicingRules.WhenTerms),
            texts => texts["Orders with payment terms"],
            Moments
        ),
        new(nameof(InvoicingRules.PaymentDays), texts => texts["Days to pay"])
        {
            Input = EditInput.Number,
            Required = true,
            Check = static text => PlainText.Number(text, 365),
            Hint = texts => texts["Where the terms of an order name no day."],
        },
    ];

    static readonly EditField[] LeaveOut =
    [
        YesNo(
            nameof(InvoicingRules.LeaveOutPointOfSale),
            texts => texts["Sales at a till make no document of their own"]
        ),
        YesNo(
            nameof(InvoicingRules.LeaveOutZeroTotal),
            texts => texts["Orders over nothing make no document"]
        ),
        YesNo(
            nameof(InvoicingRules.HoldFeared),
            texts =>
                texts["Orders with which Shopify fears fraud wait until somebody releases them"]
        ),
        Names(nameof(InvoicingRules.LeaveOutTags), texts => texts["Orders with these tags"]),
        Names(nameof(InvoicingRules.LeaveOutSources), texts => texts["Orders from these sources"]),
    ];

    static readonly EditField[] Content =
    [
        YesNo(
            nameof(InvoicingRules.GiftCardsOnReceipt),
            texts => texts["Gift cards sold are on a receipt: VAT is due when they are used"]
        ),
        YesNo(
            nameof(InvoicingRules.TipsOnReceipt),
            texts => texts["Tips lie outside VAT and are on a receipt"]
        ),
        Choice(
            nameof(InvoicingRules.Language),
            texts => texts["Language where the customer has none"],
            [("fr", texts => texts["French"]), ("en", texts => texts["English"])]
        ),
    ];

    /// <summary>The fields in groups.</summary>
    public static IReadOnlyList<EditSection> Sections(Texts texts) =>
        [
            new(texts["What is made"], What),
            new(texts["When it is due"], When),
            new(texts["What makes no document"], LeaveOut, texts["test orders never do"]),
            new(texts["What stands on documents"], Content),
        ];

    /// <summary>The rules in the plain form of the fields.</summary>
    public static StoredFields Stored(InvoicingRules rules) =>
        new(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [nameof(rules.From)] = rules.From.ToString(
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture
                ),
                [nameof(rules.Make)] = rules.Make.ToString(),
                [nameof(rules.When)] = rules.When.ToString(),
                [nameof(rules.WhenTerms)] = rules.WhenTerms.ToString(),
                [nameof(rules.IssueAtOnce)] = Plain(rules.IssueAtOnce),
                [nameof(rules.LeaveOutPointOfSale)] = Plain(rules.LeaveOutPointOfSale),
                [nameof(rules.LeaveOutZeroTotal)] = Plain(rules.LeaveOutZeroTotal),
                [nameof(rules.HoldFeared)] = Plain(rules.HoldFeared),
                [nameof(rules.LeaveOutTags)] = string.Join(", ", rules.LeaveOutTags),
                [nameof(rules.LeaveOutSources)] = string.Join(", ", rules.LeaveOutSources),
                [nameof(rules.GiftCardsOnReceipt)] = Plain(rules.GiftCardsOnReceipt),
                [nameof(rules.TipsOnReceipt)] = Plain(rules.TipsOnReceipt),
                [nameof(rules.Language)] = rules.Language,
                [nameof(rules.PaymentDays)] = rules.PaymentDays.ToString(
                    CultureInfo.InvariantCulture
                ),
            },
            rules.Version,
            null,
            null
        );

    /// <summary>The change that fields in their plain form ask for.</summary>
    public static RulesChange Change(IReadOnlyDictionary<string, string?> values)
    {
        bool? Truth(string name) =>
            values.TryGetValue(name, out var value) ? value == "true" : null;
        T? Word<T>(string name)
            where T : struct, Enum =>
            values.GetValueOrDefault(name) is { } value ? Enum.Parse<T>(value) : null;
        string[]? List(string name) =>
            values.TryGetValue(name, out var value) ? Parts(value ?? "") : null;
        return new RulesChange(
            values.GetValueOrDefault(nameof(InvoicingRules.From)) is { } from
                ? DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
            Word<WhatToMake>(nameof(InvoicingRules.Make)),
            Word<InvoiceMoment>(nameof(InvoicingRules.When)),
            Word<InvoiceMoment>(nameof(InvoicingRules.WhenTerms)),
            Truth(nameof(InvoicingRules.IssueAtOnce)),
            Truth(nameof(InvoicingRules.LeaveOutPointOfSale)),
            Truth(nameof(InvoicingRules.LeaveOutZeroTotal)),
            List(nameof(InvoicingRules.LeaveOutTags)),
            List(nameof(InvoicingRules.LeaveOutSources)),
            Truth(nameof(InvoicingRules.HoldFeared)),
            Truth(nameof(InvoicingRules.GiftCardsOnReceipt)),
            Truth(nameof(InvoicingRules.TipsOnReceipt)),
            values.GetValueOrDefault(nameof(InvoicingRules.Language)),
            values.GetValueOrDefault(nameof(InvoicingRules.PaymentDays)) is { } days
                ? int.Parse(days, CultureInfo.InvariantCulture)
                : null
        );
    }

    static string Plain(bool value) => value ? "true" : "false";

    static string[] Parts(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static EditField YesNo(string name, Func<Texts, string> label) =>
        new(name, label)
        {
            Input = EditInput.YesNo,
            Check = PlainText.YesNo,
            Width = "",
        };

    static EditField Choice(
        string name,
        Func<Texts, string> label,
        IReadOnlyList<(string Value, Func<Texts, string> Words)> choices
    ) =>
        new(name, label)
        {
            Input = EditInput.Choice,
            Required = true,
            Choices = choices,
            Check = text =>
                choices.Any(choice => choice.Value == text)
                    ? text
                    : throw new RefusedException("This cannot be chosen here."),
        };

    static EditField Names(string name, Func<Texts, string> label) =>
        new(name, label)
        {
            Check = static text => string.Join(", ", Parts(PlainText.Line(text, 5_000))),
            Hint = texts => texts["Separated by commas; empty: none."],
        };
}
