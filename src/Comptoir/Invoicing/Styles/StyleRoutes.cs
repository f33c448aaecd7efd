using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Documents;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Styles;

/// <summary>How documents look and are sent, in the API, and what the pages show of it.</summary>
static class StyleRoutes
{
    public static void MapDocumentStyles(this RouteGroupBuilder api)
    {
        var styles = api.MapGroup("/document-styles")
            .WithTags("Documents")
            .ProducesProblem(StatusCodes.Status404NotFound);
        styles
            .MapGet("/", ListAsync)
            .WithSummary(
                "How documents look and are sent: of the office (`webShop` 0), and of shops with a style of their own"
            );
        styles
            .MapGet("/{webShop:long}", GetAsync)
            .WithSummary("The style in force for a web shop; 0 for the office")
            .WithDescription(
                "`version` is 0 while the shop has none of its own and follows the office's."
            );
        styles
            .MapPut("/{webShop:long}", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says how documents look and are sent")
            .WithDescription(
                "All of it as a whole, without the logo: what is left out is empty afterwards. `version` must be the one that was read. With `sendsWhenIssued` documents issued from now on are sent to the buyer; older ones are not."
            );
        styles
            .MapPut("/{webShop:long}/logo", PutLogoAsync)
            .RequireAuthorization(Policies.Manages)
            .Accepts<byte[]>("image/png", "image/jpeg")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(new RequestSizeLimitAttribute(LogoPicture.Largest + 1))
            .WithSummary("Sets the logo: a PNG or JPEG picture of at most 512 KB as the body");
        styles
            .MapDelete("/{webShop:long}/logo", DropLogoAsync)
            .RequireAuthorization(Policies.Manages)
            .WithSummary("Takes the logo away");
        styles
            .MapGet("/{webShop:long}/logo", LogoAsync)
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithSummary("The logo in force");
        styles
            .MapGet("/{webShop:long}/preview", PreviewAsync)
            .Produces(StatusCodes.Status200OK, contentType: DocumentFiles.Pdf)
            .WithSummary("The newest invoice in this style, or one that is made up, as PDF");
    }

    /// <summary>What the pages show.</summary>
    public static void MapStyleFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes
            .MapGroup("/document-styles/{webShop:long}")
            .RequireAuthorization(Policies.Reads)
            .ExcludeFromDescription();
        files.MapGet("/logo", LogoAsync);
        files.MapGet("/preview", PreviewAsync);
    }

