using Comptoir.Web;

namespace Comptoir.WebShops.Webhooks;

/// <summary>Subscriptions in the words of the screens.</summary>
static class SubscriptionWords
{
    /// <summary>Why messages do not come.</summary>
    public static string Failure(Texts texts, string failure) =>
        failure switch
        {
            KeepSubscriptions.NoAddress => texts[
                "This server has no public address: set Comptoir__PublicUrl"
            ],
            KeepSubscriptions.NoSecret => texts[
                "The secret key of the app is missing: enter it with the credentials"
            ],
            _ => texts["Shopify could not be asked; it is tried again"],
        };
}
