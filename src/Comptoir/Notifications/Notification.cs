using Comptoir.Storage;

namespace Comptoir.Notifications;

/// <summary>
/// Something that one user is told: in the application, and by e-mail when the user wants that. What is told stands in the row
/// itself, in figures and names of objects and without a word of any customer; the words are found when it is shown, in the
/// reader's language.
/// </summary>
public sealed class Notification : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>Who is told.</summary>
    public required long UserId { get; init; }

    public required NotificationKind Kind { get; init; }

    /// <summary>The web shop it is about; null for the office as a whole.</summary>
    public long? WebShopId { get; init; }

    /// <summary>What exactly is told: nobody is told the same twice, whatever runs twice.</summary>
    public required string Subject { get; init; }

    public required NotificationFacts Facts { get; set; }

    /// <summary>When it was first told, and when something was added last, UTC.</summary>
    public required DateTime RaisedAt { get; init; }
    public required DateTime LatestAt { get; set; }

    /// <summary>When the user saw it, UTC; null while it is new.</summary>
    public DateTime? ReadAt { get; private set; }

    /// <summary>When it goes out by e-mail, UTC; null when it does not.</summary>
    public DateTime? MailDueAt { get; init; }

    /// <summary>The e-mail that tells it, once there is one.</summary>
    public long? MailId { get; private set; }

    /// <summary>Raised by each change, so that two who change it at once do not lose what the other did.</summary>
    public long Version { get; private set; }

    /// <summary>More of the same came before the user looked: it is told with this one.</summary>
    internal void Add(NotificationFacts more, DateTime now)
    {
        Facts = Facts.With(more);
        LatestAt = now;
        Version++;
    }
}

/// <summary>What people are told of.</summary>
public enum NotificationKind
{
    /// <summary>Orders were placed.</summary>
    NewOrders,

    /// <summary>Something needs attention.</summary>
    Attention,

    /// <summary>A web shop is not synchronized any more.</summary>
    SynchronizationStopped,

    /// <summary>A web shop was synchronized for the first time.</summary>
    FirstSynchronization,
}

/// <summary>What is told, for whatever language it is read in.</summary>
public sealed record NotificationFacts
{
    /// <summary>How many names are kept of many.</summary>
    public const int Named = 5;

    /// <summary>The web shop's name at that time; empty for the office as a whole.</summary>
    public string Shop { get; init; } = "";

    /// <summary>How many objects it is about.</summary>
    public int Count { get; init; }

    /// <summary>The newest of them, newest first.</summary>
    public IReadOnlyList<NamedObject> Newest { get; init; } = [];

    /// <summary>The run it is about.</summary>
    public long? Run { get; init; }

    /// <summary>Why a run failed: a key of the texts that explain it.</summary>
    public string? Failure { get; init; }

    /// <summary>What a first synchronization brought, by kind.</summary>
    public int Orders { get; init; }
    public int Contacts { get; init; }
    public int Products { get; init; }

    /// <summary>How many things needed attention after it.</summary>
    public int Attention { get; init; }

    /// <summary>These with others of the same kind that came later.</summary>
    public NotificationFacts With(NotificationFacts later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return this with
        {
            Shop = later.Shop,
            Count = Count + later.Count,
            Newest = [.. later.Newest.Concat(Newest).Take(Named)],
        };
    }
}

/// <summary>An object by its name, such as <c>#1001</c>.</summary>
/// <param name="Id">Its number within the office.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Minor">Its amount in minor units; null when it has none.</param>
/// <param name="Currency">ISO code of the amount.</param>
public sealed record NamedObject(long Id, string Name, long? Minor = null, string? Currency = null);
