using Comptoir.Web;

namespace Comptoir.Sending;

/// <summary>How an attempt to hand an e-mail to the server ended.</summary>
/// <param name="Outcome">What it means for the e-mail.</param>
/// <param name="Fault">What went wrong; null when nothing did.</param>
/// <param name="Said">What the server said, or the system, in their own words.</param>
sealed record Handed(HandedOutcome Outcome, MailFault? Fault, string? Said)
{
    // Enough to see what a server means; some send a whole page.
    const int Longest = 500;

    /// <summary>With what was said on one line, and not longer than is kept.</summary>
    public static Handed Of(HandedOutcome outcome, MailFault? fault, string? said)
    {
        // A server may say anything: control characters and halves of characters can be stored nowhere.
        var line = PlainText.Line(said ?? "", int.MaxValue);
        if (line.Length > Longest)
            line = line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)];
        return new(outcome, fault, line.Length == 0 ? null : line);
    }
}

/// <summary>What an attempt means for the e-mail.</summary>
enum HandedOutcome
{
    /// <summary>The server has it, and answers for it from now on.</summary>
    Taken,

    /// <summary>It does not have it; later it may.</summary>
    Later,

    /// <summary>It will never take it.</summary>
    Never,

    /// <summary>It may have it.</summary>
    Unsure,
}
