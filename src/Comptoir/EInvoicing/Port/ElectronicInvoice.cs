using Comptoir.Storage;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// What becomes of an issued document between businesses: which way it goes, and three states apart, because each is somebody
/// else's: the platform's, the buyer's, the money's. They follow from its events.
/// </summary>
public sealed class ElectronicInvoice : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The row of the document.</summary>
    public required long DocumentId { get; init; }

    /// <summary>Its number, by which answers name it.</summary>
    public required string Number { get; init; }

    public required ElectronicWay Way { get; init; }

    public PlatformState Platform { get; private set; }
    public CommercialState Commercial { get; private set; }
    public AccountingState Accounting { get; private set; }

    /// <summary>The rules that its electronic form would break, so that it cannot go; empty for most.</summary>
    public required ElectronicProblem[] Problems { get; init; }

    /// <summary>Nothing keeps it from going.</summary>
    public required bool IsReady { get; init; }

    /// <summary>The name of the file that was handed over; null before.</summary>
    public string? FileName { get; private set; }

    /// <summary>When it was credited and made again, UTC; null while it stands.</summary>
    public DateTime? MadeAgainAt { get; private set; }

    /// <summary>When it was found to go that way, UTC.</summary>
    public required DateTime NotedAt { get; init; }

    /// <summary>It waits to be handed over.</summary>
    public bool IsDue =>
        Way == ElectronicWay.Platform && Platform == PlatformState.NotSent && IsReady;

    /// <summary>The platform or the buyer has sent it back: it has to be credited and made again.</summary>
    public bool IsSentBack =>
        Platform == PlatformState.Rejected || Commercial == CommercialState.Refused;

    /// <summary>It was credited and made again: nothing is to be done about it any more.</summary>
    public void MadeAgain(DateTime at) => MadeAgainAt ??= at;

    /// <summary>Notes that its file was handed over. Doing it again changes nothing.</summary>
    public void HandedOver(string fileName)
    {
        FileName = fileName;
        if (Platform == PlatformState.NotSent)
            Platform = PlatformState.HandedOver;
    }

    /// <summary>Takes the states that its events come to, in the order in which they happened.</summary>
    public void Follow(IEnumerable<ElectronicEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Platform = FileName is null ? PlatformState.NotSent : PlatformState.HandedOver;
        (Commercial, Accounting) = (CommercialState.Unknown, AccountingState.ToBePaid);
        // Answers overtake each other: what counts is when something happened, not when we heard of it.
        foreach (var happened in events.OrderBy(x => x.At).ThenBy(x => x.Code).ThenBy(x => x.Id))
        {
            Platform = LifeCycle.Platform(happened.Code) ?? Platform;
            Commercial = LifeCycle.Commercial(happened.Code) ?? Commercial;
            Accounting = LifeCycle.Accounting(happened.Code) ?? Accounting;
        }
    }
}

/// <summary>A rule that an electronic form would break.</summary>
/// <param name="Rule">Its number.</param>
/// <param name="Text">What to do: a text of the screens.</param>
/// <param name="About">What it is about; null for the document.</param>
public sealed record ElectronicProblem(string Rule, string Text, string? About);

/// <summary>Which way a document goes.</summary>
public enum ElectronicWay
{
    /// <summary>To the approved platform: a French business that is in the directory.</summary>
    Platform,

    /// <summary>To the tax office in reports alone: a business abroad, or one that is not in the directory.</summary>
    Reporting,

    /// <summary>Nowhere: a credit note that clears an invoice which was sent back.</summary>
    Internal,
}

/// <summary>What the platform says.</summary>
public enum PlatformState
{
    NotSent,
    HandedOver,

    /// <summary>Status 200.</summary>
    Deposited,

    /// <summary>Status 213.</summary>
    Rejected,
}

/// <summary>What the buyer says.</summary>
public enum CommercialState
{
    Unknown,

    /// <summary>201 to 203: on its way to the buyer, or there.</summary>
    MadeAvailable,

    /// <summary>204.</summary>
    TakenInCharge,

    /// <summary>205.</summary>
    Approved,

    /// <summary>206.</summary>
    PartlyApproved,

    /// <summary>207.</summary>
    Disputed,

    /// <summary>208.</summary>
    Suspended,

    /// <summary>209.</summary>
    Completed,

    /// <summary>210.</summary>
    Refused,
}

/// <summary>What is said of the money.</summary>
public enum AccountingState
{
    ToBePaid,

    /// <summary>211.</summary>
    PaymentSent,

    /// <summary>212.</summary>
    Collected,
}

/// <summary>Something that happened to an electronic invoice. It is kept as it came, and never changes.</summary>
public sealed class ElectronicEvent : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required long DocumentId { get; init; }

    /// <summary>The status of AFNOR XP Z12-012, such as 213; 0 for what we did ourselves: handing it over.</summary>
    public required int Code { get; init; }

    /// <summary>When it happened, UTC, as the answer says.</summary>
    public required DateTime At { get; init; }

    /// <summary>The reason, as it came; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTime NotedAt { get; init; }
}