    static async Task<IReadOnlyList<StyleAnswer>> ListAsync(
        CurrentOffice office,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = await db
            .DocumentStyles.AsNoTracking()
            .OrderBy(style => style.WebShopId)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row =>
                StyleAnswer.Of(StoredStyle.Of(row, row.WebShopId, row.OfficeId), row.WebShopId)
            ),
        ];
    }

    static async Task<Results<Ok<StyleAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long webShop,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return await ChangeStyle.ReadAsync(db, webShop, cancellationToken) is { } style
            ? TypedResults.Ok(StyleAnswer.Of(style, webShop))
            : Missing.Of("web shop", webShop);
    }

    static async Task<Results<Ok<StyleAnswer>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        ChangeStyle change,
        long webShop,
        StyleBody body,
        CancellationToken cancellationToken
    ) =>
        await AnswerAsync(
            office,
            webShop,
            await change.SaveAsync(
                office.OfficeId,
                webShop,
                body.Values(),
                body.Version,
                cancellationToken
            ),
            cancellationToken
        );

    static async Task<Results<Ok<StyleAnswer>, ProblemHttpResult>> PutLogoAsync(
        CurrentOffice office,
        ChangeStyle change,
        long webShop,
        HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        await AnswerAsync(
            office,
            webShop,
            await change.SetLogoAsync(
                office.OfficeId,
                webShop,
                await ReadAsync(request.Body, cancellationToken),
                null,
                cancellationToken
            ),
            cancellationToken
        );

    static async Task<Results<Ok<StyleAnswer>, ProblemHttpResult>> DropLogoAsync(
        CurrentOffice office,
        ChangeStyle change,
        long webShop,
        CancellationToken cancellationToken
    ) =>
        await AnswerAsync(
            office,
            webShop,
            await change.SetLogoAsync(office.OfficeId, webShop, null, null, cancellationToken),
            cancellationToken
        );

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> LogoAsync(
        CurrentOffice office,
        long webShop,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var style = await StyleView.OfAsync(db, webShop, cancellationToken);
        return style?.Logo is { } logo && LogoPicture.TypeOf(logo) is { } type
            ? TypedResults.File(logo, type)
            : Missing.Of("logo of web shop", webShop);
    }

    static async Task<FileContentHttpResult> PreviewAsync(
        CurrentOffice office,
        PreviewStyle preview,
        long webShop,
        CancellationToken cancellationToken
    ) =>
        TypedResults.File(
            await preview.PrintAsync(office.OfficeId, webShop, cancellationToken),
            DocumentFiles.Pdf
        );

    /// <summary>Reads a picture, and one byte more than is taken.</summary>
    internal static async Task<byte[]> ReadAsync(Stream body, CancellationToken ct)
    {
        var bytes = new byte[LogoPicture.Largest + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return bytes[..read];
    }

    static async Task<Results<Ok<StyleAnswer>, ProblemHttpResult>> AnswerAsync(
        CurrentOffice office,
        long webShop,
        EditOutcome? outcome,
        CancellationToken ct
    )
    {
        if (outcome is null)
            return Missing.Of("web shop", webShop);
        if (outcome.End == EditEnd.Faulty)
            return FieldBody.Faulty(outcome.Faults, static name => name);
        await using var db = office.Open();
        var now = StyleAnswer.Of((await ChangeStyle.ReadAsync(db, webShop, ct))!, webShop);
        return outcome.End == EditEnd.Outdated
            ? FieldBody.Outdated(outcome.Stored!, now)
            : TypedResults.Ok(now);
    }
}

/// <summary>How documents look and are sent. <c>isOwn</c> is false for a shop that follows the office.</summary>
public sealed record StyleAnswer(long WebShop, bool IsOwn, bool HasLogo, StyleBody Style)
{
    internal static StyleAnswer Of(StoredStyle stored, long webShop) =>
        new(
            webShop,
            stored.IsOwn,
            stored.Style.Logo is not null,
            new(
                stored.Fields.Version,
                stored.Style.Accent,
                stored.Style.Paper,
                stored.Style.IntroEnglish,
                stored.Style.IntroFrench,
                stored.Style.ClosingEnglish,
                stored.Style.ClosingFrench,
                stored.Style.SendsWhenIssued,
                stored.Style.SenderName,
                stored.Style.SenderAddress,
                stored.Style.ReplyTo
            )
        );
}

/// <summary>How documents look and are sent.</summary>
/// <param name="Version">Raised by each change; a change must name the one it was made on.</param>
/// <param name="Accent">The colour of titles and rules, such as <c>#1f4e79</c>; null for the usual one.</param>
/// <param name="Paper">The size of the paper.</param>
/// <param name="IntroEnglish">Above the lines.</param>
/// <param name="IntroFrench">The same in French.</param>
/// <param name="ClosingEnglish">After the sums.</param>
/// <param name="ClosingFrench">The same in French.</param>
/// <param name="SendsWhenIssued">Documents are sent to the buyer as soon as they are issued.</param>
/// <param name="SenderName">The name e-mails come from; null for the company's.</param>
/// <param name="SenderAddress">The address they come from; null for the server's.</param>
/// <param name="ReplyTo">Where answers go; null for the sender.</param>
[ApiExample(
    """{"version":0,"accent":"#1f4e79","paper":"a4","closingFrench":"Merci de votre confiance.","sendsWhenIssued":true,"replyTo":"bonjour@example.com"}"""
)]
public sealed record StyleBody(
    [property: JsonRequired] long Version,
    string? Accent = null,
    PaperSize Paper = PaperSize.A4,
    string? IntroEnglish = null,
    string? IntroFrench = null,
    string? ClosingEnglish = null,
    string? ClosingFrench = null,
    bool SendsWhenIssued = false,
    string? SenderName = null,
    string? SenderAddress = null,
    string? ReplyTo = null
)
{
    internal Dictionary<string, string?> Values() =>
        new(StringComparer.Ordinal)
        {
            ["accent"] = Accent,
            ["paper"] = Paper.ToString(),
            ["introEnglish"] = IntroEnglish,
            ["introFrench"] = IntroFrench,
            ["closingEnglish"] = ClosingEnglish,
            ["closingFrench"] = ClosingFrench,
            ["sendsWhenIssued"] = SendsWhenIssued ? "true" : "false",
            ["senderName"] = SenderName,
            ["senderAddress"] = SenderAddress,
            ["replyTo"] = ReplyTo,
        };
}
