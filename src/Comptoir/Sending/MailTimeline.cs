using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Sending;

/// <summary>What happened to e-mails, as entries of a timeline.</summary>
static class MailTimeline
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<TimelineEntry> Of(Texts texts, IEnumerable<MailEvent> events) =>
        [
            .. events
                .OrderByDescending(row => row.At)
                .ThenByDescending(row => row.Number)
                .Select(row => new TimelineEntry(
                    row.At,
                    MailTexts.Event(texts, row.Kind),
                    string.Join(
                        " · ",
                        new[]
                        {
                            row.By
                                ?? (row.Kind == MailEventKind.Queued ? texts["by a rule"] : null),
                            row.Fault is { } fault ? MailTexts.Fault(texts, fault) : null,
                            row.Said,
                        }.OfType<string>()
                    )
                        is { Length: > 0 } detail
                        ? detail
                        : null,
                    row.Kind switch
                    {
                        MailEventKind.Sent or MailEventKind.Arrived => Tone.Ok,
                        MailEventKind.Refused or MailEventKind.GivenUp or MailEventKind.Bounced =>
                            Tone.Bad,
                        MailEventKind.Unsure => Tone.Warn,
                        _ => Tone.Neutral,
                    }
                )),
        ];
}
