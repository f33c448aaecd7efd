using System.Net;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Styles;
using Comptoir.Sending;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>Documents that are sent when they are issued, and what people see of it.</summary>
public sealed class RuleTests : IAsyncLifetime
{
    Post post = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => post = await Post.OpenAsync();

    public ValueTask DisposeAsync() => post.DisposeAsync();

    Task<EditOutcome?> SwitchAsync(bool on, long version) =>
        post.Get<ChangeStyle>()
            .SaveAsync(
                post.OfficeId,
                StyleView.Office,
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["sendsWhenIssued"] = on ? "true" : "false",
                },
                version,
                Stop
            );

    [Fact]
    public async Task What_is_issued_after_the_rule_was_switched_on_is_sent_and_nothing_before()
    {
        post.Server.Start();
        await post.IssueAsync("before@example.test");
        Assert.Equal(0, await post.RuleAsync());
        await SwitchAsync(true, 0);
        var invoice = await post.IssueAsync("after@example.test");
        await post.IssueAsync("credited@example.test", kind: DocumentKind.CreditNote);
        await post.IssueAsync("tipped@example.test", kind: DocumentKind.Receipt);

        Assert.Equal(3, await post.RuleAsync());
        Assert.Equal(0, await post.RuleAsync());
        Assert.Equal(3, await post.SendAsync());

        Assert.Equal(
            ["after@example.test", "credited@example.test", "tipped@example.test"],
            post.Server.All.SelectMany(mail => mail.To)
        );
        await using (var db = post.Database.Open(post.OfficeId))
            Assert.True(
                await db.OutgoingMails.AnyAsync(
                    mail => mail.DocumentId == invoice && mail.IsByRule && mail.QueuedBy == null,
                    Stop
                )
            );

        // Off and on again: what was issued between stays unsent.
        await SwitchAsync(false, 1);
        await post.IssueAsync("between@example.test");
        Assert.Equal(0, await post.RuleAsync());
        await SwitchAsync(true, 2);
        await post.IssueAsync("last@example.test");
        Assert.Equal(1, await post.RuleAsync());
        Assert.Equal("last@example.test", (await post.MailsAsync())[^1].To);
    }

    [Fact]
    public async Task What_was_sent_by_hand_is_not_sent_by_the_rule_again()
    {
        await SwitchAsync(true, 0);
        await post.QueueAsync(await post.IssueAsync());

        Assert.Equal(0, await post.RuleAsync());
        Assert.Single(await post.MailsAsync());
    }

    [Fact]
    public async Task A_document_without_an_address_waits_for_a_person_and_can_be_sent_with_one()
    {
        post.Server.Start();
        await SwitchAsync(true, 0);
        await post.IssueAsync(email: null);

        Assert.Equal(1, await post.RuleAsync());
        Assert.Equal(0, await post.SendAsync());
        var mail = Assert.Single(await post.MailsAsync());
        Assert.Equal(MailState.NoAddress, mail.State);
        var manager = await post.App.CreateClientAsync(Role.Manager);
        var list = WebUtility.HtmlDecode(
            await manager.GetStringAsync("/mails?state=troubled", Stop)
        );
        Assert.Contains(mail.DocumentNumber, list, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(post.App));

        using var sent = await manager.SendFormAsync(
            $"/mails/{mail.Id}",
            "again",
            ("to", "found@example.test")
        );
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        Assert.Equal(1, await post.SendAsync());
        Assert.Equal(["found@example.test"], Assert.Single(post.Server.All).To);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(post.App));
    }

    [Fact]
    public async Task A_web_shop_with_a_style_of_its_own_does_not_follow_the_offices_rule()
    {
        await SwitchAsync(true, 0);
        await using (var db = post.Database.Open(post.OfficeId))
            Assert.Equal(
                [(0L, true)],
                (await db.DocumentStyles.ToListAsync(Stop)).Select(style =>
                    (style.WebShopId, style.SendsWhenIssued)
                )
            );
        await post.App.AddAsync(new DocumentStyle { OfficeId = post.OfficeId, WebShopId = 7 });
        // Orders without a web shop follow the office.
        await post.IssueAsync();

        Assert.Equal(1, await post.RuleAsync());
    }

    [Fact]
    public async Task Many_documents_are_sent_from_the_list_and_who_has_no_address_is_named()
    {
        post.Server.Start();
        var first = await post.IssueAsync("one@example.test");
        var second = await post.IssueAsync(email: null, name: "Grace");
        var third = await post.IssueAsync("three@example.test");
        var manager = await post.App.CreateClientAsync(Role.Manager);
        (string, string)[] ticked =
        [
            ("deed", "send"),
            ("ids", Invariant(first)),
            ("ids", Invariant(second)),
            ("ids", Invariant(third)),
        ];

        using var asked = await manager.SendFormAsync("/invoices", "choose", ticked);
        Assert.Contains(
            "Send 3 documents",
            WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Stop)),
            StringComparison.Ordinal
        );
        Assert.Empty(await post.MailsAsync());

        var api = await post.App.CreateApiClientAsync(Role.Manager);
        var answer = await api.SendAsync(
            HttpMethod.Post,
            "documents/send",
            new { ids = new[] { first, second, third } },
            HttpStatusCode.OK
        );
        Assert.Equal(
            [true, false, true],
            answer["outcomes"]!.AsArray().Select(outcome => outcome!["mailId"] is not null)
        );
        Assert.Equal(2, await post.SendAsync());
        var detail = await api.ReadAsync($"mails/{(await post.MailsAsync())[0].Id}");
        Assert.Equal("sent", detail["mail"]!.Text("state"));
        Assert.Equal(
            ["queued", "sent"],
            detail["events"]!.AsArray().Select(happened => happened!.Text("kind"))
        );
    }

    [Fact]
    public async Task Who_only_reads_sends_nothing()
    {
        var id = await post.IssueAsync();
        var viewer = await post.App.CreateApiClientAsync(Role.Viewer);

        await viewer.RefusedAsync(
            HttpMethod.Post,
            "documents/send",
            new { ids = new[] { id } },
            HttpStatusCode.Forbidden
        );

        Assert.Empty(await post.MailsAsync());
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_is_queued_by_hand_and_health_says_why()
    {
        await using var app = new ComptoirApplication();
        var manager = await app.CreateClientAsync(Role.Manager);
        var page = await manager.GetStringAsync("/settings/mail", Stop);
        Assert.Contains("Comptoir__Smtp__Host=", page, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(app));

        var api = await app.CreateApiClientAsync(Role.Manager);
        var refused = await api.RefusedAsync(
            HttpMethod.Post,
            "documents/send",
            new { ids = (long[])[1] },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains("Comptoir__Smtp__Host", refused.Text("detail"), StringComparison.Ordinal);
        await api.SendAsync(
            HttpMethod.Put,
            "document-styles/0",
            new { version = 0, sendsWhenIssued = true },
            HttpStatusCode.OK
        );
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(app));
    }

    [Fact]
    public async Task The_password_is_neither_shown_nor_logged_and_a_test_message_says_what_the_server_says()
    {
        await using var secret = await Post.OpenAsync(
            "Comptoir:Smtp:User=comptoir",
            "Comptoir:Smtp:Password=very-secret-word"
        );
        secret.Server.Start();
        var manager = await secret.App.CreateClientAsync(Role.Manager);

        using var tried = await manager.SendFormAsync("/settings/mail", "test");
        var html = await tried.Content.ReadAsStringAsync(Stop);

        // This server knows no signing in.
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-word", html, StringComparison.Ordinal);
        Assert.DoesNotContain(
            secret.App.Log.All,
            line => line.Contains("very-secret-word", StringComparison.Ordinal)
        );

        post.Server.Start();
        var other = await post.App.CreateClientAsync(Role.Manager);
        using var sent = await other.SendFormAsync("/settings/mail", "test");
        Assert.Contains(
            "role=\"status\"",
            await sent.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
        Assert.Single(post.Server.All);
    }

    static async Task<HealthStatus> HealthAsync(ComptoirApplication app) =>
        (
            await app
                .Services.GetRequiredService<HealthCheckService>()
                .CheckHealthAsync(check => check.Name == "e-mail", Stop)
        ).Status;

    static string Invariant(long number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
