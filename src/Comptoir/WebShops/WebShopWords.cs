using Comptoir.Sync;
using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.WebShops;

/// <summary>Web shops in the words of the screens.</summary>
static class WebShopWords
{
    /// <summary>The state of a shop, from its problem, the run at work and the last one that ended.</summary>
    public static (string Word, Tone Tone) State(
        Texts texts,
        WebShopProblem? problem,
        Run? open,
        Run? last
    ) =>
        (problem, open, last) switch
        {
            (_, { State: RunState.Running, CancelRequested: true }, _) => (
                texts["Stopping"],
                Tone.Warn
            ),
            (_, { State: RunState.Running, Kind: RunKind.Preparation }, _) => (
                texts["Preparing"],
                Tone.Live
            ),
            (_, { State: RunState.Running }, _) => (texts["Synchronizing"], Tone.Live),
            (_, { }, _) => (texts["Waits for its turn"], Tone.Info),
            ({ }, _, _) => (texts["Needs attention"], Tone.Bad),
            (_, _, null) => (texts["Ready"], Tone.Info),
            (_, _, { State: RunState.Failed }) => (texts["Last one failed"], Tone.Bad),
            (_, _, { State: RunState.Cancelled }) => (texts["Stopped"], Tone.Neutral),
            (_, _, { } run) when RunWords.Differs(run) => (
                texts["Differs from Shopify"],
                Tone.Warn
            ),
            _ => (texts["Synchronized"], Tone.Ok),
        };

    /// <summary>What keeps a shop from being synchronized, and what to do.</summary>
    public static (string What, string Advice) Problem(Texts texts, WebShopProblem problem) =>
        problem switch
        {
            WebShopProblem.TokenRefused => (
                texts["Shopify does not accept the access token any more."],
                texts[
                    "The app was uninstalled, or its token was made anew. Enter the new token; everything synchronized so far is kept."
                ]
            ),
            WebShopProblem.ScopeMissing => (
                texts["The access token may not read what is needed."],
                texts[
                    "Add the missing scopes to the app in Shopify, install it again, and enter the new token."
                ]
            ),
            WebShopProblem.ShopFrozen => (
                texts["Shopify froze the shop, usually for an unpaid bill."],
                texts["Pay the bill in Shopify, then synchronize again."]
            ),
            WebShopProblem.ShopLocked => (
                texts["Shopify locked the shop."],
                texts["Ask Shopify’s support to unlock it, then synchronize again."]
            ),
            _ => (
                texts["No shop answers at this address."],
                texts["If the shop moved to another address, connect it under the new one."]
            ),
        };

    /// <summary>What will not work without a scope.</summary>
    public static string Feature(Texts texts, ScopeNeed need) =>
        need.Feature switch
        {
            "Orders" => texts["Orders cannot be read"],
            "Products" => texts["Products cannot be read"],
            "Customers" => texts["Customers cannot be read"],
            "Stock" => texts["Stock cannot be read"],
            "Locations" => texts["Stock cannot be told apart by location"],
            "Deliveries" => texts["The content of parcels cannot be read"],
            "AllOrders" => texts["Orders older than 60 days stay invisible"],
            _ => need.Feature,
        };

    /// <summary>Why an address is none, and what to do.</summary>
    public static string AddressFault(Texts texts) =>
        texts[
            "This is not the address of a shop at Shopify. Enter the one that ends in .myshopify.com: in Shopify’s admin it is under Settings, Domains. The shop’s own domain cannot be used here."
        ];

    /// <summary>Why a shop was not connected, and what to do.</summary>
    public static string Fault(Texts texts, ConnectProblem problem) =>
        problem.Fault switch
        {
            ConnectFault.Address => AddressFault(texts),
            ConnectFault.Token => texts[
                "This cannot be an access token: it is missing, or holds a space or a line break. Copy it again from the page of the app, alone."
            ],
            ConnectFault.TokenRefused => texts[
                "Shopify does not accept this token for this shop. Check that both are of the same shop, or install the app again and copy the new token."
            ],
            ConnectFault.ScopeMissing => texts[
                "The token lacks {0}. Add them to the app in Shopify, install it again, and enter the new token.",
                string.Join(", ", problem.Scopes)
            ],
            ConnectFault.NoSuchShop => texts[
                "No shop answers at this address. Check its spelling in Shopify’s admin, under Settings, Domains."
            ],
            ConnectFault.AlreadyConnected => texts[
                "This shop is connected already. To use another token, replace it on the shop’s page."
            ],
            ConnectFault.Name => texts["This name is longer than 100 characters."],
            ConnectFault.Secret => texts[
                "The API secret key contains a space or a line break. Copy it again, alone."
            ],
            ConnectFault.ShopClosed => texts[
                "Shopify has closed this shop, usually for an unpaid bill. Settle it in Shopify, then connect."
            ],
            _ => texts[
                "Shopify did not answer as it should. Nothing was changed; try again in a moment."
            ],
        };
}
