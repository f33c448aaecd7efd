using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>Documents leave by a server that is not always there and not always kind: each once.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    Post post = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => post = await Post.OpenAsync();

    public ValueTask DisposeAsync() => post.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_down_for_a_while_gets_each_document_once()
    {
        for (var i = 0; i < 25; i++)
            await post.QueueAsync(await post.IssueAsync($"buyer{i}@example.test"));

        Assert.Equal(0, await post.SendAsync());
        var waiting = await post.MailsAsync();
        Assert.All(waiting, mail => Assert.Equal(MailState.Queued, mail.State));
        var tried = Assert.Single(waiting, mail => mail.Attempts > 0);
        Assert.Equal(MailFault.Unreachable, tried.Fault);

        post.Server.Start();
        Assert.Equal(24, await post.SendAsync());
        post.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await post.SendAsync());
        Assert.Equal(0, await post.SendAsync());

        Assert.Equal(
            Enumerable.Range(0, 25).Select(i => $"buyer{i}@example.test").Order(),
            post.Server.All.SelectMany(mail => mail.To).Order()
        );
        Assert.Equal(25, post.Server.All.Select(mail => mail.Read().MessageId).Distinct().Count());
        Assert.All(await post.MailsAsync(), mail => Assert.Equal(MailState.Sent, mail.State));
        // Many go over one connection.
        Assert.Equal(2, post.Server.Connections);
        await using var db = post.Database.Open(post.OfficeId);
        Assert.Equal(
            25,
            await db.Journal.CountAsync(row => row.Kind == JournalKind.DocumentSent, Stop)
        );
    }

    [Fact]
    public async Task A_refused_recipient_is_not_tried_again_and_holds_no_other_back()
    {
        post.Server.Recipient = to =>
            to.StartsWith("nobody", StringComparison.Ordinal) ? "550 5.1.1 No such user" : null;
        post.Server.Start();
        await post.QueueAsync(
            await post.IssueAsync("nobody@example.test"),
            await post.IssueAsync("somebody@example.test")
        );

        Assert.Equal(1, await post.SendAsync());
        post.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await post.SendAsync());

        var mails = await post.MailsAsync();
        Assert.Equal([MailState.Failed, MailState.Sent], mails.Select(mail => mail.State));
        Assert.Equal(MailFault.RecipientRefused, mails[0].Fault);
        Assert.Equal("550 5.1.1 No such user", mails[0].ServerSaid);
        Assert.Equal(
            [MailEventKind.Queued, MailEventKind.Refused],
            await post.EventsAsync(mails[0].Id)
        );
        Assert.Equal(["somebody@example.test"], Assert.Single(post.Server.All).To);
    }

    [Fact]
    public async Task Who_is_asked_to_come_back_comes_back()
    {
        var asked = 0;
        post.Server.Recipient = _ => asked++ < 2 ? "451 4.7.1 Greylisted" : null;
        post.Server.Start();
        await post.QueueAsync(await post.IssueAsync());

        Assert.Equal(0, await post.SendAsync());
        Assert.Equal(0, await post.SendAsync());
        Assert.Equal(1, asked);
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await post.SendAsync());
        // Each wait is longer than the one before.
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await post.SendAsync());
        Assert.Equal(2, asked);
        post.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, await post.SendAsync());

        var mail = Assert.Single(await post.MailsAsync());
        Assert.Equal((MailState.Sent, 3), (mail.State, mail.Attempts));
        Assert.Single(post.Server.All);
    }

    [Fact]
    public async Task What_never_succeeds_is_given_up_after_days_and_shown()
    {
        post.Server.Recipient = _ => "451 4.7.1 Greylisted";
        post.Server.Start();
        await post.QueueAsync(await post.IssueAsync());

        for (var hour = 0; hour < 24 * 4; hour++)
        {
            await post.SendAsync();
            post.Clock.Advance(TimeSpan.FromHours(1));
        }

        var mail = Assert.Single(await post.MailsAsync());
        Assert.Equal(MailState.GivenUp, mail.State);
        Assert.InRange(mail.Attempts, 20, 40);
        Assert.Empty(post.Server.All);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_email_is_asked_for_leaves_no_doubt()
    {
        var cuts = 1;
        post.Server.CutsBefore = () => cuts-- > 0;
        post.Server.Start();
        await post.QueueAsync(await post.IssueAsync());

        Assert.Equal(0, await post.SendAsync());
        var mail = Assert.Single(await post.MailsAsync());
        Assert.Equal((MailState.Queued, MailFault.CutOff), (mail.State, mail.Fault));
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await post.SendAsync());

        Assert.Equal(mail.MessageId, Assert.Single(post.Server.All).Read().MessageId);
    }

    [Fact]
    public async Task A_connection_that_breaks_inside_an_email_leaves_no_doubt()
    {
        post.Server.CutsInside = () => true;
        post.Server.Start();
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Boutique", "factures@boutique.test"));
        message.To.Add(new MailboxAddress("Ada", "ada@example.test"));
        // More than both machines keep for a connection of which nobody reads.
        message.Body = new TextPart("plain")
        {
            Text = string.Join("\n", Enumerable.Repeat(new string('x', 70), 400_000)),
        };
        await using var line = new SmtpLine(post.Get<IOptions<ComptoirOptions>>().Value.Smtp);
        Assert.Null(await line.OpenAsync(Stop));

        var handed = await line.SendAsync(message, Stop);

        Assert.Equal((HandedOutcome.Later, MailFault.CutOff), (handed.Outcome, handed.Fault));
        Assert.Empty(post.Server.All);
    }

    [Fact]
    public async Task Where_the_server_may_have_it_a_person_decides()
    {
        var cuts = 1;
        post.Server.CutsBeforeAnswer = () => cuts-- > 0;
        post.Server.Start();
        await post.QueueAsync(await post.IssueAsync());

        Assert.Equal(0, await post.SendAsync());
        post.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, await post.SendAsync());

        var mail = Assert.Single(await post.MailsAsync());
        Assert.Equal((MailState.Unsure, MailFault.NoAnswer), (mail.State, mail.Fault));
        var again = await post.Get<SettleMail>()
            .AgainAsync(post.OfficeId, mail.Id, null, "Hélène", Stop);
        Assert.Null(again!.Refusal);
        Assert.Equal(1, await post.SendAsync());
        Assert.Equal(
            [MailState.Settled, MailState.Sent],
            (await post.MailsAsync()).Select(row => row.State)
        );
        Assert.Single(post.Server.All);
    }

    [Theory]
    [InlineData(false, MailState.Sent, 1)]
    [InlineData(true, MailState.Unsure, 0)]
    public async Task What_a_process_that_died_had_in_hand_is_sent_once_or_asked_about(
        bool handingOver,
        MailState state,
        int taken
    )
    {
        post.Server.Start();
        await post.QueueAsync(await post.IssueAsync());
        var until = post.Clock.GetUtcNow().UtcDateTime.AddMinutes(15);
        await using (var db = post.Database.Open(post.OfficeId))
            await db.OutgoingMails.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.State, MailState.Sending)
                        .SetProperty(mail => mail.LeaseBy, "a process that is gone")
                        .SetProperty(mail => mail.LeaseUntil, until)
                        .SetProperty(mail => mail.HandingOver, handingOver),
                Stop
            );

        // It may still live: nobody touches it.
        Assert.Equal(0, await post.SendAsync());
        post.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(taken, await post.SendAsync());

        Assert.Equal(state, Assert.Single(await post.MailsAsync()).State);
        Assert.Equal(taken, post.Server.All.Count);
    }

    [Fact]
    public async Task What_is_written_in_a_document_arrives_as_it_is_and_cannot_become_a_header()
    {
        post.Server.Start();
        var id = await post.IssueAsync(
            "yamada@example.test",
            "山田 太郎\r\nBcc: everybody@example.test",
            "en"
        );
        await post.QueueAsync(id);

        Assert.Equal(1, await post.SendAsync());

        var taken = Assert.Single(post.Server.All);
        Assert.Equal(["yamada@example.test"], taken.To);
        Assert.Equal("factures@boutique.test", taken.From);
        Assert.All(taken.Bytes, value => Assert.InRange(value, (byte)0, (byte)127));
        var mail = taken.Read();
        Assert.Empty(mail.Bcc);
        var to = Assert.IsType<MailboxAddress>(Assert.Single(mail.To));
        Assert.StartsWith("山田 太郎", to.Name, StringComparison.Ordinal);
        Assert.Contains("Maison Lumière", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("€120.00", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{Post.Url}/d/", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
        var attached = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        var file = await post.Get<DocumentFiles>().PdfAsync(post.OfficeId, id, Stop);
        Assert.Equal(file!.Name, attached.FileName);
        using var bytes = new MemoryStream();
        attached.Content!.DecodeTo(bytes, Stop);
        Assert.Equal(file.Bytes, bytes.ToArray());
    }

    [Fact]
    public async Task An_email_speaks_the_language_of_its_document()
    {
        post.Server.Start();
        await post.QueueAsync(await post.IssueAsync(kind: DocumentKind.CreditNote));

        Assert.Equal(1, await post.SendAsync());

        var mail = Assert.Single(post.Server.All).Read();
        Assert.StartsWith("Avoir ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("vous trouverez ci-joint l’avoir", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada@example.test\r\nBcc: x@example.test")]
    [InlineData("Ada <ada@example.test>")]
    [InlineData("ada@example.test, eve@example.test")]
    [InlineData("été@example.test")]
    [InlineData("nobody")]
    public async Task An_address_that_will_not_do_is_refused(string address)
    {
        var id = await post.IssueAsync();

        await Assert.ThrowsAsync<RefusedException>(() =>
            post.Get<QueueMail>().QueueAsync(post.OfficeId, [id], address, "Hélène", Stop)
        );

        Assert.Empty(await post.MailsAsync());
    }

    [Fact]
    public async Task Asking_twice_sends_once_while_it_is_on_its_way()
    {
        post.Server.Start();
        var id = await post.IssueAsync("büro@example.test".Replace('ü', 'u'));
        await post.QueueAsync(id);

        var again = await post.Get<QueueMail>()
            .QueueAsync(post.OfficeId, [id], null, "Hélène", Stop);

        Assert.NotNull(Assert.Single(again).Refusal);
        Assert.Equal(1, await post.SendAsync());
        // When it has arrived, it can be sent again.
        await post.QueueAsync(id);
        Assert.Equal(1, await post.SendAsync());
        Assert.Equal(2, post.Server.All.Count);
    }

    [Fact]
    public async Task What_happened_to_an_email_cannot_be_rewritten()
    {
        await post.QueueAsync(await post.IssueAsync());
        await using var db = post.Database.Open(post.OfficeId);

        var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.MailEvents.ExecuteDeleteAsync(Stop)
        );

        Assert.Contains("never deleted", error.Message, StringComparison.Ordinal);
    }
}
