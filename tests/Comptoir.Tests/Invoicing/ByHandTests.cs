using Comptoir.Invoicing;
using Comptoir.Invoicing.Closings;
using Comptoir.Sales;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Order = Comptoir.DemoShop.World.Order;

namespace Comptoir.Tests.Invoicing;

/// <summary>What people do by hand, and what they are refused, with what to do.</summary>
public sealed class ByHandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<(Bookkeeping Books, Order Order, long Invoice)> InvoicedAsync()
    {
        var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft =>
        {
            draft.Add(draft.Custom("Bougie", 3, 1000));
            draft.Add(draft.Custom("Thé", 1, 1055));
        });
        books.Pay(order);
        await books.CatchUpAsync();
        return (books, order, Assert.Single(await books.RowsAsync(order)).Id);
    }

    private static Task<long?> CreditAsync(
        Bookkeeping books,
        long invoice,
        CreditRequest request
    ) => books.Get<CreditInvoice>().CreditAsync(books.OfficeId, invoice, request, "Hélène", Stop);

    [Fact]
    public async Task A_part_of_an_order_is_invoiced_and_the_rest_later()
    {
        await using var books = await Bookkeeping.OpenAsync(rules =>
            rules.Make = WhatToMake.Orders
        );
        var order = books.Place(draft =>
        {
            draft.Add(draft.Custom("Bougie", 3, 999));
            draft.Shipping("Colissimo", "COLISSIMO", 490);
        });
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        var line = (await LinesAsync(books, id))[0].Number;
        var invoice = books.Get<InvoiceOrder>();
        await invoice.MakeAsync(
            books.OfficeId,
            id,
            new InvoiceRequest([new LineQuantity(line, 2)], Issue: true),
            "Hélène",
            Stop
        );
        var tooMuch = await Assert.ThrowsAsync<RefusedException>(() =>
            invoice.MakeAsync(
                books.OfficeId,
                id,
                new InvoiceRequest([new LineQuantity(line, 2)]),
                "Hélène",
                Stop
            )
        );
        Assert.Contains("More units", tooMuch.Message, StringComparison.Ordinal);
        await invoice.MakeAsync(
            books.OfficeId,
            id,
            new InvoiceRequest(Issue: true),
            "Hélène",
            Stop
        );

        Assert.Equal(
            [
                "Invoice 19.98 EUR (16.65 + 3.33): 2 Product 19.98",
                "Invoice 14.89 EUR (12.40 + 2.49): 1 Product 9.99, 1 Shipping 4.90",
            ],
            await books.DocumentsAsync(order)
        );
        await Assert.ThrowsAsync<RefusedException>(() =>
            invoice.MakeAsync(books.OfficeId, id, new InvoiceRequest(), "Hélène", Stop)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Credits_by_line_amount_and_percentage_never_exceed_what_was_invoiced()
    {
        var (books, order, invoice) = await InvoicedAsync();
        await using var _ = books;
        await CreditAsync(
            books,
            invoice,
            new CreditRequest([new CreditLine(1, Quantity: 1)], Reason: "Cassée", Issue: true)
        );
        await CreditAsync(
            books,
            invoice,
            new CreditRequest(Amount: 500, Reason: "Geste", Issue: true)
        );
        await CreditAsync(
            books,
            invoice,
            new CreditRequest(Percentage: 100_000, Reason: "Dix pour cent", Issue: true)
        );
        var tooMuch = await Assert.ThrowsAsync<RefusedException>(() =>
            CreditAsync(books, invoice, new CreditRequest(Amount: 3000, Reason: "Trop"))
        );
        Assert.Contains("More would be credited", tooMuch.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() =>
            CreditAsync(
                books,
                invoice,
                new CreditRequest([new CreditLine(1, Quantity: 3)], Reason: "Trop")
            )
        );
        await Assert.ThrowsAsync<RefusedException>(() =>
            CreditAsync(books, invoice, new CreditRequest(Amount: 100))
        );

        // 40.55: 10.00 of one unit; 5.00 over what is left of both rates; a tenth of each line.
        Assert.Equal(
            [
                "Invoice 40.55 EUR (35.00 + 5.55): 3 Product 30.00, 1 Product 10.55",
                "CreditNote 10.00 EUR (8.33 + 1.67): 1 Product 10.00; corrects 1",
                "CreditNote 5.00 EUR (4.37 + 0.63): Allowance 3.27, Allowance 1.73; corrects 1",
                "CreditNote 4.06 EUR (3.50 + 0.56): Product 3.00, Product 1.06; corrects 1",
            ],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_refund_that_the_shop_tells_later_is_not_credited_twice()
    {
        var (books, order, invoice) = await InvoicedAsync();
        await using var _ = books;
        await CreditAsync(
            books,
            invoice,
            new CreditRequest([new CreditLine(1, Quantity: 1)], Reason: "Cassée", Issue: true)
        );
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();

        Assert.Equal(2, (await books.RowsAsync(order)).Count);
        await books.ProveAsync();
    }

    [Fact]
    public async Task An_invoice_is_made_again_for_another_buyer()
    {
        var (books, order, invoice) = await InvoicedAsync();
        await using var _ = books;
        var made = await books
            .Get<CreditInvoice>()
            .ReissueAsync(
                books.OfficeId,
                invoice,
                new Party("Atelier Gris SARL", null, null, null, null, false),
                "Facture au nom de la société",
                issue: true,
                "Hélène",
                Stop
            );

        Assert.NotNull(made);
        Assert.Equal(
            [
                "Invoice 40.55 EUR (35.00 + 5.55): 3 Product 30.00, 1 Product 10.55",
                "CreditNote 40.55 EUR (35.00 + 5.55): 3 Product 30.00, 1 Product 10.55; corrects 1",
                "Invoice 40.55 EUR (35.00 + 5.55): 3 Product 30.00, 1 Product 10.55",
            ],
            await books.DocumentsAsync(order)
        );
        var rows = await books.RowsAsync(order);
        Assert.Equal("Claire Dubois", rows[1].BuyerName);
        Assert.Equal("Atelier Gris SARL", rows[2].BuyerName);
        await Assert.ThrowsAsync<RefusedException>(() =>
            books
                .Get<CreditInvoice>()
                .ReissueAsync(
                    books.OfficeId,
                    invoice,
                    new Party("Une autre", null, null, null, null, false),
                    "Encore",
                    issue: true,
                    "Hélène",
                    Stop
                )
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Dates_never_go_back_nor_into_a_closed_period_nor_ahead()
    {
        await using var books = await Bookkeeping.OpenAsync(rules => rules.IssueAtOnce = false);
        var orders = Enumerable
            .Range(0, 3)
            .Select(_ =>
            {
                var order = books.Place(draft => draft.Add(draft.Custom("Bougie", 1, 1000)));
                books.Pay(order);
                return order;
            })
            .ToList();
        await books.CatchUpAsync();
        var drafts = new List<long>();
        foreach (var order in orders)
            drafts.Add(Assert.Single(await books.RowsAsync(order)).Id);
        var today = DateOnly.FromDateTime(
            TimeZoneInfo
                .ConvertTime(
                    DateTimeOffset.UtcNow,
                    TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")
                )
                .DateTime
        );

        Assert.Contains(
            "future",
            await RefusalAsync(drafts[0], today.AddDays(2)),
            StringComparison.Ordinal
        );
        Assert.Equal("", await RefusalAsync(drafts[0], today.AddDays(-3)));
        Assert.Contains(
            "never go back",
            await RefusalAsync(drafts[1], today.AddDays(-4)),
            StringComparison.Ordinal
        );
        await books
            .Get<ClosePeriods>()
            .CloseAsync(books.OfficeId, today.AddDays(-2), "Hélène", Stop);
        Assert.Contains(
            "closed",
            await RefusalAsync(drafts[1], today.AddDays(-2)),
            StringComparison.Ordinal
        );
        Assert.Equal("", await RefusalAsync(drafts[1], today.AddDays(-1)));
        Assert.Equal("", await RefusalAsync(drafts[2], null));
        await books.ProveAsync();

        async Task<string> RefusalAsync(long draft, DateOnly? on) =>
            Assert
                .Single(
                    await books
                        .Get<IssueDocuments>()
                        .IssueAsync(books.OfficeId, [draft], on, "Hélène", Stop)
                )
                .Refusal
            ?? "";
    }

    [Fact]
    public async Task What_the_law_asks_for_holds_a_document_until_it_is_there()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await SellerAsync(books, seller => seller.Siren = null);
        var order = books.Place(draft => draft.Add(draft.Custom("Bougie", 1, 1000)));
        books.Pay(order);
        await books.CatchUpAsync();
        Assert.Equal(DocumentState.Draft, Assert.Single(await books.RowsAsync(order)).State);
        Assert.Equal(WaitReason.MissingMention, (await books.NotesAsync(order))!.Waits);
        var refusal = Assert.Single(
            await books
                .Get<IssueDocuments>()
                .IssueAsync(
                    books.OfficeId,
                    [(await books.RowsAsync(order))[0].Id],
                    null,
                    "Hélène",
                    Stop
                )
        );
        Assert.Contains("SIREN is missing", refusal.Refusal, StringComparison.Ordinal);

        await SellerAsync(books, seller => seller.Siren = "812345676");
        await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
        Assert.Equal(DocumentState.Issued, Assert.Single(await books.RowsAsync(order)).State);
        Assert.Null((await books.NotesAsync(order))!.Waits);
        await books.ProveAsync();
    }

    [Fact]
    public async Task An_order_that_does_not_add_up_waits_until_a_person_says_why_it_may_go()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft => draft.Add(draft.Custom("Bougie", 1, 1000)));
        books.Pay(order);
        await books.CatchUpAsync(invoice: false);
        var id = await books.IdOfAsync(order);
        await books.Database.WriteAsync(
            books.OfficeId,
            (db, ct) =>
                db
                    .Orders.Where(row => row.Id == id)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.Control, ControlState.Broken),
                        ct
                    ),
            Stop
        );
        await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
        Assert.Empty(await books.DocumentsAsync(order));
        Assert.Equal(WaitReason.DoesNotAddUp, (await books.NotesAsync(order))!.Waits);

        await Assert.ThrowsAsync<RefusedException>(() =>
            books.Get<ReleaseOrder>().ReleaseAsync(books.OfficeId, id, " ", "Hélène", Stop)
        );
        await books
            .Get<ReleaseOrder>()
            .ReleaseAsync(books.OfficeId, id, "Remboursé hors de Shopify", "Hélène", Stop);
        await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
        Assert.Single(await books.DocumentsAsync(order));
        await using var db = books.Database.Open(books.OfficeId);
        Assert.True(
            await db.Journal.AnyAsync(
                record => record.Kind == Comptoir.Journal.JournalKind.OrderReleased,
                Stop
            )
        );
    }

    [Fact]
    public async Task Another_program_numbers_what_is_proposed_here()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await SellerAsync(books, seller => seller.IssuesElsewhere = true);
        var order = books.Place(draft => draft.Add(draft.Custom("Bougie", 1, 1000)));
        books.Pay(order);
        await books.CatchUpAsync();
        var draft = Assert.Single(await books.RowsAsync(order));
        Assert.Equal((DocumentState.Draft, DocumentIssuer.Elsewhere), (draft.State, draft.Issuer));
        var issue = books.Get<IssueDocuments>();
        Assert.Contains(
            "Another program",
            Assert
                .Single(await issue.IssueAsync(books.OfficeId, [draft.Id], null, "Hélène", Stop))
                .Refusal,
            StringComparison.Ordinal
        );
        var given = await issue.IssuedElsewhereAsync(
            books.OfficeId,
            draft.Id,
            "SAGE-881",
            DateOnly.FromDateTime(DateTime.UtcNow),
            "Hélène",
            Stop
        );
        Assert.Equal("SAGE-881", given!.Number);
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();
        var credit = (await books.RowsAsync(order))[1];
        Assert.Equal("SAGE-881", credit.Corrects[0].Number);
        await books.ProveAsync();
    }

    private static Task SellerAsync(
        Bookkeeping books,
        Action<Comptoir.Offices.SellerIdentity> change
    ) =>
        books.Database.WriteAsync(
            books.OfficeId,
            async (db, ct) =>
            {
                change(await db.SellerIdentities.SingleAsync(ct));
                await db.SaveChangesAsync(ct);
            },
            Stop
        );

    private static async Task<List<OrderLine>> LinesAsync(Bookkeeping books, long order)
    {
        await using var db = books.Database.Open(books.OfficeId);
        return await db
            .OrderLines.AsNoTracking()
            .Where(row => row.OrderId == order)
            .OrderBy(row => row.Position)
            .ToListAsync(Stop);
    }
}
