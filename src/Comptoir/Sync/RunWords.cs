using Comptoir.Web;
using Comptoir.Web.Components;
using Comptoir.WebShops;

namespace Comptoir.Sync;

/// <summary>Runs in the words of the screens.</summary>
static class RunWords
{
    /// <summary>Where a run stands.</summary>
    public static (string Word, Tone Tone) State(Texts texts, Run run) =>
        run.State switch
        {
            RunState.Queued => (texts["Waits for its turn"], Tone.Info),
            RunState.Running when run.CancelRequested => (texts["Stopping"], Tone.Warn),
            RunState.Running when run.Kind == RunKind.Preparation => (
                texts["Preparing"],
                Tone.Live
            ),
            RunState.Running when run.Kind == RunKind.Probe => (texts["Probing"], Tone.Live),
            RunState.Running when run.Kind == RunKind.Comparison => (texts["Comparing"], Tone.Live),
            RunState.Running => (texts["Synchronizing"], Tone.Live),
            RunState.Failed => (texts["Failed"], Tone.Bad),
            RunState.Cancelled => (texts["Stopped"], Tone.Neutral),
            _ when Differs(run) => (texts["Finished, with differences"], Tone.Warn),
            _ => (texts["Finished"], Tone.Ok),
        };

    /// <summary>What a run does.</summary>
    public static string Kind(Texts texts, Run run) =>
        run.Kind switch
        {
            RunKind.Preparation => texts["Preparation"],
            RunKind.Probe => texts["Probe"],
            RunKind.Live => texts["Live, this day"],
            RunKind.Comparison => texts["Comparison"],
            _ when run is { Cause: RunCause.Schedule, Wider: true } => texts["Nightly"],
            _ when run.Cause == RunCause.Schedule => texts["Automatic"],
            _ => texts["Synchronization"],
        };

    /// <summary>Whether a control total of the run differs from the shop's.</summary>
    public static bool Differs(Run run) => run.Totals?.Any(total => !total.IsEqual) == true;

    /// <summary>What the run is doing. Changes from phase to phase only.</summary>
    public static string Phase(Texts texts, Run run) =>
        run.State == RunState.Queued
            ? texts["Waits for its turn"]
            : run.Progress.Phase switch
            {
                RunPhase.Queued => texts["Begins"],
                RunPhase.Reading => texts["Shopify prepares the data"],
                RunPhase.Downloading => texts["Fetching the data"],
                RunPhase.Products => texts["Products and suppliers"],
                RunPhase.Stock => texts["Stock"],
                RunPhase.Companies => texts["Companies"],
                RunPhase.Customers => texts["Customers"],
                RunPhase.Orders => texts["Orders, deliveries and payments"],
                _ => texts["Comparing the control totals"],
            };

    /// <summary>
    /// How many orders need attention: those set aside, and those that are stored exactly as the shop has them but do not
    /// add up.
    /// </summary>
    public static KindCounts WithFlagged(RunCounts counts) =>
        counts.Orders with
        {
            Attention =
                counts.Orders.Attention
                + counts.Control.GetValueOrDefault(Sales.ControlState.Broken),
        };

    /// <summary>The counts of a run, kind by kind, in the order of the work.</summary>
    public static IReadOnlyList<(string Word, KindCounts Counts)> Kinds(Texts texts, Run run) =>
        [
            (texts["Suppliers"], run.Counts.Suppliers),
            (texts["Products"], run.Counts.Products),
            (texts["Stock levels"], run.Counts.Stock),
            (texts["Companies"], run.Counts.Companies),
            (texts["Customers"], run.Counts.Customers),
            (texts["Orders"], run.Counts.Orders),
            (texts["Deliveries"], run.Counts.Deliveries),
            (texts["Payments"], run.Counts.Payments),
        ];

    /// <summary>As <see cref="Kinds"/>, with the orders that are stored but do not add up among those that need attention.</summary>
    public static IReadOnlyList<(string Word, KindCounts Counts)> Outcome(Texts texts, Run run) =>
        [
            .. Kinds(texts, run)
                .Select(kind =>
                    ReferenceEquals(kind.Counts, run.Counts.Orders)
                        ? (kind.Word, WithFlagged(run.Counts))
                        : kind
                ),
        ];

    /// <summary>Why a run failed, and what to do; the technical detail is in <see cref="Run.Error"/>.</summary>
    public static (string What, string Advice) Failure(Texts texts, Run run) =>
        Failure(texts, run.Failure);

    /// <summary>As the other one, of the <see cref="Run.Failure"/> alone.</summary>
    public static (string What, string Advice) Failure(Texts texts, string? failure) =>
        failure switch
        {
            "TokenRefused" => (
                texts["Shopify does not accept the access token any more."],
                texts[
                    "Make a new token for the app in Shopify and enter it on the page of the web shop."
                ]
            ),
            "CredentialsRefused" => WebShopWords.Problem(texts, WebShopProblem.CredentialsRefused),
            "AppNotInstalled" => WebShopWords.Problem(texts, WebShopProblem.AppNotInstalled),
            "ShopNotPermitted" => WebShopWords.Problem(texts, WebShopProblem.ShopNotPermitted),
            "Refused" => WebShopWords.Problem(texts, WebShopProblem.Refused),
            "ScopeMissing" or "AccessDenied" => (
                texts["The access token may not read what is needed."],
                texts[
                    "Add the missing scopes to the app in Shopify, install it again, and enter the new token."
                ]
            ),
            "ShopFrozen" => (
                texts["Shopify froze the shop, usually for an unpaid bill."],
                texts["Pay the bill in Shopify, then synchronize again."]
            ),
            "ShopLocked" => (
                texts["Shopify locked the shop."],
                texts["Ask Shopify’s support to unlock it, then synchronize again."]
            ),
            "NoSuchShop" => (
                texts["No shop answers at this address."],
                texts["If the shop moved to another address, connect it under the new one."]
            ),
            "Throttled" => (
                texts["Shopify asked us to slow down, and waiting did not help."],
                texts["Synchronize again in a few minutes."]
            ),
            "Unavailable" => (
                texts["Shopify, or the way to it, is down."],
                texts["Synchronize again in a few minutes."]
            ),
            "BulkFailed" => (
                texts["Shopify could not prepare the data."],
                texts[
                    "Synchronize again; if it fails again, the detail below helps Shopify’s support."
                ]
            ),
            _ => (
                texts["Something unexpected happened."],
                texts[
                    "Synchronize again; if it fails again, the detail below helps to find out why."
                ]
            ),
        };

    /// <summary>One of the figures that are compared.</summary>
    public static string Figure(Texts texts, ControlFigure figure) =>
        figure switch
        {
            ControlFigure.Orders => texts["Orders"],
            ControlFigure.Sales => texts["Sales, returns taken off"],
            ControlFigure.Tax => texts["Tax"],
            ControlFigure.Received => texts["Payments received"],
            _ => texts["Refunds"],
        };

    /// <summary>A figure's value: an amount, or a number of objects.</summary>
    public static string Value(ControlTotal total, long value) =>
        total.Currency is { } currency
            ? MoneyFormat.Text(value, currency)
            : value.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);
}
