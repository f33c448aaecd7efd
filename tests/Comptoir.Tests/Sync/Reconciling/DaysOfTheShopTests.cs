using System.Globalization;
using Comptoir.Shopify;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Reconciling;
using Comptoir.WebShops;
using Xunit;

namespace Comptoir.Tests.Sync.Reconciling;

/// <summary>A day is the shop's, from its midnight to the next, however long that is.</summary>
public sealed class DaysOfTheShopTests
{
    static ShopContext Shop(string zone) =>
        new(1, 1, "USD", TimeZoneInfo.FindSystemTimeZoneById(zone), new WebShopSettings());

    static OrderHeader Order(string processedAt, decimal total)
    {
        var at = DateTimeOffset.Parse(processedAt, CultureInfo.InvariantCulture);
        ShopAmount Amount(decimal amount) => new() { ShopMoney = new(amount, "USD") };
        return new OrderHeader
        {
            Id = Gid.Of("Order", 1),
            Name = "#1",
            CreatedAt = at,
            ProcessedAt = at,
            UpdatedAt = at,
            TotalPriceSet = Amount(total),
            CurrentTotalPriceSet = Amount(total),
            CurrentTotalTaxSet = Amount(0),
            TotalReceivedSet = Amount(total),
            TotalRefundedSet = Amount(0),
        };
    }

    [Theory]
    // The night in which clocks go back has 25 hours, and the one in which they go forward 23.
    [InlineData("America/New_York", "2026-11-01T03:59:59Z", "2026-10-31")]
    [InlineData("America/New_York", "2026-11-01T04:00:00Z", "2026-11-01")]
    [InlineData("America/New_York", "2026-11-02T04:59:59Z", "2026-11-01")]
    [InlineData("America/New_York", "2026-11-02T05:00:00Z", "2026-11-02")]
    [InlineData("America/New_York", "2026-03-08T04:59:59Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T03:59:59Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    [InlineData("Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("Europe/Paris", "2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("Europe/Paris", "2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("Pacific/Auckland", "2026-11-25T10:59:59Z", "2026-11-25")]
    [InlineData("Pacific/Auckland", "2026-11-25T11:00:00Z", "2026-11-26")]
    public void An_order_belongs_to_the_day_of_its_shop(string zone, string at, string day) =>
        Assert.Equal(
            DateOnly.Parse(day, CultureInfo.InvariantCulture),
            ShownOrder.Of(Shop(zone), Order(at, 1)).Day
        );

    [Theory]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("America/New_York", "2026-11-02", "2026-11-02T05:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z")]
    // There the clocks go forward at midnight: the day begins at one.
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    public void What_is_asked_for_begins_with_the_first_moment_of_a_day(
        string zone,
        string day,
        string at
    )
    {
        var start = Shop(zone).StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), start);
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Shop(zone).DayOf(start));
        Assert.True(Shop(zone).DayOf(start.AddSeconds(-1)) < Shop(zone).DayOf(start));
    }

    [Fact]
    public void Sums_of_a_day_count_test_orders_and_leave_their_money_out()
    {
        var days = new DayTally();
        var day = new DateOnly(2026, 11, 1);
        var one = new OrderFigures(1000, 900, 150, 1000, 100);
        days.Shop(day, "USD", false, one);
        days.Shop(day, "USD", true, one);
        days.Ours(day, "USD", false, one);
        days.Ours(day, "USD", true, one with { Total = 1 });
        days.Shop(day.AddDays(1), "USD", false, one);
        days.Ours(day.AddDays(1), "USD", false, one with { Refunded = 0 });

        var rows = days.Rows(1, 1);

        Assert.Equal([true, false], rows.Select(row => row.IsEqual));
        Assert.Equal(new DayFigures(2, one), rows[0].Shop);
    }
}
