using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Makes the documents that are due by the rules of the web shops: a question about state, asked after whatever happened.
/// Nothing is due twice, so that it can be asked at any time, by several processes, and again after a crash.
/// </summary>
sealed class InvoiceDue(
    Database database,
    IdSequence ids,
    OfficeJournal journals,
    SeriesThere series,
    WaitingOrders waiting,
    HeldDrafts held,
    AskAboutVatNumbers register
)
{
    // On SQLite others wait for the writer meanwhile; on PostgreSQL round trips are what costs.
    const int SqliteBatch = 100;
    const int PostgresBatch = 200;
    const int IdsAtOnce = 1_000;

    /// <summary>Makes all documents that are due in an office, or of some of its orders.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="orders">Orders to look at; null for all.</param>
    /// <param name="cancellationToken">Stops between two transactions; what is made is whole.</param>
    public async Task<DueReport> RunAsync(
        long officeId,
        IReadOnlyCollection<long>? orders,
        CancellationToken cancellationToken
    )
    {
        await series.EnsureAsync(officeId, cancellationToken);
        var report = new DueReport(0, 0, 0, 0, 0, 0);
        var numbers = new Queue<long>();
        var size = database.Engine == DatabaseEngine.Sqlite ? SqliteBatch : PostgresBatch;
        var last = 0L;
        while (true)
        {
            List<long> batch;
            await using (var db = database.Open(officeId))
                batch = await DueOrders
                    .Of(db, orders)
                    .Where(id => id > last)
                    .OrderBy(id => id)
                    .Take(size)
                    .ToListAsync(cancellationToken);
            if (batch.Count == 0)
                return report with
                {
                    Issued =
                        report.Issued + await held.RunAsync(officeId, orders, cancellationToken),
                };
            if (numbers.Count < IdsAtOnce / 2)
            {
                var first = await ids.NextAsync(officeId, IdsAtOnce, cancellationToken);
                for (var i = 0; i < IdsAtOnce; i++)
                    numbers.Enqueue(first + i);
            }
            var (made, troubles, done) = await database.WriteAsync(
                officeId,
                (db, ct) => MakeAsync(db, batch, numbers, ct),
                cancellationToken
            );
            report = Sum(report, made);
            register.Wake(officeId);
            await waiting.TellAsync(officeId, batch, troubles, cancellationToken);
            last = done;
        }
    }

    async Task<(DueReport Made, List<WaitingOrder> Waiting, long Last)> MakeAsync(
        ComptoirDb db,
        List<long> batch,
        Queue<long> numbers,
        CancellationToken ct
    )
    {
        var journal = await journals.OpenAsync(db, ct);
        var books = await OrderBooks.ReadAsync(db, batch, ct);
        var composing = await Composing.ReadAsync(db, books, journal.Now, ct);
        var issuing = await Issuing.BeginAsync(db, journal, ct);
        var writing = new PlanWriting(db, journal, issuing, composing, numbers);
        var troubles = new List<WaitingOrder>();
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var (waits, leftOut, last) = (0L, 0L, batch[^1]);
        foreach (var book in books)
        {
            // What is new may belong on the same document as what a draft holds: they are planned together, and drafts that would
            // come out the same stay.
            var drafts = book.Documents.FindAll(x =>
                x is { State: DocumentState.Draft, IsAutomatic: true }
            );
            book.TakeBackDrafts();
            var plan = PlanOrder.ByRules(book);
            if (drafts.Count == 0 || !DraftsTheSame.As(plan, drafts))
                Write(book, plan);
            if (!writing.HasIds(IdsAtOnce / 10))
            {
                last = book.Order.Id;
                break;
            }
        }
        await writing.SaveAsync(ct);
        await register.WantedAsync(db, wanted, ct);
        var made = writing.Documents;
        return (
            new DueReport(
                made.Count(x => x.Kind == DocumentKind.Invoice),
                made.Count(x => x.Kind == DocumentKind.CreditNote),
                made.Count(x => x.Kind == DocumentKind.Receipt),
                made.Count(x => x.State == DocumentState.Issued),
                waits,
                leftOut
            ),
            troubles,
            last
        );

        void Write(OrderBook book, OrderPlan plan)
        {
            if (plan.LeftOut is { } rule)
            {
                leftOut++;
                // Its receipt is made all the same: a gift card beside something free.
                if (plan.Documents.Count > 0)
                    writing.Add(
                        book,
                        plan,
                        planned => TermsOf(book, planned, composing, journal.Now, by: null),
                        book.Rules.IssueAtOnce && !composing.Seller.IssuesElsewhere
                    );
                writing.LeaveOut(book, rule);
                return;
            }
            var issues = book.Rules.IssueAtOnce && !composing.Seller.IssuesElsewhere;
            var refusal = writing.Add(
                book,
                plan,
                planned => TermsOf(book, planned, composing, journal.Now, by: null),
                issues
            );
            var reason =
                plan.Waits
                ?? (
                    book.Documents.Exists(x =>
                        x.State == DocumentState.Draft
                        && Array.Exists(
                            x.Corrects,
                            invoice => invoice.DocumentId is null && invoice.Number.Length == 0
                        )
                    )
                        ? WaitReason.ExternalNumber
                    : composing.SellerIsWhole && composing.Doubts(book) ? WaitReason.Vat
                    : refusal is null ? null
                    : WaitReason.MissingMention
                );
            writing.Waits(book, reason);
            if (reason is not { } why)
                return;
            waits++;
            if (why == WaitReason.Vat)
                wanted.UnionWith(composing.UnconfirmedNumbers(book));
            troubles.Add(new WaitingOrder(book, why, refusal, composing.SellerIsWhole));
        }
    }

    /// <summary>What a document of an order says when nobody says otherwise.</summary>
    internal static DraftTerms TermsOf(
        OrderBook book,
        PlannedDocument planned,
        Composing composing,
        DateTime now,
        string? by
    ) =>
        new(
            now,
            by,
            composing.Seller.IssuesElsewhere ? DocumentIssuer.Elsewhere : DocumentIssuer.Here,
            composing.SuppliedOn(book),
            composing.DueOn(book, now),
            Buyer: planned.Kind == DocumentKind.CreditNote ? BuyerOf(book, planned) : null,
            Reason: planned.Kind == DocumentKind.CreditNote
                ? composing.ReasonOf(book, planned)
                : null
        );

    /// <summary>A credit note goes to the buyer of the invoice that it corrects, whoever that is by now.</summary>
    static Party? BuyerOf(OrderBook book, PlannedDocument planned) =>
        planned
            .Corrects.Select(invoice => book.Documents.Find(row => row.Id == invoice.DocumentId))
            .FirstOrDefault(row => row is not null)
            is { } invoice
            ? invoice.Content is { } content
                ? FrozenDocument.Read(content).Buyer
                : invoice.Buyer
            : null;

    static DueReport Sum(DueReport a, DueReport b) =>
        new(
            a.Invoices + b.Invoices,
            a.CreditNotes + b.CreditNotes,
            a.Receipts + b.Receipts,
            a.Issued + b.Issued,
            a.Waiting + b.Waiting,
            a.LeftOut + b.LeftOut
        );
}
