using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Matching;

/// <summary>
/// Finds the contacts that customers of a shop are already: imported ones, or customers of another shop. The e-mail decides,
/// exactly, written small and without spaces around it; a name or a phone number never does. A contact that another customer
/// of the same shop is linked to is that customer's.
/// </summary>
static class CustomerMatching
{
    /// <summary>Looks up some customers that have no link, in one or two queries.</summary>
    /// <returns>By the shop's number of the customer: what there is to link or to say; others are missing.</returns>
    public static async Task<Dictionary<long, ContactMatch>> FindAsync(
        ComptoirDb db,
        long webShopId,
        IReadOnlyCollection<ShopifyCustomer> customers,
        CancellationToken ct
    )
    {
        var found = new Dictionary<long, ContactMatch>();
        var keys = customers.Select(KeyOf).OfType<string>().Distinct().ToList();
        if (keys.Count == 0)
            return found;
        var contacts = await db
            .Contacts.Where(contact => contact.EmailKey != null && keys.Contains(contact.EmailKey))
            .Select(contact => new
            {
                contact.Id,
                contact.EmailKey,
                contact.Kind,
                contact.CreatedAt,
            })
            .ToListAsync(ct);
        if (contacts.Count == 0)
            return found;
        var ids = contacts.ConvertAll(contact => (long?)contact.Id);
        var taken = (
            await db
                .Links.Where(link =>
                    link.WebShopId == webShopId
                    && link.Kind == LinkKind.Customer
                    && ids.Contains(link.LocalId)
                )
                .Select(link => link.LocalId!.Value)
                .ToListAsync(ct)
        ).ToHashSet();
        // People before companies that have the same e-mail; then the oldest.
        var candidates = contacts
            .OrderBy(contact => contact.Kind == ContactKind.Company)
            .ThenBy(contact => contact.CreatedAt)
            .ThenBy(contact => contact.Id)
            .ToLookup(contact => contact.EmailKey!, StringComparer.Ordinal);
        foreach (var customer in customers.OrderBy(customer => customer.Id.Number))
        {
            if (KeyOf(customer) is not { } key)
                continue;
            var free = candidates[key].Where(contact => !taken.Contains(contact.Id)).ToList();
            if (free.Count > 0)
            {
                taken.Add(free[0].Id);
                found[customer.Id.Number] = new ContactMatch(
                    free[0].Id,
                    free.Count == 1 ? [] : [new(ContactMatch.SeveralContacts, key)]
                );
            }
            else if (candidates[key].Any())
                found[customer.Id.Number] = new ContactMatch(
                    null,
                    [new(ContactMatch.SameEmail, key)]
                );
        }
        return found;
    }

    static string? KeyOf(ShopifyCustomer customer) =>
        ContactValues.EmailKey(customer.DefaultEmailAddress?.EmailAddress);
}
