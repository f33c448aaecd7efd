namespace Comptoir.Storage;

/// <summary>The next number that the office has not handed out: one sequence for all its rows.</summary>
public sealed class IdBlock
{
    /// <summary>The office; 0 for the numbers of offices themselves.</summary>
    public required long OfficeId { get; init; }

    /// <summary>Numbers below are taken, or lie in a block that some process holds.</summary>
    public required long Next { get; set; }
}
