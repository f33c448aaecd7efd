using Comptoir.EInvoicing.Check;
using Comptoir.Invoicing;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// Finds which way newly issued documents go. Consumers' go none: their sales are reported as sums of a day.
/// </summary>
sealed class ChooseWay(Database database, TimeProvider clock)
{
    const int AtOnce = 200;

    /// <summary>Looks at what was issued since; doing it again changes nothing.</summary>
    /// <returns>How many documents got a way.</returns>
    public async Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        var all = 0;
        while (true)
        {
            var (looked, found) = await database.WriteAsync(officeId, StepAsync, cancellationToken);
            all += found;
            if (looked < AtOnce)
                return all;
        }
    }

    async Task<(int Looked, int Found)> StepAsync(ComptoirDb db, CancellationToken ct)
    {
        var settings = await db.EInvoicingSettings.FirstOrDefaultAsync(ct);
        if (settings is not { IsOn: true })
            return (0, 0);
        var documents = await db
            .Documents.Where(row =>
                row.JournalNumber > settings.LookedUntil
                && row.Kind != DocumentKind.Receipt
                && row.IssuedOn >= settings.From
            )
            .OrderBy(row => row.JournalNumber)
            .Take(AtOnce)
            .Select(row => new
            {
                row.Id,
                row.JournalNumber,
                row.Content,
            })
            .ToListAsync(ct);
        if (documents.Count == 0)
            return (0, 0);
        var ids = documents.Select(row => row.Id).ToList();
        var known = await db
            .ElectronicInvoices.Where(row => ids.Contains(row.DocumentId))
            .Select(row => row.DocumentId)
            .ToListAsync(ct);
        var found = 0;
        foreach (var row in documents.Where(row => !known.Contains(row.Id)))
        {
            var document = FrozenDocument.Read(row.Content!);
            if (await WayAsync(db, settings, document, ct) is not { } way)
                continue;
            var problems = ProblemsOf(way == ElectronicWay.Platform ? FacturX.Of(document) : null);
            db.ElectronicInvoices.Add(
                new ElectronicInvoice
                {
                    OfficeId = db.OfficeId,
                    DocumentId = row.Id,
                    Number = document.Number,
                    Way = way,
                    Problems = problems,
                    IsReady = problems.Length == 0,
                    NotedAt = clock.GetUtcNow().UtcDateTime,
                }
            );
            found++;
        }
        settings.Looked(documents[^1].JournalNumber!.Value);
        await db.SaveChangesAsync(ct);
        return (documents.Count, found);
    }

    static ElectronicProblem[] ProblemsOf(ElectronicForm? form) =>
        form switch
        {
            null or { Xml: not null } => [],
            { Findings: [] } => [new ElectronicProblem("", form.Why!, null)],
            _ => [.. form.Findings.Select(x => new ElectronicProblem(x.Rule, x.Text, x.About))],
        };

    static async Task<ElectronicWay?> WayAsync(
        ComptoirDb db,
        EInvoicingSettings settings,
        FrozenDocument document,
        CancellationToken ct
    )
    {
        if (!document.Buyer.IsCompany)
            return null;
        if (
            FrozenParties.SirenOf(document.Seller.Siren) is null
            || FrozenParties.SirenOf(document.Buyer.Siren) is not { } siren
            || !settings.IsInDirectory(siren)
        )
            return ElectronicWay.Reporting;
        if (document.Kind != DocumentKind.CreditNote)
            return ElectronicWay.Platform;
        // What was sent back is cleared in the books alone: nobody beyond them has the invoice (DGFiP, rejection and refusal).
        var cited = document.Corrects.Select(x => x.DocumentId).OfType<long>().ToList();
        var invoices = await db
            .ElectronicInvoices.Where(row => cited.Contains(row.DocumentId))
            .ToListAsync(ct);
        return
            cited.Count > 0
            && cited.TrueForAll(id => invoices.Exists(x => x.DocumentId == id && x.IsSentBack))
            ? ElectronicWay.Internal
            : ElectronicWay.Platform;
    }
}
