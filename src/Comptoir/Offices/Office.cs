namespace Comptoir.Offices;

/// <summary>One company's back office: everything else belongs to exactly one.</summary>
public sealed class Office
{
    /// <summary>The number that begins every key of what the office owns.</summary>
    public long Id { get; set; }

    /// <summary>The company's name, as its people call it.</summary>
    public required string Name { get; set; }

    /// <summary>IANA time zone in which the office counts its days.</summary>
    public required string TimeZone { get; set; }

    /// <summary>When the office was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>
    /// Since when nothing is done by itself (UTC): a restored copy beside the installation that works. Null: it works.
    /// </summary>
    public DateTime? PausedAt { get; set; }
}

/// <summary>Which offices the program works for by itself.</summary>
public static class OfficesAtWork
{
    /// <summary>Those that are not paused.</summary>
    public static IQueryable<Office> AtWork(this IQueryable<Office> offices) =>
        offices.Where(office => office.PausedAt == null);
}
