using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;
using Comptoir.Invoicing;
using Comptoir.Vat;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>
/// The worked cases, from the shop to the documents, with amounts written out by hand. Everything goes through the shop's API, a
/// synchronization and the rules; in the end everything is proved.
/// </summary>
public sealed class WorkedCaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static LineItem Line(OrderDraft draft, string title, int quantity, long unit) =>
        draft.Add(draft.Custom(title, quantity, unit));

    [Fact]
    public async Task Case_1_a_refund_of_one_unit_and_goodwill_make_two_credit_notes()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft =>
        {
            Line(draft, "Bougie", 3, 999);
            draft.Percent("DiscountCodeApplication", 10, "BIENVENUE10", null);
            draft.Shipping("Colissimo", "COLISSIMO", 490);
        });
        await books.CatchUpAsync();
        Assert.Empty(await books.DocumentsAsync(order));

        books.Pay(order);
        await books.CatchUpAsync();
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();
        books.Refund(order, [], adjustment: -200);
        await books.CatchUpAsync();

        Assert.Equal(
            [
                "Invoice 31.87 EUR (26.55 + 5.32): 3 Product 26.97, 1 Shipping 4.90",
                "CreditNote 8.99 EUR (7.49 + 1.50): 1 Product 8.99; corrects 1",
                "CreditNote 2.00 EUR (1.67 + 0.33): Allowance 2.00; corrects 1",
            ],
            await books.DocumentsAsync(order)
        );
        var rows = await books.RowsAsync(order);
        Assert.Equal(2088, rows.Sum(row => row.Sign * row.Gross));
        Assert.Equal(349, rows.Sum(row => row.Sign * row.Tax));
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_2_taxes_of_a_state_and_a_county_stay_one_line_and_a_tip_has_a_receipt()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(
            draft =>
            {
                var lamp = Line(draft, "Lampe", 1, 12000);
                draft.Shipping("Express", "DHL", 2490);
                draft.Tip(500);
                lamp.Duties.Add(
                    new Duty(
                        draft.Order.Child("Duty"),
                        new MoneyBag(600, 600, draft.Order.Pair),
                        [],
                        "FR",
                        "940520"
                    )
                );
            },
            Names.UnitedStates,
            taxesIncluded: false
        );
        books.Pay(order);
        await books.CatchUpAsync();

        // 120.00 and 24.90, taxed at 4 % and 4.5 %; the duty carries none.
        Assert.Equal(
            [
                "Receipt 5.00 EUR (5.00 + 0.00): 1 Tip 5.00",
                "Invoice 163.22 EUR (150.90 + 12.32): 1 Product 130.20, 1 Shipping 27.02, Duty 6.00",
            ],
            await books.DocumentsAsync(order)
        );
        var lines = (await books.RowsAsync(order))[1].Lines;
        Assert.Equal(85_000, lines[0].Rate);
        Assert.Equal("New York State Tax + New York County Tax", lines[0].TaxTitle);
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_3_a_german_company_with_terms_is_invoiced_on_delivery_without_vat_and_pays_later()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await books.KeepVatNumbersAsync();
        await books.AnswerAsync("DE811569869", isValid: true);
        var order = books.Place(
            draft =>
            {
                Line(draft, "Lampe", 10, 5000);
                draft.Order.CustomAttributes.Add(new("VAT", "DE811569869"));
                draft.Order.PaymentTerms = OrderLife.Terms(
                    draft.Order,
                    30,
                    null,
                    draft.Order.CreatedAt
                );
            },
            Names.Germany with
            {
                Standard = 0,
                Reduced = 0,
            },
            taxesIncluded: false
        );
        await books.CatchUpAsync();
        Assert.Empty(await books.DocumentsAsync(order));

        books.Send(order);
        await books.CatchUpAsync();
        Assert.Equal(
            ["Invoice 500.00 EUR (500.00 + 0.00): 10 Product 500.00"],
            await books.DocumentsAsync(order)
        );
        var invoice = Assert.Single(await books.RowsAsync(order));
        // The day is the shop's, in Paris.
        var placed = TimeZoneInfo.ConvertTime(
            order.ProcessedAt,
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")
        );
        Assert.Equal(DateOnly.FromDateTime(placed.DateTime).AddDays(30), invoice.DueOn);
        var frozen = await books.FrozenAsync(order);
        var tax = Assert.Single(frozen.Taxes);
        Assert.Equal((VatCase.IntraEuSupply, "K"), (tax.Vat!.Case, tax.Vat.Category));
        Assert.Equal("VATEX-EU-IC", tax.Vat.Code);
        Assert.Contains("262 ter", tax.Wording, StringComparison.Ordinal);
        Assert.Equal("DE811569869", frozen.Buyer.VatNumber);
        Assert.Equal("FR19812345676", frozen.Seller.VatNumber);
        Assert.NotNull(frozen.Seller.Iban);

        books.Pay(order);
        await books.CatchUpAsync();
        await using (var db = books.Database.Open(books.OfficeId))
        {
            var settled = await SettlementView.ReadAsync(db, [invoice.OrderId], Stop);
            Assert.Equal(0, settled[invoice.Id].Left);
        }
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_4_each_delivery_is_invoiced_and_what_is_cancelled_never_is()
    {
        await using var books = await Bookkeeping.OpenAsync(rules =>
            rules.When = InvoiceMoment.EachDelivery
        );
        var order = books.Place(
            draft =>
            {
                Line(draft, "A", 1, 1990);
                Line(draft, "C", 2, 2990);
                draft.Shipping("Livraison Europe", "EUROPE", 990);
            },
            Names.Italy
        );
        books.Happens(
            order,
            row =>
            {
                var draft = new OrderDraft(row, Names.Italy);
                row.EditAdd(
                    row.CreatedAt.AddSeconds(1),
                    draft.Taxed(draft.Custom("B", 1, 5990), false)
                );
                row.EditRemove(row.CreatedAt.AddSeconds(1), row.Lines[0], 1);
            }
        );
        books.Pay(order);
        await books.CatchUpAsync();
        Assert.Empty(await books.DocumentsAsync(order));

        books.Send(order, (1, 2));
        await books.CatchUpAsync();
        books.Refund(order, [(2, 1)], restock: "CANCEL");
        await books.CatchUpAsync();

        Assert.Equal(
            ["Invoice 69.70 EUR (57.13 + 12.57): 2 Product 59.80, 1 Shipping 9.90"],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_4_what_was_invoiced_and_is_cancelled_is_credited()
    {
        await using var books = await Bookkeeping.OpenAsync(rules =>
            rules.When = InvoiceMoment.EachDelivery
        );
        var order = books.Place(draft => Line(draft, "Bougie", 3, 1000));
        books.Pay(order);
        books.Send(order, (0, 1));
        await books.CatchUpAsync();
        // One comes back; two are still to be sent, and will be invoiced.
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();
        books.Send(order);
        await books.CatchUpAsync();

        Assert.Equal(
            [
                "Invoice 10.00 EUR (8.33 + 1.67): 1 Product 10.00",
                "CreditNote 10.00 EUR (8.33 + 1.67): 1 Product 10.00; corrects 1",
                "Invoice 20.00 EUR (16.67 + 3.33): 2 Product 20.00",
            ],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Theory]
    [InlineData(InvoiceMoment.FullyPaid)]
    [InlineData(InvoiceMoment.Arrival)]
    public async Task Case_5_less_is_captured_than_the_ledger_says(InvoiceMoment moment)
    {
        await using var books = await Bookkeeping.OpenAsync(rules => rules.When = moment);
        var order = books.Place(draft => Line(draft, "Lampe", 5, 1225), Names.Japan, "JPY");
        var line = order.Lines[0].Total;
        books.Happens(
            order,
            row =>
            {
                var authorization = row.Transact(
                    row.CreatedAt,
                    "AUTHORIZATION",
                    "shopify_payments",
                    line
                );
                row.Transact(
                    row.CreatedAt,
                    "CAPTURE",
                    "shopify_payments",
                    line.Share(3, 5),
                    parent: authorization
                );
                row.Transact(
                    row.CreatedAt,
                    "VOID",
                    "shopify_payments",
                    line.Share(2, 5),
                    parent: authorization
                );
            }
        );
        await books.CatchUpAsync();
        if (moment == InvoiceMoment.FullyPaid)
        {
            Assert.Empty(await books.DocumentsAsync(order));
            Assert.Equal(WaitReason.CapturedLess, (await books.NotesAsync(order))!.Waits);
            Assert.Contains(
                await books.AttentionAsync(),
                item => item.Code == Comptoir.Attention.AttentionCode.CapturedLess
            );
        }
        books.Happens(order, row => row.EditRemove(row.CreatedAt.AddSeconds(2), row.Lines[0], 2));
        await books.CatchUpAsync();

        Assert.Equal(
            moment == InvoiceMoment.FullyPaid
                ? ["Invoice 6000 JPY (6000 + 0): 3 Product 6000"]
                :
                [
                    "Invoice 10000 JPY (10000 + 0): 5 Product 10000",
                    "CreditNote 4000 JPY (4000 + 0): 2 Product 4000; corrects 1",
                ],
            await books.DocumentsAsync(order)
        );
        Assert.DoesNotContain(
            await books.AttentionAsync(),
            item => item.Code == Comptoir.Attention.AttentionCode.CapturedLess
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_6_a_gift_card_is_sold_on_a_receipt_and_used_as_a_payment()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var sold = books.Place(draft =>
        {
            var card = draft.Custom("Carte cadeau", 1, 5000);
            draft.Add(
                new LineItem
                {
                    Order = draft.Order,
                    Id = card.Id,
                    Title = card.Title,
                    Quantity = 1,
                    OriginalUnitPriceSet = Rates.Bag(5000, draft.Order.Pair),
                    IsGiftCard = true,
                    RequiresShipping = false,
                    Taxable = false,
                }
            );
            Line(draft, "Bougie", 1, 3000);
        });
        books.Pay(sold);
        var used = books.Place(draft => Line(draft, "Lampe", 1, 8000));
        books.Happens(
            used,
            row =>
            {
                row.Transact(row.CreatedAt, "SALE", "gift_card", Rates.Bag(4000, row.Pair));
                row.Transact(row.CreatedAt, "SALE", "shopify_payments", Rates.Bag(4000, row.Pair));
            }
        );
        await books.CatchUpAsync();

        Assert.Equal(
            [
                "Receipt 50.00 EUR (50.00 + 0.00): 1 GiftCard 50.00",
                "Invoice 30.00 EUR (25.00 + 5.00): 1 Product 30.00",
            ],
            await books.DocumentsAsync(sold)
        );
        Assert.Equal(
            ["Invoice 80.00 EUR (66.67 + 13.33): 1 Product 80.00"],
            await books.DocumentsAsync(used)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_7_an_exchange_makes_a_credit_note_and_an_invoice()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft => Line(draft, "A", 1, 4000));
        books.Pay(order);
        books.Send(order);
        await books.CatchUpAsync();
        books.Happens(
            order,
            row =>
            {
                var draft = new OrderDraft(row, Names.France);
                row.Exchange(
                    row.CreatedAt.AddSeconds(3),
                    row.Lines[0],
                    1,
                    draft.Taxed(draft.Custom("B", 1, 5500), false)
                );
            }
        );
        books.Pay(order);
        await books.CatchUpAsync();

        Assert.Equal(
            [
                "Invoice 40.00 EUR (33.33 + 6.67): 1 Product 40.00",
                "CreditNote 40.00 EUR (33.33 + 6.67): 1 Product 40.00; corrects 1",
                "Invoice 55.00 EUR (45.83 + 9.17): 1 Product 55.00",
            ],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_8_a_fee_kept_of_an_order_that_was_never_invoiced_bears_the_tax_of_what_was_ordered()
    {
        await using var books = await Bookkeeping.OpenAsync(rules =>
            rules.When = InvoiceMoment.LastDelivery
        );
        var order = books.Place(draft => Line(draft, "Lampe", 1, 12000));
        books.Pay(order);
        await books.CatchUpAsync();
        books.Refund(order, [(0, 1)], adjustment: 500, restock: "CANCEL");
        await books.CatchUpAsync();

        Assert.Equal(
            ["Invoice 5.00 EUR (4.17 + 0.83): Charge 5.00"],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_8_what_is_cancelled_before_any_document_makes_none()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft =>
        {
            Line(draft, "Bougie", 2, 2450);
            draft.Shipping("Colissimo", "COLISSIMO", 590);
        });
        await books.CatchUpAsync();
        books.Happens(order, row => row.Cancel(row.CreatedAt.AddSeconds(1), "CUSTOMER"));
        await books.CatchUpAsync();
        Assert.Equal(WaitReason.CancelledNotRefunded, (await books.NotesAsync(order))!.Waits);
        books.Refund(order, [(0, 2)], shipping: true, restock: "CANCEL");
        await books.CatchUpAsync();

        Assert.Empty(await books.DocumentsAsync(order));
        Assert.Null((await books.NotesAsync(order))!.Waits);
        await books.ProveAsync();
    }

    [Theory]
    [InlineData(
        0,
        "CreditNote 54.90 EUR (45.75 + 9.15): 2 Product 49.00, 1 Shipping 5.90; corrects 1"
    )]
    [InlineData(
        500,
        "CreditNote 49.90 EUR (41.58 + 8.32): 2 Product 49.00, 1 Shipping 5.90, Charge -5.00; corrects 1"
    )]
    public async Task Case_8_what_is_cancelled_after_its_invoice_is_credited(
        long fee,
        string credit
    )
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft =>
        {
            Line(draft, "Bougie", 2, 2450);
            draft.Shipping("Colissimo", "COLISSIMO", 590);
        });
        books.Pay(order);
        await books.CatchUpAsync();
        books.Happens(order, row => row.Cancel(row.CreatedAt.AddSeconds(1), "CUSTOMER"));
        await books.CatchUpAsync();
        Assert.Single(await books.DocumentsAsync(order));
        books.Refund(order, [(0, 2)], fee, shipping: true, restock: "CANCEL");
        await books.CatchUpAsync();

        Assert.Equal(
            ["Invoice 54.90 EUR (45.75 + 9.15): 2 Product 49.00, 1 Shipping 5.90", credit],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_9_a_sale_at_the_till_has_a_document_on_request_only()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft =>
        {
            Line(draft, "Bougie", 1, 2002);
            draft.Order.SourceName = "pos";
        });
        books.Happens(
            order,
            row =>
                row.Transact(
                    row.CreatedAt,
                    "SALE",
                    "cash",
                    row.TotalOutstandingSet,
                    rounding: new MoneyBag(-2, -2, row.Pair)
                )
        );
        await books.CatchUpAsync();
        Assert.Empty(await books.DocumentsAsync(order));
        Assert.Equal(LeftOutRule.PointOfSale, (await books.NotesAsync(order))!.LeftOut);
        await books.ProveAsync();

        await books
            .Get<ReleaseOrder>()
            .RequestAsync(books.OfficeId, await books.IdOfAsync(order), "Hélène", Stop);
        await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
        Assert.Equal(
            ["Invoice 20.02 EUR (16.68 + 3.34): 1 Product 20.02"],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_10_an_order_over_nothing_makes_no_document_and_removed_lines_are_not_shown()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var free = books.Place(draft =>
        {
            for (var i = 0; i < 300; i++)
                Line(draft, $"Article {i}", 1, 100 + i);
            draft.Percent("DiscountCodeApplication", 100, "CADEAU100", null);
        });
        var edited = books.Place(draft =>
        {
            for (var i = 0; i < 300; i++)
                Line(draft, $"Article {i}", 1, 100 + i);
        });
        books.Happens(edited, row => row.EditRemove(row.CreatedAt.AddSeconds(1), row.Lines[5], 1));
        books.Pay(edited);
        await books.CatchUpAsync();

        Assert.Empty(await books.DocumentsAsync(free));
        Assert.Equal(LeftOutRule.ZeroTotal, (await books.NotesAsync(free))!.LeftOut);
        var invoice = Assert.Single(await books.RowsAsync(edited));
        Assert.Equal(299, invoice.Lines.Count);
        Assert.DoesNotContain(invoice.Lines, line => line.Title == "Article 5");
        Assert.Equal(Enumerable.Range(0, 300).Sum(i => 100 + i) - 105, invoice.Gross);
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_11_a_return_less_a_restocking_fee_is_one_credit_note()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft => Line(draft, "Bougie", 2, 1000));
        books.Pay(order);
        books.Send(order);
        await books.CatchUpAsync();
        books.Refund(order, [(0, 1)], adjustment: 200);
        await books.CatchUpAsync();

        Assert.Equal(
            [
                "Invoice 20.00 EUR (16.67 + 3.33): 2 Product 20.00",
                "CreditNote 8.00 EUR (6.67 + 1.33): 1 Product 10.00, Charge -2.00; corrects 1",
            ],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_12_a_basket_of_two_rates_keeps_them_apart()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft =>
        {
            Line(draft, "Thé", 2, 1055);
            Line(draft, "Lampe", 1, 4900);
            draft.Shipping("Colissimo", "COLISSIMO", 590);
        });
        books.Pay(order);
        await books.CatchUpAsync();
        books.Refund(order, [(0, 2)]);
        await books.CatchUpAsync();

        // The delivery is taxed at both rates: 0.69 at 20 % and 0.09 at 5.5 %, and 5.12 without tax goes by what these were computed on.
        Assert.Equal(
            [
                "Invoice 76.00 EUR (65.95 + 10.05): 2 Product 21.10, 1 Product 49.00, 1 Shipping 4.16, Shipping 1.74",
                "CreditNote 21.10 EUR (20.00 + 1.10): 2 Product 21.10; corrects 1",
            ],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_13_a_refund_of_an_order_invoiced_elsewhere_waits_for_the_number()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft => Line(draft, "Bougie", 2, 1000));
        books.Pay(order);
        await books.ChangeRulesAsync(rules => rules.From = rules.From.AddDays(1));
        await books.CatchUpAsync();
        Assert.Empty(await books.DocumentsAsync(order));
        await books.ChangeRulesAsync(rules => rules.From = rules.From.AddDays(-1));

        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();
        Assert.Equal(
            ["CreditNote (draft) 10.00 EUR (8.33 + 1.67): 1 Product 10.00; corrects "],
            await books.DocumentsAsync(order)
        );
        Assert.Contains(
            await books.AttentionAsync(),
            item => item.Code == Comptoir.Attention.AttentionCode.ExternalNumberMissing
        );

        await books
            .Get<EnterExternalInvoices>()
            .EnterAsync(
                books.OfficeId,
                await books.IdOfAsync(order),
                "F-1234",
                new DateOnly(2026, 3, 2),
                2000,
                "Hélène",
                Stop
            );
        await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
        Assert.Equal(
            ["CreditNote 10.00 EUR (8.33 + 1.67): 1 Product 10.00; corrects F-1234"],
            await books.DocumentsAsync(order)
        );
        Assert.DoesNotContain(
            await books.AttentionAsync(),
            item => item.Code == Comptoir.Attention.AttentionCode.ExternalNumberMissing
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_16_a_refund_to_store_credit_is_a_credit_note_and_the_credit_a_payment()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(draft => Line(draft, "Bougie", 2, 1500));
        books.Pay(order);
        await books.CatchUpAsync();
        books.Happens(
            order,
            row =>
                row.Refund(
                    row.CreatedAt.AddSeconds(5),
                    [(row.Lines[0], 1)],
                    gateway: "shopify_store_credit"
                )
        );
        var next = books.Place(draft => Line(draft, "Lampe", 1, 1500));
        books.Happens(
            next,
            row =>
                row.Transact(row.CreatedAt, "SALE", "shopify_store_credit", row.TotalOutstandingSet)
        );
        await books.CatchUpAsync();

        Assert.Equal(
            [
                "Invoice 30.00 EUR (25.00 + 5.00): 2 Product 30.00",
                "CreditNote 15.00 EUR (12.50 + 2.50): 1 Product 15.00; corrects 1",
            ],
            await books.DocumentsAsync(order)
        );
        Assert.Equal(
            ["Invoice 15.00 EUR (12.50 + 2.50): 1 Product 15.00"],
            await books.DocumentsAsync(next)
        );
        await books.ProveAsync();
    }
}
