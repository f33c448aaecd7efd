using System.Text.Json;

namespace Comptoir.Api;

/// <summary>One of some words in a query, written as in the answers: camelCase, upper and lower case alike.</summary>
/// <param name="Value">The word meant.</param>
readonly record struct Choice<T>(T Value)
    where T : struct, Enum
{
    /// <summary>The words that can be chosen.</summary>
    public static string[] Words { get; } =
    [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Reads a word; the framework calls it for parameters of a route.</summary>
    /// <exception cref="BadHttpRequestException">It is none of the words: thrown here, where the words are known.</exception>
    public static bool TryParse(string? text, out Choice<T> choice)
    {
        var index = Array.FindIndex(
            Words,
            word => word.Equals(text, StringComparison.OrdinalIgnoreCase)
        );
        if (index < 0)
            throw new BadHttpRequestException(
                $"'{text}' cannot be chosen here. It can be: {string.Join(", ", Words)}."
            );
        choice = new(Enum.GetValues<T>()[index]);
        return true;
    }
}
