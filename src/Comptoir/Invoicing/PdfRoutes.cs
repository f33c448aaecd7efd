using System.Globalization;
using Comptoir.Api;
using Comptoir.Documents;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Documents as PDF, in the API and for the screens.</summary>
static class PdfRoutes
{
    const int MostAtOnce = 500;

    static readonly (string Path, DocumentKind Kind)[] Kinds =
    [
        ("/invoices", DocumentKind.Invoice),
        ("/credit-notes", DocumentKind.CreditNote),
        ("/receipts", DocumentKind.Receipt),
    ];

    public static void MapDocumentPdf(this RouteGroupBuilder api)
    {
        var pdf = api.MapGroup("")
            .WithTags("Documents")
            .ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var (path, kind) in Kinds)
            pdf.MapGet(
                    $"{path}/{{id:long}}/pdf",
                    (
                        CurrentOffice office,
                        DocumentPdf print,
                        long id,
                        Choice<PaperSize>? paper,
                        CancellationToken cancellationToken
                    ) => OneAsync(office, print, kind, id, paper?.Value, cancellationToken)
                )
                .Produces(StatusCodes.Status200OK, contentType: DocumentFiles.Pdf)
                .WithSummary(
                    "The document as PDF, once issued the same bytes each time; a draft carries a mark. With `paper` a copy for that paper"
                );
        pdf.MapGet("/documents/pdf", SeveralAsync)
            .Produces(StatusCodes.Status200OK, contentType: DocumentFiles.Pdf)
            .WithSummary("Several documents in one PDF: `ids=12,13,14`, at most 500");
    }

    /// <summary>What the buttons of the screens lead to.</summary>
    public static void MapDocumentFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/documents/{id:long}/pdf",
                async Task<Results<FileContentHttpResult, NotFound>> (
                    CurrentOffice office,
                    DocumentPdf print,
                    long id,
                    CancellationToken cancellationToken
                ) =>
                    await FileAsync(office, print, [id], null, cancellationToken) is { } file
                        ? file
                        : TypedResults.NotFound()
            )
            .RequireAuthorization(Policies.Reads)
            .ExcludeFromDescription();

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> OneAsync(
        CurrentOffice office,
        DocumentPdf print,
        DocumentKind kind,
        long id,
        PaperSize? paper,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var isOne = await db.Documents.AnyAsync(
            row => row.Id == id && row.Kind == kind,
            cancellationToken
        );
        return isOne && await FileAsync(office, print, [id], paper, cancellationToken) is { } file
            ? file
            : Missing.Of(DocumentRoutes.Word(kind), id);
    }

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SeveralAsync(
        CurrentOffice office,
        DocumentPdf print,
        string ids,
        Choice<PaperSize>? paper,
        CancellationToken cancellationToken
    )
    {
        var numbers = new List<long>();
        foreach (var part in ids.Split(',', StringSplitOptions.TrimEntries))
            numbers.Add(
                long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && numbers.Count < MostAtOnce
                    ? id
                    : throw new BadHttpRequestException(
                        "'ids' must be 1 to 500 numbers with commas between, such as 12,13."
                    )
            );
        return await FileAsync(office, print, numbers, paper?.Value, cancellationToken) is { } file
            ? file
            : TypedResults.Problem(
                "The office lacks one of these documents. The numbers to use here are the 'id' of the lists.",
                statusCode: StatusCodes.Status404NotFound
            );
    }

    static async Task<FileContentHttpResult?> FileAsync(
        CurrentOffice office,
        DocumentPdf print,
        IReadOnlyList<long> ids,
        PaperSize? paper,
        CancellationToken ct
    ) =>
        await print.PrintAsync(office.OfficeId, ids, paper, office.Name, ct) is { } file
            ? TypedResults.File(file.Bytes, file.MediaType, file.Name)
            : null;
}
