using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>A web shop that knows a contact.</summary>
/// <param name="WebShopId">The shop.</param>
/// <param name="ShopName">What the office calls it.</param>
/// <param name="AdminHref">
/// The contact in Shopify's admin; null for a vendor, who is only a name there, and for one that is deleted there.
/// </param>
/// <param name="LeftOut">Somebody left the contact out: synchronizations pass it over.</param>
/// <param name="GoneAt">When the shop was found not to have it any more, UTC; null while it has.</param>
public sealed record ContactOrigin(
    long WebShopId,
    string ShopName,
    string? AdminHref,
    bool LeftOut,
    DateTime? GoneAt
)
{
    /// <summary>The shop leads: what it says is written here at each synchronization.</summary>
    public bool Leads => !LeftOut && GoneAt is null;
}

/// <summary>Which web shops know a contact. They lead for its name, reach and addresses, unless it is left out or deleted there.</summary>
static class ContactOriginView
{
    static readonly LinkKind[] Kinds = [LinkKind.Customer, LinkKind.Supplier, LinkKind.Company];

    /// <summary>The shops that know a contact.</summary>
    public static async Task<IReadOnlyList<ContactOrigin>> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var links = await (
            from link in db.Links
            join shop in db.WebShops on link.WebShopId equals shop.Id
            where link.LocalId == id && Kinds.Contains(link.Kind)
            orderby shop.Name, shop.Id, link.Kind, link.ExternalId
            select new
            {
                shop.Id,
                shop.Name,
                shop.Address,
                link.Kind,
                link.ExternalId,
                link.LeftOutAt,
                link.GoneAt,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. links.Select(link => new ContactOrigin(
                link.Id,
                link.Name,
                link.Kind switch
                {
                    _ when link.GoneAt is not null => null,
                    LinkKind.Customer =>
                        $"https://{link.Address}/admin/customers/{link.ExternalId}",
                    LinkKind.Company => $"https://{link.Address}/admin/companies/{link.ExternalId}",
                    _ => null,
                },
                link.LeftOutAt is not null,
                link.GoneAt
            )),
        ];
    }

    /// <summary>Which of some contacts a web shop leads for.</summary>
    public static async Task<HashSet<long>> ShopLedAsync(
        ComptoirDb db,
        IReadOnlyList<long> ids,
        CancellationToken cancellationToken
    ) =>
        [
            .. await db
                .Links.Where(link =>
                    Kinds.Contains(link.Kind)
                    && link.LocalId != null
                    && link.LeftOutAt == null
                    && link.GoneAt == null
                    && ids.Contains(link.LocalId.Value)
                )
                .Select(link => link.LocalId!.Value)
                .ToListAsync(cancellationToken),
        ];
}
