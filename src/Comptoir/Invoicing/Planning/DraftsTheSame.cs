namespace Comptoir.Invoicing.Planning;

/// <summary>Whether what is planned is what drafts hold already.</summary>
static class DraftsTheSame
{
    /// <summary>The same documents with the same lines, units and money, in whatever order.</summary>
    public static bool As(OrderPlan plan, IReadOnlyCollection<Document> drafts) =>
        plan.LeftOut is null
        && plan.Waits is null
        && plan.Netted.Count == 0
        && plan.Documents.Select(Told)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(drafts.Select(Told).Order(StringComparer.Ordinal));

    static string Told(PlannedDocument planned)
    {
        var sign = planned.Kind == DocumentKind.CreditNote ? -1 : 1;
        return Told(
            planned.Kind,
            planned.Corrects,
            planned.Lines.Select(line =>
                (
                    line.Key,
                    sign * line.Quantity,
                    sign * line.Amounts.CustomerGross,
                    sign * line.Amounts.CustomerTax
                )
            )
        );
    }

    static string Told(Document draft) =>
        Told(
            draft.Kind,
            draft.Corrects,
            draft.Lines.Select(line =>
                (new LineKey(line.Kind, line.OrderLine), line.Quantity ?? 0, line.Gross, line.Tax)
            )
        );

    static string Told(
        DocumentKind kind,
        Correction[] corrects,
        IEnumerable<(LineKey Key, int Quantity, long Gross, long Tax)> lines
    ) =>
        $"{kind} {string.Join(',', corrects.Select(x => x.Number))}: {string.Join(';', lines.Select(x => FormattableString.Invariant($"{x.Key.Kind} {x.Key.Line} {x.Quantity} {x.Gross} {x.Tax}")).Order(StringComparer.Ordinal))}";
}
