namespace Comptoir.Sending;

/// <summary>When an e-mail that did not leave is tried again: soon at first, then ever more rarely, for three days.</summary>
static class MailDelays
{
    static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
    ];

    /// <summary>After that an e-mail is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>The moment of the next attempt; null when there is none.</summary>
    /// <param name="attempts">How often it was tried, this time included.</param>
    /// <param name="first">When it was tried first.</param>
    /// <param name="now">The moment of this attempt.</param>
    public static DateTime? Next(int attempts, DateTime first, DateTime now) =>
        now - first >= Patience
            ? null
            : now + Delays[Math.Clamp(attempts - 1, 0, Delays.Length - 1)];
}
