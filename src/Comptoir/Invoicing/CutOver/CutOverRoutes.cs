using System.Net.Mime;
using System.Text.Json;
using Comptoir.Api;
using Comptoir.Importing;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Invoicing.CutOver;

/// <summary>Invoices that another program made, in the API.</summary>
static class CutOverRoutes
{
    public static void MapCutOver(this RouteGroupBuilder api) =>
        api.MapPost("/web-shops/{id:long}/external-invoices", ImportAsync)
            .WithTags("Web shops")
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .Accepts<ExternalInvoiceItems>(MediaTypeNames.Application.Json, MediaTypeNames.Text.Csv)
            .WithMetadata(
                new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ImportRoutes.LargestRequest)
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary(
                "Enters invoices that another program made of orders older than the day from which documents are made here"
            )
            .WithDescription(
                "A JSON list, or a CSV file as `text/csv` with the columns order, invoice, date and total. Rows that will not do are answered with their place and the reason, the others are entered; the same rows again change nothing."
            );

    static async Task<Results<Ok<ImportedInvoices>, ProblemHttpResult>> ImportAsync(
        CurrentOffice office,
        ImportExternalInvoices import,
        long id,
        ExternalInvoiceItems items,
        CancellationToken cancellationToken
    )
    {
        await using (var db = office.Open())
            if (!await db.WebShops.AnyAsync(shop => shop.Id == id, cancellationToken))
                return Missing.Of("web shop", id);
        if (items.Fault is { } fault)
            throw new RefusedException(fault);
        if (items.Count is 0 or > ExternalInvoiceFile.MostRows)
            throw new RefusedException("Send 1 to 50,000 invoices.");
        var plan = await import.RunAsync(
            office.OfficeId,
            id,
            [.. items.Select((item, place) => item.Written(place + 1))],
            cancellationToken
        );
        return TypedResults.Ok(
            new ImportedInvoices(plan.Matched.Count, plan.Unchanged, plan.Refused)
        );
    }
}

/// <summary>An invoice that another program made.</summary>
/// <param name="Order">The order's name, such as #1001, or Shopify's number of it.</param>
/// <param name="Number">The invoice's number.</param>
/// <param name="IssuedOn">Its date.</param>
/// <param name="Total">Its total with tax, in the customer's currency: 120.00; null when not known.</param>
public sealed record ExternalInvoiceItem(
    string? Order,
    string? Number,
    string? IssuedOn,
    string? Total = null
)
{
    /// <summary>The line of the file that it stands on; 0 for one of a list.</summary>
    internal int Line { get; init; }

    /// <summary>What is wrong with how it is written in a file.</summary>
    internal string? Fault { get; init; }

    internal WrittenInvoice Written(int place) =>
        new(
            Line > 0 ? Line : place,
            Order?.Trim() ?? "",
            Number?.Trim() ?? "",
            IssuedOn ?? "",
            string.IsNullOrWhiteSpace(Total) ? null : Total,
            Fault
        );
}

/// <summary>Invoices that another program made: a JSON list, or a CSV file.</summary>
[ApiExample("""[{"order":"#1001","number":"F-1234","issuedOn":"2026-03-01","total":"120.00"}]""")]
public sealed class ExternalInvoiceItems : List<ExternalInvoiceItem>
{
    /// <summary>Why a file could not be read; null when it was.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Reads the body, whichever of the two it is.</summary>
    /// <exception cref="BadHttpRequestException">It is no such list.</exception>
    public static async ValueTask<ExternalInvoiceItems?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        var items = new ExternalInvoiceItems();
        if (request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true)
        {
            await items.ReadFileAsync(request.Body, context.RequestAborted);
            return items;
        }
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException(
                "Send a JSON list as application/json, or a CSV file as text/csv.",
                StatusCodes.Status415UnsupportedMediaType
            );
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value;
        try
        {
            items.AddRange(
                await JsonSerializer.DeserializeAsync<List<ExternalInvoiceItem>>(
                    request.Body,
                    options.SerializerOptions,
                    context.RequestAborted
                ) ?? []
            );
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException(
                "The body must be a list of invoices, each with order, number, issuedOn and total.",
                error
            );
        }
        return items;
    }

    async Task ReadFileAsync(Stream body, CancellationToken ct)
    {
        var path = Path.GetTempFileName();
        try
        {
            await using (var file = File.Create(path))
                await body.CopyToAsync(file, ct);
            AddRange(
                ExternalInvoiceFile
                    .Read(path)
                    .Select(row => new ExternalInvoiceItem(
                        row.Order,
                        row.Number,
                        row.Date,
                        row.Total
                    )
                    {
                        Line = row.Line,
                        Fault = row.Fault,
                    })
            );
        }
        catch (RefusedException refused)
        {
            Fault = refused.Message;
        }
        finally
        {
            File.Delete(path);
        }
    }
}

/// <summary>What became of the invoices.</summary>
/// <param name="Entered">Entered, or changed.</param>
/// <param name="Unchanged">Said nothing new.</param>
/// <param name="Refused">Will not do, each with its reason.</param>
public sealed record ImportedInvoices(
    int Entered,
    int Unchanged,
    IReadOnlyList<RefusedInvoice> Refused
);
