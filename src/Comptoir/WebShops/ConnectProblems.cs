using Comptoir.Shopify;

namespace Comptoir.WebShops;

/// <summary>Why a shop does not let us in, as a problem of what was entered.</summary>
static class ConnectProblems
{
    /// <summary>The problem that a failure is.</summary>
    public static ConnectProblem Of(ShopifyException failure, CredentialsKind kind)
    {
        var entered = Field(kind);
        var (field, fault) = failure.Kind switch
        {
            ShopifyFailure.TokenRefused => (entered, ConnectFault.TokenRefused),
            ShopifyFailure.CredentialsRefused => (entered, ConnectFault.CredentialsRefused),
            ShopifyFailure.ShopNotPermitted => ("clientId", ConnectFault.ShopNotPermitted),
            ShopifyFailure.AppNotInstalled => ("clientId", ConnectFault.AppNotInstalled),
            ShopifyFailure.ScopeMissing or ShopifyFailure.AccessDenied => (
                entered,
                ConnectFault.ScopeMissing
            ),
            ShopifyFailure.NoSuchShop => ("address", ConnectFault.NoSuchShop),
            ShopifyFailure.ShopFrozen or ShopifyFailure.ShopLocked => (
                "address",
                ConnectFault.ShopClosed
            ),
            ShopifyFailure.Refused => ("address", ConnectFault.Refused),
            _ => ("address", ConnectFault.Unavailable),
        };
        return new(field, fault, $"{failure.Message} {failure.Advice}".Trim());
    }

    /// <summary>The problem when the token may not read what nothing works without; null when it may.</summary>
    public static ConnectProblem? MissingScopes(
        IReadOnlyCollection<string> granted,
        CredentialsKind kind
    )
    {
        var missing = ScopeNeed
            .Missing(granted)
            .Where(need => need.IsRequired)
            .Select(need => need.Name)
            .ToList();
        if (missing.Count == 0)
            return null;
        return granted.Count == 0
            ? new(
                Field(kind),
                ConnectFault.NoScopes,
                "Shopify lets the app in, but the app may read nothing: its version was released without scopes. Add the scopes to the app in Shopify, release that version, and install the app again.",
                missing
            )
            : new(
                Field(kind),
                ConnectFault.ScopeMissing,
                kind == CredentialsKind.Client
                    ? $"The app lacks {string.Join(", ", missing)}. Add them to its version in the Dev Dashboard, release that version, and install the app again."
                    : $"The token lacks {string.Join(", ", missing)}. Add them to the app in Shopify, install it again, and enter the new token.",
                missing
            );
    }

    static string Field(CredentialsKind kind) =>
        kind == CredentialsKind.Client ? "clientSecret" : "token";
}
