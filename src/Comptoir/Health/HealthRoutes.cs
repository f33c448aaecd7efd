using Comptoir.Api;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Health;

/// <summary>The health of web shops, in the API.</summary>
static class HealthRoutes
{
    public static void MapHealthApi(this RouteGroupBuilder api) =>
        api.MapGet("/web-shops/{id:long}/health", GetAsync)
            .WithTags("Web shops")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary(
                "What is wrong with a web shop, if anything, and what to do, the worst first"
            )
            .WithDescription(
                "Read from what is known here: the shop is not asked. `POST /web-shops/{id}/test` asks it."
            );

    static async Task<Results<Ok<ShopHealthAnswer>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        Texts texts,
        LookAtHealth look,
        long id,
        CancellationToken cancellationToken
    ) =>
        await look.ShopAsync(texts, office.OfficeId, id, cancellationToken) is { } findings
            ? TypedResults.Ok(
                new ShopHealthAnswer(
                    HealthFinding.Worst(findings),
                    [
                        .. findings.Select(x => new HealthFindingAnswer(
                            x.Check,
                            x.State,
                            x.What,
                            x.Advice,
                            x.Link
                        )),
                    ]
                )
            )
            : Missing.Of("web shop", id);
}

/// <summary>The health of a web shop.</summary>
/// <param name="State">The worst that was found.</param>
/// <param name="Checks">What was looked at, the worst first.</param>
public sealed record ShopHealthAnswer(HealthState State, IReadOnlyList<HealthFindingAnswer> Checks);

/// <summary>What one check found.</summary>
/// <param name="Check">The name of the check.</param>
/// <param name="State">How it is.</param>
/// <param name="What">What was found.</param>
/// <param name="Advice">What to do; null when nothing is to be done.</param>
/// <param name="Address">The page where it can be done, from the root of this site.</param>
public sealed record HealthFindingAnswer(
    string Check,
    HealthState State,
    string What,
    string? Advice,
    string? Address
);
