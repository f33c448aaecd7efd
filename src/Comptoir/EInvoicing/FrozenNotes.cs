using System.Globalization;
using Comptoir.Invoicing;

namespace Comptoir.EInvoicing;

/// <summary>The texts of a document that are about no line.</summary>
static class FrozenNotes
{
    /// <summary>What a note about recovery, penalties and early payment says on a credit note, of which nothing is to be paid.</summary>
    static readonly string[] AskedForInFrance = ["PMT", "PMD", "AAB"];

    public static IReadOnlyList<SemanticNote> Of(FrozenDocument document, bool isFrenchTrade)
    {
        var notes = new List<SemanticNote>();
        var french = document.Language == "fr";
        Add(null, document.Note);
        Add(null, document.Reason);
        // Each subject may come once (BR-FR-06).
        foreach (var terms in document.Terms.GroupBy(term => term.Code))
            if (terms.Key is { } code)
                Add(code, string.Join('\n', terms.Select(term => term.Text)));
            else
                foreach (var term in terms)
                    Add(null, term.Text);
        // Nothing is to be paid of a credit note, but the rules ask for the three texts all the same (BR-FR-05).
        if (isFrenchTrade && document.Kind == DocumentKind.CreditNote)
            foreach (var code in AskedForInFrance)
                if (!notes.Exists(note => note.Subject == code))
                    Add(code, french ? "Sans objet : avoir." : "Not applicable: credit note.");
        // What is said of a taxed line has no place of its own: the standard keeps that for exemptions (BR-S-10).
        foreach (
            var wording in document
                .Taxes.Where(tax => tax.Vat?.Category is "S" or "Z")
                .Select(tax => tax.Wording)
                .Distinct()
        )
            Add(null, wording);
        if (document.Exchange is { } rate)
            Add(
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"1 {rate.Currency} = {rate.Rate:0.######} {document.Currency} ({rate.Source}, {rate.On:yyyy-MM-dd})"
                )
            );
        Add(null, document.Footer);
        if (isFrenchTrade)
            notes.Add(new SemanticNote("BAR", "B2B"));
        return notes;

        void Add(string? subject, string? text)
        {
            if (XmlText.Lines(text) is { } lines)
                notes.Add(new SemanticNote(subject, lines));
        }
    }
}
