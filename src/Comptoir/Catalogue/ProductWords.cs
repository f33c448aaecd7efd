using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Catalogue;

/// <summary>The states of products in the words of the screens.</summary>
static class ProductWords
{
    static readonly string[] Known = ["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"];

    /// <summary>The states that a list can be filtered by: Shopify's word, ours.</summary>
    public static IReadOnlyList<(string Value, string Text)> States(Texts texts) =>
        [.. Known.Select(status => (status, State(texts, status).Word))];

    /// <summary>Whether it is sold.</summary>
    public static (string Word, Tone Tone) State(Texts texts, string status) =>
        status switch
        {
            "ACTIVE" => (texts["On sale"], Tone.Ok),
            "DRAFT" => (texts["Draft"], Tone.Neutral),
            "ARCHIVED" => (texts["Archived"], Tone.Neutral),
            "UNLISTED" => (texts["Hidden"], Tone.Warn),
            _ => (ShopWord.Plain(texts, status), Tone.Neutral),
        };
}
