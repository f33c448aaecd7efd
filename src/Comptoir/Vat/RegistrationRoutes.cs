using Comptoir.Api;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>Where the office is registered for VAT, in the API.</summary>
static class RegistrationRoutes
{
    public static void MapVatRegistrations(this RouteGroupBuilder api)
    {
        var registrations = api.MapGroup("/vat/registrations").WithTags("VAT");
        registrations
            .MapGet("/", ListAsync)
            .WithSummary(
                "Where the office is registered besides its own country, and its one-stop shop"
            );
        registrations
            .MapPost("/", AddAsync)
            .RequireAuthorization(Policies.Accounts)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Adds a registration; recorded in the journal")
            .WithDescription(
                "`kind` is `country` (with the `number` there) or `oneStopShop` (without `country` in the office's own). Two of a kind may not hold on the same day in the same country."
            );
        registrations
            .MapPatch("/{id:long}", EndAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says the last day of a registration; null: it goes on");
        registrations
            .MapDelete("/{id:long}", RemoveAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Removes a registration that never held");
    }

    static async Task<RegistrationsAnswer> ListAsync(
        CurrentOffice office,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = await db
            .VatRegistrations.AsNoTracking()
            .OrderBy(row => row.From)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return new([.. rows.Select(RegistrationAnswer.Of)]);
    }

    static async Task<Created<RegistrationAnswer>> AddAsync(
        CurrentOffice office,
        ChangeRegistrations change,
        RegistrationBody body,
        CancellationToken cancellationToken
    )
    {
        var added = await change.AddAsync(
            office.OfficeId,
            body.Kind,
            body.Country,
            body.Number,
            body.From,
            body.Until,
            office.Name,
            cancellationToken
        );
        return TypedResults.Created(
            $"{ApiRegistration.Root}/vat/registrations",
            RegistrationAnswer.Of(added)
        );
    }

    static async Task<Results<Ok<RegistrationAnswer>, ProblemHttpResult>> EndAsync(
        CurrentOffice office,
        ChangeRegistrations change,
        long id,
        RegistrationEnd body,
        CancellationToken cancellationToken
    ) =>
        await change.EndAsync(office.OfficeId, id, body.Until, office.Name, cancellationToken)
            is { } ended
            ? TypedResults.Ok(RegistrationAnswer.Of(ended))
            : Missing.Of("VAT registration", id);

    static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        CurrentOffice office,
        ChangeRegistrations change,
        long id,
        CancellationToken cancellationToken
    ) =>
        await change.RemoveAsync(office.OfficeId, id, office.Name, cancellationToken)
            ? TypedResults.NoContent()
            : Missing.Of("VAT registration", id);
}

/// <summary>Registrations, by their first day.</summary>
public sealed record RegistrationsAnswer(IReadOnlyList<RegistrationAnswer> Items);

/// <summary>A registration.</summary>
public sealed record RegistrationAnswer(
    long Id,
    VatRegistrationKind Kind,
    string Country,
    string? Number,
    DateOnly From,
    DateOnly? Until
)
{
    internal static RegistrationAnswer Of(VatRegistration row) =>
        new(row.Id, row.Kind, row.Country, row.Number, row.From, row.Until);
}

/// <summary>A registration to be added.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">First day.</param>
/// <param name="Country">The country; for the one-stop shop left out for the office's own.</param>
/// <param name="Number">The VAT number there.</param>
/// <param name="Until">Last day; left out for no end.</param>
[ApiExample("""{"kind":"country","country":"DE","number":"DE129273398","from":"2026-01-01"}""")]
public sealed record RegistrationBody(
    VatRegistrationKind Kind,
    DateOnly From,
    string? Country = null,
    string? Number = null,
    DateOnly? Until = null
);

/// <summary>The last day of a registration.</summary>
/// <param name="Until">The day; null: it goes on.</param>
[ApiExample("""{"until":"2026-12-31"}""")]
public sealed record RegistrationEnd(DateOnly? Until);
