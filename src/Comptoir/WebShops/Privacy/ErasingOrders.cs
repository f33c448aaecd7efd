using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Sales;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>
/// What is erased of orders: who bought, where it was sent, what was written. What was sold, the ledger, the country that decides the
/// tax, and issued documents stay.
/// </summary>
sealed class ErasingOrders(ComptoirDb db, long webShopId, DateTime now)
{
    const int Together = 200;

    /// <summary>Erases some; for very many in one transaction nobody else could write.</summary>
    public async Task<PrivacyOutcome> RunAsync(IEnumerable<long> orders, CancellationToken ct)
    {
        var outcome = new PrivacyOutcome();
        foreach (var some in orders.Chunk(Together))
            outcome += await SomeAsync(some, ct);
        return outcome;
    }

    async Task<PrivacyOutcome> SomeAsync(long[] orders, CancellationToken ct)
    {
        var rows = await db
            .Orders.AsNoTracking()
            .Include(x => x.Lines)
            .Where(x => orders.Contains(x.Id))
            .ToListAsync(ct);
        foreach (var row in rows)
            await OneAsync(row, ct);
        await RememberAsync(rows, ct);
        NamedValue[] nothing = [];
        await db
            .OrderLines.Where(x => orders.Contains(x.OrderId))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Attributes, nothing), ct);
        Deliveries.Tracking[] untracked = [];
        var deliveries = await db
            .Deliveries.Where(x => orders.Contains(x.OrderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.Tracking, untracked)
                        .SetProperty(x => x.ReversedReason, (string?)null),
                ct
            );
        await db
            .Payments.Where(x => orders.Contains(x.OrderId) && x.Note != null)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Note, (string?)null), ct);
        var documents = db.Documents.Where(x => orders.Contains(x.OrderId));
        return new PrivacyOutcome
        {
            Orders = rows.Count,
            Deliveries = deliveries,
            Mails = await MailsAsync(documents, ct),
            Drafts = await DraftsAsync(documents, rows, ct),
            DocumentsKept = await documents.CountAsync(x => x.State == DocumentState.Issued, ct),
        };
    }

    async Task OneAsync(SalesOrder row, CancellationToken ct)
    {
        var name = row.CompanyName ?? "";
        // A company is no person; its numbers decide the tax.
        var isCompany = row.CompanyId is not null;
        var (vat, siren) = isCompany ? (row.VatNumber, row.Siren) : (null, null);
        var (billing, shipping) = (Bare(row.BillingAddress), Bare(row.ShippingAddress));
        NamedValue[] attributes = [];
        string[] tags = [];
        RiskFinding[] findings = [];
        await db
            .Orders.Where(x => x.Id == row.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.CustomerName, name)
                        .SetProperty(x => x.Email, (string?)null)
                        .SetProperty(x => x.Phone, (string?)null)
                        .SetProperty(x => x.Note, (string?)null)
                        .SetProperty(x => x.VatNumber, vat)
                        .SetProperty(x => x.Siren, siren)
                        .SetProperty(x => x.Attributes, attributes)
                        .SetProperty(x => x.Tags, tags)
                        .SetProperty(x => x.FraudFindings, findings)
                        .SetProperty(x => x.BillingAddress, billing)
                        .SetProperty(x => x.ShippingAddress, shipping)
                        .SetProperty(x => x.Search, SearchOf(row, name)),
                ct
            );
    }

    static string SearchOf(SalesOrder row, string name) =>
        SearchText.Words([
            row.Name,
            name,
            row.PurchaseOrder,
            .. row.Lines.Select(line => line.Sku).Distinct(StringComparer.Ordinal),
        ]);

    /// <summary>Of an address the country and its part, which decide the tax.</summary>
    static Address? Bare(Address? address) =>
        address is null
            ? null
            : new Address
            {
                CountryCode = address.CountryCode,
                ProvinceCode = address.ProvinceCode,
            };

    async Task RememberAsync(List<SalesOrder> rows, CancellationToken ct)
    {
        var numbers = rows.Select(x => x.ExternalId).OfType<long>().ToList();
        var keys = numbers.ConvertAll(x => x.ToString(CultureInfo.InvariantCulture));
        await db.UpsertAsync(
            numbers.ConvertAll(number => new RedactedObject
            {
                OfficeId = db.OfficeId,
                WebShopId = webShopId,
                Kind = LinkKind.Order,
                ExternalId = number,
                At = now,
            }),
            ct
        );
        await db
            .RunItems.Where(x =>
                x.Kind == LinkKind.Order
                && keys.Contains(x.ExternalId)
                && db.Runs.Any(run => run.Id == x.RunId && run.WebShopId == webShopId)
            )
            .ExecuteDeleteAsync(ct);
    }

    /// <summary>That they were sent, and what with, stays; to whom does not.</summary>
    async Task<int> MailsAsync(IQueryable<Document> documents, CancellationToken ct)
    {
        var mails = db.OutgoingMails.Where(x => documents.Any(d => d.Id == x.DocumentId));
        await mails
            .Where(x => x.State == MailState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, MailState.NoAddress), ct);
        return await mails.ExecuteUpdateAsync(
            set => set.SetProperty(x => x.To, "").SetProperty(x => x.ServerSaid, (string?)null),
            ct
        );
    }

    /// <summary>Drafts are composed from the order when they are shown and issued: only what lists show of them is theirs.</summary>
    async Task<int> DraftsAsync(
        IQueryable<Document> documents,
        List<SalesOrder> rows,
        CancellationToken ct
    )
    {
        var drafts = await documents
            .Where(x => x.State == DocumentState.Draft)
            .Select(x => new { x.Id, x.OrderId })
            .ToListAsync(ct);
        foreach (var draft in drafts)
        {
            var order = rows.First(x => x.Id == draft.OrderId);
            var name = order.CompanyName ?? "";
            await db
                .Documents.Where(x => x.Id == draft.Id && x.State == DocumentState.Draft)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(x => x.BuyerName, name)
                            .SetProperty(x => x.Buyer, (Party?)null)
                            .SetProperty(x => x.Note, (string?)null)
                            .SetProperty(x => x.Search, SearchOf(order, name)),
                    ct
                );
        }
        return drafts.Count;
    }
}
