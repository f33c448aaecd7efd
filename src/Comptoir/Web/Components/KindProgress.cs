namespace Comptoir.Web.Components;

/// <summary>How far one kind of object is.</summary>
/// <param name="Word">The kind, in the plural.</param>
/// <param name="Done">Objects done.</param>
/// <param name="Share">The part that is done, from 0 to 1; null while it cannot be said.</param>
/// <param name="Note">A few words, such as what it waits for.</param>
public sealed record KindProgress(string Word, long Done, double? Share, string? Note = null);
