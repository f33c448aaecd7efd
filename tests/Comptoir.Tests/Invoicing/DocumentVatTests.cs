using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;
using Comptoir.Invoicing;
using Comptoir.Invoicing.VatSettling;
using Comptoir.Money;
using Comptoir.Users;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Country = Comptoir.DemoShop.Seeded.Country;

namespace Comptoir.Tests.Invoicing;

/// <summary>What documents say of VAT, from the shop to the frozen content; and what waits, with what settles it.</summary>
public sealed class DocumentVatTests
{
    private static readonly Country Untaxed = Names.France with { Standard = 0, Reduced = 0 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Order Sold(Bookkeeping books, Country country, string? number = null)
    {
        var order = books.Place(
            draft =>
            {
                draft.Add(draft.Custom("Lampe", 1, 12_000));
                if (number is not null)
                    draft.Order.CustomAttributes.Add(new("VAT", number));
            },
            country
        );
        books.Pay(order);
        return order;
    }

    [Fact]
    public async Task Each_line_keeps_its_case_code_rate_state_and_the_day_its_tax_became_due()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var home = Sold(books, Names.France);
        var italy = Sold(books, Names.Italy);
        var america = Sold(books, Names.UnitedStates);
        await books.CatchUpAsync();

        var line = Assert.Single((await books.RowsAsync(home))[0].Lines);
        Assert.Equal((VatCase.Domestic, "S"), (line.VatCase!.Value, line.VatCategory));
        Assert.Equal(("FR", 200_000), (line.VatCountry, line.VatRate));
        // Paid before it is sent: the tax is due with the payment.
        Assert.NotNull(line.ChargeableOn);

        var there = Assert.Single((await books.FrozenAsync(italy)).Taxes);
        Assert.Equal((VatCase.OneStopShop, "IT"), (there.Vat!.Case, there.Vat.Country));
        Assert.Equal(220_000, there.Vat.Rate);
        Assert.Equal("TVA Italie – régime OSS", there.Wording);

        var gone = await books.FrozenAsync(america);
        var tax = Assert.Single(gone.Taxes);
        Assert.Equal((VatCase.Export, "G"), (tax.Vat!.Case, tax.Vat.Category));
        Assert.Equal((0, true, "VATEX-EU-G"), (tax.Vat.Rate, tax.Vat.IsForeign, tax.Vat.Code));
        Assert.Equal(85_000, tax.Rate);
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_business_abroad_waits_until_its_number_is_confirmed_and_is_then_invoiced_by_itself()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await books.KeepVatNumbersAsync();
        var order = Sold(books, Names.Germany with { Standard = 0, Reduced = 0 }, "DE811569869");
        await books.CatchUpAsync();

        Assert.Equal(
            ["Invoice (draft) 120.00 EUR (120.00 + 0.00): 1 Product 120.00"],
            await books.DocumentsAsync(order)
        );
        Assert.Equal(WaitReason.Vat, (await books.NotesAsync(order))!.Waits);
        var told = Assert.Single(await books.AttentionAsync());
        Assert.Equal(Comptoir.Attention.AttentionCode.VatUnclear, told.Code);
        // The register is asked: the question stands until it is answered.
        await using (var db = books.Database.Open(books.OfficeId))
            Assert.Equal("DE811569869", (await db.VatNumberQuestions.SingleAsync(Stop)).Number);

        await books.AnswerAsync("DE811569869", isValid: true);
        await books.CatchUpAsync();
        var invoice = Assert.Single(await books.RowsAsync(order));
        Assert.Equal(DocumentState.Issued, invoice.State);
        Assert.Equal("K", invoice.Lines[0].VatCategory);
        Assert.Null((await books.NotesAsync(order))!.Waits);
        Assert.Empty(await books.AttentionAsync());
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_number_that_is_not_in_force_is_said_and_its_buyer_taxed_when_a_person_says_so()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await books.KeepVatNumbersAsync();
        var order = Sold(books, Names.Germany with { Standard = 0, Reduced = 0 }, "DE811569869");
        await books.AnswerAsync("DE811569869", isValid: false);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        using var client = await books.App.CreateApiClientAsync(Role.Accountant);
        using var listed = await client.GetFromJsonAsync<JsonDocument>(
            "/api/v1/vat-to-settle",
            Stop
        );
        var item = Assert.Single(listed!.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(
            "numberInvalid",
            item.GetProperty("findings")[0].GetProperty("why").GetString()
        );

        // The price contains the German tax.
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/vat-to-settle",
            new
            {
                orders = new[] { id },
                rate = 19,
                reason = "The number is closed; the buyer agreed to pay the tax.",
            },
            Stop
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await books.CatchUpAsync();
        // 120.00 / 1.19 = 100.84.
        Assert.Equal(
            ["Invoice 120.00 EUR (100.84 + 19.16): 1 Product 120.00"],
            await books.DocumentsAsync(order)
        );
        var tax = Assert.Single((await books.FrozenAsync(order)).Taxes);
        Assert.Equal((VatCase.OneStopShop, "DE"), (tax.Vat!.Case, tax.Vat.Country));
        await books.ProveAsync();
    }

    [Fact]
    public async Task Case_14_a_seller_without_vat_is_blocked_while_its_shop_charges_some()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await books.ChangeSellerAsync(seller => seller.IsFranchise = true);
        var charged = Sold(books, Names.France);
        await books.CatchUpAsync();
        Assert.Equal(WaitReason.Vat, (await books.NotesAsync(charged))!.Waits);

        var right = Sold(books, Untaxed);
        await books.CatchUpAsync();
        var tax = Assert.Single((await books.FrozenAsync(right)).Taxes);
        Assert.Equal("VATEX-FR-FRANCHISE", tax.Vat!.Code);
        Assert.Equal("TVA non applicable, art. 293 B du CGI", tax.Wording);
        // The company charges VAT after all: what waited goes on.
        await books.ChangeSellerAsync(seller => seller.IsFranchise = false);
        await books.CatchUpAsync();
        Assert.Equal(DocumentState.Issued, (await books.RowsAsync(charged))[0].State);

        // What is credited of the other says what its invoice said.
        books.Refund(right, [(0, 1)]);
        await books.CatchUpAsync();
        var credit = await books.FrozenAsync(right);
        Assert.Equal(DocumentKind.CreditNote, credit.Kind);
        Assert.Equal(tax.Vat, Assert.Single(credit.Taxes).Vat);
        Assert.Equal(tax.Wording, credit.Taxes[0].Wording);
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_rate_that_fits_no_case_waits_and_the_case_can_be_said_for_many_orders_at_once()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var orders = Enumerable
            .Range(0, 3)
            .Select(_ => Sold(books, Names.France with { Standard = 1_700 }))
            .ToList();
        await books.CatchUpAsync();
        var open = await books.Get<VatOpen>().ReadAsync(books.OfficeId, null, 0, Stop);
        Assert.Equal(3, open.Count);
        Assert.All(open, order => Assert.Equal(VatDoubt.UnknownRate, order.Findings[0].Doubt));

        var settled = await books
            .Get<SettleVat>()
            .SettleAsync(
                books.OfficeId,
                [.. open.Select(order => order.OrderId)],
                new VatSettlement(200_000, null, null, null, "17 was a slip of the pen"),
                "Claire",
                Stop
            );
        Assert.All(settled, order => Assert.Null(order.Refusal));
        await books.CatchUpAsync();
        foreach (var order in orders)
            Assert.Equal(
                ["Invoice 120.00 EUR (100.00 + 20.00): 1 Product 120.00"],
                await books.DocumentsAsync(order)
            );
        await using var db = books.Database.Open(books.OfficeId);
        Assert.Equal(
            3,
            await db.Journal.CountAsync(
                row => row.Kind == Comptoir.Journal.JournalKind.VatSettled,
                Stop
            )
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Each_rate_is_settled_for_itself_free_lines_follow_and_it_can_be_taken_back()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(
            draft =>
            {
                draft.Add(draft.Custom("Lampe", 1, 12_000));
                draft.Add(draft.Custom("Thé", 1, 1_055));
                draft.Shipping("Colissimo", "COLISSIMO", 0);
            },
            Names.France with
            {
                Standard = 1_700,
                Reduced = 600,
            }
        );
        books.Pay(order);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);

        // A rate that is none of France's settles nothing.
        Assert.NotNull(await SettleAsync(170_000, null));
        Assert.Null(await SettleAsync(200_000, 170_000));
        await books.CatchUpAsync();
        Assert.Equal(WaitReason.Vat, (await books.NotesAsync(order))!.Waits);
        Assert.Null(await SettleAsync(55_000, 60_000));
        // It was a mistake: the shop's own figures count again, and wait.
        Assert.True(await books.Get<SettleVat>().WithdrawAsync(books.OfficeId, id, "Claire", Stop));
        await books.CatchUpAsync();
        Assert.Equal(WaitReason.Vat, (await books.NotesAsync(order))!.Waits);

        Assert.Null(await SettleAsync(200_000, 170_000));
        await books.CatchUpAsync();
        Assert.Null(await SettleAsync(55_000, 60_000));
        await books.CatchUpAsync();
        // 120.00 / 1.2 = 100.00, 10.55 / 1.055 = 10.00.
        Assert.Equal(
            "Invoice 130.55 EUR (110.00 + 20.55)",
            Assert.Single(await books.DocumentsAsync(order)).Split(':')[0]
        );
        await books.ProveAsync();

        async Task<string?> SettleAsync(int rate, int? of) =>
            Assert
                .Single(
                    await books
                        .Get<SettleVat>()
                        .SettleAsync(
                            books.OfficeId,
                            [id],
                            new VatSettlement(rate, null, null, null, "A slip of the pen", of),
                            "Claire",
                            Stop
                        )
                )
                .Refusal;
    }

