using System.Globalization;
using Comptoir.Api;
using Comptoir.Money;
using Comptoir.Sales;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Documents in the API: what is done with them.</summary>
static class DocumentActRoutes
{
    const int MostAtOnce = 500;

    public static void MapDocumentActs(this RouteGroupBuilder api)
    {
        var acts = api.MapGroup("")
            .WithTags("Documents")
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        acts.MapPost("/orders/{id:long}/invoice", InvoiceAsync)
            .Idempotent()
            .WithSummary("Invoices an order, or lines of it, as drafts or issued")
            .WithDescription(
                "Without `lines` all that is not invoiced yet. What lies outside VAT is on a receipt of its own: the answer holds all documents that were made."
            );
        acts.MapPost("/invoices/{id:long}/credit", CreditAsync)
            .Idempotent()
            .WithSummary("Credits an invoice that the shop does not refund")
            .WithDescription(
                "One of `lines` (each by units or by an amount), `amount` and `percentage`; none of them credits all that is left."
            );
        acts.MapPost("/invoices/{id:long}/reissue", ReissueAsync)
            .Idempotent()
            .WithSummary(
                "Takes an invoice back in full and makes it again for another buyer: a credit note and an invoice"
            );
        acts.MapPost("/documents/issue", IssueAsync)
            .Idempotent()
            .WithSummary("Issues drafts in the order given; says of each what became of it");
        acts.MapPost("/documents/drop", DropAsync)
            .WithSummary("Drops drafts: what they reserved is open again");
        acts.MapPatch("/documents/{id:long}", ChangeAsync)
            .WithSummary("Changes a draft: buyer, note, reason, day of payment");
        acts.MapPost("/documents/{id:long}/number", NumberAsync)
            .Idempotent()
            .WithSummary("Notes the number that another program gave to a proposal");
        acts.MapPost("/orders/{id:long}/release", ReleaseAsync)
            .WithSummary(
                "Lets an order be invoiced although something is wrong with it; the reason is recorded"
            );
        acts.MapPost("/orders/{id:long}/external-invoices", ExternalAsync)
            .WithSummary(
                "Notes the invoice that another program made of an order: credit notes cite it"
            );
        acts.MapPost("/orders/{id:long}/request-documents", RequestAsync)
            .WithSummary("Asks for documents of an order that a rule leaves out");
    }

    static async Task<Results<NoContent, ProblemHttpResult>> ExternalAsync(
        CurrentOffice office,
        EnterExternalInvoices enter,
        long id,
        ExternalInvoiceBody request,
        CancellationToken cancellationToken
    )
    {
        string? currency;
        await using (var db = office.Open())
            currency = await db
                .Orders.Where(order => order.Id == id)
                .Select(order => order.CustomerCurrency)
                .FirstOrDefaultAsync(cancellationToken);
        return
            currency is not null
            && await enter.EnterAsync(
                office.OfficeId,
                id,
                request.Number,
                request.IssuedOn,
                CreditBody.Minor(request.Gross, currency),
                office.Name,
                cancellationToken
            )
            ? TypedResults.NoContent()
            : Missing.Of("order", id);
    }

