using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>
/// Recomputes from the rows what was said of them: the control equations of every order and what documents cover of it, that
/// every link leads to a row, every document, series and closing, the journal, and what holds frozen rows. Reads only; memory
/// does not depend on the size of the office.
/// </summary>
public sealed class VerifyOffice(Database database, OfficeJournal journal)
{
    const int BatchSize = 500;

    /// <summary>What was looked at, and what does not hold.</summary>
    /// <param name="Orders">Orders whose equations were computed.</param>
    /// <param name="Links">Links that were followed.</param>
    /// <param name="Documents">Documents that were proved.</param>
    /// <param name="Records">Records of the journal whose hashes were computed.</param>
    /// <param name="Closings">Closings that were summed again.</param>
    /// <param name="Count">How many findings there are.</param>
    /// <param name="Findings">The first of them in words; empty when the office is whole.</param>
    public sealed record Report(
        long Orders,
        long Links,
        long Documents,
        long Records,
        long Closings,
        long Count,
        IReadOnlyList<Finding> Findings
    );

    /// <summary>Looks at all of an office.</summary>
    public async Task<Report> VerifyAsync(long officeId, CancellationToken cancellationToken)
    {
        await using var db = database.Open(officeId);
        var findings = new Findings();
        foreach (var trigger in await FrozenRows.MissingAsync(db, cancellationToken))
            findings.Add(
                $"Trigger {trigger}",
                "It is missing, switched off or altered: the rows it holds can be changed. Starting Comptoir makes it anew."
            );
        foreach (var trigger in database.UnguardedBefore)
            findings.Add(
                $"Trigger {trigger}",
                "It was missing, switched off or altered before this program was started, which made it anew: the rows it holds could have been changed meanwhile."
            );
        var records = await new VerifyJournal(journal).VerifyAsync(db, findings, cancellationToken);
        var documents = await VerifyDocuments.VerifyAsync(db, findings, cancellationToken);
        await VerifyFiles.VerifyAsync(db, findings, cancellationToken);
        await VerifySeries.VerifyAsync(db, findings, cancellationToken);
        await VerifyPayments.VerifyAsync(db, findings, cancellationToken);
        var closings = await VerifyClosings.VerifyAsync(db, findings, cancellationToken);
        var orders = await VerifyOrdersAsync(db, findings, cancellationToken);
        var links = await VerifyLinksAsync(db, findings, cancellationToken);
        return new Report(
            orders,
            links,
            documents,
            records,
            closings,
            findings.Count,
            findings.Told
        );
    }

    static async Task<long> VerifyOrdersAsync(
        ComptoirDb db,
        Findings findings,
        CancellationToken ct
    )
    {
        long seen = 0,
            last = 0;
        while (true)
        {
            var batch = await db
                .Orders.AsNoTracking()
                .Where(order => order.Id > last)
                .OrderBy(order => order.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
            if (batch.Count == 0)
                return seen;
            var end = batch[^1].Id;
            var from = last;
            var sales = (
                await db
                    .Sales.AsNoTracking()
                    .Include(sale => sale.Taxes)
                    .Where(sale => sale.OrderId > from && sale.OrderId <= end)
                    .ToListAsync(ct)
            ).ToLookup(sale => sale.OrderId);
            var payments = (
                await db
                    .Payments.AsNoTracking()
                    .Where(payment => payment.OrderId > from && payment.OrderId <= end)
                    .ToListAsync(ct)
            ).ToLookup(payment => payment.OrderId);
            var covered = (
                await db
                    .Allocations.AsNoTracking()
                    .Where(allocation => allocation.OrderId > from && allocation.OrderId <= end)
                    .ToListAsync(ct)
            ).ToLookup(allocation => (allocation.OrderId, allocation.Sale));
            foreach (var order in batch)
            {
                Verify(order, [.. sales[order.Id]], [.. payments[order.Id]], findings);
                foreach (var sale in sales[order.Id])
                    VerifyCover.Verify(
                        order.Name,
                        sale,
                        [.. covered[(sale.OrderId, sale.Number)]],
                        findings
                    );
            }
            seen += batch.Count;
            last = end;
        }
    }

    static void Verify(
        SalesOrder order,
        List<Sale> sales,
        List<Payments.Payment> payments,
        Findings findings
    )
    {
        var (state, broken) = ControlEquations.CheckStored(order, sales, payments);
        if (state != order.Control)
            findings.Add(
                $"Order {order.Name}",
                $"The stored rows give {state} ({string.Join(", ", broken.Select(x => x.Equation))}), but {order.Control} was noted when it was read."
            );
        else if (state == ControlState.Broken)
            findings.Add(
                $"Order {order.Name}",
                $"Does not add up as the shop says it: {string.Join(", ", broken.Select(x => x.Equation).Distinct())}."
            );
    }

    static async Task<long> VerifyLinksAsync(ComptoirDb db, Findings findings, CancellationToken ct)
    {
        await Follow(LinkKind.Order, db.Orders.Select(row => row.Id));
        await Follow(LinkKind.Customer, db.Contacts.Select(row => row.Id));
        await Follow(LinkKind.Company, db.Contacts.Select(row => row.Id));
        await Follow(LinkKind.Supplier, db.Contacts.Select(row => row.Id));
        await Follow(LinkKind.Product, db.Products.Select(row => row.Id));
        await Follow(LinkKind.Variant, db.Variants.Select(row => row.Id));
        await Follow(LinkKind.Location, db.Locations.Select(row => row.Id));
        return await db.Links.LongCountAsync(ct);

        async Task Follow(LinkKind kind, IQueryable<long> rows)
        {
            var lost = await db
                .Links.Where(link =>
                    link.Kind == kind && link.LocalId != null && !rows.Contains(link.LocalId.Value)
                )
                .Select(link => link.ExternalId)
                .Take(100)
                .ToListAsync(ct);
            foreach (var id in lost)
                findings.Add($"{kind} {id}", "Is linked, but the row it leads to is missing.");
        }
    }
}
