using Comptoir.Storage;

namespace Comptoir.Sending;

/// <summary>
/// An e-mail, with a document or with words of its own: it waits here until the server has taken it, and stays as the record of what was sent, when, to
/// whom, and what came back. It is sent once: its Message-ID is fixed before the first attempt, and where a crash leaves it open
/// whether the server has it, a person decides.
/// </summary>
public sealed class OutgoingMail : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long Id { get; init; }

    /// <summary>The document that goes with it; null for one that has its own <see cref="Words"/>.</summary>
    public long? DocumentId { get; init; }

    /// <summary>Its number, as it is searched and listed by; empty without a document.</summary>
    public string DocumentNumber { get; init; } = "";

    /// <summary>What it says, where no document is sent: to a colleague, not to a customer.</summary>
    public MailText? Words { get; init; }

    /// <summary>The address; empty when the document names none.</summary>
    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Of its text: <c>en</c> or <c>fr</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The <c>Message-ID</c>, without the angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>Queued by the rule that sends what is issued; a document has one such e-mail at most.</summary>
    public required bool IsByRule { get; init; }

    /// <summary>When it was queued, UTC, and by whom: a user's name, or null for the rule.</summary>
    public required DateTime QueuedAt { get; init; }
    public string? QueuedBy { get; init; }

    public MailState State { get; private set; }

    /// <summary>How often it was tried, and when first, UTC.</summary>
    public int Attempts { get; private set; }
    public DateTime? FirstTriedAt { get; private set; }

    /// <summary>When it is tried next, UTC, while it is queued.</summary>
    public DateTime NextAttemptAt { get; private set; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    public MailFault? Fault { get; private set; }

    /// <summary>What the server said last, in its own words.</summary>
    public string? ServerSaid { get; private set; }

    /// <summary>When the server took it, UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>Who sends it now, until when nobody else touches it, UTC, and whether the server may have it already.</summary>
    public string? LeaseBy { get; private set; }
    public DateTime? LeaseUntil { get; private set; }
    public bool HandingOver { get; private set; }

    /// <summary>Raised by each change; the number of the event that tells it.</summary>
    public long Version { get; private set; }

    /// <summary>It waits for a person.</summary>
    public bool NeedsPerson => Troubled.Contains(State);

    /// <summary>The states in which a person has to look.</summary>
    public static readonly MailState[] Troubled =
    [
        MailState.Failed,
        MailState.GivenUp,
        MailState.Unsure,
        MailState.NoAddress,
        MailState.Bounced,
    ];

    /// <summary>Begins to wait.</summary>
    internal MailEvent Queue()
    {
        if (To.Length > 0)
            NextAttemptAt = QueuedAt;
        else
            Fault = MailFault.NoAddress;
        State = To.Length > 0 ? MailState.Queued : MailState.NoAddress;
        return Event(MailEventKind.Queued, QueuedAt, QueuedBy);
    }

    /// <summary>The server has taken it.</summary>
    internal MailEvent Sent(DateTime at, string? said)
    {
        (State, SentAt, ServerSaid, Fault) = (MailState.Sent, at, said, null);
        Tried(at);
        return Event(MailEventKind.Sent, at, null);
    }

    /// <summary>It did not work this time: it waits for the next, or is given up.</summary>
    internal MailEvent Later(DateTime at, MailFault fault, string? said, DateTime? next)
    {
        (Fault, ServerSaid) = (fault, said);
        State = next is null ? MailState.GivenUp : MailState.Queued;
        NextAttemptAt = next ?? at;
        Tried(at);
        return Event(next is null ? MailEventKind.GivenUp : MailEventKind.Tried, at, null);
    }

    /// <summary>The server will never take it.</summary>
    internal MailEvent Refused(DateTime at, MailFault fault, string? said)
    {
        (State, Fault, ServerSaid) = (MailState.Failed, fault, said);
        Tried(at);
        return Event(MailEventKind.Refused, at, null);
    }

    /// <summary>Nobody knows whether the server has it.</summary>
    internal MailEvent Unsure(DateTime at, MailFault fault, string? said)
    {
        (State, Fault, ServerSaid) = (MailState.Unsure, fault, said);
        Tried(at);
        return Event(MailEventKind.Unsure, at, null);
    }

    /// <summary>Whoever had it is gone before the server could have it: it waits again.</summary>
    internal MailEvent Abandoned(DateTime at)
    {
        (State, NextAttemptAt) = (MailState.Queued, at);
        Release();
        return Event(MailEventKind.Interrupted, at, null);
    }

    /// <summary>A person says that it came back, in these words.</summary>
    /// <exception cref="RefusedException">It was not sent.</exception>
    internal MailEvent Bounce(DateTime at, string by, string said)
    {
        if (State is not (MailState.Sent or MailState.Unsure))
            throw new RefusedException("Only what was sent can come back.");
        (State, Fault, ServerSaid) = (MailState.Bounced, MailFault.Bounced, said);
        return Event(MailEventKind.Bounced, at, by);
    }

    /// <summary>A person knows that it arrived.</summary>
    /// <exception cref="RefusedException">That is not open.</exception>
    internal MailEvent Arrived(DateTime at, string by)
    {
        if (State != MailState.Unsure)
            throw new RefusedException("Whether this e-mail was sent is not open.");
        (State, Fault) = (MailState.Sent, null);
        SentAt ??= at;
        return Event(MailEventKind.Arrived, at, by);
    }

    /// <summary>A person has dealt with it, or takes it back before it is sent.</summary>
    /// <exception cref="RefusedException">It was sent, or is being sent.</exception>
    internal MailEvent Settle(DateTime at, string by)
    {
        if (State != MailState.Queued && !NeedsPerson)
            throw new RefusedException("This e-mail is sent already, or is being sent.");
        State = MailState.Settled;
        return Event(MailEventKind.Settled, at, by);
    }

    void Tried(DateTime at)
    {
        Attempts++;
        FirstTriedAt ??= at;
        Release();
    }

    void Release() => (LeaseBy, LeaseUntil, HandingOver) = (null, null, false);

    MailEvent Event(MailEventKind kind, DateTime at, string? by)
    {
        Version++;
        return new()
        {
            OfficeId = OfficeId,
            MailId = Id,
            Number = Version,
            Kind = kind,
            At = at,
            By = by,
            Fault = Fault,
            Said = ServerSaid,
        };
    }
}

