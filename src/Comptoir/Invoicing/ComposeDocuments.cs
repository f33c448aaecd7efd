using Comptoir.Invoicing.Planning;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Gives the content of documents: what was frozen, or what a draft would have if it were issued now.</summary>
sealed class ComposeDocuments(Database database, TimeProvider clock)
{
    /// <summary>The contents by the numbers of the rows; what the office does not have is left out.</summary>
    public async Task<IReadOnlyDictionary<long, FrozenDocument>> ComposeAsync(
        long officeId,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var contents = (
            await db
                .Documents.Where(row => ids.Contains(row.Id))
                .Select(row => new
                {
                    row.Id,
                    row.OrderId,
                    row.Content,
                })
                .ToListAsync(cancellationToken)
        );
        var result = contents
            .Where(row => row.Content is not null)
            .ToDictionary(row => row.Id, row => FrozenDocument.Read(row.Content!));
        var drafts = contents.Where(row => row.Content is null).ToList();
        if (drafts.Count == 0)
            return result;
        var books = await OrderBooks.ReadAsync(
            db,
            [.. drafts.Select(row => row.OrderId).Distinct()],
            cancellationToken
        );
        var composing = await Composing.ReadAsync(
            db,
            books,
            clock.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        foreach (var row in drafts)
        {
            var book = books.Find(x => x.Order.Id == row.OrderId)!;
            if (book.Documents.Find(x => x.Id == row.Id) is { } draft)
                result[row.Id] = composing.Of(book, draft, "", null);
        }
        return result;
    }

    /// <summary>What the law asks for and is missing of a draft, in words that say what to do; empty for what can be issued.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(
        long officeId,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var order = await db
            .Documents.Where(row => row.Id == id && row.State == DocumentState.Draft)
            .Select(row => row.OrderId)
            .FirstOrDefaultAsync(cancellationToken);
        if (order == 0)
            return [];
        var book = (await OrderBooks.ReadAsync(db, [order], cancellationToken))[0];
        var composing = await Composing.ReadAsync(
            db,
            [book],
            clock.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        return composing.MissingOf(
            book,
            book.Documents.Find(row => row.Id == id)!,
            composing.DayOf(composing.Now)
        );
    }
}
