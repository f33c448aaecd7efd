using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Comptoir.Web;

namespace Comptoir.Journal;

/// <summary>The journal in words.</summary>
static class JournalWords
{
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>What a record says happened.</summary>
    public static string Kind(Texts texts, JournalKind kind) =>
        kind switch
        {
            JournalKind.DocumentIssued => texts["Document issued"],
            JournalKind.PaymentRecorded => texts["Payment recorded"],
            JournalKind.PaymentReversed => texts["Payment taken back"],
            JournalKind.PeriodClosed => texts["Period closed"],
            JournalKind.ArchiveMade => texts["Archive made"],
            JournalKind.DocumentPrinted => texts["Document printed"],
            JournalKind.DocumentKept => texts["Document kept"],
            JournalKind.DocumentSent => texts["Document sent"],
            JournalKind.LegalSettingChanged => texts["Setting changed"],
            JournalKind.OrderReleased => texts["Order released"],
            _ => kind.ToString(),
        };

    /// <summary>What is recorded, on lines of its own.</summary>
    public static string Content(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content)?.ToJsonString(Readable) ?? "";
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(content);
        }
    }
}
