using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

/// <summary>Marks columns that the office keeps on a row whose rest a shop tells.</summary>
static class KeptHere
{
    public const string Annotation = "Comptoir:KeptHere";

    /// <summary>With this value a bulk upsert writes the column with a new row alone.</summary>
    public const string Once = "once";

    /// <summary>A change of it is no difference from the shop: it does not count in the row's fingerprint.</summary>
    public static PropertyBuilder IsKeptHere(this PropertyBuilder property) =>
        property.HasAnnotation(Annotation, true);

    /// <summary>As kept here, and a bulk upsert leaves what it finds: others change it.</summary>
    public static PropertyBuilder IsKeptFromUpserts(this PropertyBuilder property) =>
        property.HasAnnotation(Annotation, Once);
}
