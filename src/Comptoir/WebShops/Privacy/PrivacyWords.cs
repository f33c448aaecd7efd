using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.WebShops.Privacy;

/// <summary>Requests about personal data in the words of the screens.</summary>
static class PrivacyWords
{
    /// <summary>What is asked for.</summary>
    public static string Kind(Texts texts, PrivacyKind kind) =>
        kind switch
        {
            PrivacyKind.See => texts["See what is kept"],
            PrivacyKind.Redact => texts["Erase a customer"],
            _ => texts["Erase all customers of the shop"],
        };

    /// <summary>Where it stands.</summary>
    public static (string Word, Tone Tone) State(
        Texts texts,
        ShopPrivacyRequest request,
        DateTime now
    ) =>
        request switch
        {
            { DoneAt: not null, Kind: PrivacyKind.See } => (texts["Answered"], Tone.Ok),
            { DoneAt: not null } => (texts["Erased"], Tone.Ok),
            { IsToBeCarriedOut: true } => (texts["Is being erased"], Tone.Live),
            _ when request.DueAt <= now => (texts["Past due"], Tone.Bad),
            { Kind: PrivacyKind.See } => (texts["To be answered"], Tone.Warn),
            _ => (texts["To be confirmed"], Tone.Warn),
        };

    /// <summary>What was erased, and what stays and why.</summary>
    public static IEnumerable<string> Outcome(Texts texts, PrivacyOutcome done)
    {
        yield return texts[
            "Erased: {0:N0} contacts; names, addresses and notes on {1:N0} orders and {2:N0} deliveries; recipients of {3:N0} e-mails; {4:N0} drafts.",
            done.Contacts,
            done.Orders,
            done.Deliveries,
            done.Mails,
            done.Drafts
        ];
        if (done.DocumentsKept > 0)
            yield return texts[
                "{0:N0} issued documents and the journal stay as they are: the law asks to keep them for ten years (code de commerce L123-22; GDPR art. 17(3)(b)).",
                done.DocumentsKept
            ];
        if (done.KeptForOtherShops > 0)
            yield return texts[
                "What another connected web shop knows of the customer stays, and is read from there again; this shop’s orders no longer point to it."
            ];
        if (done.KeptOfOffice > 0)
            yield return texts[
                "The contact came by an import or was entered here: what the office keeps of it stays, and this shop’s orders no longer point to it."
            ];
    }
}
