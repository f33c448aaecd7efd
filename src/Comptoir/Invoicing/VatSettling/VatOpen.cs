using Comptoir.Invoicing.Planning;
using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.VatSettling;

/// <summary>An order whose VAT is to be settled.</summary>
/// <param name="OrderId">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Buyer">Who buys.</param>
/// <param name="Country">ISO code of where it goes; null when no address says it.</param>
/// <param name="Currency">ISO code of its amounts.</param>
/// <param name="Gross">What its drafts come to with tax, minor units.</param>
/// <param name="Findings">The lines that cannot be explained, each once.</param>
sealed record VatOpenOrder(
    long OrderId,
    string Name,
    string Buyer,
    string? Country,
    string Currency,
    long Gross,
    IReadOnlyList<VatFinding> Findings
);

/// <summary>Reads the orders whose VAT is to be settled.</summary>
sealed class VatOpen(Database database, TimeProvider clock)
{
    /// <summary>The most that are read at once.</summary>
    public const int PageSize = 100;

    /// <summary>The oldest ones that wait, or those that are named.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="among">Orders to look at; null for all that wait.</param>
    /// <param name="after">Orders with a number above this one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<VatOpenOrder>> ReadAsync(
        long officeId,
        IReadOnlyCollection<long>? among,
        long after,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var ids = among is not null
            ? [.. among.Take(PageSize)]
            : await db
                .OrderInvoicings.Where(row => row.Waits == WaitReason.Vat && row.OrderId > after)
                .OrderBy(row => row.OrderId)
                .Select(row => row.OrderId)
                .Take(PageSize)
                .ToListAsync(cancellationToken);
        var books = await OrderBooks.ReadAsync(db, ids, cancellationToken);
        var composing = await Composing.ReadAsync(
            db,
            books,
            clock.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        return
        [
            .. books.Select(book => View(book, composing)).Where(order => order.Findings.Count > 0),
        ];
    }

    static VatOpenOrder View(OrderBook book, Composing composing)
    {
        var drafts = book.Documents.FindAll(row => row.State == DocumentState.Draft);
        return new VatOpenOrder(
            book.Order.Id,
            book.Order.Name,
            composing.BuyerOf(book).Name,
            (book.Order.ShippingAddress ?? book.Order.BillingAddress)?.CountryCode,
            book.Order.CustomerCurrency,
            drafts.Sum(row => row.Sign * row.Gross),
            [
                .. drafts
                    .SelectMany(row =>
                        composing.VatOf(book, row, composing.DayOf(composing.Now)).Findings
                    )
                    .DistinctBy(finding => (finding.Doubt, finding.Title, finding.Rate)),
            ]
        );
    }
}
