using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// All that can change the fate of drafts that wait for a mention or for their VAT. A shop that charges the wrong tax leaves
/// thousands of them: they are tried again when something of this is otherwise, not each time that somebody orders.
/// </summary>
/// <param name="Orders">How many orders have such drafts, and the newest change of one, UTC.</param>
/// <param name="Seller">The version of the office's identity.</param>
/// <param name="Settings">The newest record of the journal about a legal setting.</param>
/// <param name="Answers">How many answers about VAT numbers there are.</param>
/// <param name="Rates">How many rates of the euro.</param>
/// <param name="Contacts">The newest change of one of their customers in the shop, UTC.</param>
/// <param name="Details">The newest change of what the office writes of contacts, UTC.</param>
/// <param name="On">Today, UTC: rates and registrations begin and end.</param>
sealed record HeldStamp(
    (int Count, DateTime? Changed) Orders,
    long Seller,
    long Settings,
    int Answers,
    int Rates,
    DateTime? Contacts,
    DateTime? Details,
    DateOnly On
)
{
    /// <summary>Reads it, in a few questions that indexes answer.</summary>
    public static async Task<HeldStamp> ReadAsync(
        ComptoirDb db,
        SellerIdentity seller,
        IQueryable<long> held,
        DateTime now,
        CancellationToken ct
    )
    {
        var orders = db.Orders.Where(order => held.Contains(order.Id));
        return new HeldStamp(
            (
                await orders.CountAsync(ct),
                await orders.Select(order => (DateTime?)order.UpdatedAt).MaxAsync(ct)
            ),
            seller.Version,
            await db
                .Journal.Where(row => row.Kind == JournalKind.LegalSettingChanged)
                .Select(row => (long?)row.Number)
                .MaxAsync(ct)
                ?? 0,
            await db.VatNumberAnswers.CountAsync(ct),
            await db.ReferenceRates.CountAsync(ct),
            await (
                from order in orders
                join contact in db.Contacts on order.ContactId equals contact.Id
                select (DateTime?)contact.UpdatedAt
            ).MaxAsync(ct),
            await db.ContactDetails.Select(row => (DateTime?)row.UpdatedAt).MaxAsync(ct),
            DateOnly.FromDateTime(now)
        );
    }
}
