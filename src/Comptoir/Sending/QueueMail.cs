using Comptoir.Invoicing;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Sending;

/// <summary>Queues e-mails with documents, as a person asks for them: one, or many at once.</summary>
sealed class QueueMail(
    Database database,
    IdSequence ids,
    ComposeMail compose,
    SendingSignal signal,
    IOptions<ComptoirOptions> options,
    TimeProvider clock
)
{
    /// <summary>At most so many are asked for at once.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Queues an e-mail for each document.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="documents">The documents, in this order.</param>
    /// <param name="to">Another address than the one on the document; for one document only.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What became of each, in the same order.</returns>
    /// <exception cref="RefusedException">None can be sent, or the address will not do.</exception>
    public async Task<IReadOnlyList<QueueOutcome>> QueueAsync(
        long officeId,
        IReadOnlyList<long> documents,
        string? to,
        string by,
        CancellationToken cancellationToken
    )
    {
        if (!options.Value.Smtp.IsSet)
            throw new RefusedException(
                "E-mail is not set up on this server. Whoever runs it sets Comptoir__Smtp__Host and Comptoir__Smtp__From."
            );
        if (documents.Count is 0 or > MostAtOnce)
            throw new RefusedException("Name 1 to 500 documents by their ids.");
        if (to is not null && documents.Count > 1)
            throw new RefusedException("Another address can be named for one document only.");
        var address = to is null ? null : MailAddress.Check(to);
        var outcomes = new List<QueueOutcome>();
        foreach (var document in documents.Distinct())
            try
            {
                outcomes.Add(
                    new(
                        document,
                        await OneAsync(officeId, document, address, by, cancellationToken),
                        null
                    )
                );
            }
            catch (RefusedException refused)
            {
                outcomes.Add(new(document, null, refused.Message));
            }
        if (outcomes.Exists(outcome => outcome.MailId is not null))
            signal.Wake();
        return outcomes;
    }

    /// <summary>Queues an e-mail with a document.</summary>
    /// <returns>Its number.</returns>
    async Task<long> OneAsync(
        long officeId,
        long documentId,
        string? address,
        string by,
        CancellationToken ct
    )
    {
        await using var db = database.Open(officeId);
        var row = await db
            .Documents.AsNoTracking()
            .FirstOrDefaultAsync(document => document.Id == documentId, ct);
        if (row is null)
            throw new RefusedException("The office has no such document.");
        if (row.Content is not { } content)
            throw new RefusedException("Only issued documents are sent.");
        if (row.Issuer == DocumentIssuer.Elsewhere)
            throw new RefusedException(
                "Another program issued this document: send its original from there."
            );
        var frozen = FrozenDocument.Read(content);
        if ((address ?? MailAddress.Usable(frozen.Buyer.Email)) is not { } to)
            throw new RefusedException(
                "The document names no e-mail address that can be used. Send it from its page, with an address."
            );
        var mail = New(
            officeId,
            await ids.NextAsync(officeId, ct),
            row,
            frozen,
            to,
            by,
            compose.NewMessageId(),
            clock.GetUtcNow().UtcDateTime
        );
        try
        {
            await database.WriteAsync(
                officeId,
                async (write, token) =>
                {
                    write.AddRange(mail, mail.Queue());
                    await write.SaveChangesAsync(token);
                },
                ct
            );
            return mail.Id;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            await using var look = database.Open(officeId);
            if (
                !await look.OutgoingMails.AnyAsync(
                    other =>
                        other.DocumentId == documentId
                        && other.To == to
                        && (other.State == MailState.Queued || other.State == MailState.Sending),
                    ct
                )
            )
                throw;
            throw new RefusedException("It is on its way to this address already.");
        }
    }

    /// <summary>A row for a document, not yet queued.</summary>
    internal static OutgoingMail New(
        long officeId,
        long id,
        Document row,
        FrozenDocument frozen,
        string to,
        string? by,
        string messageId,
        DateTime now
    ) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            DocumentId = row.Id,
            DocumentNumber = frozen.Number,
            To = to,
            Subject = Web.PlainText.Line(new MailWords(frozen).Subject, 998),
            Language = frozen.Language,
            MessageId = messageId,
            IsByRule = by is null,
            QueuedAt = now,
            QueuedBy = by,
        };
}

/// <summary>What became of one document that was to be sent.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="MailId">The e-mail that waits now; null when there is none.</param>
/// <param name="Refusal">Why there is none, and what to do.</param>
public sealed record QueueOutcome(long DocumentId, long? MailId, string? Refusal);

/// <summary>Says that e-mails wait.</summary>
public sealed class SendingSignal
{
    readonly System.Threading.Channels.Channel<bool> channel =
        System.Threading.Channels.Channel.CreateBounded<bool>(
            new System.Threading.Channels.BoundedChannelOptions(1)
            {
                FullMode = System.Threading.Channels.BoundedChannelFullMode.DropWrite,
            }
        );

    /// <summary>They are looked at soon.</summary>
    public void Wake() => channel.Writer.TryWrite(true);

    internal System.Threading.Channels.ChannelReader<bool> Woken => channel.Reader;
}
