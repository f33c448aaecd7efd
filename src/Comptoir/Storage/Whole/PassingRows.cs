using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage.Whole;

/// <summary>Marks tables of what is true of running processes only: no backup holds them, and a database is empty with them.</summary>
public static class PassingRows
{
    internal const string Annotation = "Comptoir:Passing";

    /// <summary>The rows say what processes are at now, and nothing is lost with them.</summary>
    public static EntityTypeBuilder<T> IsPassing<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.HasAnnotation(Annotation, true);
        return builder;
    }
}
