using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>How documents of a web shop look, and how they are sent. A shop without a row has the office's, whose number is 0.</summary>
public sealed class DocumentStyle : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The web shop; 0 for the office, and for shops without a style of their own.</summary>
    public required long WebShopId { get; init; }

    /// <summary>A picture, PNG or JPEG; null for none.</summary>
    public byte[]? Logo { get; set; }

    /// <summary>The colour of titles and rules, such as <c>#1f4e79</c>; null for the usual one.</summary>
    public string? Accent { get; set; }

    /// <summary>Texts above the lines and after the sums, by language; null for none.</summary>
    public string? IntroEnglish { get; set; }
    public string? IntroFrench { get; set; }
    public string? ClosingEnglish { get; set; }
    public string? ClosingFrench { get; set; }

    /// <summary>The paper: Letter for North America, A4 otherwise.</summary>
    public Documents.PaperSize Paper { get; set; }

    /// <summary>Who e-mails come from: the name shown, and the address; null for the installation's.</summary>
    public string? SenderName { get; set; }
    public string? SenderAddress { get; set; }

    /// <summary>Where answers go; null for the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Documents are sent to the buyer as soon as they are issued.</summary>
    public bool SendsWhenIssued => SentUpTo is not null;

    /// <summary>
    /// How far along the office's journal issued documents are dealt with: at first its length at the moment the rule was switched
    /// on, so that no older document is sent. Null while documents are not sent by themselves.
    /// </summary>
    public long? SentUpTo { get; set; }

    /// <summary>Raised by each change: who saves over a newer one is told.</summary>
    public long Version { get; private set; }

    /// <summary>Notes a change.</summary>
    public void Changed() => Version++;
}
