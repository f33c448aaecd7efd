using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Comptoir.Api;

/// <summary>Says what the parameters mean: each name means the same wherever it is used.</summary>
static class ParameterDescriptions
{
    static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["id"] = "The `id` of the list.",
        ["q"] = "Words to look for; all of them must be found.",
        ["webShop"] = "Only what belongs to the web shop with this `id`.",
        ["kind"] = "Only this kind.",
        ["action"] = "Only what would be treated like this.",
        ["excluded"] = "Only what is left out (`true`), or only what is not (`false`).",
        ["warnings"] = "Only what has a warning (`true`), or only what has none (`false`).",
        ["state"] = "Only what is in this state.",
        ["from"] = "The first day, such as 2026-03-01.",
        ["to"] = "The last day, included.",
        ["updatedSince"] =
            "Only what was changed at or after this moment, in the order of the changes.",
        ["ids"] = "The `id`s of the lists, with commas between.",
        ["paper"] = "The size of the paper; A4 when it is not said.",
        ["limit"] = "How many at most, from 1 to 500; 100 when it is not said.",
        ["cursor"] =
            "Where to go on: the `next` of the part before. Keep the other parameters as they were.",
    };

    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var described in context.Description.ParameterDescriptions)
        {
            if (
                operation.Parameters?.FirstOrDefault(x => x.Name == described.Name)
                is not OpenApiParameter parameter
            )
                continue;
            parameter.Description ??= Words.GetValueOrDefault(described.Name);
            if (
                Choices(described.ParameterDescriptor?.ParameterType) is { } choices
                && parameter.Schema is OpenApiSchema schema
            )
                schema.Enum = [.. choices.Select(choice => (JsonNode)choice)];
        }
        return Task.CompletedTask;
    }

    // The framework knows such a parameter only as text.
    static string[]? Choices(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return
            type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Choice<>)
            ? (string[])type.GetProperty(nameof(Choice<>.Words))!.GetValue(null)!
            : null;
    }
}
