using Comptoir.Invoicing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>Many who issue at once: no gap, no number twice, no deadlock.</summary>
public sealed class IssuersTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Twenty_at_once_leave_no_gap_on_SQLite() => HoldsAsync(null, 20);

    [Fact]
    [Trait("Needs", "PostgreSQL")]
    public async Task Fifty_at_once_leave_no_gap_on_PostgreSQL()
    {
        var missing = await postgres.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await HoldsAsync(await postgres.CreateDatabaseAsync(Stop), 50);
    }

    private static async Task HoldsAsync(string? database, int issuers)
    {
        await using var books = await Bookkeeping.OpenAsync(
            rules => rules.IssueAtOnce = false,
            database
        );
        var orders = Enumerable
            .Range(0, issuers)
            .Select(i =>
            {
                var order = books.Place(draft => draft.Add(draft.Custom("Bougie", 2, 1000 + i)));
                books.Pay(order);
                return order;
            })
            .ToList();
        await books.CatchUpAsync();
        List<long> drafts;
        await using (var db = books.Database.Open(books.OfficeId))
            drafts = await db.Documents.Select(row => row.Id).ToListAsync(Stop);
        Assert.Equal(issuers, drafts.Count);

        // Each issues its own draft and, a second time, one that another issues too; half of them make what is due as well.
        await Task.WhenAll(
            drafts.Select(
                (draft, i) =>
                    Task.Run(
                        async () =>
                        {
                            await books
                                .Get<IssueDocuments>()
                                .IssueAsync(
                                    books.OfficeId,
                                    [draft, drafts[(i + 7) % drafts.Count]],
                                    null,
                                    "Hélène",
                                    Stop
                                );
                            if (i % 2 == 0)
                                await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
                        },
                        Stop
                    )
            )
        );

        await using var after = books.Database.Open(books.OfficeId);
        var numbers = await after
            .Documents.OrderBy(row => row.Sequence)
            .Select(row => row.Sequence)
            .ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, issuers).Select(i => (long?)i), numbers);
        await books.ProveAsync();
    }
}
