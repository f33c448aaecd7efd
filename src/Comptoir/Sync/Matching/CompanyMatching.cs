using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Matching;

/// <summary>
/// Finds the contacts that companies of a shop are already: by VAT number, then by SIREN, then by the exact name of one that
/// no shop brought (imported, or entered here). A company that another company of the same shop is linked to is that one's.
/// </summary>
static class CompanyMatching
{
    /// <summary>Looks up some companies that have no link, as they would be stored.</summary>
    /// <returns>By the shop's number of the company: what there is to link; others are missing.</returns>
    public static async Task<Dictionary<long, ContactMatch>> FindAsync(
        ComptoirDb db,
        long webShopId,
        IReadOnlyCollection<(long Number, Contact Company)> companies,
        CancellationToken ct
    )
    {
        var found = new Dictionary<long, ContactMatch>();
        if (companies.Count == 0)
            return found;
        var vats = Distinct(companies.Select(company => company.Company.VatNumber));
        var sirens = Distinct(companies.Select(company => company.Company.Siren));
        var names = Distinct(companies.Select(company => company.Company.SortName));
        var contacts = await db
            .Contacts.Where(contact =>
                contact.Kind == ContactKind.Company
                && (
                    (contact.VatNumber != null && vats.Contains(contact.VatNumber))
                    || (contact.Siren != null && sirens.Contains(contact.Siren))
                    || (contact.WebShopId == null && names.Contains(contact.SortName))
                )
            )
            .Select(contact => new Candidate(
                contact.Id,
                contact.WebShopId,
                contact.VatNumber,
                contact.Siren,
                contact.SortName,
                contact.CreatedAt
            ))
            .ToListAsync(ct);
        if (contacts.Count == 0)
            return found;
        var ids = contacts.ConvertAll(contact => (long?)contact.Id);
        var taken = (
            await db
                .Links.Where(link =>
                    link.WebShopId == webShopId
                    && link.Kind == LinkKind.Company
                    && ids.Contains(link.LocalId)
                )
                .Select(link => link.LocalId!.Value)
                .ToListAsync(ct)
        ).ToHashSet();
        contacts.Sort(
            (one, other) => (one.CreatedAt, one.Id).CompareTo((other.CreatedAt, other.Id))
        );
        foreach (var (number, company) in companies.OrderBy(company => company.Number))
        {
            var free = contacts.FindAll(contact => !taken.Contains(contact.Id));
            var same = Of(x => company.VatNumber is { } vat && x.VatNumber == vat);
            if (same.Count == 0)
                same = Of(x => company.Siren is { } siren && x.Siren == siren);
            if (same.Count == 0)
                same = Of(x => x.WebShopId is null && x.SortName == company.SortName);
            if (same.Count == 0)
                continue;
            taken.Add(same[0].Id);
            found[number] = new ContactMatch(
                same[0].Id,
                same.Count == 1 ? [] : [new(ContactMatch.SeveralContacts, company.Name)]
            );

            List<Candidate> Of(Predicate<Candidate> isSame) => free.FindAll(isSame);
        }
        return found;
    }

    static List<string> Distinct(IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().Where(text => text.Length > 0).Distinct()];

    sealed record Candidate(
        long Id,
        long? WebShopId,
        string? VatNumber,
        string? Siren,
        string SortName,
        DateTime CreatedAt
    );
}
