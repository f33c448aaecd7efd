using Comptoir.Storage;

namespace Comptoir.Notifications;

/// <summary>What a user is told of a web shop. Who has no such row is told nothing of it.</summary>
public sealed class NotificationChoice : IOfficeOwned
{
    /// <summary>The hour of a digest unless another is chosen.</summary>
    public const int UsualHour = 8;

    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }
    public required long UserId { get; init; }

    /// <summary>Told of new orders.</summary>
    public bool NewOrders { get; set; }

    /// <summary>Told of what needs attention.</summary>
    public bool Attention { get; set; }

    /// <summary>Told when synchronizations stop.</summary>
    public bool Stops { get; set; }

    /// <summary>Told when the first synchronization is done.</summary>
    public bool First { get; set; }

    /// <summary>Whether it goes out by e-mail as well.</summary>
    public MailRhythm Mail { get; set; }

    /// <summary>The hour of the daily e-mail in the office's time zone, 0 to 23.</summary>
    public int Hour { get; set; } = UsualHour;

    /// <summary>Everything in the application, nothing by e-mail: what whoever connects a shop begins with.</summary>
    public static NotificationChoice Usual(long officeId, long webShopId, long userId) =>
        new()
        {
            OfficeId = officeId,
            WebShopId = webShopId,
            UserId = userId,
            NewOrders = true,
            Attention = true,
            Stops = true,
            First = true,
        };

    /// <summary>Whether the user is told of a kind.</summary>
    public bool Tells(NotificationKind kind) =>
        kind switch
        {
            NotificationKind.NewOrders => NewOrders,
            NotificationKind.Attention => Attention,
            NotificationKind.SynchronizationStopped => Stops,
            _ => First,
        };
}

/// <summary>Whether and when notifications go out by e-mail.</summary>
public enum MailRhythm
{
    /// <summary>In the application alone.</summary>
    Off,

    /// <summary>As soon as they are told.</summary>
    AtOnce,

    /// <summary>All of a day in one, at an hour of the office's time zone.</summary>
    Daily,
}

/// <summary>Up to where people were told of a web shop's runs: of each state once.</summary>
public sealed class NewsMark : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    /// <summary>When its first synchronization was told, UTC.</summary>
    public DateTime? FirstToldAt { get; private set; }

    /// <summary>
    /// The last good run before the stop that was told, 0 for none before: a stop lasts until the next good run, however often it
    /// is tried meanwhile. Null when no stop was told.
    /// </summary>
    public long? StopToldAfter { get; private set; }
}
