using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Invoices, credit notes and receipts in the API: what is read of them.</summary>
static class DocumentRoutes
{
    static readonly (string Path, DocumentKind Kind, string Words)[] Lists =
    [
        ("/invoices", DocumentKind.Invoice, "Invoices"),
        ("/credit-notes", DocumentKind.CreditNote, "Credit notes"),
        ("/receipts", DocumentKind.Receipt, "Receipts"),
    ];

    public static void MapDocuments(this RouteGroupBuilder api)
    {
        foreach (var (path, kind, words) in Lists)
        {
            var list = api.MapGroup(path).WithTags("Documents");
            list.MapGet(
                    "/",
                    (
                        CurrentOffice office,
                        string? q,
                        long? webShop,
                        Choice<DocumentState>? state,
                        DateOnly? from,
                        DateOnly? to,
                        DateTimeOffset? updatedSince,
                        int? limit,
                        string? cursor,
                        CancellationToken cancellationToken
                    ) =>
                        ListAsync(
                            office,
                            new(kind, q, webShop, state?.Value, from, to, updatedSince),
                            limit,
                            cursor,
                            cancellationToken
                        )
                )
                .WithSummary($"{words}, newest first, or by change with updatedSince")
                .WithDescription(
                    "`from` and `to` are days of issue: with them drafts are left out."
                );
            list.MapGet(
                    "/{id:long}",
                    (
                        CurrentOffice office,
                        ComposeDocuments compose,
                        long id,
                        CancellationToken cancellationToken
                    ) => GetAsync(office, compose, kind, id, cancellationToken)
                )
                .ProducesProblem(StatusCodes.Status404NotFound)
                .WithSummary(
                    "A document with its content, what it corrects and what corrects it, and what of it is paid"
                );
        }
    }

    static async Task<Listed<DocumentItem>> ListAsync(
        CurrentOffice office,
        Wanted wanted,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Documents.Matching(db, wanted.Text).Where(row => row.Kind == wanted.Kind);
        if (wanted.WebShop is { } shop)
            rows = rows.Where(row => row.WebShopId == shop);
        if (wanted.State is { } state)
            rows = rows.Where(row => row.State == state);
        if (wanted.From is { } from)
            rows = rows.Where(row => row.IssuedOn >= from);
        if (wanted.To is { } to)
            rows = rows.Where(row => row.IssuedOn <= to);
        if (wanted.Since?.UtcDateTime is { } since)
            rows = rows.Where(row => row.ListedAt >= since);
        var newestFirst = wanted.Since is null;
        var part = await DocumentList
            .Keys(newestFirst)
            .ListAsync(
                $"{wanted.Kind}:{(newestFirst ? "listed" : "updated")}",
                rows,
                limit,
                cursor,
                DocumentList.View(db),
                row => (row.ListedAt, row.Id),
                cancellationToken
            );
        var settled = await DocumentList.SettledAsync(db, part.Items, cancellationToken);
        return new([.. settled.Select(DocumentItem.Of)], part.Next);
    }

    static async Task<Results<Ok<DocumentDetail>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        ComposeDocuments compose,
        DocumentKind kind,
        long id,
        CancellationToken cancellationToken
    ) =>
        await DetailAsync(office, compose, id, cancellationToken) is { } detail
        && detail.Kind == kind
            ? TypedResults.Ok(detail)
            : Missing.Of(Word(kind), id);

    /// <summary>A document as it is answered; null when the office has none of this number.</summary>
    public static async Task<DocumentDetail?> DetailAsync(
        CurrentOffice office,
        ComposeDocuments compose,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (await DocumentView.ReadAsync(db, id, cancellationToken) is not { } view)
            return null;
        var content = view.Document.Content is { } frozen
            ? FrozenDocument.Read(frozen)
            : (
                await compose.ComposeAsync(office.OfficeId, [id], cancellationToken)
            ).GetValueOrDefault(id);
        return content is null ? null : DocumentDetail.Of(view, content);
    }

    /// <summary>What a document is called in a problem.</summary>
    public static string Word(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => "invoice",
            DocumentKind.CreditNote => "credit note",
            _ => "receipt",
        };

    sealed record Wanted(
        DocumentKind Kind,
        string? Text,
        long? WebShop,
        DocumentState? State,
        DateOnly? From,
        DateOnly? To,
        DateTimeOffset? Since
    );
}
