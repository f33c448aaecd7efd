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
public sealed class CheckTests
{
    // The checks are functions of what is known: no application need run.
    static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddLocalization()
        .AddScoped<Texts>()
        .AddComptoirHealth()
        .BuildServiceProvider();

    static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_shop_in_order_has_nothing_to_look_at() =>
        Assert.All(Look(Facts()), x => Assert.Equal(HealthState.Ok, x.State));

    [Theory]
    [InlineData(WebShopProblem.TokenRefused, "access")]
    [InlineData(WebShopProblem.AppNotInstalled, "access")]
    [InlineData(WebShopProblem.ShopFrozen, "open")]
    [InlineData(WebShopProblem.ShopLocked, "open")]
    [InlineData(WebShopProblem.ScopeMissing, "scopes")]
    public void What_keeps_a_shop_from_synchronizing_is_one_finding(
        WebShopProblem problem,
        string check
    )
    {
        var facts = Facts();
        facts.Shop.Report(problem);
        Assert.Equal([(check, HealthState.Wrong)], TroublesOf(facts));
    }

    [Fact]
    public void Missing_scopes_are_told_by_what_does_not_work()
    {
        var facts = Facts();
        facts.Shop.Scopes = [.. AllScopes().Where(scope => scope != ScopeNeed.AllOrders)];
        Assert.Equal([("scopes", HealthState.ToLookAt)], TroublesOf(facts));
        Assert.Contains(
            Look(facts),
            x => x.What.Contains("older than 60 days", StringComparison.Ordinal)
        );
        facts.Shop.Scopes = ["read_orders"];
        Assert.Equal([("scopes", HealthState.Wrong)], TroublesOf(facts));
    }

    [Theory]
    [InlineData("2027-01", 0, "version", HealthState.Wrong)]
    [InlineData(ShopifyClientFactory.ApiVersion, 45, "clock", HealthState.ToLookAt)]
    [InlineData(ShopifyClientFactory.ApiVersion, -600, "clock", HealthState.Wrong)]
    public void Answers_show_another_version_or_another_clock(
        string version,
        int seconds,
        string check,
        HealthState state
    )
    {
        var facts = Facts() with
        {
            Seen = new SeenAnswer(new DateTimeOffset(Now), version, TimeSpan.FromSeconds(seconds)),
        };
        Assert.Equal([(check, state)], TroublesOf(facts));
    }

