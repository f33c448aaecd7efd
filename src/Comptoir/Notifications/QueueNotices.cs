using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Notifications;

/// <summary>
/// Puts what is due into e-mails: all that is due for a user in one. From then on it is an e-mail like any other, sent once and
/// tried again. Without a mail server it waits for a few days, and is then told in the application alone.
/// </summary>
sealed class QueueNotices(
    Database database,
    IdSequence ids,
    ComposeMail compose,
    SendingSignal signal,
    IServiceScopeFactory scopes,
    IOptions<ComptoirOptions> options,
    TimeProvider clock
)
{
    /// <summary>Older news are not news any more.</summary>
    static readonly TimeSpan Stale = TimeSpan.FromDays(3);
    const int MostInOne = 200;

    /// <summary>Queues what is due in an office.</summary>
    /// <returns>How many e-mails were queued.</returns>
    public async Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        if (!options.Value.Smtp.IsSet)
            return 0;
        var now = clock.GetUtcNow().UtcDateTime;
        var stale = now - Stale;
        List<Notification> due;
        List<Reader> readers;
        string office,
            usual;
        await using (var db = database.Open(officeId))
        {
            due = await db
                .Notifications.AsNoTracking()
                .Where(row =>
                    row.MailDueAt != null
                    && row.MailId == null
                    && row.MailDueAt <= now
                    && row.MailDueAt > stale
                )
                .OrderBy(row => row.Id)
                .Take(MostInOne)
                .ToListAsync(cancellationToken);
            if (due.Count == 0)
                return 0;
            long[] users = [.. due.Select(row => row.UserId).Distinct()];
            readers = await db
                .Users.Where(user =>
                    users.Contains(user.Id)
                    && db.Memberships.Any(x => x.OfficeId == officeId && x.UserId == user.Id)
                )
                .Select(user => new Reader(user.Id, user.Name, user.Email, user.Language))
                .ToListAsync(cancellationToken);
            office = await db
                .Offices.Where(row => row.Id == officeId)
                .Select(row => row.Name)
                .FirstAsync(cancellationToken);
            usual = await OfficeLanguageView.ReadAsync(db, cancellationToken);
        }
        var queued = 0;
        foreach (var reader in readers)
            if (MailAddress.Usable(reader.Email) is { } to)
            {
                var rows = due.FindAll(row => row.UserId == reader.Id);
                if (await QueueAsync(officeId, office, reader, to, usual, rows, cancellationToken))
                    queued++;
            }
        if (queued > 0)
            signal.Wake();
        return queued;
    }

    async Task<bool> QueueAsync(
        long officeId,
        string office,
        Reader reader,
        string to,
        string usual,
        List<Notification> rows,
        CancellationToken ct
    )
    {
        var language = reader.Language is "fr" or "en" ? reader.Language : usual;
        var (subject, words) = await WordsAsync(office, language, rows);
        var mail = new OutgoingMail
        {
            OfficeId = officeId,
            Id = await ids.NextAsync(officeId, ct),
            Words = words,
            To = to,
            Subject = PlainText.Line(subject, 998),
            Language = language,
            MessageId = compose.NewMessageId(),
            IsByRule = true,
            QueuedAt = clock.GetUtcNow().UtcDateTime,
        };
        var numbers = rows.ConvertAll(row => row.Id);
        try
        {
            return await database.WriteAsync(
                officeId,
                async (db, token) =>
                {
                    db.AddRange(mail, mail.Queue());
                    await db.SaveChangesAsync(token);
                    var taken = await db
                        .Notifications.Where(row => numbers.Contains(row.Id) && row.MailId == null)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(row => row.MailId, mail.Id)
                                    .SetProperty(row => row.Version, row => row.Version + 1),
                            token
                        );
                    // Another process has some of them already: it tells them.
                    return taken == numbers.Count ? true : throw new TakenException();
                },
                ct
            );
        }
        catch (TakenException)
        {
            return false;
        }
    }

    /// <summary>Subject and text, in a language that is not that of a request.</summary>
    async Task<(string Subject, MailText Words)> WordsAsync(
        string office,
        string language,
        List<Notification> rows
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var texts = scope.ServiceProvider.GetRequiredService<Texts>();
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Choose(
            language,
            default
        );
        try
        {
            var views = rows.ConvertAll(row => NotificationView.Of(texts, row));
            var subject =
                views.Count == 1
                    ? views[0].Title
                    : texts.Count(
                        views.Count,
                        "{0} notification of {1}",
                        "{0} notifications of {1}",
                        office
                    );
            return (
                subject,
                new MailText(Plain(texts, office, views), Html(texts, office, language, views))
            );
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    string Plain(Texts texts, string office, List<NotificationView> views)
    {
        var text = new StringBuilder();
        foreach (var view in views)
        {
            text.Append(view.Title).Append('\n');
            foreach (var line in view.Lines)
                text.Append("  ").Append(line).Append('\n');
            if (Link(view.Address) is { } link)
                text.Append("  ").Append(link).Append('\n');
            text.Append('\n');
        }
        text.Append("-- \n").Append(office).Append('\n').Append(Why(texts)).Append('\n');
        if (Link("/settings/notifications") is { } settings)
            text.Append(settings).Append('\n');
        return text.ToString();
    }

    string Html(Texts texts, string office, string language, List<NotificationView> views)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"")
            .Append(language)
            .Append(
                "\">\n<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"></head>\n<body>\n<div style=\"max-width:560px;font-family:sans-serif;font-size:15px;line-height:1.5\">\n"
            );
        foreach (var view in views)
        {
            html.Append("<p style=\"margin:0 0 4px\"><strong>")
                .Append(E(view.Title))
                .Append("</strong></p>\n");
            html.Append("<p style=\"margin:0 0 16px\">").AppendJoin("<br>", view.Lines.Select(E));
            if (Link(view.Address) is { } link)
                html.Append("<br><a href=\"")
                    .Append(E(link.ToString()))
                    .Append("\">")
                    .Append(E(view.Button))
                    .Append("</a>");
            html.Append("</p>\n");
        }
        html.Append("<p style=\"margin:0;font-size:13px\">")
            .Append(E(office))
            .Append("<br>")
            .Append(E(Why(texts)));
        if (Link("/settings/notifications") is { } settings)
            html.Append("<br><a href=\"")
                .Append(E(settings.ToString()))
                .Append("\">")
                .Append(E(texts["Choose what you are told"]))
                .Append("</a>");
        return html.Append("</p>\n</div>\n</body>\n</html>\n").ToString();
    }

    static string Why(Texts texts) =>
        texts["You are told this because you chose so in Comptoir, under Settings, Notifications."];

    /// <summary>A page of this server; null when nobody knows under which address it is reached.</summary>
    Uri? Link(string path) => options.Value.PublicUrl is { } url ? new Uri(url, path) : null;

    static string E(string text) => HtmlEncoder.Default.Encode(text);

    sealed record Reader(long Id, string Name, string? Email, string? Language);

    /// <summary>Another process tells some of it by e-mail already.</summary>
    sealed class TakenException : Exception;
}
