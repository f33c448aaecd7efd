using System.Globalization;
using Comptoir.Api;
using Comptoir.Invoicing;
using Comptoir.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sending;

/// <summary>
/// What customers see under a private address: one document, its PDF, and what is left to pay. Whoever asks for an address that
/// is unknown, withdrawn or over is told the same.
/// </summary>
static class SharedRoutes
{
    public static void MapSharedDocuments(this IEndpointRouteBuilder routes)
    {
        var shared = routes
            .MapGroup(ShareDocument.Root + "{token}")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Shared)
            .ExcludeFromDescription();
        shared.MapGet("", PageAsync);
        shared.MapGet("/pdf", PdfAsync);
    }

    static async Task<IResult> PageAsync(
        HttpContext http,
        ShareDocument share,
        Database database,
        string token,
        CancellationToken cancellationToken
    )
    {
        Guard(http.Response);
        if (await share.FindAsync(token, cancellationToken) is not { } link)
            return Gone();
        await using var db = database.Open(link.OfficeId);
        var row = await db
            .Documents.AsNoTracking()
            .SingleAsync(document => document.Id == link.DocumentId, cancellationToken);
        var content = FrozenDocument.Read(row.Content!);
        var settled = await SettlementView.ReadAsync(db, [row.OrderId], cancellationToken);
        await share.CountAsync(link, isDownload: false, cancellationToken);
        // The reader is the customer: the page speaks the document's language, not the browser's.
        return new InLanguage(
            CultureInfo.GetCultureInfo(content.Language == "fr" ? "fr-FR" : "en-GB"),
            new RazorComponentResult<SharedPage>(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(SharedPage.Content)] = content,
                    [nameof(SharedPage.Left)] = settled.GetValueOrDefault(row.Id)?.Left,
                    [nameof(SharedPage.Pdf)] = $"{ShareDocument.Root}{token}/pdf",
                }
            )
        );
    }

    static async Task<IResult> PdfAsync(
        HttpContext http,
        ShareDocument share,
        DocumentFiles files,
        string token,
        CancellationToken cancellationToken
    )
    {
        Guard(http.Response);
        if (
            await share.FindAsync(token, cancellationToken) is not { } link
            || await files.PdfAsync(link.OfficeId, link.DocumentId, cancellationToken)
                is not { } file
        )
            return Gone();
        await share.CountAsync(link, isDownload: true, cancellationToken);
        return TypedResults.File(file.Bytes, file.MediaType, file.Name);
    }

    /// <summary>Nobody keeps it, lists it, or learns its address from a link on it.</summary>
    static void Guard(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    static RazorComponentResult<SharedGonePage> Gone() =>
        new() { StatusCode = StatusCodes.Status404NotFound };

    /// <summary>An answer that is written in a language: what a handler sets itself is forgotten when it returns.</summary>
    sealed class InLanguage(CultureInfo culture, IResult answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            await answer.ExecuteAsync(httpContext);
        }
    }
}
