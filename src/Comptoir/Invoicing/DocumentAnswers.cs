using Comptoir.Api;
using Comptoir.Contacts;

namespace Comptoir.Invoicing;

/// <summary>A document in a list. Amounts are positive for what the document is about. <c>updatedAt</c> is when it was made, or issued, UTC; <c>payment</c> what of it is paid, null for a draft.</summary>
public sealed record DocumentItem(
    long Id,
    DocumentKind Kind,
    DocumentState State,
    string? Number,
    DateOnly? IssuedOn,
    DateTime UpdatedAt,
    long OrderId,
    string OrderName,
    long? WebShop,
    string BuyerName,
    ApiMoney Gross,
    ApiMoney Tax,
    DateOnly? DueOn,
    DocumentPayment? Payment
)
{
    internal static DocumentItem Of(DocumentRow row) =>
        new(
            row.Id,
            row.Kind,
            row.State,
            row.Number,
            row.IssuedOn,
            row.ListedAt,
            row.OrderId,
            row.OrderName,
            row.WebShopId,
            row.BuyerName,
            ApiMoney.Of(row.Gross, row.Currency),
            ApiMoney.Of(row.Tax, row.Currency),
            row.DueOn,
            DocumentPayment.Of(row.Settled, row.Currency)
        );
}

/// <summary>What of a document is paid: computed from the payments of its order, which settle its documents oldest first.</summary>
/// <param name="State">In a word.</param>
/// <param name="Paid">Paid with money; of a credit note what was given back or set off.</param>
/// <param name="Credited">Taken off by credit notes.</param>
/// <param name="Left">Left to pay; of a credit note to give back.</param>
public sealed record DocumentPayment(
    PaymentState State,
    ApiMoney Paid,
    ApiMoney Credited,
    ApiMoney Left
)
{
    internal static DocumentPayment? Of(Settled? settled, string currency) =>
        settled is null
            ? null
            : new(
                settled.State,
                ApiMoney.Of(settled.Paid, currency),
                ApiMoney.Of(settled.Credited, currency),
                ApiMoney.Of(settled.Left, currency)
            );
}

/// <summary>A document with its content: frozen when it is issued, as it would be for a draft. <c>corrects</c> is what it corrects, <c>correctedBy</c> what corrects it.</summary>
public sealed record DocumentDetail(
    long Id,
    DocumentKind Kind,
    DocumentState State,
    DocumentIssuer Issuer,
    string? Number,
    DateOnly? IssuedOn,
    DateTime UpdatedAt,
    long OrderId,
    long? WebShop,
    long? ContactId,
    long? CompanyId,
    string Language,
    FrozenSeller Seller,
    Party Buyer,
    Address? DeliveredTo,
    FrozenOrder Order,
    DateOnly? SuppliedOn,
    DateOnly? DueOn,
    IReadOnlyList<DocumentLineAnswer> Lines,
    IReadOnlyList<DocumentTaxAnswer> Taxes,
    ApiMoney Net,
    ApiMoney Tax,
    ApiMoney Gross,
    ApiMoney ShopGross,
    ApiMoney ShopTax,
    IReadOnlyList<Correction> Corrects,
    IReadOnlyList<OrderDocument> CorrectedBy,
    string? Reason,
    string? Note,
    IReadOnlyList<string> Terms,
    string? Footer,
    DateTime MadeAt,
    string? MadeBy,
    DateTime? IssuedAt,
    string? IssuedBy,
    DocumentPayment? Payment
)
{
    internal static DocumentDetail Of(DocumentView view, FrozenDocument content)
    {
        var row = view.Document;
        ApiMoney Money(long minor) => ApiMoney.Of(minor, row.Currency);
        return new(
            row.Id,
            row.Kind,
            row.State,
            row.Issuer,
            row.Number,
            row.IssuedOn,
            row.ListedAt,
            row.OrderId,
            row.WebShopId,
            row.ContactId,
            row.CompanyId,
            content.Language,
            content.Seller,
            content.Buyer,
            content.DeliveredTo,
            content.Order,
            content.SuppliedOn,
            content.DueOn,
            [
                .. content.Lines.Select(
                    (line, i) => DocumentLineAnswer.Of(line, i + 1, row.Currency)
                ),
            ],
            [.. content.Taxes.Select(tax => DocumentTaxAnswer.Of(tax, row.Currency))],
            Money(content.Net),
            Money(content.Tax),
            Money(content.Gross),
            ApiMoney.Of(row.ShopGross, row.ShopCurrency),
            ApiMoney.Of(row.ShopTax, row.ShopCurrency),
            content.Corrects,
            [.. view.CorrectedBy.Select(OrderDocument.Of)],
            content.Reason,
            content.Note,
            [.. content.Terms.Select(term => term.Text)],
            content.Footer,
            row.MadeAt,
            row.MadeBy,
            row.IssuedAt,
            row.IssuedBy,
            DocumentPayment.Of(view.Settled, row.Currency)
        );
    }
}

/// <summary>A line of a document. <c>percent</c> is 20 for 20 %, null when no tax is named; <c>taxIncluded</c> says that price and discount contain the tax.</summary>
public sealed record DocumentLineAnswer(
    int Position,
    DocumentLineKind Kind,
    string Title,
    string? Detail,
    string? Sku,
    int? Quantity,
    ApiMoney? UnitPrice,
    bool TaxIncluded,
    ApiMoney Discount,
    ApiMoney Gross,
    ApiMoney Tax,
    decimal? Percent,
    string? TaxTitle,
    bool ChannelLiable
)
{
    internal const decimal MillionthsOfPercent = 10_000m;

    internal static DocumentLineAnswer Of(FrozenLine line, int position, string currency) =>
        new(
            position,
            line.Kind,
            line.Title,
            line.Detail,
            line.Sku,
            line.Quantity,
            line.UnitPrice is { } price ? ApiMoney.OfMillionths(price, currency) : null,
            line.TaxIncluded,
            ApiMoney.Of(line.Discount, currency),
            ApiMoney.Of(line.Gross, currency),
            ApiMoney.Of(line.Tax, currency),
            line.Rate / MillionthsOfPercent,
            line.TaxTitle,
            line.ChannelLiable
        );
}

/// <summary>The tax of a rate on a document. <c>percent</c> is 20 for 20 %, null when no tax is named.</summary>
public sealed record DocumentTaxAnswer(
    string? Title,
    decimal? Percent,
    ApiMoney Net,
    ApiMoney Tax,
    bool ChannelLiable
)
{
    internal static DocumentTaxAnswer Of(FrozenTax tax, string currency) =>
        new(
            tax.Title,
            tax.Rate / DocumentLineAnswer.MillionthsOfPercent,
            ApiMoney.Of(tax.Net, currency),
            ApiMoney.Of(tax.Tax, currency),
            tax.ChannelLiable
        );
}
