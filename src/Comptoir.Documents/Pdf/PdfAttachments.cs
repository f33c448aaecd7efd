using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Comptoir.Documents.Pdf;

/// <summary>The files within a file.</summary>
static class PdfAttachments
{
    /// <summary>Writes them, and says what the catalog tells of them: nothing when there are none.</summary>
    public static string Put(
        PdfFile file,
        IReadOnlyList<SheetAttachment> attachments,
        DateOnly? modifiedOn
    )
    {
        if (attachments.Count == 0)
            return "";
        var names = new StringBuilder();
        var references = new List<string>();
        // A tree of names is sorted by the names.
        foreach (
            var attachment in attachments.OrderBy(
                attachment => attachment.Name,
                StringComparer.Ordinal
            )
        )
        {
            var id = Put(file, attachment, modifiedOn);
            references.Add(string.Create(CultureInfo.InvariantCulture, $"{id} 0 R"));
            names.Append(CultureInfo.InvariantCulture, $"({attachment.Name}) {id} 0 R ");
        }
        return $" /AF [{string.Join(' ', references)}] /Names << /EmbeddedFiles << /Names [{names}] >> >>";
    }

    static int Put(PdfFile file, SheetAttachment attachment, DateOnly? modifiedOn)
    {
#pragma warning disable CA5351 // PDF asks for MD5 here (ISO 32000-1, table 46); it protects nothing.
        var sum = Convert.ToHexString(MD5.HashData(attachment.Content));
#pragma warning restore CA5351
        var on = modifiedOn is { } day
            ? $" /CreationDate {PdfFile.Date(day)} /ModDate {PdfFile.Date(day)}"
            : "";
        var data = file.AddStream(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/Type /EmbeddedFile /Subtype /{Name(attachment.MediaType)} /Params << /Size {attachment.Content.Length}{on} /CheckSum <{sum}> >>"
            ),
            attachment.Content
        );
        var description = attachment.Description is { Length: > 0 } text
            ? $" /Desc {PdfFile.Text(text)}"
            : "";
        return file.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Filespec /F ({attachment.Name}) /UF ({attachment.Name}) /AFRelationship /{attachment.Relationship}{description} /EF << /F {data} 0 R /UF {data} 0 R >> >>"
            )
        );
    }

    /// <summary>A text as a name of PDF: what is no letter or digit stands as its number.</summary>
    static string Name(string text) =>
        string.Concat(
            text.Select(c =>
                char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.'
                    ? c.ToString()
                    : "#" + ((int)c).ToString("X2", CultureInfo.InvariantCulture)
            )
        );
}
