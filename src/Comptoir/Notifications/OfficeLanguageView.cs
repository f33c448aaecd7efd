using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>The language that an office writes in: that of its documents.</summary>
static class OfficeLanguageView
{
    /// <summary><c>en</c> or <c>fr</c>.</summary>
    public static async Task<string> ReadAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    ) =>
        await db
            .InvoicingRules.OrderBy(rules => rules.WebShopId)
            .Select(rules => rules.Language)
            .FirstOrDefaultAsync(cancellationToken)
            is "fr"
            ? "fr"
            : "en";
}
