using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Credits invoices by hand. What the shop does not know becomes entries of the office in the order's ledger, covered by the
/// credit note, and the shop's refund is expected: when it arrives, it is matched and not doubled.
/// </summary>
sealed class CreditInvoice(
    Database database,
    IdSequence ids,
    OfficeJournal journals,
    SeriesThere series
)
{
    const int LongestReason = 1000;
    const int MostLines = 2_000;

    /// <summary>Credits an invoice in whole or in part.</summary>
    /// <returns>The number of the credit note's row; null when the office has no such invoice.</returns>
    /// <exception cref="RefusedException">More would be credited than is left of it, the reason is missing, or issuing was refused.</exception>
    public Task<long?> CreditAsync(
        long officeId,
        long id,
        CreditRequest request,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var reason = Reason(request.Reason);
        return WriteAsync<long?>(
            officeId,
            id,
            async (act, ct) =>
            {
                var credits = Credits.Of(act.Book, act.Invoice, request);
                var planned = new PlannedDocument
                {
                    Kind = DocumentKind.CreditNote,
                    Corrects = [act.Cited],
                };
                var sales = Enter(
                    act.Book,
                    credits,
                    planned,
                    act.Ids,
                    act.Journal.Now,
                    act.Composing.DayOf(act.Journal.Now)
                );
                planned = WithAgreement(planned, sales[0].Agreement);
                act.Writing.Enter(sales);
                var document = act.Make(planned, reason, request.Issue, by);
                if (act.Book.Order.ExternalId is not null)
                    act.Writing.Expect(
                        new ExpectedFact
                        {
                            OfficeId = officeId,
                            Id = act.Ids.Dequeue(),
                            OrderId = act.Book.Order.Id,
                            Kind = ExpectedFactKind.Refund,
                            EnteredId = document.Id,
                            Amount = document.Gross,
                            Known = MatchFacts.KnownRefunds(act.Book),
                            EnteredAt = act.Journal.Now,
                            EnteredBy = by,
                        }
                    );
                await act.Writing.SaveAsync(ct);
                return document.Id;
            },
            cancellationToken
        );
    }

    /// <summary>Takes an invoice back in full, and makes it again for another buyer.</summary>
    /// <returns>The rows of credit note and invoice; null when the office has no such invoice.</returns>
    /// <exception cref="RefusedException">It was credited already, the buyer has no name, the reason is missing, or issuing was refused.</exception>
    public Task<(long CreditNote, long Invoice)?> ReissueAsync(
        long officeId,
        long id,
        Party buyer,
        string reason,
        bool issue,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(buyer);
        var why = Reason(reason);
        if (string.IsNullOrWhiteSpace(buyer.Name))
            throw new RefusedException("Give the buyer’s name.");
        return WriteAsync<(long, long)?>(
            officeId,
            id,
            async (act, ct) =>
            {
                if (
                    act.Book.Documents.Exists(row =>
                        row.Kind == DocumentKind.CreditNote
                        && Array.Exists(row.Corrects, x => x.DocumentId == id)
                    )
                )
                    throw new RefusedException(
                        "A part of this invoice is credited already, so that it cannot be made again as it was. Credit what is left of it, and make a new one."
                    );
                var credit = Mirrored(act, sign: -1, DocumentKind.CreditNote);
                credit.Corrects = [act.Cited];
                var back = act.Make(credit, why, issue, by);
                var again = act.Make(
                    Mirrored(act, sign: 1, DocumentKind.Invoice),
                    null,
                    issue,
                    by,
                    buyer
                );
                await act.Writing.SaveAsync(ct);
                return (back.Id, again.Id);
            },
            cancellationToken
        );
    }

    static string Reason(string? reason) =>
        PlainText.Lines(reason ?? "", int.MaxValue) switch
        {
            "" => throw new RefusedException("Say why: the reason is printed on the credit note."),
            { Length: > LongestReason } => throw new RefusedException(
                "The reason is longer than 1,000 characters."
            ),
            var text => text,
        };

    /// <summary>What an act works with, within its transaction.</summary>
    sealed record Act(
        OrderBook Book,
        Document Invoice,
        JournalWriter Journal,
        Composing Composing,
        PlanWriting Writing,
        Queue<long> Ids
    )
    {
        public Correction Cited => new(Invoice.Id, Invoice.Number!, Invoice.IssuedOn);

        public Document Make(
            PlannedDocument planned,
            string? reason,
            bool issue,
            string by,
            Party? buyer = null
        )
        {
            var plan = new OrderPlan();
            plan.Documents.Add(planned);
            var refusal = Writing.Add(
                Book,
                plan,
                _ =>
                    InvoiceDue.TermsOf(Book, planned, Composing, Journal.Now, by) with
                    {
                        Buyer = buyer ?? Invoice.Buyer,
                        Reason = reason,
                    },
                issue
            );
            return issue && refusal is not null
                ? throw new RefusedException(refusal)
                : Writing.Documents[^1];
        }
    }

    async Task<T?> WriteAsync<T>(
        long officeId,
        long id,
        Func<Act, CancellationToken, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        await series.EnsureAsync(officeId, cancellationToken);
        var numbers = await InvoiceOrder.NumbersAsync(ids, officeId, cancellationToken, MostLines);
        return await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                var order = await db
                    .Documents.Where(row => row.Id == id && row.Kind == DocumentKind.Invoice)
                    .Select(row => row.OrderId)
                    .FirstOrDefaultAsync(ct);
                if (order == 0)
                    return default;
                var book = (await OrderBooks.ReadAsync(db, [order], ct))[0];
                var invoice = book.Documents.Find(row => row.Id == id)!;
                if (invoice.State == DocumentState.Draft)
                    throw new RefusedException(
                        "This invoice is still a draft: change or drop it instead of crediting it."
                    );
                var composing = await Composing.ReadAsync(db, [book], journal.Now, ct);
                var issuing = await Issuing.BeginAsync(db, journal, ct);
                var writing = new PlanWriting(db, journal, issuing, composing, numbers);
                return await act(new Act(book, invoice, journal, composing, writing, numbers), ct);
            },
            cancellationToken
        );
    }

    /// <summary>Entries of the office for what is credited, covered at once.</summary>
    static List<Sale> Enter(
        OrderBook book,
        IReadOnlyList<Credit> credits,
        PlannedDocument planned,
        Queue<long> ids,
        DateTime now,
        DateOnly today
    )
    {
        var agreement = -ids.Dequeue();
        var sales = new List<Sale>(credits.Count);
        foreach (var credit in credits)
        {
            var line = credit.Line;
            var number = -ids.Dequeue();
            var amounts = -credit.Amounts;
            var sale = new Sale
            {
                OfficeId = book.Order.OfficeId,
                OrderId = book.Order.Id,
                Number = number,
                Agreement = agreement,
                Reason = "REFUND",
                HappenedAt = now,
                HappenedOn = today,
                Kind = KindOf(line, credit.IsAllowance),
                Action = "RETURN",
                Line = credit.IsAllowance ? null : line.OrderLine,
                Quantity = credit.Quantity == 0 ? null : -credit.Quantity,
                Total = amounts.Gross,
                CustomerTotal = amounts.CustomerGross,
                Tax = amounts.Tax,
                CustomerTax = amounts.CustomerTax,
                DiscountBeforeTax = 0,
                CustomerDiscountBeforeTax = 0,
                DiscountAfterTax = 0,
                CustomerDiscountAfterTax = 0,
                Origin = SaleOrigin.Office,
                Taxes =
                [
                    .. line.TaxTitle is null && line.Rate is null
                        ? Array.Empty<SaleTax>()
                        :
                        [
                            new SaleTax
                            {
                                OfficeId = book.Order.OfficeId,
                                OrderId = book.Order.Id,
                                Sale = number,
                                Position = 0,
                                Title = line.TaxTitle ?? "",
                                Rate = line.Rate,
                                Amount = amounts.Tax,
                                CustomerAmount = amounts.CustomerTax,
                                ChannelLiable = line.ChannelLiable,
                            },
                        ],
                ],
            }.Opened();
            sale.Take(
                sale.OpenQuantity,
                amounts.Gross,
                amounts.Tax,
                amounts.CustomerGross,
                amounts.CustomerTax
            );
            planned
                .Line(
                    new LineKey(
                        credit.IsAllowance ? DocumentLineKind.Allowance : line.Kind,
                        sale.Line
                    ),
                    new TaxKey(line.Rate, line.TaxTitle, line.ChannelLiable),
                    credit.IsAllowance || line.OrderLine is not null ? null : line.Title
                )
                .Add(new Covered(sale, -credit.Quantity, amounts));
            sales.Add(sale);
        }
        return sales;
    }

    static string KindOf(DocumentLine line, bool isAllowance) =>
        isAllowance
            ? "ADJUSTMENT"
            : line.Kind switch
            {
                DocumentLineKind.Shipping => "SHIPPING",
                DocumentLineKind.GiftCard => "GIFT_CARD",
                DocumentLineKind.Tip => "TIP",
                DocumentLineKind.Duty => "DUTY",
                DocumentLineKind.Fee => "ADDITIONAL_FEE",
                DocumentLineKind.Allowance or DocumentLineKind.Charge => "ADJUSTMENT",
                _ => "PRODUCT",
            };

    static PlannedDocument WithAgreement(PlannedDocument planned, long agreement)
    {
        var result = new PlannedDocument
        {
            Agreement = agreement,
            Kind = planned.Kind,
            Corrects = planned.Corrects,
        };
        foreach (var line in planned.Lines)
        foreach (var part in line.Covers)
            result.Line(line.Key, line.Tax, line.Title).Add(part);
        return result;
    }

    /// <summary>The lines of an invoice once more, or with the opposite sign, which opens its sales again.</summary>
    static PlannedDocument Mirrored(Act act, int sign, DocumentKind kind)
    {
        var planned = new PlannedDocument { Kind = kind };
        foreach (var line in act.Invoice.Lines.OrderBy(line => line.Position))
        {
            var target = planned.Line(
                new LineKey(line.Kind, line.OrderLine),
                new TaxKey(line.Rate, line.TaxTitle, line.ChannelLiable),
                line.Title.Length > 0 && line.OrderLine is null ? line.Title : null
            );
            var parts = act.Book.Allocations.FindAll(part =>
                part.DocumentId == act.Invoice.Id && part.Line == line.Position
            );
            var covered = parts.Sum(part => part.CustomerTax);
            var shopCovered = parts.Sum(part => part.Tax);
            foreach (var part in parts)
            {
                var sale = act.Book.Order.Sales.Find(x => x.Number == part.Sale)!;
                var amounts = new Amounts(
                    sign * part.Gross,
                    sign * part.Tax,
                    sign * part.CustomerGross,
                    sign * part.CustomerTax
                );
                sale.Take(
                    sign * part.Quantity,
                    amounts.Gross,
                    amounts.Tax,
                    amounts.CustomerGross,
                    amounts.CustomerTax
                );
                var cover = new Covered(sale, sign * part.Quantity, amounts);
                // An adjustment's share of tax stands on the line alone.
                if (part == parts[^1] && (covered != line.Tax || shopCovered != line.ShopTax))
                    target.Add(
                        cover,
                        sign * (line.ShopTax - shopCovered + part.Tax),
                        sign * (line.Tax - covered + part.CustomerTax)
                    );
                else
                    target.Add(cover);
            }
        }
        return planned;
    }
}
