using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Sending;

/// <summary>
/// Sends what is queued. Each process takes some e-mails for itself in the database before it touches them, so that two never
/// send the same one. Before the server can have an e-mail the row says so: what a crash leaves there is not sent again by itself.
/// </summary>
sealed partial class SendQueued(
    Database database,
    OfficeJournal journals,
    ComposeMail compose,
    IOptions<ComptoirOptions> options,
    TimeProvider clock,
    ILogger<SendQueued> log
)
{
    const int BatchSize = 20;

    /// <summary>How long others leave alone what is taken: longer than any one e-mail takes.</summary>
    static readonly TimeSpan Lease = SmtpLine.SendWithin + TimeSpan.FromMinutes(5);

    /// <summary>What is being sent when the program is asked to stop has this long to end.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends what is due in all offices, over one connection.</summary>
    /// <returns>How many e-mails the server took.</returns>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.AtWork().Select(office => office.Id).ToListAsync(stopping);
        foreach (var office in offices)
            await TakeBackAsync(office, stopping);
        if (!options.Value.Smtp.IsSet)
            return 0;
        await using var line = new SmtpLine(options.Value.Smtp);
        var taken = 0;
        // Some of each office in turn, so that ten thousand e-mails of one hold no other back.
        for (var left = offices.ToList(); left.Count > 0; )
            foreach (var office in left.ToList())
            {
                var batch = await ClaimAsync(office, stopping);
                if (batch.Count < BatchSize)
                    left.Remove(office);
                if (await SendAsync(office, batch, line, stopping) is not { } sent)
                    return taken;
                taken += sent;
            }
        return taken;
    }

    /// <summary>Takes some e-mails for this process.</summary>
    async Task<List<OutgoingMail>> ClaimAsync(long office, CancellationToken ct)
    {
        var now = Now;
        List<long> due;
        await using (var db = database.Open(office))
            due = await db
                .OutgoingMails.Where(mail =>
                    mail.State == MailState.Queued && mail.NextAttemptAt <= now
                )
                .OrderBy(mail => mail.NextAttemptAt)
                .ThenBy(mail => mail.Id)
                .Select(mail => mail.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
        if (due.Count == 0)
            return [];
        var until = now + Lease;
        // One name for each batch: not even two of the same process can mistake the other's for their own.
        var me = Guid.NewGuid().ToString("N");
        return await database.WriteAsync(
            office,
            async (db, token) =>
            {
                // Of two processes that saw the same ones the second finds them taken.
                await db
                    .OutgoingMails.Where(mail =>
                        due.Contains(mail.Id) && mail.State == MailState.Queued
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(mail => mail.State, MailState.Sending)
                                .SetProperty(mail => mail.LeaseBy, me)
                                .SetProperty(mail => mail.LeaseUntil, until)
                                .SetProperty(mail => mail.HandingOver, false)
                                .SetProperty(mail => mail.Version, mail => mail.Version + 1),
                        token
                    );
                return await db
                    .OutgoingMails.AsNoTracking()
                    .Where(mail => due.Contains(mail.Id) && mail.LeaseBy == me)
                    .OrderBy(mail => mail.NextAttemptAt)
                    .ThenBy(mail => mail.Id)
                    .ToListAsync(token);
            },
            ct
        );
    }

    /// <summary>Sends a batch; null when the server cannot be used now.</summary>
    async Task<int?> SendAsync(
        long office,
        List<OutgoingMail> batch,
        SmtpLine line,
        CancellationToken stopping
    )
    {
        var taken = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var rest = batch[i..];
            if (stopping.IsCancellationRequested)
            {
                await ReleaseAsync(office, rest);
                stopping.ThrowIfCancellationRequested();
            }
            try
            {
                var (handed, isOpen) = await SendAsync(batch[i], line, rest, stopping);
                if (!isOpen)
                {
                    await ReleaseAsync(office, batch[(i + 1)..]);
                    return null;
                }
                if (handed)
                    taken++;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await ReleaseAsync(office, rest);
                throw;
            }
        }
        return taken;
    }

    /// <summary>Sends one.</summary>
    /// <returns>Whether the server took it, and whether it can be used at all.</returns>
    async Task<(bool Taken, bool IsOpen)> SendAsync(
        OutgoingMail mail,
        SmtpLine line,
        List<OutgoingMail> rest,
        CancellationToken stopping
    )
    {
        if (await line.OpenAsync(stopping) is { } closed)
        {
            Closed(closed.Fault, closed.Said);
            await NoteAsync(mail, closed);
            return (false, false);
        }
        MimeKit.MimeMessage message;
        try
        {
            message = await compose.MakeAsync(mail, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            NotMade(error, mail.OfficeId, mail.Id);
            await NoteAsync(
                mail,
                Handed.Of(
                    HandedOutcome.Later,
                    MailFault.NotMade,
                    error is RefusedException ? error.Message : error.GetType().Name
                )
            );
            return (false, true);
        }
        using (message)
        {
            if (!await BeginAsync(mail, rest, stopping))
                return (false, true);
            using var grace = new CancellationTokenSource();
            await using var stop = stopping.Register(() => grace.CancelAfter(Grace));
            var handed = await line.SendAsync(message, grace.Token);
            // What the server has is noted whatever happens, or it would be asked about.
            await NoteAsync(mail, handed);
            return (handed.Outcome == HandedOutcome.Taken, true);
        }
    }

    /// <summary>Notes that the server may have it from now on, and keeps the others. False when another process has it.</summary>
    async Task<bool> BeginAsync(OutgoingMail mail, List<OutgoingMail> rest, CancellationToken ct)
    {
        var until = Now + Lease;
        var me = mail.LeaseBy;
        var ids = rest.ConvertAll(other => other.Id);
        return await database.WriteAsync(
            mail.OfficeId,
            async (db, token) =>
            {
                var mine = db.OutgoingMails.Where(row =>
                    row.LeaseBy == me && row.State == MailState.Sending
                );
                await mine.Where(row => ids.Contains(row.Id))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.LeaseUntil, until),
                        token
                    );
                return await mine.Where(row => row.Id == mail.Id)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(row => row.HandingOver, true),
                            token
                        ) == 1;
            },
            ct
        );
    }

    /// <summary>Notes how it ended. Nothing stops it: without it nobody would know.</summary>
    Task NoteAsync(OutgoingMail mail, Handed handed) =>
        database.WriteAsync(
            mail.OfficeId,
            async (db, ct) =>
            {
                // What is sent to a customer belongs into the journal; what colleagues are told does not.
                var writer =
                    handed.Outcome == HandedOutcome.Taken && mail.DocumentId is not null
                        ? await journals.OpenAsync(db, ct)
                        : null;
                var row = await db.OutgoingMails.SingleAsync(row => row.Id == mail.Id, ct);
                // Another process has judged it meanwhile, because this one was silent for too long.
                if (row.LeaseBy != mail.LeaseBy)
                    return;
                var now = Now;
                db.Add(
                    handed.Outcome switch
                    {
                        HandedOutcome.Taken => row.Sent(now, handed.Said),
                        HandedOutcome.Later => row.Later(
                            now,
                            handed.Fault!.Value,
                            handed.Said,
                            MailDelays.Next(row.Attempts + 1, row.FirstTriedAt ?? now, now)
                        ),
                        HandedOutcome.Never => row.Refused(now, handed.Fault!.Value, handed.Said),
                        _ => row.Unsure(now, handed.Fault!.Value, handed.Said),
                    }
                );
                writer?.Add(
                    JournalKind.DocumentSent,
                    row.DocumentNumber,
                    new SentRecord(
                        mail.DocumentId!.Value,
                        row.DocumentNumber,
                        row.Id,
                        row.MessageId
                    ).ToBytes(),
                    row.QueuedBy
                );
                if (writer is not null)
                    await writer.SaveAsync(ct);
                await db.SaveChangesAsync(ct);
            },
            CancellationToken.None
        );

    /// <summary>Gives back what was taken and not begun.</summary>
    Task ReleaseAsync(long office, List<OutgoingMail> mails)
    {
        var ids = mails.ConvertAll(mail => mail.Id);
        var me = mails.Count == 0 ? null : mails[0].LeaseBy;
        return ids.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                office,
                (db, ct) =>
                    db
                        .OutgoingMails.Where(row =>
                            ids.Contains(row.Id)
                            && row.LeaseBy == me
                            && row.State == MailState.Sending
                            && !row.HandingOver
                        )
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(row => row.State, MailState.Queued)
                                    .SetProperty(row => row.LeaseBy, (string?)null)
                                    .SetProperty(row => row.LeaseUntil, (DateTime?)null)
                                    .SetProperty(row => row.Version, row => row.Version + 1),
                            ct
                        ),
                CancellationToken.None
            );
    }

    /// <summary>Takes back what a process left that is gone: what the server cannot have waits again, the rest is asked about.</summary>
    async Task TakeBackAsync(long office, CancellationToken ct)
    {
        var now = Now;
        await using (var db = database.Open(office))
            if (
                !await db.OutgoingMails.AnyAsync(
                    mail => mail.State == MailState.Sending && mail.LeaseUntil < now,
                    ct
                )
            )
                return;
        try
        {
            await database.WriteAsync(
                office,
                async (db, token) =>
                {
                    var left = await db
                        .OutgoingMails.Where(mail =>
                            mail.State == MailState.Sending && mail.LeaseUntil < now
                        )
                        .ToListAsync(token);
                    foreach (var mail in left)
                        db.Add(
                            mail.HandingOver
                                ? mail.Unsure(now, MailFault.Ended, null)
                                : mail.Abandoned(now)
                        );
                    await db.SaveChangesAsync(token);
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process did it at the same moment.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "E-mails wait: the server cannot be used ({Fault}: {Said})"
    )]
    partial void Closed(MailFault? fault, string? said);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "E-mail {Mail} of office {Office} could not be made"
    )]
    partial void NotMade(Exception error, long office, long mail);
}

/// <summary>What the journal keeps of a document that was sent; to whom stands with the e-mail, which can be redacted.</summary>
sealed record SentRecord(long Document, string Number, long Mail, string MessageId)
{
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, SentJson.Default.SentRecord);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SentRecord))]
sealed partial class SentJson : JsonSerializerContext;