    [Fact]
    public async Task Drafts_that_nobody_issues_yet_are_told_too_and_wait_no_more_once_explained()
    {
        await using var books = await Bookkeeping.OpenAsync(rules => rules.IssueAtOnce = false);
        await books.KeepVatNumbersAsync();
        var order = Sold(books, Names.Germany with { Standard = 0, Reduced = 0 }, "DE811569869");
        await books.CatchUpAsync();
        Assert.Equal(WaitReason.Vat, (await books.NotesAsync(order))!.Waits);
        Assert.Single(await books.Get<VatOpen>().ReadAsync(books.OfficeId, null, 0, Stop));

        await books.AnswerAsync("DE811569869", isValid: true);
        await books.CatchUpAsync();
        Assert.Null((await books.NotesAsync(order))!.Waits);
        Assert.Equal(DocumentState.Draft, (await books.RowsAsync(order))[0].State);
    }

    [Fact]
    public async Task An_exemption_is_said_with_its_code_and_text()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = Sold(books, Untaxed);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        await Assert.ThrowsAsync<RefusedException>(() =>
            books
                .Get<SettleVat>()
                .SettleAsync(
                    books.OfficeId,
                    [id],
                    new VatSettlement(null, VatCase.Exempt, null, null, "Training"),
                    "Claire",
                    Stop
                )
        );
        await books
            .Get<SettleVat>()
            .SettleAsync(
                books.OfficeId,
                [id],
                new VatSettlement(
                    null,
                    VatCase.Exempt,
                    "VATEX-FR-CGI261-4",
                    "Exonération de TVA, article 261, 4 du CGI",
                    "Training"
                ),
                "Claire",
                Stop
            );
        await books.CatchUpAsync();
        var tax = Assert.Single((await books.FrozenAsync(order)).Taxes);
        Assert.Equal(("E", "VATEX-FR-CGI261-4"), (tax.Vat!.Category, tax.Vat.Code));
        Assert.Equal("Exonération de TVA, article 261, 4 du CGI", tax.Wording);
    }

    [Fact]
    public async Task A_shop_that_names_no_tax_has_the_rates_of_its_table()
    {
        await using var books = await Bookkeeping.OpenAsync();
        await books.WriteAsync(db =>
            db.ShopVats.Add(
                new ShopVat
                {
                    OfficeId = books.OfficeId,
                    WebShopId = books.Shop.Id,
                    Taxless = [new("IT", null, 220_000), new(null, null, 200_000)],
                }
            )
        );
        var home = Sold(books, Untaxed);
        var italy = Sold(books, Names.Italy with { Standard = 0, Reduced = 0 });
        await books.CatchUpAsync();
        Assert.Equal(
            ["Invoice 120.00 EUR (100.00 + 20.00): 1 Product 120.00"],
            await books.DocumentsAsync(home)
        );
        // 120.00 / 1.22 = 98.36.
        Assert.Equal(
            ["Invoice 120.00 EUR (98.36 + 21.64): 1 Product 120.00"],
            await books.DocumentsAsync(italy)
        );
        books.Refund(home, [(0, 1)]);
        await books.CatchUpAsync();
        Assert.Equal(
            "CreditNote 120.00 EUR (100.00 + 20.00): 1 Product 120.00; corrects 1",
            (await books.DocumentsAsync(home))[^1]
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task Tax_in_a_foreign_currency_is_stated_in_the_office_s_at_the_published_rate_or_waits()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = books.Place(
            draft => draft.Add(draft.Custom("Lampe", 1, 10_000)),
            Names.Germany with
            {
                Code = "PL",
                Name = "Poland",
                Standard = 2_300,
                Reduced = 800,
            },
            currency: "GBP"
        );
        books.Pay(order);
        await books.CatchUpAsync();
        Assert.Equal(WaitReason.Vat, (await books.NotesAsync(order))!.Waits);

        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await books.WriteAsync(db =>
            db.ReferenceRates.Add(
                new ReferenceRate
                {
                    OfficeId = books.OfficeId,
                    Currency = "GBP",
                    On = today.AddDays(-1),
                    PerEuro = Millionths.Of(0.85m),
                    Source = "ECB",
                }
            )
        );
        await books.CatchUpAsync();
        var frozen = await books.FrozenAsync(order);
        Assert.Equal(("EUR", 0.85m), (frozen.Exchange!.Currency, frozen.Exchange.Rate));
        Assert.Equal(
            decimal.ToInt64(decimal.Round(frozen.Tax / 0.85m, MidpointRounding.AwayFromZero)),
            frozen.Exchange.Tax
        );
        Assert.Equal(frozen.Exchange.Tax, Assert.Single(frozen.Taxes).OfficeTax);
        await books.ProveAsync();
    }

    [Fact]
    public async Task What_is_said_wrongly_is_refused_with_what_to_do()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var explained = Sold(books, Names.France);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(explained);
        using var client = await books.App.CreateApiClientAsync(Role.Accountant);

        await Refused(new { orders = new[] { id }, reason = "Because" }, "which rate");
        await Refused(
            new
            {
                orders = new[] { id },
                rate = 101,
                reason = "Because",
            },
            "between 0"
        );
        await Refused(
            new
            {
                orders = new[] { id },
                rate = 20,
                reason = " ",
            },
            "Say why"
        );
        await Refused(
            new
            {
                orders = new[] { id },
                @case = "franchise",
                reason = "Because",
            },
            "cannot be chosen"
        );
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/vat-to-settle",
            new
            {
                orders = new[] { id, 999_999_999 },
                rate = 20,
                reason = "Because",
            },
            Stop
        );
        using var body = await answer.Content.ReadFromJsonAsync<JsonDocument>(Stop);
        var item = Assert.Single(body!.RootElement.GetProperty("items").EnumerateArray());
        Assert.Contains(
            "nothing to settle",
            item.GetProperty("refusal").GetString(),
            StringComparison.Ordinal
        );

        async Task Refused(object sent, string words)
        {
            using var refused = await client.PostAsJsonAsync("/api/v1/vat-to-settle", sent, Stop);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(
                words,
                await refused.Content.ReadAsStringAsync(Stop),
                StringComparison.Ordinal
            );
        }
    }
}
