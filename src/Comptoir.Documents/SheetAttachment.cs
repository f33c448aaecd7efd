using System.Text;

namespace Comptoir.Documents;

/// <summary>A file within a document.</summary>
public sealed record SheetAttachment
{
    /// <summary>Its name, without directories.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, such as <c>text/xml</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>The bytes, embedded as they are.</summary>
    public required byte[] Content { get; init; }

    /// <summary>What it is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>What it is to the document.</summary>
    public AttachmentRelationship Relationship { get; init; } = AttachmentRelationship.Alternative;

    /// <summary>
    /// The profile of Factur-X, such as <c>EN 16931</c>, which makes the document a hybrid invoice; null for any other file.
    /// </summary>
    public string? FacturXProfile { get; init; }

    /// <summary>
    /// The invoice as data. It says all that the pages say, and is therefore their alternative: Factur-X keeps <c>Data</c> for the
    /// profiles MINIMUM and BASIC WL, which say less, and Germany accepts no other word for the full ones.
    /// </summary>
    /// <param name="xml">A cross-industry invoice of profile EN 16931.</param>
    public static SheetAttachment FacturX(byte[] xml) =>
        new()
        {
            Name = "factur-x.xml",
            MediaType = "text/xml",
            Content = xml,
            Description = "Factur-X",
            FacturXProfile = "EN 16931",
        };

    /// <summary>Why it cannot stand in a PDF; null when it can.</summary>
    internal string? Wrong =>
        Name.Length is 0 or > 100
        || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? $"An attachment is named by letters, digits, '-', '_' and '.', not '{Name}'."
        : MediaType.Split('/') is not [{ Length: > 0 }, { Length: > 0 }]
        || !Ascii.IsValid(MediaType)
            ? $"'{MediaType}' is no media type."
        : null;
}

/// <summary>What an attachment is to the document that holds it (ISO 19005-3, annex E).</summary>
public enum AttachmentRelationship
{
    /// <summary>It says the same in another form.</summary>
    Alternative,

    /// <summary>Data of something that the document shows.</summary>
    Data,

    /// <summary>What the document was made of.</summary>
    Source,

    /// <summary>Something that belongs to it.</summary>
    Supplement,
}
