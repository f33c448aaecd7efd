using System.Net;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>Payments, deliveries and what is expected, on the screens.</summary>
public sealed class MovementPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_enters_a_payment_and_a_delivery_and_takes_the_payment_back()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var browser = await books.App.CreateClientAsync(Role.Manager);
        var order = books.Place(draft => draft.Add(draft.Custom("Lampe", 2, 6000)));
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);
        long line;
        await using (var db = books.Database.Open(books.OfficeId))
            line = await db
                .OrderLines.Where(row => row.OrderId == id)
                .Select(row => row.Number)
                .SingleAsync(Stop);

        using var paid = await browser.SendFormAsync(
            $"/orders/{id}/payments/new",
            "payment",
            ("direction", "in"),
            ("amount", "120.00"),
            ("method", "Cheque"),
            ("note", "No. 7")
        );
        using var sent = await browser.SendFormAsync(
            $"/orders/{id}/deliveries/new",
            "delivery",
            ($"line:{line}", "1"),
            ("carrier", "La Poste")
        );
        var page = await browser.GetStringAsync($"/orders/{id}", Stop);
        Assert.Contains("No. 7", page, StringComparison.Ordinal);
        Assert.Contains("La Poste", page, StringComparison.Ordinal);
        Assert.Contains(
            "No. 7",
            await browser.GetStringAsync("/payments?state=ByHand", Stop)
                + await browser.GetStringAsync($"/orders/{id}", Stop),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"{order.Name}/1",
            await browser.GetStringAsync("/deliveries?state=ByHand", Stop),
            StringComparison.Ordinal
        );

        long payment;
        long fact;
        await using (var db = books.Database.Open(books.OfficeId))
        {
            payment = await db
                .Payments.Where(row => row.OrderId == id)
                .Select(row => row.Id)
                .SingleAsync(Stop);
            fact = await db
                .ExpectedFacts.Where(row => row.EnteredId != payment)
                .Select(row => row.Id)
                .SingleAsync(Stop);
        }
        Assert.Contains(
            order.Name,
            await browser.GetStringAsync("/expected", Stop),
            StringComparison.Ordinal
        );
        using var back = await browser.SendFormAsync(
            $"/payments/{payment}/take-back",
            "take-back",
            ("Reason", "Wrong order")
        );
        Assert.Contains(
            "Wrong order",
            await browser.GetStringAsync($"/orders/{id}", Stop),
            StringComparison.Ordinal
        );
        using var gone = await browser.SendFormAsync($"/expected/{fact}", "give-up");
        Assert.DoesNotContain(
            order.Name,
            await browser.GetStringAsync("/expected", Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_only_looks_enters_nothing()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var browser = await books.App.CreateClientAsync(Role.Viewer);
        using var api = await books.App.CreateApiClientAsync(Role.Viewer);
        await books.CatchUpAsync();
        long id;
        await using (var db = books.Database.Open(books.OfficeId))
            id = await db.Orders.Select(row => row.Id).FirstAsync(Stop);

        var page = await browser.GetStringAsync($"/orders/{id}", Stop);

        Assert.DoesNotContain("payments/new", page, StringComparison.Ordinal);
        await api.RefusedAsync(
            HttpMethod.Post,
            $"orders/{id}/payments",
            new { },
            HttpStatusCode.Forbidden
        );
    }
}
