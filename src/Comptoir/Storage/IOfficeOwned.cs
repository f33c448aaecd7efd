namespace Comptoir.Storage;

/// <summary>A row that belongs to exactly one office. Its primary key begins with the office.</summary>
public interface IOfficeOwned
{
    /// <summary>The office the row belongs to.</summary>
    long OfficeId { get; }
}
