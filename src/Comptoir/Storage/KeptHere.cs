using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

/// <summary>Marks columns that the office keeps on a row whose rest a shop tells.</summary>
static class KeptHere
{
    public const string Annotation = "Comptoir:KeptHere";

    /// <summary>
    /// A change of it is no difference from the shop: it does not count in the row's fingerprint, and a bulk upsert writes it with
    /// a new row alone.
    /// </summary>
    public static PropertyBuilder IsKeptHere(this PropertyBuilder property) =>
        property.HasAnnotation(Annotation, true);
}