    static async Task<Results<Created<MadeDocuments>, ProblemHttpResult>> InvoiceAsync(
        CurrentOffice office,
        InvoiceOrder invoice,
        long id,
        InvoiceRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Buyer is { } sent)
        {
            var (buyer, faults) = PartyFields.Check(sent);
            if (faults.Count > 0)
                return FieldBody.Faulty(faults, name => name);
            request = request with { Buyer = buyer };
        }
        var made = await invoice.MakeAsync(
            office.OfficeId,
            id,
            request,
            office.Name,
            cancellationToken
        );
        return made is null
            ? Missing.Of("order", id)
            : TypedResults.Created(
                $"{ApiRegistration.Root}/orders/{id}",
                await MadeAsync(office, made, cancellationToken)
            );
    }

    static async Task<Results<Created<MadeDocuments>, ProblemHttpResult>> CreditAsync(
        CurrentOffice office,
        CreditInvoice credit,
        long id,
        CreditBody request,
        CancellationToken cancellationToken
    )
    {
        if (await InvoiceCurrencyAsync(office, id, cancellationToken) is not { } currency)
            return Missing.Of("invoice", id);
        var made = await credit.CreditAsync(
            office.OfficeId,
            id,
            request.Read(currency),
            office.Name,
            cancellationToken
        );
        return made is { } number
            ? TypedResults.Created(
                $"{ApiRegistration.Root}/credit-notes/{number}",
                await MadeAsync(office, [number], cancellationToken)
            )
            : Missing.Of("invoice", id);
    }

    static async Task<Results<Created<MadeDocuments>, ProblemHttpResult>> ReissueAsync(
        CurrentOffice office,
        CreditInvoice credit,
        long id,
        ReissueBody request,
        CancellationToken cancellationToken
    )
    {
        if (request.Buyer is not { } sent)
            throw new RefusedException("Say who the invoice is made out to now: buyer.");
        var (buyer, faults) = PartyFields.Check(sent);
        if (faults.Count > 0)
            return FieldBody.Faulty(faults, name => name);
        if (await InvoiceCurrencyAsync(office, id, cancellationToken) is null)
            return Missing.Of("invoice", id);
        var made = await credit.ReissueAsync(
            office.OfficeId,
            id,
            buyer,
            request.Reason ?? "",
            request.Issue,
            office.Name,
            cancellationToken
        );
        return made is { } both
            ? TypedResults.Created(
                $"{ApiRegistration.Root}/invoices/{both.Invoice}",
                await MadeAsync(office, [both.CreditNote, both.Invoice], cancellationToken)
            )
            : Missing.Of("invoice", id);
    }

    static async Task<Ok<IssueAnswer>> IssueAsync(
        CurrentOffice office,
        IssueDocuments issue,
        IssueBody request,
        CancellationToken cancellationToken
    )
    {
        var outcomes = await issue.IssueAsync(
            office.OfficeId,
            Ids(request.Ids),
            request.On,
            office.Name,
            cancellationToken
        );
        return TypedResults.Ok(new IssueAnswer(outcomes));
    }

    static async Task<Ok<DropAnswer>> DropAsync(
        CurrentOffice office,
        EditDraft edit,
        DropBody request,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new DropAnswer(
                await edit.DropAsync(
                    office.OfficeId,
                    Ids(request.Ids),
                    office.Name,
                    cancellationToken
                )
            )
        );

    static async Task<Results<Ok<DocumentDetail>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        EditDraft edit,
        ComposeDocuments compose,
        long id,
        DraftChange request,
        CancellationToken cancellationToken
    )
    {
        if (request.Buyer is { } sent)
        {
            var (buyer, faults) = PartyFields.Check(sent);
            if (faults.Count > 0)
                return FieldBody.Faulty(faults, name => name);
            request = request with { Buyer = buyer };
        }
        if (request == new DraftChange())
            throw new RefusedException(
                "There is nothing to change: give buyer, note, reason or dueOn."
            );
        if (!await edit.ChangeAsync(office.OfficeId, id, request, office.Name, cancellationToken))
            return Missing.Of("document", id);
        return
            await DocumentRoutes.DetailAsync(office, compose, id, cancellationToken) is { } detail
            ? TypedResults.Ok(detail)
            : Missing.Of("document", id);
    }

    static async Task<Results<Ok<IssueOutcome>, ProblemHttpResult>> NumberAsync(
        CurrentOffice office,
        IssueDocuments issue,
        long id,
        NumberBody request,
        CancellationToken cancellationToken
    ) =>
        await issue.IssuedElsewhereAsync(
            office.OfficeId,
            id,
            request.Number?.Trim() ?? "",
            request.On,
            office.Name,
            cancellationToken
        ) switch
        {
            null => Missing.Of("document", id),
            { Refusal: { } refusal } => throw new RefusedException(refusal),
            { } outcome => TypedResults.Ok(outcome),
        };

    static async Task<Results<NoContent, ProblemHttpResult>> ReleaseAsync(
        CurrentOffice office,
        ReleaseOrder release,
        long id,
        ReleaseBody request,
        CancellationToken cancellationToken
    ) =>
        await release.ReleaseAsync(
            office.OfficeId,
            id,
            request.Reason?.Trim() ?? "",
            office.Name,
            cancellationToken
        )
            ? TypedResults.NoContent()
            : Missing.Of("order", id);

    static async Task<Results<NoContent, ProblemHttpResult>> RequestAsync(
        CurrentOffice office,
        ReleaseOrder release,
        long id,
        CancellationToken cancellationToken
    ) =>
        await release.RequestAsync(office.OfficeId, id, office.Name, cancellationToken)
            ? TypedResults.NoContent()
            : Missing.Of("order", id);

    static async Task<MadeDocuments> MadeAsync(
        CurrentOffice office,
        IReadOnlyList<long> made,
        CancellationToken ct
    )
    {
        await using var db = office.Open();
        var rows = await DocumentList.NewestAsync(
            db,
            db.Documents.Where(row => made.Contains(row.Id)),
            made.Count,
            ct
        );
        var byId = rows.ToDictionary(row => row.Id);
        return new MadeDocuments([
            .. made.Where(byId.ContainsKey).Select(id => DocumentItem.Of(byId[id])),
        ]);
    }

    static async Task<string?> InvoiceCurrencyAsync(
        CurrentOffice office,
        long id,
        CancellationToken ct
    )
    {
        await using var db = office.Open();
        return await db
            .Documents.Where(row => row.Id == id && row.Kind == DocumentKind.Invoice)
            .Select(row => row.Currency)
            .FirstOrDefaultAsync(ct);
    }

    static IReadOnlyList<long> Ids(IReadOnlyList<long>? ids) =>
        ids is { Count: > 0 and <= MostAtOnce }
            ? ids
            : throw new RefusedException("Name 1 to 500 documents by their ids.");
}

