using Comptoir.Shopify;
using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.WebShops;

/// <summary>Web shops in the words of the screens.</summary>
static class WebShopWords
{
    /// <summary>The state of a web shop in a word.</summary>
    public static (string Word, Tone Tone) State(Texts texts, WebShopView view) =>
        (view.State, view.Open, view.Last) switch
        {
            (WebShopState.Synchronizing, { State: RunState.Running, CancelRequested: true }, _) => (
                texts["Stopping"],
                Tone.Warn
            ),
            (
                WebShopState.Synchronizing,
                { State: RunState.Running, Kind: RunKind.Preparation },
                _
            ) => (texts["Preparing"], Tone.Live),
            (WebShopState.Synchronizing, { State: RunState.Running, Kind: RunKind.Probe }, _) => (
                texts["Probing"],
                Tone.Live
            ),
            (
                WebShopState.Synchronizing,
                { State: RunState.Running, Kind: RunKind.Comparison },
                _
            ) => (texts["Comparing"], Tone.Live),
            (WebShopState.Synchronizing, { State: RunState.Running }, _) => (
                texts["Synchronizing"],
                Tone.Live
            ),
            (WebShopState.Synchronizing, _, _) => (texts["Waits for its turn"], Tone.Info),
            (WebShopState.NotConnected, _, _) => (texts["Not connected"], Tone.Neutral),
            (WebShopState.NeedsAttention, _, _) when view.Shop.Problem is not null => (
                texts["Needs attention"],
                Tone.Bad
            ),
            (WebShopState.NeedsAttention, _, _) => (texts["Last one failed"], Tone.Bad),
            (WebShopState.ToBeSetUp, _, _) => (texts["To be set up"], Tone.Info),
            (_, _, { State: RunState.Cancelled }) => (texts["Stopped"], Tone.Neutral),
            (_, _, { } run) when RunWords.Differs(run) => (
                texts["Differs from Shopify"],
                Tone.Warn
            ),
            (WebShopState.Automatic, _, _) when view.Schedule.Mode == ScheduleMode.Live => (
                texts["Live"],
                Tone.Ok
            ),
            (WebShopState.Automatic, _, _) => (texts["Automatic"], Tone.Ok),
            _ => (texts["Ready"], Tone.Ok),
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
            WebShopProblem.CredentialsRefused => (
                texts["Shopify does not accept the client id and secret any more."],
                texts[
                    "The secret was rotated, or the app deleted. Enter the new one; everything synchronized so far is kept."
                ]
            ),
            WebShopProblem.AppNotInstalled => (
                texts["The app is no longer installed in the shop."],
                texts[
                    "In the Dev Dashboard open the app, choose Install app, and choose this shop; then test the connection again."
                ]
            ),
            WebShopProblem.ShopNotPermitted => (
                texts["App and shop do not belong to the same organization."],
                texts[
                    "Make an app in the organization that owns the shop, and enter its client id and secret."
                ]
            ),
            WebShopProblem.Refused => (
                texts["Shopify does not let the app in."],
                texts[
                    "Check in Shopify that the app is installed and allowed. If it is, wait an hour, then test the connection again."
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
            "PaymentTerms" => texts["Payment terms of orders cannot be read"],
            "Returns" => texts["Refunds cannot be told which return they belong to"],
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
            ConnectFault.ClientId => texts[
                "The client id is missing, or holds a space or a line break. Copy it again from the app’s settings in the Dev Dashboard, alone."
            ],
            ConnectFault.ClientSecret => texts[
                "The client secret is missing, or holds a space or a line break. Copy it again from the app’s settings in the Dev Dashboard, alone."
            ],
            ConnectFault.CredentialsRefused => texts[
                "Shopify does not accept this client id and secret. Copy both again from the app’s settings in the Dev Dashboard; a secret that was rotated is no longer valid."
            ],
            ConnectFault.ShopNotPermitted => texts[
                "The app belongs to another organization than the shop. In the Dev Dashboard make the app in the organization that owns the shop."
            ],
            ConnectFault.AppNotInstalled => texts[
                "The app is not installed in this shop. In the Dev Dashboard open the app, choose Install app, and choose this shop."
            ],
            ConnectFault.NoScopes => texts[
                "Shopify lets the app in, but it may read nothing: its version was released without scopes. Add the scopes below to the app, release the version, and install the app again."
            ],
            ConnectFault.ScopeMissing => texts[
                "The app lacks {0}. Add them to the app in Shopify and install it again; if there is a new token then, enter it.",
                string.Join(", ", problem.Scopes)
            ],
            ConnectFault.OtherShop => texts[
                "Another shop answers at this address than the one that was connected. Connect it as a web shop of its own."
            ],
            ConnectFault.NoSuchShop => texts[
                "No shop answers at this address. Check its spelling in Shopify’s admin, under Settings, Domains."
            ],
            ConnectFault.AlreadyConnected => texts[
                "This shop is connected already. To use other credentials, replace them on the shop’s page."
            ],
            ConnectFault.Name => texts["This name is longer than 100 characters."],
            ConnectFault.Secret => texts[
                "The API secret key contains a space or a line break. Copy it again, alone."
            ],
            ConnectFault.Settings => texts[
                "One of the places cannot be used: a note attribute and a tag need their name, a metafield its namespace and key with a dot between, such as custom.vat_number."
            ],
            ConnectFault.Refused => texts[
                "Shopify does not let the app in. Check in Shopify that it is installed and allowed; if it is, wait an hour and try again."
            ],
            ConnectFault.ShopClosed => texts[
                "Shopify has closed this shop, usually for an unpaid bill. Settle it in Shopify, then connect."
            ],
            _ => texts[
                "Shopify did not answer as it should. Nothing was changed; try again in a moment."
            ],
        };

    /// <summary>A group of personal data that is withheld.</summary>
    public static string Withheld(Texts texts, ProtectedData group) =>
        group switch
        {
            ProtectedData.Customers => texts["Customers altogether"],
            ProtectedData.CustomerNames => texts["Names of customers"],
            ProtectedData.CustomerEmails => texts["E-mail addresses of customers"],
            ProtectedData.CustomerPhones => texts["Phone numbers of customers"],
            ProtectedData.CustomerAddresses => texts["Streets and postcodes of customers"],
            ProtectedData.OrderNames => texts["Names on orders"],
            ProtectedData.OrderEmails => texts["E-mail addresses on orders"],
            ProtectedData.OrderPhones => texts["Phone numbers on orders"],
            _ => texts["Streets and postcodes on orders"],
        };

    /// <summary>What to do about personal data that is withheld.</summary>
    public static string WithheldAdvice(Texts texts) =>
        texts[
            "Customers and orders are read all the same, without these. In the Dev Dashboard open the app, API access requests, and ask for access to protected customer data with each of these fields. On the plan Basic Shopify gives them to no app of one’s own: that takes the plan Grow or a larger one."
        ];
}
