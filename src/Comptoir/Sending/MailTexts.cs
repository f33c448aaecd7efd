using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Sending;

/// <summary>E-mails in the words of the screens.</summary>
static class MailTexts
{
    /// <summary>Where an e-mail is.</summary>
    public static (string Word, Tone Tone) State(Texts texts, MailState state) =>
        state switch
        {
            MailState.Queued => (texts["Waits to be sent"], Tone.Neutral),
            MailState.Sending => (texts["Being sent"], Tone.Neutral),
            MailState.Sent => (texts["Sent by e-mail"], Tone.Ok),
            MailState.Failed => (texts["Refused"], Tone.Bad),
            MailState.GivenUp => (texts["Given up"], Tone.Bad),
            MailState.Unsure => (texts["Not known whether sent"], Tone.Warn),
            MailState.NoAddress => (texts["No address"], Tone.Warn),
            MailState.Bounced => (texts["Came back"], Tone.Bad),
            _ => (texts["Put aside"], Tone.Neutral),
        };

    /// <summary>What went wrong, and what it means.</summary>
    public static string Fault(Texts texts, MailFault fault) =>
        fault switch
        {
            MailFault.Unreachable => texts["The mail server cannot be reached; it is tried again."],
            MailFault.NotSecure => texts[
                "The connection to the mail server cannot be trusted: its certificate or its encryption will not do."
            ],
            MailFault.SignInRefused => texts["The mail server refuses user and password."],
            MailFault.Postponed => texts["The mail server asks to come back later."],
            MailFault.CutOff => texts["The connection broke before the server had it."],
            MailFault.RecipientRefused => texts["The mail server refuses this address."],
            MailFault.SenderRefused => texts["The mail server refuses the sender’s address."],
            MailFault.MessageRefused => texts["The mail server refuses the e-mail."],
            MailFault.NoAnswer => texts[
                "The connection broke when the server may have had it: it is not sent twice by itself."
            ],
            MailFault.Ended => texts[
                "Comptoir was stopped when the server may have had it: it is not sent twice by itself."
            ],
            MailFault.NotMade => texts["The e-mail could not be made; it is tried again."],
            MailFault.NoAddress => texts["The document names no e-mail address that can be used."],
            _ => texts["It came back."],
        };

    /// <summary>What happened.</summary>
    public static string Event(Texts texts, MailEventKind kind) =>
        kind switch
        {
            MailEventKind.Queued => texts["E-mail queued"],
            MailEventKind.Tried => texts["Tried without success"],
            MailEventKind.Sent => texts["Sent by e-mail"],
            MailEventKind.Refused => texts["Refused by the server"],
            MailEventKind.GivenUp => texts["Given up"],
            MailEventKind.Unsure => texts["Not known whether sent"],
            MailEventKind.Interrupted => texts["Interrupted before it was sent"],
            MailEventKind.Bounced => texts["Came back"],
            MailEventKind.Arrived => texts["Noted as arrived"],
            _ => texts["Put aside"],
        };

    /// <summary>The states a list can be filtered by.</summary>
    public static IReadOnlyList<(string Value, string Text)> States(Texts texts) =>
        [
            ("troubled", texts["waiting for you"]),
            ("waiting", texts["waiting to be sent"]),
            ("sent", texts["taken by the server"]),
            ("aside", texts["dealt with"]),
        ];

    /// <summary>The states that such a word means.</summary>
    public static MailState[]? States(string? word) =>
        word switch
        {
            "troubled" => OutgoingMail.Troubled,
            "waiting" => [MailState.Queued, MailState.Sending],
            "sent" => [MailState.Sent],
            "aside" => [MailState.Settled],
            _ => null,
        };
}
