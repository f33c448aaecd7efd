using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>A web shop that knows a contact.</summary>
/// <param name="WebShopId">The shop.</param>
/// <param name="ShopName">What the office calls it.</param>
/// <param name="AdminHref">The contact in Shopify's admin; null for a vendor, who is only a name there.</param>
public sealed record ContactOrigin(long WebShopId, string ShopName, string? AdminHref);

/// <summary>Which web shops know a contact: they lead for its name, reach and addresses.</summary>
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
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. links.Select(link => new ContactOrigin(
                link.Id,
                link.Name,
                link.Kind switch
                {
                    LinkKind.Customer =>
                        $"https://{link.Address}/admin/customers/{link.ExternalId}",
                    LinkKind.Company => $"https://{link.Address}/admin/companies/{link.ExternalId}",
                    _ => null,
                }
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
                    && ids.Contains(link.LocalId.Value)
                )
                .Select(link => link.LocalId!.Value)
                .ToListAsync(cancellationToken),
        ];
}
