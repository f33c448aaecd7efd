using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Attention;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;
using Comptoir.Invoicing;
using Comptoir.Payments;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>What is entered by hand counts at once, and is never counted twice when the shop tells it too.</summary>
public sealed class MovementTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Order Lamp(Bookkeeping books, int quantity = 1, bool terms = false) =>
        books.Place(draft =>
        {
            draft.Add(draft.Custom("Lampe", quantity, 6000));
            if (terms)
                draft.Order.PaymentTerms = OrderLife.Terms(
                    draft.Order,
                    30,
                    null,
                    draft.Order.CreatedAt
                );
        });

    private static async Task<JsonNode> PayAsync(HttpClient api, long order, object body) =>
        await api.SendAsync(
            HttpMethod.Post,
            $"orders/{order}/payments",
            body,
            HttpStatusCode.Created
        );

    private static async Task<List<JsonNode>> ListAsync(HttpClient api, string address) =>
        [.. (await api.ReadAsync(address))["items"]!.AsArray().Select(item => item!)];

    private static async Task<long> PaidAsync(Bookkeeping books, Order order)
    {
        var id = await books.IdOfAsync(order);
        await using var db = books.Database.Open(books.OfficeId);
        return await db
            .Payments.Where(row => row.OrderId == id)
            .SumAsync(
                row =>
                    row.Direction == PaymentDirection.In ? row.CustomerAmount
                    : row.Direction == PaymentDirection.Out ? -row.CustomerAmount
                    : 0,
                Stop
            );
    }

    [Fact]
    public async Task A_payment_entered_here_counts_once_when_the_shop_tells_it_too()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = Lamp(books);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);

        var made = await PayAsync(api, id, new { method = "bankTransfer", note = "VIR 118" });
        Assert.Equal("60.00", made["customerAmount"]!.Text("amount"));
        Assert.Equal("bank_transfer", made.Text("gateway"));
        await books.CatchUpAsync();
        Assert.Single(await books.DocumentsAsync(order));
        Assert.Single(await ListAsync(api, "expected-facts?kind=payment"));

        books.Pay(order);
        await books.CatchUpAsync();

        Assert.Empty(await ListAsync(api, "expected-facts"));
        Assert.Equal(6000, await PaidAsync(books, order));
        var rows = await ListAsync(api, $"payments?q={order.OrderNumber}");
        Assert.Equal(2, rows.Count);
        var byHand = rows.Single(row => row["enteredBy"] is not null);
        Assert.Equal(rows.Single(row => row != byHand).Number("id"), byHand.Number("sameAs"));
        var problem = await api.RefusedAsync(
            HttpMethod.Post,
            $"payments/{byHand.Number("id")}/reverse",
            new { reason = "Twice" },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains("The shop has told", problem.Text("detail"), StringComparison.Ordinal);
        await books.ProveAsync();
    }

    [Fact]
    public async Task Two_equal_payments_are_matched_one_by_one()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = Lamp(books);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        var half = new { amount = new { amount = "30.00", currency = "EUR" }, method = "cash" };
        await PayAsync(api, id, half);
        await PayAsync(api, id, half);

        books.Pay(order, 3000);
        await books.CatchUpAsync();
        Assert.Single(await ListAsync(api, "expected-facts"));
        Assert.Equal(6000, await PaidAsync(books, order));

        books.Pay(order, 3000);
        await books.CatchUpAsync();
        Assert.Empty(await ListAsync(api, "expected-facts"));
        Assert.Equal(6000, await PaidAsync(books, order));
    }

    [Fact]
    public async Task Another_amount_stays_listed_until_a_person_says_what_it_is()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = Lamp(books);
        await books.CatchUpAsync();
        await PayAsync(
            api,
            await books.IdOfAsync(order),
            new { amount = new { amount = "59.00", currency = "EUR" } }
        );
        books.Pay(order);
        await books.CatchUpAsync();

        var fact = Assert.Single(await ListAsync(api, "expected-facts")).Number("id");
        var detail = await api.ReadAsync($"expected-facts/{fact}");
        var told = Assert.Single(detail["choices"]!.AsArray())!.Number("externalId");
        await api.RefusedAsync(
            HttpMethod.Post,
            $"expected-facts/{fact}/match",
            new { externalId = told + 1 },
            HttpStatusCode.UnprocessableEntity
        );
        await api.SendAsync(
            HttpMethod.Post,
            $"expected-facts/{fact}/match",
            new { externalId = told },
            HttpStatusCode.NoContent
        );

        Assert.Empty(await ListAsync(api, "expected-facts"));
        Assert.Single(await ListAsync(api, "expected-facts?state=settled"));
        Assert.Equal(6000, await PaidAsync(books, order));
    }

    [Fact]
    public async Task A_payment_entered_by_mistake_is_taken_back_with_a_reason()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = Lamp(books);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        var payment = (await PayAsync(api, id, new { })).Number("id");
        await api.RefusedAsync(
            HttpMethod.Post,
            $"orders/{id}/payments",
            new { },
            HttpStatusCode.UnprocessableEntity
        );
        await api.RefusedAsync(
            HttpMethod.Post,
            $"payments/{payment}/reverse",
            new { reason = " " },
            HttpStatusCode.UnprocessableEntity
        );

        await api.SendAsync(
            HttpMethod.Post,
            $"payments/{payment}/reverse",
            new { reason = "Wrong order" },
            HttpStatusCode.NoContent
        );

        Assert.Equal(0, await PaidAsync(books, order));
        Assert.Empty(await ListAsync(api, "expected-facts"));
        var row = Assert.Single(await ListAsync(api, "payments?state=byHand"));
        Assert.Equal("Wrong order", row.Text("reversedReason"));
    }

    [Fact]
    public async Task What_was_sent_by_hand_is_invoiced_and_matched_with_the_shop_s_fulfilment()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = Lamp(books, quantity: 3, terms: true);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        var line = (await api.ReadAsync($"orders/{id}"))["lines"]!.AsArray()[0]!.Number("number");
        await api.RefusedAsync(
            HttpMethod.Post,
            $"orders/{id}/deliveries",
            new { lines = new[] { new { line, quantity = 4 } } },
            HttpStatusCode.UnprocessableEntity
        );
        await api.RefusedAsync(
            HttpMethod.Post,
            $"orders/{id}/deliveries",
            new { trackingUrl = "javascript:alert(1)" },
            HttpStatusCode.UnprocessableEntity
        );

        var made = await api.SendAsync(
            HttpMethod.Post,
            $"orders/{id}/deliveries",
            new { carrier = "Colissimo", trackingNumber = "6A1" },
            HttpStatusCode.Created
        );
        Assert.Equal(3, made.Number("units"));
        await books.CatchUpAsync();
        Assert.Single(await books.DocumentsAsync(order));

        books.Send(order);
        await books.CatchUpAsync();

        Assert.Empty(await ListAsync(api, "expected-facts"));
        Assert.Single(await ListAsync(api, $"deliveries?state=sent&q={order.OrderNumber}"));
        Assert.Single(await books.DocumentsAsync(order));
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_delivery_taken_back_leaves_its_units_to_be_sent()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = Lamp(books, quantity: 2);
        await books.CatchUpAsync();
        var address = $"orders/{await books.IdOfAsync(order)}/deliveries";
        var made = await api.SendAsync(HttpMethod.Post, address, new { }, HttpStatusCode.Created);
        await api.RefusedAsync(
            HttpMethod.Post,
            address,
            new { },
            HttpStatusCode.UnprocessableEntity
        );

        await api.SendAsync(
            HttpMethod.Post,
            $"deliveries/{made.Number("id")}/reverse",
            new { reason = "Still on the shelf" },
            HttpStatusCode.NoContent
        );

        Assert.Empty(await ListAsync(api, "expected-facts"));
        await api.SendAsync(HttpMethod.Post, address, new { }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_credit_by_hand_and_the_same_refund_of_the_shop_are_one_credit_note()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = await CreditedAsync(books);
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();

        Assert.Equal(2, (await books.DocumentsAsync(order)).Length);
        Assert.DoesNotContain(
            await books.AttentionAsync(),
            item => item.Code == AttentionCode.Unmatched
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_refund_of_another_amount_waits_and_can_be_said_to_be_the_same()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = await CreditedAsync(books);
        var fact = await UnmatchedAsync(books, api, order);
        var told = Assert
            .Single((await api.ReadAsync($"expected-facts/{fact}"))["choices"]!.AsArray())!
            .Number("externalId");

        await api.SendAsync(
            HttpMethod.Post,
            $"expected-facts/{fact}/match",
            new { externalId = told },
            HttpStatusCode.NoContent
        );

        // Two came back and one is credited already: the other one is credited now.
        var rows = await books.RowsAsync(order);
        Assert.Equal([18000, 6000, 6000], rows.Select(row => row.Gross));
        await SettledAsync(books, order);
    }

    [Fact]
    public async Task A_refund_of_another_amount_waits_and_can_be_another_one()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        var order = await CreditedAsync(books);
        var fact = await UnmatchedAsync(books, api, order);

        await api.SendAsync(
            HttpMethod.Post,
            $"expected-facts/{fact}/give-up",
            null,
            HttpStatusCode.NoContent
        );

        var rows = await books.RowsAsync(order);
        Assert.Equal([18000, 6000, 12000], rows.Select(row => row.Gross));
        Assert.All(rows.Skip(1), row => Assert.Equal(DocumentKind.CreditNote, row.Kind));
        await SettledAsync(books, order);
    }

    /// <summary>Three lamps are paid and invoiced, and one is credited by hand.</summary>
    private static async Task<Order> CreditedAsync(Bookkeeping books)
    {
        var order = Lamp(books, quantity: 3);
        books.Pay(order);
        await books.CatchUpAsync();
        var invoice = Assert.Single(await books.RowsAsync(order));
        Assert.NotNull(
            await books
                .Get<CreditInvoice>()
                .CreditAsync(
                    books.OfficeId,
                    invoice.Id,
                    new CreditRequest([new CreditLine(1, 1)], Reason: "Broken", Issue: true),
                    "Claire",
                    Stop
                )
        );
        return order;
    }

    /// <summary>The shop gives back two where one was credited: nothing is made of it.</summary>
    private static async Task<long> UnmatchedAsync(Bookkeeping books, HttpClient api, Order order)
    {
        books.Refund(order, [(0, 2)]);
        await books.CatchUpAsync();
        Assert.Equal(2, (await books.DocumentsAsync(order)).Length);
        Assert.Contains(
            await books.AttentionAsync(),
            item => item.Code == AttentionCode.Unmatched && item.Title == order.Name
        );
        await api.RefusedAsync(
            HttpMethod.Get,
            "expected-facts/999999",
            null,
            HttpStatusCode.NotFound
        );
        await Assert.ThrowsAsync<RefusedException>(async () =>
            await books
                .Get<InvoiceOrder>()
                .MakeAsync(
                    books.OfficeId,
                    await books.IdOfAsync(order),
                    new InvoiceRequest(),
                    "Claire",
                    Stop
                )
        );
        return Assert.Single(await ListAsync(api, "expected-facts?kind=refund")).Number("id");
    }

    private static async Task SettledAsync(Bookkeeping books, Order order)
    {
        Assert.DoesNotContain(
            await books.AttentionAsync(),
            item => item.Code == AttentionCode.Unmatched
        );
        Assert.Null((await books.NotesAsync(order))?.Waits);
        await books.CatchUpAsync();
        await books.ProveAsync();
    }
}
