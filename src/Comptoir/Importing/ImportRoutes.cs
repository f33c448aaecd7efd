using System.Globalization;
using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>Imports in the API.</summary>
static class ImportRoutes
{
    // The file, and what the form says beside it.
    internal const int LargestRequest = (int)ImportFiles.Largest + 1024 * 1024;

    public static void MapImportApi(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports")
            .WithTags("Imports")
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        imports
            .MapPost("/", UploadAsync)
            // The API knows no cookies, so that no other site can make a browser send this.
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestRequest))
            .WithSummary("Uploads a CSV file of contacts or products; nothing is imported yet")
            .WithDescription(
                "A form with `kind` (`contacts` or `products`) and `file`, of at most 50 MB. The answer says what importing would do."
            );
        imports
            .MapGet("/{id:long}", GetAsync)
            .WithSummary("What importing a file would do now, or what it did");
        imports
            .MapPatch("/{id:long}", ChooseAsync)
            .WithSummary("Says what the columns are; null leaves a column out");
        imports
            .MapPost("/{id:long}/apply", ApplyAsync)
            .WithSummary("Imports a file; doing it again changes nothing");
        imports
            .MapGet("/{id:long}/refused", RefusedAsync)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("The rows that were refused, as CSV with the reason of each");
    }

    static async Task<Results<Created<ImportAnswer>, ProblemHttpResult>> UploadAsync(
        CurrentOffice office,
        RunImport run,
        [FromForm] string kind,
        IFormFile file,
        CancellationToken cancellationToken
    )
    {
        if (!Choice<ImportKind>.TryParse(kind, out var chosen))
            throw new RefusedException("Say what the rows are: contacts or products.");
        await using var content = file.OpenReadStream();
        var import = await run.UploadAsync(
            office.OfficeId,
            chosen.Value,
            file.FileName,
            content,
            office.Name,
            cancellationToken
        );
        return TypedResults.Created(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ApiRegistration.Root}/imports/{import.Id}"
            ),
            await AnswerAsync(run, import, cancellationToken)
        );
    }

    static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        RunImport run,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return
            await db.Imports.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken)
                is { } import
            ? TypedResults.Ok(await AnswerAsync(run, import, cancellationToken))
            : Missing.Of("import", id);
    }

    static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> ChooseAsync(
        CurrentOffice office,
        RunImport run,
        long id,
        ChooseColumnsRequest request,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var known = await db
            .Imports.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (known is null)
            return Missing.Of("import", id);
        var import = await run.ChooseAsync(
            office.OfficeId,
            id,
            request.Fields ?? [.. known.Columns.Select(column => column.Field)],
            request.Source ?? known.Source,
            cancellationToken
        );
        return TypedResults.Ok(await AnswerAsync(run, import!, cancellationToken));
    }

    static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> ApplyAsync(
        CurrentOffice office,
        RunImport run,
        long id,
        CancellationToken cancellationToken
    ) =>
        await run.ApplyAsync(office.OfficeId, id, cancellationToken) is { } import
            ? TypedResults.Ok(ImportAnswer.Of(import, null))
            : Missing.Of("import", id);

    internal static async Task<IResult> RefusedAsync(
        CurrentOffice office,
        ImportFiles files,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var path = files.RefusedOf(office.OfficeId, id);
        return await db.Imports.AnyAsync(x => x.Id == id, cancellationToken) && File.Exists(path)
            ? TypedResults.PhysicalFile(path, "text/csv; charset=utf-8", $"refused-{id}.csv")
            : Missing.Of("import with refused rows", id);
    }

    static async Task<ImportAnswer> AnswerAsync(
        RunImport run,
        Import import,
        CancellationToken cancellationToken
    ) =>
        ImportAnswer.Of(
            import,
            import.State is ImportState.Uploaded
                ? await run.PreviewAsync(import, cancellationToken)
                : null
        );
}

/// <summary>What the columns of a file are; what is left out stays.</summary>
/// <param name="Fields">A field for each column in their order; null leaves the column out.</param>
/// <param name="Source">The former application, in a word of one's own.</param>
[ApiExample("""{ "fields": ["reference", "name", null, "email"], "source": "incwo" }""")]
public sealed record ChooseColumnsRequest(
    IReadOnlyList<string?>? Fields = null,
    string? Source = null
);

/// <summary>A file to be imported, or that was.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What its rows are.</param>
/// <param name="State">How far it is.</param>
/// <param name="FileName">The name it had where it comes from.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="UploadedBy">By whom.</param>
/// <param name="Source">The former application that its references are of.</param>
/// <param name="Columns">Its columns, and the field of each.</param>
/// <param name="Fields">The fields that can be chosen.</param>
/// <param name="Counts">What comes, or came, of all its rows.</param>
/// <param name="Preview">How it was read, and the first rows of each kind; null once it is imported.</param>
/// <param name="AppliedAt">When it was imported.</param>
public sealed record ImportAnswer(
    long Id,
    ImportKind Kind,
    ImportState State,
    string FileName,
    long Size,
    DateTime UploadedAt,
    string UploadedBy,
    string Source,
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyList<string> Fields,
    ImportCounts? Counts,
    ImportPreview? Preview,
    DateTime? AppliedAt
)
{
    internal static ImportAnswer Of(Import import, ImportPreview? preview) =>
        new(
            import.Id,
            import.Kind,
            import.State,
            import.FileName,
            import.Size,
            import.UploadedAt,
            import.UploadedBy,
            import.Source,
            import.Columns,
            [.. ImportFields.Of(import.Kind).Select(field => field.Name)],
            preview?.Counts ?? import.Counts,
            preview,
            import.AppliedAt
        );
}
