using Comptoir.Health;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.Web;
using Comptoir.WebShops;
using Comptoir.WebShops.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Health;

/// <summary>Each thing that can be wrong with a web shop or an installation is found, and nothing else.</summary>
public sealed class CheckTests(ComptoirApplication app) : IClassFixture<ComptoirApplication>
{
    static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_shop_in_order_has_nothing_to_look_at() =>
        Assert.All(await LookAsync(Facts()), x => Assert.Equal(HealthState.Ok, x.State));

    [Theory]
    [InlineData(WebShopProblem.TokenRefused, "access")]
    [InlineData(WebShopProblem.AppNotInstalled, "access")]
    [InlineData(WebShopProblem.ShopFrozen, "open")]
    [InlineData(WebShopProblem.ShopLocked, "open")]
    [InlineData(WebShopProblem.ScopeMissing, "scopes")]
    public async Task What_keeps_a_shop_from_synchronizing_is_one_finding(
        WebShopProblem problem,
        string check
    )
    {
        var facts = Facts();
        facts.Shop.Report(problem);
        Assert.Equal([(check, HealthState.Wrong)], await TroublesAsync(facts));
    }

    [Fact]
    public async Task Missing_scopes_are_told_by_what_does_not_work()
    {
        var facts = Facts();
        facts.Shop.Scopes = [.. AllScopes().Where(scope => scope != ScopeNeed.AllOrders)];
        Assert.Equal([("scopes", HealthState.ToLookAt)], await TroublesAsync(facts));
        Assert.Contains(
            await LookAsync(facts),
            x => x.What.Contains("older than 60 days", StringComparison.Ordinal)
        );
        facts.Shop.Scopes = ["read_orders"];
        Assert.Equal([("scopes", HealthState.Wrong)], await TroublesAsync(facts));
    }

    [Theory]
    [InlineData("2027-01", 0, "version", HealthState.Wrong)]
    [InlineData(ShopifyClientFactory.ApiVersion, 45, "clock", HealthState.ToLookAt)]
    [InlineData(ShopifyClientFactory.ApiVersion, -600, "clock", HealthState.Wrong)]
    public async Task Answers_show_another_version_or_another_clock(
        string version,
        int seconds,
        string check,
        HealthState state
    )
    {
        var facts = Facts() with
        {
            Seen = new SeenAnswer(Now, version, TimeSpan.FromSeconds(seconds)),
        };
        Assert.Equal([(check, state)], await TroublesAsync(facts));
    }

