using System.Globalization;
using Comptoir.Api;
using Comptoir.Documents;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Deliveries;

/// <summary>Delivery notes as PDF, in the API and for the screens.</summary>
static class DeliveryFiles
{
    const string Pdf = "application/pdf";
    const int MostAtOnce = 500;

    public static void MapDeliveryNotes(this RouteGroupBuilder api) =>
        api.MapGet("/deliveries/{id:long}/pdf", OneAsync)
            .WithTags("Sales")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status200OK, contentType: Pdf)
            .WithSummary("The delivery note as PDF");

    /// <summary>What the buttons of the screens lead to.</summary>
    public static void MapDeliveryFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/deliveries/pdf", SeveralAsync)
            .RequireAuthorization(Policies.Reads)
            .ExcludeFromDescription();

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> OneAsync(
        CurrentOffice office,
        DeliveryNotePdf print,
        long id,
        Choice<PaperSize>? paper,
        CancellationToken cancellationToken
    ) =>
        await print.PrintAsync(office.OfficeId, [id], paper?.Value, cancellationToken) is { } bytes
            ? TypedResults.File(
                bytes,
                Pdf,
                string.Create(CultureInfo.InvariantCulture, $"delivery-{id}.pdf")
            )
            : Missing.Of("delivery", id);

    static async Task<Results<FileContentHttpResult, RedirectHttpResult, NotFound>> SeveralAsync(
        CurrentOffice office,
        DeliveryNotePdf print,
        long[] ids,
        CancellationToken cancellationToken
    )
    {
        // Nothing was ticked: back to where it can be.
        if (ids.Length == 0)
            return TypedResults.Redirect("/deliveries");
        return
            ids.Length <= MostAtOnce
            && await print.PrintAsync(office.OfficeId, ids, null, cancellationToken) is { } bytes
            ? TypedResults.File(bytes, Pdf, "delivery-notes.pdf")
            : TypedResults.NotFound();
    }
}
