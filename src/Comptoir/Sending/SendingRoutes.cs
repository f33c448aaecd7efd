using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sending;

/// <summary>E-mails and private links in the API.</summary>
static class SendingRoutes
{
    static readonly Keyset<OutgoingMail, DateTime> Newest = new(
        mail => mail.QueuedAt,
        mail => mail.Id,
        true
    );

    public static void MapSending(this RouteGroupBuilder api)
    {
        var reads = api.MapGroup("")
            .WithTags("E-mails")
            .ProducesProblem(StatusCodes.Status404NotFound);
        var acts = api.MapGroup("")
            .WithTags("E-mails")
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        reads.MapGet("/mails", ListAsync).WithSummary("E-mails with documents, newest first");
        reads
            .MapGet("/mails/{id:long}", GetAsync)
            .WithSummary("An e-mail, with all that happened to it");
        acts.MapPost("/documents/send", SendAsync)
            .Idempotent()
            .WithSummary("Sends documents to their buyers; says of each what became of it")
            .WithDescription(
                "`to` names another address than the document's, for one document. E-mails wait until the server takes them: `GET /mails/{id}` says how far each is."
            );
        acts.MapPost("/mails/{id:long}/again", AgainAsync)
            .Idempotent()
            .WithSummary("Sends the document of an e-mail again, as a new e-mail");
        acts.MapPost("/mails/{id:long}/bounced", BouncedAsync)
            .WithSummary("Notes that an e-mail came back");
        acts.MapPost("/mails/{id:long}/arrived", ArrivedAsync)
            .WithSummary("Notes that an e-mail arrived of which that was not known");
        acts.MapPost("/mails/{id:long}/settle", SettleAsync)
            .WithSummary("Puts an e-mail aside: it is not sent, and waits for nobody");
        reads
            .MapGet("/documents/{id:long}/links", LinksAsync)
            .WithSummary("The private links of a document, and how often they were followed");
        acts.MapPost("/documents/{id:long}/links", ShareAsync)
            .Idempotent()
            .WithSummary("Makes a private link under which the customer reads the document");
        acts.MapDelete("/documents/{id:long}/links", WithdrawAsync)
            .WithSummary("Withdraws all private links of a document");
    }

    static async Task<Listed<MailAnswer>> ListAsync(
        CurrentOffice office,
        Choice<MailState>? state,
        long? document,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.OutgoingMails.AsNoTracking().Where(mail => mail.DocumentId != null);
        if (state is { Value: var only })
            rows = rows.Where(mail => mail.State == only);
        if (document is not null)
            rows = rows.Where(mail => mail.DocumentId == document);
        var page = await Newest.ListAsync(
            "mails:queued",
            rows,
            limit,
            cursor,
            mail => mail,
            mail => (mail.QueuedAt, mail.Id),
            cancellationToken
        );
        return new([.. page.Items.Select(MailAnswer.Of)], page.Next);
    }

