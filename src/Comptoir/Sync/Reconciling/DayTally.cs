namespace Comptoir.Sync.Reconciling;

/// <summary>Sums up, day by day, what the shop shows and what the office has.</summary>
sealed class DayTally
{
    readonly Dictionary<(DateOnly Day, string Currency), Sums> days = [];

    /// <summary>An order that the shop shows.</summary>
    public void Shop(DateOnly day, string currency, bool isTest, OrderFigures figures)
    {
        var sums = Of(day, currency);
        sums.Shop = Add(sums.Shop, isTest, figures);
    }

    /// <summary>An order of the office.</summary>
    public void Ours(DateOnly day, string currency, bool isTest, OrderFigures figures)
    {
        var sums = Of(day, currency);
        sums.Ours = Add(sums.Ours, isTest, figures);
    }

    /// <summary>An order that differs.</summary>
    public void Differs(DateOnly day, string currency) => Of(day, currency).Differences++;

    /// <summary>The days on which there was an order.</summary>
    public List<DayComparison> Rows(long officeId, long webShopId) =>
        [
            .. days.OrderBy(x => x.Key.Day)
                .ThenBy(x => x.Key.Currency, StringComparer.Ordinal)
                .Select(x => new DayComparison
                {
                    OfficeId = officeId,
                    WebShopId = webShopId,
                    Day = x.Key.Day,
                    Currency = x.Key.Currency,
                    Shop = x.Value.Shop,
                    Ours = x.Value.Ours,
                    Differences = x.Value.Differences,
                    IsEqual = x.Value.Differences == 0 && x.Value.Shop == x.Value.Ours,
                }),
        ];

    Sums Of(DateOnly day, string currency)
    {
        if (!days.TryGetValue((day, currency), out var sums))
            days[(day, currency)] = sums = new();
        return sums;
    }

    static DayFigures Add(DayFigures sum, bool isTest, OrderFigures figures) =>
        new(sum.Orders + 1, isTest ? sum.Money : sum.Money + figures);

    sealed class Sums
    {
        public DayFigures Shop { get; set; } = new(0, OrderFigures.None);
        public DayFigures Ours { get; set; } = new(0, OrderFigures.None);
        public int Differences { get; set; }
    }
}