/// <summary>What an e-mail without a document says.</summary>
/// <param name="Plain">The plain part.</param>
/// <param name="Html">The same for readers that show HTML; fetches nothing.</param>
public sealed record MailText(string Plain, string Html);

/// <summary>Where an e-mail is.</summary>
public enum MailState
{
    /// <summary>It waits to be sent.</summary>
    Queued,

    /// <summary>A process has it in hand.</summary>
    Sending,

    /// <summary>The server has taken it.</summary>
    Sent,

    /// <summary>The server refused it for good.</summary>
    Failed,

    /// <summary>It was tried for days without success.</summary>
    GivenUp,

    /// <summary>The server may have it or not: a person decides, so that it is not sent twice.</summary>
    Unsure,

    /// <summary>The document names no address.</summary>
    NoAddress,

    /// <summary>It came back, as a person noted.</summary>
    Bounced,

    /// <summary>A person has dealt with it.</summary>
    Settled,
}

/// <summary>What went wrong with an e-mail.</summary>
public enum MailFault
{
    /// <summary>The server cannot be reached.</summary>
    Unreachable,

    /// <summary>The certificate of the server is not to be trusted, or it knows no encryption.</summary>
    NotSecure,

    /// <summary>The server refuses user and password.</summary>
    SignInRefused,

    /// <summary>The server asks to come back later.</summary>
    Postponed,

    /// <summary>The connection broke before the server had it.</summary>
    CutOff,

    /// <summary>The server refuses the recipient.</summary>
    RecipientRefused,

    /// <summary>The server refuses the sender.</summary>
    SenderRefused,

    /// <summary>The server refuses the e-mail itself.</summary>
    MessageRefused,

    /// <summary>The connection broke when the server may have had it.</summary>
    NoAnswer,

    /// <summary>The program ended when the server may have had it.</summary>
    Ended,

    /// <summary>The document or its text could not be made.</summary>
    NotMade,

    /// <summary>The document names no address.</summary>
    NoAddress,

    /// <summary>It came back.</summary>
    Bounced,
}

/// <summary>Something that happened to an e-mail. Events are only ever added.</summary>
public sealed class MailEvent : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long MailId { get; init; }

    /// <summary>Its place among the events of the e-mail; numbers may be left out.</summary>
    public required long Number { get; init; }

    public required MailEventKind Kind { get; init; }

    /// <summary>When, UTC, and by whom: a user's name, or null for the program.</summary>
    public required DateTime At { get; init; }
    public string? By { get; init; }

    /// <summary>What was wrong, and what the server said.</summary>
    public MailFault? Fault { get; init; }
    public string? Said { get; init; }
}

/// <summary>What can happen to an e-mail.</summary>
public enum MailEventKind
{
    Queued,

    /// <summary>It did not work, and is tried again.</summary>
    Tried,
    Sent,
    Refused,
    GivenUp,
    Unsure,

    /// <summary>Whoever sent it was gone before the server could have it.</summary>
    Interrupted,
    Bounced,

    /// <summary>A person knows that it arrived.</summary>
    Arrived,
    Settled,
}
