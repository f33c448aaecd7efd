using System.Globalization;
using Comptoir.Sync;
using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Notifications;

/// <summary>A notification in words, in the language of whoever reads it.</summary>
/// <param name="Title">What happened, in a line.</param>
/// <param name="Lines">The newest names, what to do.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Address">The page to look at, from the root of this site.</param>
/// <param name="Button">What that page is.</param>
sealed record NotificationView(
    string Title,
    IReadOnlyList<string> Lines,
    Tone Tone,
    string Address,
    string Button
)
{
    public static NotificationView Of(Texts texts, Notification row)
    {
        var facts = row.Facts;
        return row.Kind switch
        {
            NotificationKind.NewOrders => new(
                texts.Count(
                    facts.Count,
                    "{0} new order in {1}",
                    "{0} new orders in {1}",
                    facts.Shop
                ),
                Named(texts, facts),
                Tone.Info,
                facts is { Count: 1, Newest: [{ Id: var only }] }
                    ? Path($"/orders/{only}")
                    : Path($"/orders?shop={row.WebShopId}"),
                facts.Count == 1 ? texts["Open the order"] : texts["Open the orders"]
            ),
            NotificationKind.Attention => new(
                facts.Shop.Length > 0
                    ? texts.Count(
                        facts.Count,
                        "{0} thing needs attention in {1}",
                        "{0} things need attention in {1}",
                        facts.Shop
                    )
                    : texts.Count(
                        facts.Count,
                        "{0} thing needs attention",
                        "{0} things need attention"
                    ),
                Named(texts, facts),
                Tone.Warn,
                "/attention",
                texts["Look at what needs attention"]
            ),
            NotificationKind.SynchronizationStopped => Stopped(texts, facts),
            _ => First(texts, facts),
        };
    }

    static NotificationView Stopped(Texts texts, NotificationFacts facts)
    {
        var (what, advice) = RunWords.Failure(texts, facts.Failure);
        return new(
            texts["{0} is not synchronized any more", facts.Shop],
            [
                what,
                advice,
                texts[
                    "Everything that came in before is kept. You are told again when it stops again after a good run."
                ],
            ],
            Tone.Bad,
            Path($"/runs/{facts.Run}"),
            texts["See what happened"]
        );
    }

    static NotificationView First(Texts texts, NotificationFacts facts)
    {
        var lines = new List<string>
        {
            texts.Count(facts.Orders, "{0} order came in", "{0} orders came in"),
            texts.Count(facts.Contacts, "{0} contact", "{0} contacts"),
            texts.Count(facts.Products, "{0} product", "{0} products"),
        };
        if (facts.Attention > 0)
            lines.Add(
                texts.Count(
                    facts.Attention,
                    "{0} thing needs attention",
                    "{0} things need attention"
                )
            );
        return new(
            texts["{0} is synchronized for the first time", facts.Shop],
            lines,
            facts.Attention > 0 ? Tone.Warn : Tone.Ok,
            Path($"/runs/{facts.Run}"),
            texts["See what came in"]
        );
    }

    static List<string> Named(Texts texts, NotificationFacts facts)
    {
        var lines = facts
            .Newest.Select(x =>
                x.Minor is { } minor ? $"{x.Name} · {MoneyFormat.Text(minor, x.Currency!)}" : x.Name
            )
            .ToList();
        if (facts.Count > lines.Count)
            lines.Add(
                texts.Count(facts.Count - lines.Count, "and {0} more", "and {0} more of them")
            );
        return lines;
    }

    static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Notifications in the words of the screens.</summary>
static class NotificationWords
{
    public static string Kind(Texts texts, NotificationKind kind) =>
        kind switch
        {
            NotificationKind.NewOrders => texts["New orders"],
            NotificationKind.Attention => texts["Needs attention"],
            NotificationKind.SynchronizationStopped => texts["Synchronization stopped"],
            _ => texts["First synchronization"],
        };

    public static string Rhythm(Texts texts, MailRhythm rhythm) =>
        rhythm switch
        {
            MailRhythm.Off => texts["No e-mail"],
            MailRhythm.AtOnce => texts["At once"],
            _ => texts["Once a day"],
        };

    /// <summary>The address of one kind in a list's filter; null when it is none.</summary>
    public static NotificationKind? Read(string? text) =>
        Enum.TryParse<NotificationKind>(text, ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
            ? kind
            : null;
}
