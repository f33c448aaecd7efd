using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Sending;
using Comptoir.Tests.Accounts;
using Comptoir.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>Several processes send from one database.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class ProcessesTests(PostgresUnderTest database)
    : DatabaseTests(database),
        IClassFixture<PostgresUnderTest>
{
    [Fact]
    public async Task Two_processes_at_once_send_each_document_once()
    {
        await using var server = new MailServer();
        server.Start();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        string[] settings =
        [
            $"ConnectionStrings:Comptoir={UnderTest.ConnectionString}",
            $"Comptoir:MasterKey={Convert.ToBase64String(new byte[32])}",
        ];
        await using var one = Post.Application(server, clock, settings);
        await one.StartAsync();
        await using var two = Post.Application(server, clock, settings);
        await two.StartAsync();
        var rows = new IssuedRows(
            one.Database,
            one.OfficeId,
            one.Services.GetRequiredService<OfficeJournal>()
        );
        // The rule is switched on at the beginning: both queue, both send.
        await one.AddAsync(
            new DocumentStyle
            {
                OfficeId = one.OfficeId,
                WebShopId = 0,
                SentUpTo = 0,
            }
        );
        const int documents = 60;
        for (var i = 0; i < documents; i++)
            await rows.IssueAsync(
                new DateOnly(2026, 11, 20),
                1_200,
                200,
                buyer: new Party("Ada", null, null, null, $"buyer{i}@example.test", false)
            );

        await Task.WhenAll(WorkAsync(one), WorkAsync(two), WorkAsync(one), WorkAsync(two));

        Assert.Equal(documents, server.All.Count);
        Assert.Equal(documents, server.All.SelectMany(mail => mail.To).Distinct().Count());
        await using var db = one.Database.Open(one.OfficeId);
        Assert.Equal(
            documents,
            await db.OutgoingMails.CountAsync(mail => mail.State == MailState.Sent, Stop)
        );
        Assert.Equal(
            documents,
            await db.Journal.CountAsync(row => row.Kind == JournalKind.DocumentSent, Stop)
        );
    }

    static async Task WorkAsync(ComptoirApplication app)
    {
        await app.Services.GetRequiredService<QueueIssued>().RunAsync(app.OfficeId, Stop);
        await app.Services.GetRequiredService<SendQueued>().RunAsync(Stop);
    }
}
