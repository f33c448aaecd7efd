namespace Comptoir.Web.Components;

/// <summary>How far one kind of object is.</summary>
/// <param name="Word">The kind, in the plural.</param>
/// <param name="Done">Objects done.</param>
/// <param name="Total">Objects to do, when known.</param>
/// <param name="Finished">Whether nothing of this kind remains.</param>
/// <param name="Note">A few words, such as the time it took or what it waits for.</param>
public sealed record KindProgress(
    string Word,
    long Done,
    long? Total = null,
    bool Finished = false,
    string? Note = null
);