    [Fact]
    public void A_version_that_ends_soon_is_told_in_time()
    {
        var facts = Facts(now: new DateTime(2027, 8, 15, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal([("version", HealthState.ToLookAt)], TroublesOf(facts));
    }

    [Fact]
    public void What_was_due_and_not_asked_for_is_late()
    {
        var schedule = Schedule(ScheduleMode.Interval, Now.AddMinutes(-45));
        Assert.Equal([("schedule", HealthState.Wrong)], TroublesOf(Facts(schedule)));
        schedule.NextAt = Now.AddMinutes(-5);
        Assert.Empty(TroublesOf(Facts(schedule)));
    }

    [Fact]
    public void A_good_synchronization_long_ago_and_one_that_failed_are_told()
    {
        Assert.Equal(
            [("synchronized", HealthState.ToLookAt)],
            TroublesOf(Facts(Schedule(ScheduleMode.Times, Now.AddHours(1)), ended: Now.AddDays(-2)))
        );
        Assert.Empty(TroublesOf(Facts(ended: Now.AddDays(-2))));
        var failed = Facts();
        failed = failed with { View = failed.View with { Last = Run(RunState.Failed, Now) } };
        Assert.Equal([("synchronized", HealthState.Wrong)], TroublesOf(failed));
    }

    [Fact]
    public void A_live_shop_that_tells_nothing_or_late_is_found()
    {
        var live = Schedule(ScheduleMode.Live, Now.AddMinutes(10));
        var facts = Facts(live);
        Assert.Equal([("webhooks", HealthState.ToLookAt)], TroublesOf(facts));
        var told = new ShopSubscriptions
        {
            OfficeId = 1,
            WebShopId = 2,
            CheckedAt = Now,
            HeardAt = Now,
            DelaySeconds = 2,
        };
        facts = facts with { Subscriptions = told };
        Assert.Empty(TroublesOf(facts));
        told.DelaySeconds = 900;
        Assert.Equal([("deliveries", HealthState.ToLookAt)], TroublesOf(facts));
        told.DelaySeconds = 2;
        told.Failure = KeepSubscriptions.NoAddress;
        Assert.Equal([("webhooks", HealthState.Wrong)], TroublesOf(facts));
        told.Failure = null;
        // Anybody can send something false: it says something of the shop only where nothing true comes any more.
        told.RefusedAt = Now.AddHours(-1);
        Assert.Empty(TroublesOf(facts));
        told.HeardAt = Now.AddDays(-2);
        Assert.Equal([("webhooks", HealthState.ToLookAt)], TroublesOf(facts));
        (told.RefusedAt, told.HeardAt) = (null, Now);
        facts = facts with { Waiting = new InboxLength(1, 2, 7, Now.AddMinutes(-20)) };
        Assert.Equal([("deliveries", HealthState.ToLookAt)], TroublesOf(facts));
    }

    [Fact]
    public void What_needs_attention_is_counted() =>
        Assert.Equal(
            [("attention", HealthState.ToLookAt)],
            TroublesOf(Facts() with { Attention = 3 })
        );

    [Fact]
    public void An_installation_in_order_has_nothing_to_look_at_and_each_lack_is_found()
    {
        var options = new ComptoirOptions { Data = "/data" };
        var facts = new InstallationFacts(options, 50L << 30, true, false, null, 0, false);
        Assert.Empty(TroublesOf(facts));
        Assert.Equal(
            [("disk", HealthState.ToLookAt)],
            TroublesOf(facts with { FreeBytes = 1L << 30 })
        );
        Assert.Equal([("disk", HealthState.Wrong)], TroublesOf(facts with { FreeBytes = 1 << 20 }));
        Assert.Equal(
            [("fonts", HealthState.Wrong)],
            TroublesOf(facts with { FontsEmbedded = false })
        );
        Assert.Equal([("e-mail", HealthState.Wrong)], TroublesOf(facts with { WantsMail = true }));
        Assert.Equal([("address", HealthState.ToLookAt)], TroublesOf(facts with { IsLive = true }));
        options.Smtp.Host = "mail.example.test";
        Assert.Equal(
            [("e-mail", HealthState.Wrong)],
            TroublesOf(facts with { MailFault = Comptoir.Sending.MailFault.SignInRefused })
        );
        Assert.Equal(
            [("e-mail", HealthState.ToLookAt)],
            TroublesOf(facts with { MailsInTrouble = 2 })
        );
        options.PublicUrl = new Uri("http://office.example.test");
        Assert.Equal([("address", HealthState.ToLookAt)], TroublesOf(facts));
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
            new SeenAnswer(
                new DateTimeOffset(Now),
                ShopifyClientFactory.ApiVersion,
                TimeSpan.FromSeconds(0.4)
            ),
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

    static List<HealthFinding> Look(ShopFacts facts)
    {
        using var scope = Services.CreateScope();
        var texts = scope.ServiceProvider.GetRequiredService<Texts>();
        return
        [
            .. Services
                .GetServices<IShopCheck>()
                .Select(check => check.Look(texts, facts))
                .OfType<HealthFinding>(),
        ];
    }

    static (string, HealthState)[] TroublesOf(ShopFacts facts) => Troubles(Look(facts));

    static (string, HealthState)[] TroublesOf(InstallationFacts facts)
    {
        using var scope = Services.CreateScope();
        var texts = scope.ServiceProvider.GetRequiredService<Texts>();
        return Troubles(
            Services.GetServices<IInstallationCheck>().Select(check => check.Look(texts, facts))
        );
    }

    // Whatever is not in order says what to do.
    static (string, HealthState)[] Troubles(IEnumerable<HealthFinding> findings)
    {
        var troubles = findings.Where(x => x.State != HealthState.Ok).ToList();
        Assert.All(troubles, x => Assert.NotEmpty(x.Advice ?? ""));
        return [.. troubles.Select(x => (x.Check, x.State))];
    }
}
