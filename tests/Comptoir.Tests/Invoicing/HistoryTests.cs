using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;
using Comptoir.Invoicing;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Order = Comptoir.DemoShop.World.Order;

namespace Comptoir.Tests.Invoicing;

/// <summary>
/// Whatever happens to orders, in whatever order, between whatever synchronizations, acts by hand and crashes: documents are
/// the ledger, numbers have no gap, nothing is issued twice, and doing it again changes nothing.
/// </summary>
public sealed class HistoryTests(PostgresServer postgres)
{
    private const int Orders = 4;

    private static readonly bool Long =
        Environment.GetEnvironmentVariable("COMPTOIR_TEST_LONG") == "1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Something that happens: which, to which order, and two numbers to decide by.</summary>
    public sealed record Act(int Kind, int Order, int A, int B);

    private static readonly Gen<Act[]> History = Gen.Select(
        Gen.Int[0, 15],
        Gen.Int[0, Orders - 1],
        Gen.Int[0, 1000],
        Gen.Int[0, 1000],
        (kind, order, a, b) => new Act(kind, order, a, b)
    ).Array[12, 40];

    private static readonly Gen<(InvoiceMoment When, bool Issue, Act[] Acts)> Samples = Gen.Select(
        Gen.Enum<InvoiceMoment>(),
        Gen.Bool,
        History
    );

    [Fact]
    public Task Any_history_comes_to_documents_that_are_the_ledger_on_SQLite() =>
        Samples.SampleAsync(
            sample => HoldsAsync(null, sample.When, sample.Issue, sample.Acts),
            iter: Long ? 200 : 6,
            threads: 1,
            print: Told
        );

    [Fact]
    [Trait("Needs", "PostgreSQL")]
    public async Task Any_history_comes_to_documents_that_are_the_ledger_on_PostgreSQL()
    {
        var missing = await postgres.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await Samples.SampleAsync(
            async sample =>
            {
                var database = await postgres.CreateDatabaseAsync(Stop);
                await HoldsAsync(database, sample.When, sample.Issue, sample.Acts);
                await postgres.DropDatabaseAsync(database);
            },
            iter: Long ? 50 : 2,
            threads: 1,
            print: Told
        );
    }

    private static string Told((InvoiceMoment When, bool Issue, Act[] Acts) sample) =>
        $"{sample.When}, {(sample.Issue ? "issued" : "drafts")}: {string.Join("; ", sample.Acts.Select(x => $"{x.Kind} {x.Order} {x.A} {x.B}"))}";

    private static async Task HoldsAsync(
        string? database,
        InvoiceMoment when,
        bool issue,
        Act[] acts
    )
    {
        await using var books = await Bookkeeping.OpenAsync(
            rules => (rules.When, rules.IssueAtOnce) = (when, issue),
            database
        );
        var orders = Enumerable.Range(0, Orders).Select(i => Place(books, i)).ToArray();
        foreach (var act in acts)
            await HappenAsync(books, orders[act.Order], act);
        await books.CatchUpAsync();
        await books.ProveAsync();
        var before = await FingerprintAsync(books);

        // Again, and after drafts were issued, nothing is made.
        var again = await books.CatchUpAsync();
        Assert.Equal((0, 0, 0), (again.Invoices, again.CreditNotes, again.Receipts));
        Assert.Equal(before, await FingerprintAsync(books));
        await IssueAllAsync(books);
        await books.ProveAsync();
    }

    private static Order Place(Bookkeeping books, int i) =>
        books.Place(
            draft =>
            {
                draft.Add(draft.Custom("Bougie", 3, 999));
                draft.Add(draft.Custom("Thé", 2, 1055));
                if (i % 2 == 0)
                    draft.Add(draft.Custom("Lampe", 1, 4905));
                if (i != 1)
                    draft.Percent("DiscountCodeApplication", 10 + i, "CODE", null);
                draft.Shipping("Colissimo", "COLISSIMO", 590);
                if (i == 3)
                    draft.Tip(150);
            },
            i == 2 ? Names.UnitedKingdom : Names.France,
            i == 2 ? "GBP" : null
        );

