using Comptoir.Documents;
using Comptoir.Web;

namespace Comptoir.Invoicing.Styles;

/// <summary>The fields of how documents look and are sent, and their rules. The logo is a file and goes a way of its own.</summary>
static class StyleFields
{
    const int LongestText = 1_000;

    /// <summary>How they look.</summary>
    public static readonly IReadOnlyList<EditField> Look =
    [
        new("accent", texts => texts["Colour of titles and rules"])
        {
            Check = AccentColour.Check,
            Hint = texts =>
                texts[
                    "Six hexadecimal figures such as #1f4e79, dark enough for white paper; empty for the usual one."
                ],
        },
        new("paper", texts => texts["Paper"])
        {
            Input = EditInput.Choice,
            Required = true,
            Check = Paper,
            Choices = [("A4", _ => "A4"), ("Letter", _ => "Letter")],
            Hint = texts => texts["Letter for North America, A4 otherwise."],
        },
    ];

    /// <summary>Texts of the office on each document.</summary>
    public static readonly IReadOnlyList<EditField> Words =
    [
        Text("introEnglish", texts => texts["Above the lines, in English"]),
        Text("introFrench", texts => texts["Above the lines, in French"]),
        Text("closingEnglish", texts => texts["After the sums, in English"]),
        Text("closingFrench", texts => texts["After the sums, in French"]),
    ];

    /// <summary>How they are sent.</summary>
    public static readonly IReadOnlyList<EditField> Sending =
    [
        new("sendsWhenIssued", texts => texts["Send each document to the buyer when it is issued"])
        {
            Input = EditInput.YesNo,
            Check = PlainText.YesNo,
            Width = "",
            Hint = texts => texts["Documents that are issued already are not sent."],
        },
        new("senderName", texts => texts["Name of the sender"])
        {
            Check = static text => PlainText.Line(text, 100),
            Hint = texts => texts["Empty: the name of your company."],
        },
        Address("senderAddress", texts => texts["Address of the sender"]) with
        {
            Hint = texts =>
                texts["Empty: this server’s. Your mail provider must let this server use it."],
        },
        Address("replyTo", texts => texts["Answers go to"]) with
        {
            Hint = texts => texts["Empty: to the sender."],
        },
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<EditField> All = [.. Look, .. Words, .. Sending];

    /// <summary>All of them in groups.</summary>
    public static IReadOnlyList<EditSection> Sections(Texts texts) =>
        [
            new(texts["Look"], Look),
            new(texts["Texts on documents"], Words),
            new(texts["Sending by e-mail"], Sending),
        ];

    /// <summary>What is stored, in the plain form of the fields.</summary>
    public static StoredFields Stored(DocumentStyle style, long version) =>
        new(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["accent"] = style.Accent,
                ["paper"] = style.Paper.ToString(),
                ["introEnglish"] = style.IntroEnglish,
                ["introFrench"] = style.IntroFrench,
                ["closingEnglish"] = style.ClosingEnglish,
                ["closingFrench"] = style.ClosingFrench,
                ["sendsWhenIssued"] = style.SendsWhenIssued ? "true" : "false",
                ["senderName"] = style.SenderName,
                ["senderAddress"] = style.SenderAddress,
                ["replyTo"] = style.ReplyTo,
            },
            version,
            null,
            null
        );

    /// <summary>Writes the plain values into a style; whether it sends is the caller's matter.</summary>
    public static void Apply(DocumentStyle style, IReadOnlyDictionary<string, string?> values)
    {
        style.Accent = values.GetValueOrDefault("accent");
        style.Paper =
            values.GetValueOrDefault("paper") == nameof(PaperSize.Letter)
                ? PaperSize.Letter
                : PaperSize.A4;
        style.IntroEnglish = values.GetValueOrDefault("introEnglish");
        style.IntroFrench = values.GetValueOrDefault("introFrench");
        style.ClosingEnglish = values.GetValueOrDefault("closingEnglish");
        style.ClosingFrench = values.GetValueOrDefault("closingFrench");
        style.SenderName = values.GetValueOrDefault("senderName");
        style.SenderAddress = values.GetValueOrDefault("senderAddress");
        style.ReplyTo = values.GetValueOrDefault("replyTo");
    }

    static string Paper(string text) =>
        text.Trim().ToUpperInvariant() switch
        {
            "A4" => nameof(PaperSize.A4),
            "LETTER" => nameof(PaperSize.Letter),
            _ => throw new RefusedException("This cannot be chosen here."),
        };

    static EditField Text(string name, Func<Texts, string> label) =>
        new(name, label)
        {
            Input = EditInput.Text,
            Check = static text => PlainText.Lines(text, LongestText),
        };

    static EditField Address(string name, Func<Texts, string> label) =>
        new(name, label) { Input = EditInput.Email, Check = MailAddress.Check };
}
