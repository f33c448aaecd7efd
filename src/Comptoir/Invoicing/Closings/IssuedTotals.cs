using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Closings;

/// <summary>What was issued here, summed by the database.</summary>
static class IssuedTotals
{
    /// <summary>The totals of days, credit notes taken off; days on which nothing was issued are not among them.</summary>
    /// <param name="db">The office.</param>
    /// <param name="after">The day before the first; null for the very first.</param>
    /// <param name="until">The last day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ILookup<DateOnly, ClosingTotal>> ByDayAsync(
        ComptoirDb db,
        DateOnly? after,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var rows = await IssuedHere(db)
            .Where(document =>
                (after == null || document.IssuedOn > after) && document.IssuedOn <= until
            )
            .GroupBy(document => new
            {
                document.IssuedOn,
                document.Currency,
                document.Kind,
            })
            .Select(group => new
            {
                group.Key.IssuedOn,
                group.Key.Currency,
                group.Key.Kind,
                Documents = group.LongCount(),
                Gross = group.Sum(document => document.Gross),
                Tax = group.Sum(document => document.Tax),
            })
            .ToListAsync(cancellationToken);
        return rows.Select(row =>
            {
                var sign = row.Kind == DocumentKind.CreditNote ? -1 : 1;
                return (
                    On: row.IssuedOn!.Value,
                    Total: new ClosingTotal(
                        row.Currency,
                        row.Documents,
                        sign * row.Gross,
                        sign * row.Tax
                    )
                );
            })
            .ToLookup(row => row.On, row => row.Total);
    }

    /// <summary>The documents that were numbered here.</summary>
    public static IQueryable<Document> IssuedHere(ComptoirDb db) =>
        db
            .Documents.AsNoTracking()
            .Where(document =>
                document.State == DocumentState.Issued && document.Issuer == DocumentIssuer.Here
            );
}
