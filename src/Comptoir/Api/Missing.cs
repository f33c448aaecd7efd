using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Api;

/// <summary>The answer when a number is none of the office's.</summary>
public static class Missing
{
    /// <summary>404, the same whether it never was, is gone, or belongs to somebody else.</summary>
    public static ProblemHttpResult Of(string kind, long id) =>
        TypedResults.Problem(
            $"The office has no {kind} {id}. The numbers to use here are the 'id' of the list, not the shop's 'externalId'.",
            statusCode: StatusCodes.Status404NotFound
        );
}
