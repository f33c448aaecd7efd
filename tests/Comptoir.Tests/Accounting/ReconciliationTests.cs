using System.Globalization;
using Comptoir.Accounting;
using Comptoir.Sales;
using Comptoir.Tests.Invoicing;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounting;

/// <summary>Whatever a shop sold is covered by a document or explained, to the minor unit, on every day.</summary>
public sealed class ReconciliationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_difference_of_a_whole_shop_is_explained()
    {
        await using var books = await Bookkeeping.OpenAsync(
            rules => rules.From = new DateOnly(2000, 1, 1),
            orders: 400
        );
        await books.CatchUpAsync();
        await using var db = books.Database.Open(books.OfficeId);
        var first = await db.Sales.MinAsync(sale => sale.HappenedOn, Stop);
        var last = await db.Sales.MaxAsync(sale => sale.HappenedOn, Stop);

        var days = await ReconciliationView.ReadAsync(db, null, first, last, Stop);

        Assert.All(days, day => Assert.Equal(0, day.Unexplained));
        Assert.NotEqual(0, days.Sum(day => day.Documents));
        Assert.Equal(
            await db.Sales.SumAsync(sale => sale.Total, Stop),
            days.Sum(day => day.Ledger)
        );
        Assert.Equal(
            await db
                .Documents.Where(row => row.State == Comptoir.Invoicing.DocumentState.Issued)
                .SumAsync(
                    row =>
                        row.Kind == Comptoir.Invoicing.DocumentKind.CreditNote
                            ? -row.ShopGross
                            : row.ShopGross,
                    Stop
                ),
            days.Sum(day => day.Documents)
        );
        // Only an order that does not add up, or was paid at another rate, may differ from the shop's own totals.
        var troubled = await db
            .Orders.Where(order => order.Control != ControlState.Holds)
            .Select(order => order.PlacedOn)
            .Distinct()
            .ToListAsync(Stop);
        Assert.All(
            days.Where(day => !troubled.Contains(day.Day)),
            day => Assert.Equal(0, day.NotAddingUp)
        );
    }

    [Fact]
    public async Task What_is_not_due_and_what_is_drafted_is_told_apart()
    {
        await using var books = await Bookkeeping.OpenAsync(rules => rules.IssueAtOnce = false);
        using var api = await books.App.CreateApiClientAsync(Role.Viewer);
        var paid = books.Place(draft => draft.Add(draft.Custom("Lampe", 1, 6000)));
        books.Place(draft => draft.Add(draft.Custom("Vase", 1, 2500)));
        books.Pay(paid);
        await books.CatchUpAsync();

        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var from = today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var to = today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = await api.ReadAsync($"reconciliation?from={from}&to={to}");

        var days = answer["items"]!.AsArray().Select(item => item!).ToList();
        Assert.Contains(days, day => day["drafts"]!.Text("amount") == "60.00");
        Assert.Contains(days, day => day["notDue"]!.Text("amount") == "25.00");
        Assert.All(days, day => Assert.Equal("0.00", day["unexplained"]!.Text("amount")));
    }
}
