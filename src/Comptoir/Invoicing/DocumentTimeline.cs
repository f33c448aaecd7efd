using Comptoir.Payments;
using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Invoicing;

/// <summary>What happened to a document, or to the documents of an order, made from their rows.</summary>
static class DocumentTimeline
{
    /// <summary>Of one document, newest first.</summary>
    public static IReadOnlyList<TimelineEntry> Of(Texts texts, DocumentView view) =>
        [
            .. Made(texts, view.Document)
                .Concat(
                    view.CorrectedBy.Select(other => new TimelineEntry(
                        other.ListedAt,
                        texts[
                            "Corrected by {0}",
                            DocumentWords.Name(texts, other.Kind, other.Number)
                        ],
                        MoneyFormat.Text(other.Gross, other.Currency)
                    ))
                )
                .Concat(
                    view.Document.State == DocumentState.Issued
                        ? view.Payments.Select(payment => Paid(texts, payment))
                        : []
                )
                .OrderByDescending(entry => entry.At),
        ];

    /// <summary>Of an order's documents.</summary>
    public static IEnumerable<TimelineEntry> Of(Texts texts, IEnumerable<DocumentRow> documents) =>
        documents.Select(row =>
        {
            var name = DocumentWords.Name(texts, row.Kind, row.Number);
            return new TimelineEntry(
                row.ListedAt,
                row.Number is null
                    ? texts["{0} made", name]
                    : texts["{0} issued, {1}", name, MoneyFormat.Text(row.Gross, row.Currency)],
                null,
                row.Number is null ? Tone.Neutral : Tone.Ok
            );
        });

    static IEnumerable<TimelineEntry> Made(Texts texts, Document document)
    {
        yield return new(
            document.MadeAt,
            texts["Draft made"],
            document.MadeBy ?? texts["by a rule"]
        );
        if (document is { IssuedAt: { } at, Number: { } number })
            yield return new(
                at,
                document.Issuer == DocumentIssuer.Elsewhere
                    ? texts["Issued by another program as {0}", number]
                    : texts["Issued as {0}", number],
                document.IssuedBy ?? texts["by a rule"],
                Tone.Ok
            );
    }

    static TimelineEntry Paid(Texts texts, Payment payment)
    {
        var amount = MoneyFormat.Text(payment.CustomerAmount, payment.CustomerCurrency);
        return payment.Direction == PaymentDirection.In
            ? new(
                payment.ProcessedAt,
                texts["Paid on the order, {0}", amount],
                PaymentWords.What(texts, payment),
                Tone.Ok
            )
            : new(
                payment.ProcessedAt,
                texts["Given back on the order, {0}", amount],
                PaymentWords.What(texts, payment),
                Tone.Bad
            );
    }
}
