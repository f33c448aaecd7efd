namespace Comptoir.Web.Components;

/// <summary>Makes ids for labels from the words they label, so that the markup stays the same from one answer to the next.</summary>
public static class ElementIds
{
    /// <summary>An id such as <c>card-newest-orders</c>.</summary>
    public static string For(string prefix, string? words) =>
        words is null
            ? prefix
            : $"{prefix}-{string.Concat(words.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'))}";
}