    [Fact]
    public async Task A_version_that_ends_soon_is_told_in_time()
    {
        var facts = Facts(now: new DateTime(2027, 8, 15, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal([("version", HealthState.ToLookAt)], await TroublesAsync(facts));
    }

    [Fact]
    public async Task What_was_due_and_not_asked_for_is_late()
    {
        var schedule = Schedule(ScheduleMode.Interval, Now.AddMinutes(-45));
        Assert.Equal([("schedule", HealthState.Wrong)], await TroublesAsync(Facts(schedule)));
        schedule.NextAt = Now.AddMinutes(-5);
        Assert.Empty(await TroublesAsync(Facts(schedule)));
    }

    [Fact]
    public async Task A_good_synchronization_long_ago_and_one_that_failed_are_told()
    {
        Assert.Equal(
            [("synchronized", HealthState.ToLookAt)],
            await TroublesAsync(
                Facts(Schedule(ScheduleMode.Times, Now.AddHours(1)), ended: Now.AddDays(-2))
            )
        );
        Assert.Empty(await TroublesAsync(Facts(ended: Now.AddDays(-2))));
        var failed = Facts();
        failed = failed with { View = failed.View with { Last = Run(RunState.Failed, Now) } };
        Assert.Equal([("synchronized", HealthState.Wrong)], await TroublesAsync(failed));
    }

    [Fact]
    public async Task A_live_shop_that_tells_nothing_or_late_is_found()
    {
        var live = Schedule(ScheduleMode.Live, Now.AddMinutes(10));
        var facts = Facts(live);
        Assert.Equal([("webhooks", HealthState.ToLookAt)], await TroublesAsync(facts));
        var told = new ShopSubscriptions
        {
            OfficeId = 1,
            WebShopId = 2,
            CheckedAt = Now,
            HeardAt = Now,
            DelaySeconds = 2,
        };
        facts = facts with { Subscriptions = told };
        Assert.Empty(await TroublesAsync(facts));
        told.DelaySeconds = 900;
        Assert.Equal([("deliveries", HealthState.ToLookAt)], await TroublesAsync(facts));
        told.DelaySeconds = 2;
        told.Failure = KeepSubscriptions.NoAddress;
        Assert.Equal([("webhooks", HealthState.Wrong)], await TroublesAsync(facts));
        told.Failure = null;
        told.RefusedAt = Now.AddHours(-1);
        Assert.Equal([("webhooks", HealthState.ToLookAt)], await TroublesAsync(facts));
        told.RefusedAt = null;
        facts = facts with { Waiting = new InboxLength(1, 2, 7, Now.AddMinutes(-20)) };
        Assert.Equal([("deliveries", HealthState.ToLookAt)], await TroublesAsync(facts));
    }

    [Fact]
    public async Task What_needs_attention_is_counted() =>
        Assert.Equal(
            [("attention", HealthState.ToLookAt)],
            await TroublesAsync(Facts() with { Attention = 3 })
        );

    [Fact]
    public async Task An_installation_in_order_has_nothing_to_look_at_and_each_lack_is_found()
    {
        var options = new ComptoirOptions { Data = "/data" };
        var facts = new InstallationFacts(options, 50L << 30, true, false, null, 0, false);
        Assert.Empty(await TroublesAsync(facts));
        Assert.Equal(
            [("disk", HealthState.ToLookAt)],
            await TroublesAsync(facts with { FreeBytes = 1L << 30 })
        );
        Assert.Equal(
            [("disk", HealthState.Wrong)],
            await TroublesAsync(facts with { FreeBytes = 1 << 20 })
        );
        Assert.Equal(
            [("fonts", HealthState.Wrong)],
            await TroublesAsync(facts with { FontsEmbedded = false })
        );
        Assert.Equal(
            [("e-mail", HealthState.Wrong)],
            await TroublesAsync(facts with { WantsMail = true })
        );
        Assert.Equal(
            [("address", HealthState.ToLookAt)],
            await TroublesAsync(facts with { IsLive = true })
        );
        options.Smtp.Host = "mail.example.test";
        Assert.Equal(
            [("e-mail", HealthState.Wrong)],
            await TroublesAsync(facts with { MailFault = Comptoir.Sending.MailFault.SignInRefused })
        );
        Assert.Equal(
            [("e-mail", HealthState.ToLookAt)],
            await TroublesAsync(facts with { MailsInTrouble = 2 })
        );
        options.PublicUrl = new Uri("http://office.example.test");
        Assert.Equal([("address", HealthState.ToLookAt)], await TroublesAsync(facts));
    }

    static string[] AllScopes() => [.. ScopeNeed.All.Select(need => need.Name)];

    static ShopFacts Facts(
        ShopSchedule? schedule = null,
        DateTime? ended = null,
        DateTime? now = null
    )
    {
        var shop = new WebShop
        {
            OfficeId = 1,
            Id = 2,
            Name = "Lumière",
            Address = "lumiere.myshopify.com",
            ShopName = "Lumière",
            Currency = "EUR",
            TimeZone = "Europe/Paris",
            Scopes = AllScopes(),
            ConnectedAt = Now.AddYears(-1),
        };
        var good = Run(RunState.Succeeded, ended ?? (now ?? Now).AddMinutes(-10));
        return new(
            new WebShopView(shop, null, good, good, schedule ?? Schedule(ScheduleMode.Off, Now)),
            0,
            null,
            null,
            new SeenAnswer(Now, ShopifyClientFactory.ApiVersion, TimeSpan.FromSeconds(0.4)),
            now ?? Now
        );
    }

    static ShopSchedule Schedule(ScheduleMode mode, DateTime next)
    {
        var schedule = new ShopSchedule { OfficeId = 1, WebShopId = 2 };
        schedule.Choose(new Timetable(mode, 60, [new TimeOnly(6, 0)], "Europe/Paris"), Now);
        schedule.NextAt = mode == ScheduleMode.Off ? null : next;
        return schedule;
    }

    static Run Run(RunState state, DateTime at) =>
        new()
        {
            OfficeId = 1,
            Id = 3,
            WebShopId = 2,
            Kind = RunKind.Synchronization,
            State = state,
            QueuedAt = at,
            FinishedAt = at,
            Progress = new RunProgress(),
            Counts = new RunCounts(),
            Cursor = new RunCursor(),
            Failure = state == RunState.Failed ? "Unavailable" : null,
        };

    async Task<List<HealthFinding>> LookAsync(ShopFacts facts)
    {
        await using var scope = await ScopeAsync();
        var texts = scope.ServiceProvider.GetRequiredService<Texts>();
        return
        [
            .. app
                .Services.GetServices<IShopCheck>()
                .Select(check => check.Look(texts, facts))
                .OfType<HealthFinding>(),
        ];
    }

    async Task<(string, HealthState)[]> TroublesAsync(ShopFacts facts) =>
        Troubles(await LookAsync(facts));

    async Task<(string, HealthState)[]> TroublesAsync(InstallationFacts facts)
    {
        await using var scope = await ScopeAsync();
        var texts = scope.ServiceProvider.GetRequiredService<Texts>();
        return Troubles(
            app.Services.GetServices<IInstallationCheck>().Select(check => check.Look(texts, facts))
        );
    }

    // Whatever is not in order says what to do.
    static (string, HealthState)[] Troubles(IEnumerable<HealthFinding> findings)
    {
        var troubles = findings.Where(x => x.State != HealthState.Ok).ToList();
        Assert.All(troubles, x => Assert.NotEmpty(x.Advice ?? ""));
        return [.. troubles.Select(x => (x.Check, x.State))];
    }

    async Task<AsyncServiceScope> ScopeAsync()
    {
        await app.StartAsync();
        return app.Services.CreateAsyncScope();
    }
}
