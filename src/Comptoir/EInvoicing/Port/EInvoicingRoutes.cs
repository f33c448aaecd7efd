using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Comptoir.Api;
using Comptoir.Invoicing;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>Electronic invoices in the API.</summary>
static class EInvoicingRoutes
{
    internal static readonly Keyset<ElectronicInvoice, long> Newest = new(
        row => row.DocumentId,
        row => row.DocumentId,
        Descending: true
    );

    public static void MapEInvoicing(this RouteGroupBuilder api)
    {
        var invoices = api.MapGroup("/electronic-invoices").WithTags("E-invoicing");
        invoices
            .MapGet("/", ListAsync)
            .WithSummary(
                "Invoices and credit notes between businesses, newest first, and what became of them"
            )
            .WithDescription(
                "Three states apart: `platform` (the approved platform’s), `commercial` (the buyer’s), `accounting` (the money’s). `todo=true` answers those that somebody has to do something about."
            );
        invoices
            .MapGet("/{id:long}", GetAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One of them, by the id of its document, with all that happened");
        invoices
            .MapPost("/run", RunAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary(
                "Hands over what is due and takes answers now, instead of within a minute"
            );
        invoices
            .MapPost("/{id:long}/correct", CorrectAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Idempotent()
            .WithSummary("Makes an invoice again that was rejected or refused")
            .WithDescription(
                "A credit note that stays in the books takes it back, and the same is issued under a new number. `buyer` puts the buyer right; without it, it stays the same."
            );
        var settings = api.MapGroup("/e-invoicing").WithTags("E-invoicing");
        settings
            .MapGet("/", SettingsAsync)
            .WithSummary("Whether and how invoices go to an approved platform");
        settings
            .MapPatch("/", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Changes it; recorded in the journal")
            .WithDescription("What is left out stays. `version` must be the one that was read.");
    }

    static async Task<Listed<ElectronicInvoiceItem>> ListAsync(
        CurrentOffice office,
        Choice<ElectronicWay>? way,
        Choice<PlatformState>? platform,
        Choice<CommercialState>? commercial,
        Choice<AccountingState>? accounting,
        bool? todo,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = ElectronicInvoiceList.Filtered(
            db.ElectronicInvoices,
            way?.Value,
            platform?.Value,
            commercial?.Value,
            accounting?.Value,
            todo is true
        );
        return await Newest.ListAsync(
            "electronic-invoices",
            rows,
            limit,
            cursor,
            Item,
            item => (item.Id, item.Id),
            cancellationToken
        );
    }

    static readonly Expression<Func<ElectronicInvoice, ElectronicInvoiceItem>> Item =
        row => new ElectronicInvoiceItem(
            row.DocumentId,
            row.Number,
            row.Way,
            row.Platform,
            row.Commercial,
            row.Accounting,
            row.Problems,
            row.FileName
        );

    static async Task<Results<Ok<ElectronicInvoiceAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var item = await db
            .ElectronicInvoices.Where(row => row.DocumentId == id)
            .Select(Item)
            .FirstOrDefaultAsync(cancellationToken);
        if (item is null)
            return Missing.Of("electronic invoice", id);
        var events = await db
            .ElectronicEvents.Where(row => row.DocumentId == id)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => new ElectronicEventItem(row.Code, row.At, row.Reason))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ElectronicInvoiceAnswer(item, events));
    }

    static async Task<Results<Ok<EInvoicingReport>, ProblemHttpResult>> RunAsync(
        CurrentOffice office,
        EInvoicingWorker worker,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return TypedResults.Ok(await worker.RunAsync(office.OfficeId, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return TypedResults.Problem(
                $"The folder of e-invoicing cannot be used: {error.Message} What went before is noted; the rest goes when it can be used again.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }
    }

    static async Task<Results<Ok<CorrectedAnswer>, ProblemHttpResult>> CorrectAsync(
        CurrentOffice office,
        CorrectSentBack correct,
        long id,
        CorrectRequest request,
        CancellationToken cancellationToken
    )
    {
        var buyer = request.Buyer;
        if (buyer is not null)
        {
            (buyer, var faults) = PartyFields.Check(buyer);
            if (faults.Count > 0)
                return FieldBody.Faulty(faults, static name => name);
        }
        return
            await correct.RunAsync(
                office.OfficeId,
                id,
                buyer,
                request.Reason,
                office.Name,
                cancellationToken
            )
                is { } made
            ? TypedResults.Ok(new CorrectedAnswer(made.CreditNote, made.Invoice))
            : Missing.Of("electronic invoice", id);
    }

    static async Task<EInvoicingSettingsAnswer> SettingsAsync(
        CurrentOffice office,
        EditEInvoicing edit,
        FileDrop drop,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return Answer(await edit.ReadAsync(db, cancellationToken), office, drop);
    }

    static async Task<Results<Ok<EInvoicingSettingsAnswer>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        EditEInvoicing edit,
        FileDrop drop,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        var (version, changes) = Changes(body);
        var outcome = await edit.SaveAsync(
            office.OfficeId,
            changes,
            version,
            office.Name,
            cancellationToken
        );
        if (outcome.End == EditEnd.Faulty)
            return FieldBody.Faulty(outcome.Faults, static name => name);
        var now = Answer(outcome.Stored!, office, drop);
        return outcome.End == EditEnd.Outdated
            ? FieldBody.Outdated(outcome.Stored!, now)
            : TypedResults.Ok(now);
    }

    static (long Version, Dictionary<string, string?> Changes) Changes(JsonObject body)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        long? version = null;
        foreach (var (name, value) in body)
            if (name == "version")
                version = value?.GetValue<long>();
            else if (EditEInvoicing.All.FirstOrDefault(field => field.Name == name) is null)
                throw new BadHttpRequestException($"'{name}' is not known here.");
            else
                changes[name] = value is JsonArray list
                    ? string.Join('\n', list.Select(item => FieldBody.Text(name, item)))
                    : FieldBody.Text(name, value);
        return (
            version
                ?? throw new RefusedException(
                    "Say which version your changes were made on: version as GET answered it."
                ),
            changes
        );
    }

    static EInvoicingSettingsAnswer Answer(
        StoredFields stored,
        CurrentOffice office,
        FileDrop drop
    ) =>
        new(
            stored["isOn"] == "true",
            stored["from"]!,
            Enum.Parse<HandedFile>(stored["file"]!),
            stored["wholeDirectory"] == "true",
            stored["sirens"]?.Split('\n') ?? [],
            drop.FolderOf(office.OfficeId),
            drop.Trouble(office.OfficeId),
            stored.Version
        );
}
