using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Comptoir.Api;

/// <summary>
/// Bodies in which what is left out stays and what is null is cleared: read member by member into the texts that the rules
/// of fields are for.
/// </summary>
static class FieldBody
{
    const string VersionName = "version";

    /// <summary>The text of a member: figures and truth as they are written, null as nothing.</summary>
    /// <exception cref="BadHttpRequestException">It is a list or an object.</exception>
    public static string? Text(string name, JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.ToJsonString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new BadHttpRequestException(
                $"'{name}' must be a text, a number, true, false or null."
            ),
        };

    /// <summary>An object among the members; null when it is left out.</summary>
    /// <exception cref="BadHttpRequestException">It is something else.</exception>
    public static JsonObject? Object(JsonObject body, string name) =>
        !body.TryGetPropertyValue(name, out var value)
            ? null
            : value as JsonObject
                ?? throw new BadHttpRequestException($"'{name}' must be an object.");

    /// <summary>A list of objects among the members; null when it is left out.</summary>
    /// <exception cref="BadHttpRequestException">It is something else.</exception>
    public static IReadOnlyList<JsonObject>? List(JsonObject body, string name)
    {
        if (!body.TryGetPropertyValue(name, out var value))
            return null;
        return value is JsonArray array && array.All(item => item is JsonObject)
            ? [.. array.Select(item => (JsonObject)item!)]
            : throw new BadHttpRequestException($"'{name}' must be a list of objects.");
    }

    /// <summary>Takes a money member apart: a text or number is the amount, an object has both, null clears both.</summary>
    public static void Money(
        Dictionary<string, string?> changes,
        string name,
        string currencyName,
        JsonNode? value
    )
    {
        if (value is JsonObject money)
        {
            foreach (var (part, _) in money)
                if (part is not ("amount" or "currency"))
                    throw Unknown(part, ["amount", "currency"]);
            changes[name] = Text(name, money["amount"]);
            changes[currencyName] = Text(currencyName, money["currency"]);
            return;
        }
        changes[name] = Text(name, value);
        if (value is null)
            changes[currencyName] = null;
    }

    /// <summary>The version that the caller read; it must be said.</summary>
    /// <exception cref="RefusedException">It is not.</exception>
    public static long Version(JsonObject? own) =>
        own?[VersionName] is JsonValue value && value.TryGetValue<long>(out var version)
            ? version
            : throw new RefusedException(
                "Say which version your changes were made on: own.version as GET answered it."
            );

    /// <summary>A member that nobody knows: a misspelt one must not be passed over.</summary>
    public static BadHttpRequestException Unknown(string name, IEnumerable<string> known) =>
        new($"'{name}' is not a member of this. It knows: {string.Join(", ", known)}.");

    /// <summary>422 with what is wrong of each member.</summary>
    public static ProblemHttpResult Faulty(
        IReadOnlyDictionary<string, string> faults,
        Func<string, string> address
    ) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusCodes.Status422UnprocessableEntity,
                Detail =
                    "Nothing was stored. "
                    + string.Join(
                        " ",
                        faults.Select(fault => $"{address(fault.Key)}: {fault.Value}")
                    ),
                Extensions =
                {
                    ["errors"] = faults.ToDictionary(
                        fault => address(fault.Key),
                        fault => new[] { fault.Value },
                        StringComparer.Ordinal
                    ),
                },
            }
        );

    /// <summary>409 with what is stored now.</summary>
    public static ProblemHttpResult Outdated(StoredFields stored, object current) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Detail = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Somebody saved in between; nothing was stored. 'current' holds what is there now, changed by {stored.UpdatedBy ?? "nobody"}. Decide, then send your changes with version {stored.Version}."
                ),
                Extensions = { ["current"] = current },
            }
        );
}