    static async Task<Results<Ok<MailDetail>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    ) =>
        await DetailAsync(office, id, cancellationToken) is { } detail
            ? TypedResults.Ok(detail)
            : Missing.Of("e-mail", id);

    static async Task<Ok<SendAnswer>> SendAsync(
        CurrentOffice office,
        QueueMail queue,
        SendBody request,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new SendAnswer(
                await queue.QueueAsync(
                    office.OfficeId,
                    request.Ids ?? [],
                    request.To,
                    office.Name,
                    cancellationToken
                )
            )
        );

    static async Task<Results<Ok<QueueOutcome>, ProblemHttpResult>> AgainAsync(
        CurrentOffice office,
        SettleMail settle,
        long id,
        AgainBody request,
        CancellationToken cancellationToken
    ) =>
        await settle.AgainAsync(
            office.OfficeId,
            id,
            request.To,
            office.Name,
            cancellationToken
        ) switch
        {
            null => Missing.Of("e-mail", id),
            { Refusal: { } refusal } => throw new RefusedException(refusal),
            { } outcome => TypedResults.Ok(outcome),
        };

    static async Task<Results<Ok<MailDetail>, ProblemHttpResult>> BouncedAsync(
        CurrentOffice office,
        SettleMail settle,
        long id,
        BouncedBody request,
        CancellationToken cancellationToken
    ) =>
        await DoneAsync(
            office,
            id,
            await settle.BouncedAsync(
                office.OfficeId,
                id,
                request.Said,
                office.Name,
                cancellationToken
            ),
            cancellationToken
        );

    static async Task<Results<Ok<MailDetail>, ProblemHttpResult>> ArrivedAsync(
        CurrentOffice office,
        SettleMail settle,
        long id,
        CancellationToken cancellationToken
    ) =>
        await DoneAsync(
            office,
            id,
            await settle.ArrivedAsync(office.OfficeId, id, office.Name, cancellationToken),
            cancellationToken
        );

    static async Task<Results<Ok<MailDetail>, ProblemHttpResult>> SettleAsync(
        CurrentOffice office,
        SettleMail settle,
        long id,
        CancellationToken cancellationToken
    ) =>
        await DoneAsync(
            office,
            id,
            await settle.SettleAsync(office.OfficeId, id, office.Name, cancellationToken),
            cancellationToken
        );

    static async Task<Results<Ok<IReadOnlyList<LinkAnswer>>, ProblemHttpResult>> LinksAsync(
        CurrentOffice office,
        ShareDocument share,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (!await db.Documents.AnyAsync(row => row.Id == id, cancellationToken))
            return Missing.Of("document", id);
        var links = await db
            .DocumentLinks.AsNoTracking()
            .Where(link => link.DocumentId == id)
            .OrderByDescending(link => link.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<LinkAnswer>>(
        // Who only reads may not give the document away.
        [
            .. links.Select(link => LinkAnswer.Of(link, office.Role.RunsShops() ? share : null)),
        ]);
    }

    static async Task<Results<Created<LinkAnswer>, ProblemHttpResult>> ShareAsync(
        CurrentOffice office,
        ShareDocument share,
        long id,
        ShareBody request,
        CancellationToken cancellationToken
    )
    {
        await using (var db = office.Open())
            if (!await db.Documents.AnyAsync(row => row.Id == id, cancellationToken))
                return Missing.Of("document", id);
        var link = await share.MakeAsync(
            office.OfficeId,
            id,
            request.ExpiresAt?.UtcDateTime,
            office.Name,
            cancellationToken
        );
        return TypedResults.Created(
            $"{ApiRegistration.Root}/documents/{id}/links",
            LinkAnswer.Of(link, share)
        );
    }

    static async Task<Results<Ok<WithdrawnAnswer>, ProblemHttpResult>> WithdrawAsync(
        CurrentOffice office,
        ShareDocument share,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using (var db = office.Open())
            if (!await db.Documents.AnyAsync(row => row.Id == id, cancellationToken))
                return Missing.Of("document", id);
        return TypedResults.Ok(
            new WithdrawnAnswer(
                await share.WithdrawAsync(office.OfficeId, id, office.Name, cancellationToken)
            )
        );
    }

    static async Task<Results<Ok<MailDetail>, ProblemHttpResult>> DoneAsync(
        CurrentOffice office,
        long id,
        bool done,
        CancellationToken ct
    ) =>
        done && await DetailAsync(office, id, ct) is { } detail
            ? TypedResults.Ok(detail)
            : Missing.Of("e-mail", id);

    static async Task<MailDetail?> DetailAsync(CurrentOffice office, long id, CancellationToken ct)
    {
        await using var db = office.Open();
        var mail = await db
            .OutgoingMails.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.DocumentId != null, ct);
        if (mail is null)
            return null;
        var events = await db
            .MailEvents.AsNoTracking()
            .Where(row => row.MailId == id)
            .OrderBy(row => row.Number)
            .ToListAsync(ct);
        return new(
            MailAnswer.Of(mail),
            [
                .. events.Select(row => new MailEventAnswer(
                    row.Kind,
                    row.At,
                    row.By,
                    row.Fault,
                    row.Said
                )),
            ]
        );
    }
}