    private static async Task HappenAsync(Bookkeeping books, Order order, Act act)
    {
        switch (act.Kind)
        {
            case 0 or 1:
                await books.CatchUpAsync();
                break;
            case 2:
                await CrashAsync(books, act.A);
                break;
            case 3:
                Try(
                    books,
                    order,
                    row =>
                        row.Transact(
                            At,
                            "SALE",
                            "shopify_payments",
                            row.TotalOutstandingSet.Share(1 + act.A % 3, 3)
                        )
                );
                break;
            case 4:
                Try(
                    books,
                    order,
                    row => row.Transact(At, "SALE", "shopify_payments", row.TotalOutstandingSet)
                );
                break;
            case 5 or 6:
                Try(
                    books,
                    order,
                    row =>
                    {
                        var line = row.Lines[act.A % row.Lines.Count];
                        row.Fulfil(
                            At,
                            [(line, 1 + act.B % Math.Max(1, line.UnfulfilledQuantity))],
                            row.FulfillmentOrder!.Location,
                            null
                        );
                    }
                );
                break;
            case 7 or 8:
                Try(
                    books,
                    order,
                    row =>
                    {
                        var line = row.Lines[act.A % row.Lines.Count];
                        var units = 1 + act.B % Math.Max(1, line.CurrentQuantity);
                        row.Refund(
                            At,
                            [(line, units)],
                            null,
                            act.B % 3 == 0 ? Rates.Bag(act.B % 150, row.Pair)
                                : act.B % 3 == 1 ? -Rates.Bag(act.B % 90, row.Pair)
                                : null,
                            restockType: act.A % 2 == 0 ? "RETURN" : "CANCEL",
                            pay: act.A % 5 != 0
                        );
                    }
                );
                break;
            case 9:
                Try(
                    books,
                    order,
                    row =>
                        row.Refund(
                            At,
                            [],
                            null,
                            -Rates.Bag(1 + act.A % 300, row.Pair),
                            "CUSTOMER",
                            "NO_RESTOCK"
                        )
                );
                break;
            case 10:
                Try(
                    books,
                    order,
                    row =>
                    {
                        var draft = new OrderDraft(row, PlaceOf(row));
                        if (act.A % 2 == 0)
                            row.EditAdd(
                                At,
                                draft.Taxed(
                                    draft.Custom("Ajout", 1 + act.B % 3, 100 + act.A),
                                    act.B % 2 == 0
                                )
                            );
                        else
                            row.EditRemove(At, row.Lines[act.B % row.Lines.Count], 1);
                    }
                );
                break;
            case 11:
                Try(
                    books,
                    order,
                    row =>
                    {
                        var draft = new OrderDraft(row, PlaceOf(row));
                        var line = row.Lines[act.A % row.Lines.Count];
                        if (line.CurrentQuantity == 0)
                            throw new InvalidOperationException("Nothing is left of it.");
                        row.Exchange(
                            At,
                            line,
                            1,
                            draft.Taxed(draft.Custom("Échange", 1, 700 + act.B), false)
                        );
                    }
                );
                break;
            case 12 when act.A % 3 == 0:
                Try(
                    books,
                    order,
                    row =>
                    {
                        row.Cancel(At, "CUSTOMER");
                        if (act.B % 2 == 0)
                            row.Refund(
                                At,
                                [
                                    .. row
                                        .Lines.Where(line => line.CurrentQuantity > 0)
                                        .Select(line => (line, line.CurrentQuantity)),
                                ],
                                row.ShippingLines[0].CurrentDiscountedPriceSet,
                                restockType: "CANCEL"
                            );
                    }
                );
                break;
            case 13:
                await ByHandAsync(books, order, act);
                break;
            case 14:
                await CreditAsync(books, order, act);
                break;
            case 15:
                await WithDraftsAsync(books, act);
                break;
            default:
                break;
        }
    }

    private static DateTimeOffset At
    {
        get
        {
            var now = DateTimeOffset.UtcNow;
            return new(
                now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
                TimeSpan.Zero
            );
        }
    }

    // What the order is in no state for does not happen.
    private static void Try(Bookkeeping books, Order order, Action<Order> act)
    {
        try
        {
            books.Happens(order, act);
        }
        catch (InvalidOperationException)
        {
            // The order stays as it was.
        }
    }

