using System.Security.Cryptography;
using System.Text.Json;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Api;

/// <summary>
/// For routes that create: a request repeated with the same <c>Idempotency-Key</c> within a day does nothing again and gets
/// the first answer. A refusal or an error did nothing and is not kept: the repetition tries once more.
/// </summary>
public static class Idempotency
{
    const string Header = "Idempotency-Key";
    const int LongestKey = 200;
    static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // Nothing that creates takes longer; a first request that did not end by then died with its process.
    static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(5);

    /// <summary>Lets callers repeat the request safely.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(FilterAsync).WithMetadata(new IdempotentMetadata());

    static async ValueTask<object?> FilterAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.TryGetValue(Header, out var header))
            return await next(context);
        var key = header.ToString();
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~'))
            return Problem(
                StatusCodes.Status400BadRequest,
                $"{Header} must be 1 to {LongestKey} visible ASCII characters, for example a UUID."
            );
        var officeId = http.RequestServices.GetRequiredService<CurrentOffice>().OfficeId;
        var database = http.RequestServices.GetRequiredService<Database>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var mine = new IdempotentAnswer
        {
            OfficeId = officeId,
            Key = key,
            Request = Hash(context),
            ReceivedAt = now,
        };
        if (await ClaimAsync(database, mine, http.RequestAborted) is { } first)
            return Answer(http, first, mine);
        var kept = false;
        try
        {
            using var body = new MemoryStream();
            var answer = await CaptureAsync(http, await next(context), body);
            if (answer.Status < StatusCodes.Status400BadRequest)
                // What was done is done: the answer is kept even if the caller has gone.
                await KeepAsync(database, mine, answer);
            else
                await ForgetAsync(database, mine);
            kept = true;
            await body.CopyToAsync(http.Response.Body, http.RequestAborted);
            return Results.Empty;
        }
        catch when (!kept)
        {
            await ForgetAsync(database, mine);
            throw;
        }
    }

    /// <summary>Takes the key for this request; when another has it, that one.</summary>
    static async Task<IdempotentAnswer?> ClaimAsync(
        Database database,
        IdempotentAnswer mine,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await database.WriteAsync(
                mine.OfficeId,
                async (db, ct) =>
                {
                    var old = mine.ReceivedAt - Kept;
                    var dead = mine.ReceivedAt - Abandoned;
                    await db
                        .IdempotentAnswers.Where(x =>
                            x.ReceivedAt < old
                            || (x.Key == mine.Key && x.Status == null && x.ReceivedAt < dead)
                        )
                        .ExecuteDeleteAsync(ct);
                    if (
                        await db
                            .IdempotentAnswers.AsNoTracking()
                            .SingleOrDefaultAsync(x => x.Key == mine.Key, ct) is
                        { } known
                    )
                        return known;
                    db.IdempotentAnswers.Add(mine);
                    await db.SaveChangesAsync(ct);
                    return null;
                },
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Of two requests at the same moment the other one took the key.
            return mine;
        }
    }

    static IResult Answer(HttpContext http, IdempotentAnswer first, IdempotentAnswer mine)
    {
        if (!first.Request.AsSpan().SequenceEqual(mine.Request))
            return Problem(
                StatusCodes.Status422UnprocessableEntity,
                $"This {Header} was used for another request. Use a new key for each thing to be done."
            );
        if (first.Status is not { } status)
        {
            http.Response.Headers.RetryAfter = "1";
            return Problem(
                StatusCodes.Status409Conflict,
                "The first request with this key is still at work. Ask again in a second."
            );
        }
        http.Response.Headers["Idempotency-Replayed"] = "true";
        http.Response.Headers.Location = first.Location;
        return first.Body is null
            ? Results.StatusCode(status)
            : Results.Text(first.Body, first.ContentType, statusCode: status);
    }

    // The body has been read by now: what counts is what was understood of it.
    static byte[] Hash(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        var bodyType = http.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var body = context.Arguments.FirstOrDefault(x => x is not null && x.GetType() == bodyType);
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value;
        return SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    http.Request.Method,
                    Path = http.Request.Path.Value,
                    Query = http.Request.QueryString.Value,
                    Body = body,
                },
                options.SerializerOptions
            )
        );
    }

    static async Task<(
        int Status,
        string? ContentType,
        string? Location,
        string? Body
    )> CaptureAsync(HttpContext http, object? result, MemoryStream captured)
    {
        var stream = http.Response.Body;
        http.Response.Body = captured;
        try
        {
            await (result as IResult ?? TypedResults.Json(result)).ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = stream;
        }
        captured.Position = 0;
        using var reader = new StreamReader(captured, leaveOpen: true);
        var body =
            captured.Length == 0 ? null : await reader.ReadToEndAsync(CancellationToken.None);
        captured.Position = 0;
        return (
            http.Response.StatusCode,
            http.Response.ContentType,
            http.Response.Headers.Location.ToString() is { Length: > 0 } location ? location : null,
            body
        );
    }

    static Task KeepAsync(
        Database database,
        IdempotentAnswer mine,
        (int Status, string? ContentType, string? Location, string? Body) answer
    ) =>
        database.WriteAsync(
            mine.OfficeId,
            async (db, ct) =>
            {
                db.IdempotentAnswers.Attach(mine);
                mine.Complete(answer.Status, answer.ContentType, answer.Location, answer.Body);
                await db.SaveChangesAsync(ct);
            },
            CancellationToken.None
        );

    static Task<int> ForgetAsync(Database database, IdempotentAnswer mine) =>
        database.WriteAsync(
            mine.OfficeId,
            (db, ct) =>
                db
                    .IdempotentAnswers.Where(x => x.Key == mine.Key && x.Status == null)
                    .ExecuteDeleteAsync(ct),
            CancellationToken.None
        );

    static ProblemHttpResult Problem(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status);
}

/// <summary>Marks routes that take an <c>Idempotency-Key</c>, for the description.</summary>
sealed class IdempotentMetadata;
