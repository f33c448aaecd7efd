using Comptoir.Users;

namespace Comptoir.Importing;

/// <summary>
/// The rows of a file that were seen. Of rows with one reference the first counts, even if it is refused; the same row once
/// more says nothing new, and one that says something else is refused.
/// </summary>
sealed class SeenRows(string source)
{
    const string OfRow = "row:";
    readonly Dictionary<string, RowPlan> refused = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    /// <summary>The reference of a row as it is remembered: the application's own, or the row itself.</summary>
    public string Key(string? reference, ReadRow row) =>
        reference is null ? OfRow + row.Hash : $"ref:{source}:{reference}";

    /// <summary>By what a row was found whose reference is remembered.</summary>
    public static RowMatch Match(string key) =>
        key.StartsWith(OfRow, StringComparison.Ordinal) ? RowMatch.Row : RowMatch.Reference;

    /// <summary>Notes a row; what comes of it where an earlier row has decided that, else null.</summary>
    public RowPlan? Note(string key, string? reference, ReadRow row, string title)
    {
        if (hashes.TryAdd(key, row.Hash))
            return null;
        if (hashes[key] == row.Hash)
            return refused.TryGetValue(key, out var plan)
                ? plan with
                {
                    Line = row.Row.Line,
                }
                : new(row.Row.Line, RowAction.Unchanged, title) { MatchedBy = RowMatch.Row };
        return RowPlan.Refuse(
            row,
            title,
            new CellFault(
                ImportFields.Reference,
                reference ?? "",
                new RefusedException(
                    "An earlier row of the file has this reference and says something else. Give one of them another reference; if the column is no reference at all, choose another one for it."
                ).Message
            )
        );
    }

    /// <summary>Notes that a row is refused; so is the same row once more.</summary>
    public RowPlan Refuse(string key, RowPlan plan) => refused[key] = plan;
}