/// <summary>The documents that were made.</summary>
public sealed record MadeDocuments(IReadOnlyList<DocumentItem> Documents);

/// <summary>What to credit of an invoice. One of lines, amount and percentage; none means all that is left.</summary>
/// <param name="Lines">Lines by their <c>position</c>, each by units or by an amount with tax.</param>
/// <param name="Amount">With tax, in the invoice's currency.</param>
/// <param name="Percentage">Of each line: 10 for 10 %.</param>
/// <param name="Reason">Why; it is printed.</param>
/// <param name="Issue">Issue at once; otherwise a draft is made.</param>
[ApiExample(
    """{"lines":[{"position":1,"quantity":1}],"reason":"One arrived broken","issue":true}"""
)]
public sealed record CreditBody(
    IReadOnlyList<CreditLineBody>? Lines = null,
    ApiMoney? Amount = null,
    decimal? Percentage = null,
    string? Reason = null,
    bool Issue = false
)
{
    internal CreditRequest Read(string currency)
    {
        var ways = new object?[] { Lines, Amount, Percentage }.Count(way => way is not null);
        if (ways > 1)
            throw new RefusedException(
                "Give one of lines, amount and percentage; none of them credits all that is left."
            );
        if (Percentage is <= 0 or > 100)
            throw new RefusedException("Give a percentage above 0 and up to 100.");
        return new CreditRequest(
            Lines
                ?.Select(line => new CreditLine(
                    line.Position,
                    line.Quantity,
                    Minor(line.Amount, currency)
                ))
                .ToList(),
            Minor(Amount, currency),
            (int?)(Percentage * DocumentLineAnswer.MillionthsOfPercent),
            Reason,
            Issue
        );
    }

    internal static long? Minor(ApiMoney? money, string currency)
    {
        if (money is null)
            return null;
        if (money.Currency != currency)
            throw new RefusedException("Give the amount in the currency of the invoice.");
        if (
            !decimal.TryParse(
                money.Amount,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
            || amount <= 0
        )
            throw new RefusedException("Give an amount above nothing, with tax.");
        try
        {
            return new Currency(currency).ToMinor(amount);
        }
        catch (InexactAmountException)
        {
            throw new RefusedException("This amount has more decimals than its currency.");
        }
    }
}

/// <summary>What to credit of a line: units, or an amount with tax.</summary>
public sealed record CreditLineBody(int Position, int? Quantity = null, ApiMoney? Amount = null);

/// <summary>Who an invoice is made out to now, and why.</summary>
/// <param name="Buyer">The buyer.</param>
/// <param name="Reason">Why; it is printed on the credit note.</param>
/// <param name="Issue">Issue both at once; otherwise drafts are made.</param>
public sealed record ReissueBody(Party? Buyer = null, string? Reason = null, bool Issue = false);

/// <summary>Drafts to issue, in this order.</summary>
/// <param name="Ids">At most 500.</param>
/// <param name="On">The date they get; today when it is not said.</param>
[ApiExample("""{"ids":[1201,1202]}""")]
public sealed record IssueBody(IReadOnlyList<long>? Ids, DateOnly? On = null);

/// <summary>What became of each draft: its number, or why it has none.</summary>
public sealed record IssueAnswer(IReadOnlyList<IssueOutcome> Outcomes);

/// <summary>Drafts to drop.</summary>
/// <param name="Ids">At most 500.</param>
[ApiExample("""{"ids":[1201]}""")]
public sealed record DropBody(IReadOnlyList<long>? Ids);

/// <summary>How many drafts were dropped.</summary>
public sealed record DropAnswer(int Dropped);

/// <summary>The number that another program gave to a document, and its date there.</summary>
[ApiExample("""{"number":"FA-2026-118","on":"2026-10-05"}""")]
public sealed record NumberBody(string Number, DateOnly On);

/// <summary>The invoice that another program made of an order.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="IssuedOn">Its date.</param>
/// <param name="Gross">Its total with tax, in the customer's currency; null when not known.</param>
[ApiExample(
    """{"number":"F-1234","issuedOn":"2026-03-01","gross":{"amount":"120.00","currency":"EUR"}}"""
)]
public sealed record ExternalInvoiceBody(string Number, DateOnly IssuedOn, ApiMoney? Gross = null);

/// <summary>Why an order is invoiced although something is wrong with it; it is recorded.</summary>
[ApiExample("""{"reason":"Checked with the customer, the amounts are right"}""")]
public sealed record ReleaseBody(string Reason);
