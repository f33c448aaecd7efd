using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.EInvoicing.Port;

/// <summary>Electronic invoices in the words of the screens.</summary>
static class ElectronicWords
{
    public static string Way(Texts texts, ElectronicWay way) =>
        way switch
        {
            ElectronicWay.Platform => texts["by the platform"],
            ElectronicWay.Reporting => texts["reported alone"],
            _ => texts["in the books alone"],
        };

    public static (string Word, Tone Tone) Platform(Texts texts, ElectronicInvoice invoice) =>
        invoice switch
        {
            { Way: not ElectronicWay.Platform } => (texts["does not go"], Tone.Neutral),
            { Platform: PlatformState.NotSent, IsReady: false } => (texts["cannot go"], Tone.Bad),
            { Platform: PlatformState.NotSent } => (texts["goes within a minute"], Tone.Info),
            { Platform: PlatformState.HandedOver } => (texts["handed over"], Tone.Warn),
            { Platform: PlatformState.Deposited } => (texts["deposited"], Tone.Ok),
            _ => (texts["rejected"], Tone.Bad),
        };

    public static (string Word, Tone Tone) Commercial(Texts texts, CommercialState state) =>
        state switch
        {
            CommercialState.Unknown => (texts["nothing said yet"], Tone.Neutral),
            CommercialState.MadeAvailable => (texts["made available"], Tone.Info),
            CommercialState.TakenInCharge => (texts["taken in charge"], Tone.Info),
            CommercialState.Approved => (texts["approved"], Tone.Ok),
            CommercialState.PartlyApproved => (texts["approved in part"], Tone.Warn),
            CommercialState.Disputed => (texts["disputed"], Tone.Bad),
            CommercialState.Suspended => (texts["suspended"], Tone.Bad),
            CommercialState.Completed => (texts["completed"], Tone.Info),
            _ => (texts["refused by the buyer"], Tone.Bad),
        };

    public static (string Word, Tone Tone) Accounting(Texts texts, AccountingState state) =>
        state switch
        {
            AccountingState.ToBePaid => (texts["no payment told"], Tone.Neutral),
            AccountingState.PaymentSent => (texts["payment sent"], Tone.Info),
            _ => (texts["collected"], Tone.Ok),
        };

    /// <summary>What somebody has to do; null for nothing.</summary>
    public static string? Todo(Texts texts, ElectronicInvoice invoice) =>
        invoice switch
        {
            { Way: not ElectronicWay.Platform } or { MadeAgainAt: not null } => null,
            { IsSentBack: true } => texts[
                "Put right what the reason says, then make it again: a credit note stays in the books, and the invoice gets a new number."
            ],
            { Commercial: CommercialState.Disputed } => texts[
                "The buyer disputes it: talk to the buyer. What is agreed on becomes a credit note."
            ],
            { Commercial: CommercialState.Suspended } => texts[
                "The buyer waits for a document: send it by the platform."
            ],
            { IsReady: false } => texts[
                "Its file would break a rule, so that the platform would reject it. Put right what is said, and make the invoice again."
            ],
            _ => null,
        };

    /// <summary>What happened, by its status.</summary>
    public static string Event(Texts texts, int code) =>
        code switch
        {
            LifeCycle.HandedOver => texts["Handed over to the platform"],
            LifeCycle.Deposited => texts["Deposited (200)"],
            201 => texts["Sent on by the platform (201)"],
            202 => texts["Received by the buyer’s platform (202)"],
            203 => texts["Made available to the buyer (203)"],
            204 => texts["Taken in charge by the buyer (204)"],
            205 => texts["Approved by the buyer (205)"],
            206 => texts["Approved in part by the buyer (206)"],
            207 => texts["Disputed by the buyer (207)"],
            208 => texts["Suspended by the buyer (208)"],
            209 => texts["Completed (209)"],
            LifeCycle.Refused => texts["Refused by the buyer (210)"],
            211 => texts["Payment sent (211)"],
            212 => texts["Collected (212)"],
            LifeCycle.Rejected => texts["Rejected by the platform (213)"],
            300 => texts["Report deposited (300)"],
            _ => texts["Report rejected (301)"],
        };

    /// <summary>What an event means.</summary>
    public static Tone ToneOf(int code) =>
        code is 207 or 208 or LifeCycle.Refused or LifeCycle.Rejected or 301 ? Tone.Bad
        : code is LifeCycle.HandedOver ? Tone.Info
        : Tone.Ok;
}
