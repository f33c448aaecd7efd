namespace Comptoir.Importing;

/// <summary>What comes of a row.</summary>
public enum RowAction
{
    New,
    Merged,
    Unchanged,
    Refused,
}

/// <summary>What comes of a row, and why.</summary>
/// <param name="Line">The line it begins on.</param>
/// <param name="Action">What comes of it.</param>
/// <param name="Title">What it is about, for people.</param>
public sealed record RowPlan(int Line, RowAction Action, string Title)
{
    /// <summary>By what it was found to be something that is there; null for something new.</summary>
    public RowMatch? MatchedBy { get; init; }

    /// <summary>The contact or product it is merged with, where that is stored already.</summary>
    public long? LocalId { get; init; }

    /// <summary>The fields that it fills.</summary>
    public IReadOnlyList<string> Fills { get; init; } = [];

    /// <summary>The fields of which the office's own value stays, and is another than the file's.</summary>
    public IReadOnlyList<string> Stays { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<CellFault> Faults { get; init; } = [];

    internal static RowPlan Refuse(
        ReadRow row,
        string title,
        params IEnumerable<CellFault> faults
    ) => new(row.Row.Line, RowAction.Refused, title) { Faults = [.. faults] };
}

/// <summary>By what a row was found to be something that is there.</summary>
public enum RowMatch
{
    Reference,

    /// <summary>The same row was imported before.</summary>
    Row,
    Email,
    VatNumber,
    Siren,
    Sku,
    Handle,
}

/// <summary>Decides what comes of rows, and writes what was decided.</summary>
interface IRowImporter
{
    /// <summary>
    /// Decides, without writing. Rows planned before and not written are remembered, so that a whole file can be looked at.
    /// </summary>
    Task<IReadOnlyList<RowPlan>> PlanAsync(
        IReadOnlyList<ReadRow> rows,
        CancellationToken cancellationToken
    );

    /// <summary>How many numbers writing what was planned needs.</summary>
    int NumbersNeeded { get; }

    /// <summary>Writes what was planned since the last writing.</summary>
    /// <param name="db">A context in a transaction.</param>
    /// <param name="firstNumber">The first of the numbers that were asked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task WriteAsync(Storage.ComptoirDb db, long firstNumber, CancellationToken cancellationToken);

    /// <summary>Forgets what was planned, once it is written.</summary>
    void Forget();

    /// <summary>There is nothing to be written.</summary>
    bool IsIdle { get; }
}