    /// <summary>The process dies somewhere in the making: whatever was not committed never was.</summary>
    private static async Task CrashAsync(Bookkeeping books, int after)
    {
        using var crash = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        crash.CancelAfter(TimeSpan.FromMilliseconds(after % 60));
        try
        {
            await books.Get<MatchFacts>().RunAsync(books.OfficeId, crash.Token);
            await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, crash.Token);
        }
        catch (OperationCanceledException)
        {
            // It died.
        }
    }

    private static async Task ByHandAsync(Bookkeeping books, Order order, Act act)
    {
        if (await FindAsync(books, order) is not { } id)
            return;
        IReadOnlyList<LineQuantity>? lines =
            act.A % 2 == 0 ? null : [new(Number(order.Lines[act.B % order.Lines.Count].Id), 1)];
        await RefusableAsync(() =>
            books
                .Get<InvoiceOrder>()
                .MakeAsync(
                    books.OfficeId,
                    id,
                    new InvoiceRequest(lines, act.B % 2 == 0),
                    "Hélène",
                    Stop
                )
        );
    }

    private static async Task CreditAsync(Bookkeeping books, Order order, Act act)
    {
        if (await FindAsync(books, order) is null)
            return;
        var invoices = (await books.RowsAsync(order)).FindAll(row =>
            row is { Kind: DocumentKind.Invoice, State: DocumentState.Issued }
        );
        if (invoices.Count == 0)
            return;
        var invoice = invoices[act.A % invoices.Count];
        if (act.B % 5 == 0)
            await RefusableAsync(() =>
                books
                    .Get<CreditInvoice>()
                    .ReissueAsync(
                        books.OfficeId,
                        invoice.Id,
                        new Party("Une autre", null, null, null, null, false),
                        "Autre acheteur",
                        act.B % 2 == 0,
                        "Hélène",
                        Stop
                    )
            );
        else
            await RefusableAsync(() =>
                books
                    .Get<CreditInvoice>()
                    .CreditAsync(
                        books.OfficeId,
                        invoice.Id,
                        (act.B % 4) switch
                        {
                            0 => new CreditRequest(Amount: 1 + act.A, Reason: "Geste", Issue: true),
                            1 => new CreditRequest(
                                Percentage: 100_000,
                                Reason: "Dix pour cent",
                                Issue: act.A % 2 == 0
                            ),
                            2 => new CreditRequest(
                                Lines:
                                [
                                    new CreditLine(1 + act.A % invoice.Lines.Count, Quantity: 1),
                                ],
                                Reason: "Une pièce",
                                Issue: true
                            ),
                            _ => new CreditRequest(Reason: "Tout", Issue: true),
                        },
                        "Hélène",
                        Stop
                    )
            );
    }

    private static async Task WithDraftsAsync(Bookkeeping books, Act act)
    {
        List<long> drafts;
        await using (var db = books.Database.Open(books.OfficeId))
            drafts = await db
                .Documents.Where(row => row.State == DocumentState.Draft)
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .ToListAsync(Stop);
        if (drafts.Count == 0)
            return;
        var one = drafts[act.A % drafts.Count];
        switch (act.B % 3)
        {
            case 0:
                await RefusableAsync(() =>
                    books.Get<EditDraft>().DropAsync(books.OfficeId, [one], "Hélène", Stop)
                );
                break;
            case 1:
                await books
                    .Get<EditDraft>()
                    .ChangeAsync(
                        books.OfficeId,
                        one,
                        new DraftChange(Note: "Merci"),
                        "Hélène",
                        Stop
                    );
                break;
            default:
                await books
                    .Get<IssueDocuments>()
                    .IssueAsync(books.OfficeId, drafts, null, "Hélène", Stop);
                break;
        }
    }

    // What is added later is taxed where the order goes, as the rest of it.
    private static Country PlaceOf(Order order) =>
        order.ShippingAddress?.CountryCodeV2 == Names.UnitedKingdom.Code
            ? Names.UnitedKingdom
            : Names.France;

    private static async Task IssueAllAsync(Bookkeeping books)
    {
        await using var db = books.Database.Open(books.OfficeId);
        // A credit note waits for the invoice that it cites, an invoice made again for the credit note that makes room for it.
        IReadOnlyList<IssueOutcome> outcomes = [];
        for (var round = 0; round < 4; round++)
        {
            var drafts = await db
                .Documents.Where(row => row.State == DocumentState.Draft)
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .ToListAsync(Stop);
            outcomes = await books
                .Get<IssueDocuments>()
                .IssueAsync(books.OfficeId, drafts, null, "Hélène", Stop);
        }
        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal));
    }

    private static long Number(string gid) =>
        long.Parse(
            gid[(gid.LastIndexOf('/') + 1)..],
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static async Task<long?> FindAsync(Bookkeeping books, Order order)
    {
        await using var db = books.Database.Open(books.OfficeId);
        return await db
            .Orders.Where(row => row.ExternalId == order.Number)
            .Select(row => (long?)row.Id)
            .FirstOrDefaultAsync(Stop);
    }

    private static async Task RefusableAsync<T>(Func<Task<T>> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException)
        {
            // Refused with what to do; nothing was changed.
        }
    }

    private static async Task<string> FingerprintAsync(Bookkeeping books)
    {
        await using var db = books.Database.Open(books.OfficeId);
        var rows = await db
            .Documents.OrderBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.Kind,
                row.Number,
                row.Gross,
            })
            .ToListAsync(Stop);
        return string.Join('\n', rows);
    }
}
