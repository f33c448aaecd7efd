using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Importing;

/// <summary>Imports in the words of the screens.</summary>
static class ImportWords
{
    /// <summary>What is in a file.</summary>
    public static string Kind(Texts texts, ImportKind kind) =>
        kind == ImportKind.Contacts ? texts["Contacts"] : texts["Products"];

    /// <summary>How far an import is.</summary>
    public static (string Word, Tone Tone) State(Texts texts, ImportState state) =>
        state switch
        {
            ImportState.Uploaded => (texts["To be imported"], Tone.Info),
            ImportState.Applying => (texts["Being imported"], Tone.Info),
            ImportState.Applied => (texts["Imported"], Tone.Ok),
            _ => (texts["Not imported"], Tone.Neutral),
        };

    /// <summary>What comes of a row.</summary>
    public static (string Word, Tone Tone) Action(Texts texts, RowAction action) =>
        action switch
        {
            RowAction.New => (texts["New"], Tone.Ok),
            RowAction.Merged => (texts["Filled in"], Tone.Info),
            RowAction.Unchanged => (texts["Nothing new"], Tone.Neutral),
            _ => (texts["Refused"], Tone.Bad),
        };

    /// <summary>By what a row was recognized.</summary>
    public static string Match(Texts texts, RowMatch match) =>
        match switch
        {
            RowMatch.Reference => texts["Known by its reference"],
            RowMatch.Row => texts["The same row as before"],
            RowMatch.Email => texts["Known by its e-mail"],
            RowMatch.VatNumber => texts["Known by its VAT number"],
            RowMatch.Siren => texts["Known by its SIREN"],
            RowMatch.Sku => texts["Known by its SKU"],
            _ => texts["A further picture of the product"],
        };

    /// <summary>What stands between cells.</summary>
    public static string Separator(Texts texts, char separator) =>
        separator switch
        {
            ';' => texts["semicolons"],
            '\t' => texts["tabs"],
            ',' => texts["commas"],
            _ => separator.ToString(),
        };

    /// <summary>The names of fields, one after the other.</summary>
    public static string Fields(Texts texts, ImportKind kind, IEnumerable<string> fields) =>
        string.Join(
            ", ",
            fields.Select(name =>
                ImportFields.Find(kind, name)?.Label(texts) ?? Further(texts, name)
            )
        );

    // A role is one column of a file and two fields of a contact.
    static string Further(Texts texts, string name) =>
        name == Contacts.ContactFields.Supplier ? texts["Supplier"] : texts["Customer"];
}
