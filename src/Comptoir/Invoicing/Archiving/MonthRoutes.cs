using System.Globalization;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Invoicing.Archiving;

/// <summary>All documents of a month, for the accountant: in the API and for the page.</summary>
static class MonthRoutes
{
    const string Zip = "application/zip";

    public static void MapMonthExports(this RouteGroupBuilder api) =>
        api.MapGet("/exports/documents", Export)
            .WithTags("Documents")
            .RequireAuthorization(Policies.Accounts)
            .Produces(StatusCodes.Status200OK, contentType: Zip)
            .WithSummary(
                "All PDFs and XMLs issued in a month as one zip with an index: `month=2026-11`"
            )
            .WithDescription(
                "`index.csv` names each file with number, date, kind, buyer, amounts and SHA-256; amounts of credit notes are negative. Asked again, the same bytes come back."
            );

    /// <summary>What the button of the page leads to.</summary>
    public static void MapMonthFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/accounting/documents.zip", Export)
            .RequireAuthorization(Policies.Accounts)
            .ExcludeFromDescription();

    static PushStreamHttpResult Export(
        CurrentOffice office,
        ExportMonth export,
        string month,
        CancellationToken cancellationToken
    )
    {
        var day = Month(month);
        var officeId = office.OfficeId;
        return TypedResults.Stream(
            output => export.WriteAsync(officeId, day, output, cancellationToken),
            Zip,
            FileName(day)
        );
    }

    /// <summary>The first day of a month.</summary>
    /// <exception cref="BadHttpRequestException">It is none.</exception>
    public static DateOnly Month(string text) =>
        Read(text) ?? throw new BadHttpRequestException("'month' must be a month such as 2026-11.");

    /// <summary>The first day of a month; null when it is none.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(
            text + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        ) && day.Year is >= 2000 and < 2200
            ? day
            : null;

    /// <summary>The name of the file.</summary>
    public static string FileName(DateOnly month) =>
        string.Create(CultureInfo.InvariantCulture, $"documents-{month:yyyy-MM}.zip");
}
