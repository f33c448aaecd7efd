using Comptoir.Api;

namespace Comptoir.Sending;

/// <summary>An e-mail with a document.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Document">The <c>id</c> of the document.</param>
/// <param name="Number">The document's own number.</param>
/// <param name="To">The address; empty when the document names none.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="State">Where it is.</param>
/// <param name="ByRule">Queued when the document was issued, not by a person.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="QueuedBy">By whom; null for the rule.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttemptAt">When it is tried next; null when it does not wait.</param>
/// <param name="SentAt">When the server took it.</param>
/// <param name="Fault">What went wrong last.</param>
/// <param name="ServerSaid">What the server said, in its own words.</param>
/// <param name="MessageId">Its <c>Message-ID</c>.</param>
public sealed record MailAnswer(
    long Id,
    long Document,
    string Number,
    string To,
    string Subject,
    MailState State,
    bool ByRule,
    DateTime QueuedAt,
    string? QueuedBy,
    int Attempts,
    DateTime? NextAttemptAt,
    DateTime? SentAt,
    MailFault? Fault,
    string? ServerSaid,
    string MessageId
)
{
    internal static MailAnswer Of(OutgoingMail mail) =>
        new(
            mail.Id,
            mail.DocumentId!.Value,
            mail.DocumentNumber,
            mail.To,
            mail.Subject,
            mail.State,
            mail.IsByRule,
            mail.QueuedAt,
            mail.QueuedBy,
            mail.Attempts,
            mail.State == MailState.Queued ? mail.NextAttemptAt : null,
            mail.SentAt,
            mail.Fault,
            mail.ServerSaid,
            mail.MessageId
        );
}

/// <summary>An e-mail and all that happened to it, oldest first.</summary>
public sealed record MailDetail(MailAnswer Mail, IReadOnlyList<MailEventAnswer> Events);

/// <summary>Something that happened to an e-mail.</summary>
public sealed record MailEventAnswer(
    MailEventKind Kind,
    DateTime At,
    string? By,
    MailFault? Fault,
    string? ServerSaid
);

/// <summary>Documents to send.</summary>
/// <param name="Ids">1 to 500 issued documents.</param>
/// <param name="To">Another address than the document's; for one document only.</param>
[ApiExample("""{"ids":[1201],"to":"accounts@example.com"}""")]
public sealed record SendBody(IReadOnlyList<long>? Ids, string? To = null);

/// <summary>What became of each document: the e-mail that waits, or why there is none.</summary>
public sealed record SendAnswer(IReadOnlyList<QueueOutcome> Outcomes);

/// <summary>To whom a document is sent again; null for the same address.</summary>
[ApiExample("""{"to":"accounts@example.com"}""")]
public sealed record AgainBody(string? To = null);

/// <summary>What came back, in a few words.</summary>
[ApiExample("""{"said":"Mailbox full"}""")]
public sealed record BouncedBody(string Said);

/// <summary>Until when a private link leads to its document; null for no end.</summary>
[ApiExample("""{"expiresAt":"2027-01-31T00:00:00Z"}""")]
public sealed record ShareBody(DateTimeOffset? ExpiresAt = null);

/// <summary>How many links led to the document and do not any more.</summary>
public sealed record WithdrawnAnswer(int Withdrawn);

/// <summary>A private link.</summary>
/// <param name="Address">The address; null for who may not give the document away.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">By whom; null for the rule that sends.</param>
/// <param name="ExpiresAt">From when on it leads nowhere; null for never.</param>
/// <param name="WithdrawnAt">When it was withdrawn.</param>
/// <param name="WithdrawnBy">By whom.</param>
/// <param name="Views">How often the page was asked for.</param>
/// <param name="Downloads">How often the PDF was.</param>
/// <param name="FirstViewedAt">When first.</param>
/// <param name="LastViewedAt">When last.</param>
public sealed record LinkAnswer(
    Uri? Address,
    DateTime MadeAt,
    string? MadeBy,
    DateTime? ExpiresAt,
    DateTime? WithdrawnAt,
    string? WithdrawnBy,
    long Views,
    long Downloads,
    DateTime? FirstViewedAt,
    DateTime? LastViewedAt
)
{
    internal static LinkAnswer Of(DocumentLink link, ShareDocument? share) =>
        new(
            share?.Address(link),
            link.MadeAt,
            link.MadeBy,
            link.ExpiresAt,
            link.WithdrawnAt,
            link.WithdrawnBy,
            link.Views,
            link.Downloads,
            link.FirstViewedAt,
            link.LastViewedAt
        );
}
