using Comptoir.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Comptoir.Sync.Choosing;

/// <summary>What of a preparation's list is shown: the tab and the filters, as the address holds them.</summary>
/// <param name="WebShop">The web shop.</param>
/// <param name="Run">The preparation.</param>
/// <param name="Kind">The tab.</param>
/// <param name="Action">Only with which this would be done.</param>
/// <param name="Warned">Only with a warning.</param>
/// <param name="LeftOut">Only what is left out.</param>
/// <param name="Text">Only with these words.</param>
public sealed record ItemPlace(
    long WebShop,
    long Run,
    LinkKind Kind,
    RunItemAction? Action = null,
    bool Warned = false,
    bool LeftOut = false,
    string? Text = null
)
{
    /// <summary>The address of the list, all of it.</summary>
    public string Path => $"/web-shops/{WebShop}/preparations/{Run}";

    /// <summary>The filter meant.</summary>
    public ItemFilter Filter =>
        new(Kind, Action, Text, Warned ? true : null, LeftOut ? true : null);

    /// <summary>Something is filtered away within the tab.</summary>
    public bool IsFiltered => Action is not null || Warned || LeftOut || Text is { Length: > 0 };

    /// <summary>What the address holds besides the path; a search sends the same.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Values
    {
        get
        {
            yield return new("kind", Word(Kind));
            if (Action is { } action)
                yield return new("action", Word(action));
            if (Warned)
                yield return new("warnings", "yes");
            if (LeftOut)
                yield return new("left", "out");
        }
    }

    /// <summary>The address.</summary>
    /// <param name="after">The page after this place.</param>
    /// <param name="before">The page before this place.</param>
    /// <param name="done">How many were just left out (or let in, when negative).</param>
    public string Href(string? after = null, string? before = null, int? done = null)
    {
        var values = Values.ToList();
        Add("q", Text);
        Add("after", after);
        Add("before", before);
        Add("done", done?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(Path, values);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                values.Add(new(name, value));
        }
    }

    /// <summary>A word of the address; null when it is none.</summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Word(value!.Value) == word);

    /// <summary>A value as the address writes it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
