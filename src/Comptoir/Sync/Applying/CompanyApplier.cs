using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Matching;

namespace Comptoir.Sync.Applying;

/// <summary>Companies that buy, with the addresses of their places. Their people are customers like the others.</summary>
sealed class CompanyApplier(RunSession session, IdSequence ids, AttentionBook attention)
    : ContactApplier<ShopifyCompany>(session, ids, attention)
{
    protected override LinkKind Kind => LinkKind.Company;

    protected override long NumberOf(ShopifyCompany record) => record.Id.Number;

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

    protected override Contact Map(ShopifyCompany record, long localId) =>
        CompanyMapping.Map(Shop, record, localId);

    protected override bool IsErased(Contact rows) => false;

    protected override bool IsCompanyKnown(Contact rows) => false;

    protected override void Count(KindCounts counts) =>
        Session.Counts = Session.Counts with { Companies = Session.Counts.Companies + counts };
}
