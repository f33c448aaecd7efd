using System.Globalization;
using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Matching;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>Companies that buy, with the addresses of their places. Their people are customers like the others.</summary>
sealed class CompanyApplier(RunSession session, IdSequence ids, AttentionBook attention)
    : ContactApplier<ShopifyCompany>(session, ids, attention)
{
    readonly Dictionary<long, long[]> people = [];

    protected override LinkKind Kind => LinkKind.Company;

    protected override long NumberOf(ShopifyCompany record) => record.Id.Number;

    protected override DateTimeOffset MomentOf(ShopifyCompany record) => record.UpdatedAt;

    protected override string TitleOf(ShopifyCompany record) => record.Name;

    protected override Task<Dictionary<long, ContactMatch>> FindAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyCompany> unlinked,
        CancellationToken ct
    ) =>
        CompanyMatching.FindAsync(
            db,
            Shop.WebShopId,
            [.. unlinked.Select(company => (company.Id.Number, Map(company, 0)))],
            ct
        );

    protected override Contact Map(ShopifyCompany record, long localId)
    {
        people[record.Id.Number] =
        [
            .. record.Contacts.Select(person => person.Customer?.Id.Number).OfType<long>(),
        ];
        return CompanyMapping.Map(Shop, record, localId);
    }

    /// <summary>People who came before their company are read again: they belong to it now.</summary>
    protected override async Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<Contact>> changes,
        CancellationToken ct
    )
    {
        await base.WriteAsync(db, changes, ct);
        var keys = changes
            .Where(change => change.IsNew || change.IsMatch)
            .SelectMany(change =>
                people[long.Parse(change.ExternalId, CultureInfo.InvariantCulture)]
            )
            .Select(Key)
            .ToList();
        if (keys.Count > 0)
            await db
                .Links.Where(link =>
                    link.WebShopId == Shop.WebShopId
                    && link.Kind == LinkKind.Customer
                    && link.LocalId != null
                    && keys.Contains(link.ExternalId)
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(link => link.Fingerprint, Link.Again),
                    ct
                );
    }

    protected override bool IsErased(Contact rows) => false;

    protected override bool IsCompanyKnown(Contact rows) => false;

    protected override void Count(KindCounts counts) =>
        Session.Counts = Session.Counts with { Companies = Session.Counts.Companies + counts };
}
