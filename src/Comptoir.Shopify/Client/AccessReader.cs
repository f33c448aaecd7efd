using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Finds out which personal data Shopify withholds from the app.</summary>
sealed class AccessReader(ShopifyShop shop)
{
    public async Task<ReadAccess> ReadAsync(
        IReadOnlySet<string> scopes,
        CancellationToken cancellation
    )
    {
        var withheld = new List<ProtectedData>();
        if (await IsDeniedAsync(AccessProbes.All, cancellation))
        {
            foreach (var group in Enum.GetValues<ProtectedData>())
            {
                // Without customers nothing of theirs can be asked for: what they have is withheld with them.
                if (
                    withheld.Contains(ProtectedData.Customers)
                    && group <= ProtectedData.CustomerAddresses
                )
                    continue;
                if (await IsDeniedAsync(AccessProbes.Of(group), cancellation))
                    withheld.Add(group);
            }
        }
        return ReadAccess.Of(scopes, withheld);
    }

    /// <summary>Denied is what Shopify says so of: with or without data beside it. Everything else is a failure.</summary>
    async Task<bool> IsDeniedAsync(string document, CancellationToken cancellation)
    {
        try
        {
            var answer = await shop.QueryAsync(document, null, cancellation);
            return answer.Errors.Any(error => error.Code == "ACCESS_DENIED");
        }
        catch (ShopifyException failure)
            when (failure.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing)
        {
            return true;
        }
        catch (ShopifyException failure)
            when (failure.Kind is ShopifyFailure.QueryRefused or ShopifyFailure.QueryTooCostly)
        {
            // It cannot be seen beforehand: what is denied shows when it is read.
            return false;
        }
    }
}
