namespace Comptoir.Web;

/// <summary>A filter of a list: its name in the address, its word, its choices and the one in force.</summary>
/// <param name="Name">The name in the address.</param>
/// <param name="Label">The word on the screen.</param>
/// <param name="Options">What can be chosen: value in the address, word on the screen.</param>
/// <param name="Value">The value in force, from the address.</param>
public sealed record Filter(
    string Name,
    string Label,
    IReadOnlyList<(string Value, string Text)> Options,
    string? Value
)
{
    /// <summary>The word of the choice in force; a value that is no choice is shown as it is.</summary>
    public string? Chosen =>
        string.IsNullOrEmpty(Value)
            ? null
            : Options.FirstOrDefault(option => option.Value == Value).Text ?? Value;
}
