using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Comptoir.Storage.Whole;

/// <summary>
/// Every table of the model, in an order in which each comes after those it refers to: what a backup holds. It says the same of
/// both engines, because it speaks of values as the program sees them and not of how an engine keeps them.
/// </summary>
public sealed class WholeModel
{
    WholeModel(IReadOnlyList<WholeTable> tables, string fingerprint) =>
        (Tables, Fingerprint) = (tables, fingerprint);

    /// <summary>The tables, in the order in which they can be filled.</summary>
    public IReadOnlyList<WholeTable> Tables { get; }

    /// <summary>Hash of all that must be the same for rows to fit: tables, columns, keys, references.</summary>
    public string Fingerprint { get; }

    /// <summary>The model of this program.</summary>
    public static WholeModel Of(ComptoirDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var types = InOrder([
            .. db
                .Model.GetEntityTypes()
                .Where(type => !IsPassing(type))
                .OrderBy(type => type.GetTableName(), StringComparer.Ordinal),
        ]);
        List<WholeTable> tables = [.. types.Select(type => new WholeTable(type))];
        return new WholeModel(tables, Hash(tables));
    }

    /// <summary>The tables of what is true of running processes only.</summary>
    internal static IEnumerable<string> Passing(ComptoirDb db) =>
        db.Model.GetEntityTypes().Where(IsPassing).Select(type => type.GetTableName()!);

    static bool IsPassing(IEntityType type) =>
        type.FindAnnotation(PassingRows.Annotation) is not null;

    /// <exception cref="NotSupportedException">Tables refer to each other in a circle: none could be filled first.</exception>
    static List<IEntityType> InOrder(List<IEntityType> left)
    {
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next =
                left.Find(type =>
                    type.GetForeignKeys()
                        .All(key =>
                            key.PrincipalEntityType == type
                            || ordered.Contains(key.PrincipalEntityType)
                        )
                )
                ?? throw new NotSupportedException(
                    $"Tables refer to each other in a circle: {string.Join(", ", left.Select(type => type.GetTableName()))}."
                );
            left.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }

    static string Hash(List<WholeTable> tables)
    {
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            text.Append(table.Name).Append('(');
            foreach (var column in table.Columns)
                text.Append(column.Name)
                    .Append(' ')
                    .Append(column.Kind)
                    .Append(column.IsNullable ? "?," : ",");
            text.Append(")[").AppendJoin(',', table.Key).Append(']');
            text.AppendJoin(',', table.References).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>One table as a backup sees it.</summary>
public sealed class WholeTable
{
    internal WholeTable(IEntityType type)
    {
        Name = type.GetTableName()!;
        Columns =
        [
            .. type.GetProperties()
                .OrderBy(property => property.GetColumnName(), StringComparer.Ordinal)
                .Select(property => new WholeColumn(property)),
        ];
        Key = [.. type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
        References =
        [
            .. type.GetForeignKeys()
                .Select(key =>
                    $"{string.Join('+', key.Properties.Select(property => property.GetColumnName()))}>{key.PrincipalEntityType.GetTableName()}"
                )
                .Order(StringComparer.Ordinal),
        ];
        ToItself =
        [
            .. type.GetForeignKeys()
                .Where(key => key.PrincipalEntityType == type)
                .SelectMany(key => key.Properties)
                .Where(property => property.IsNullable)
                .Select(property => property.GetColumnName()),
        ];
        // A number that the database itself counts up; our own come from IdBlock.
        Counted =
            type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key]
            && (key.ClrType == typeof(int) || key.ClrType == typeof(long))
                ? key.GetColumnName()
                : null;
    }

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    /// <summary>Its columns, by name.</summary>
    public IReadOnlyList<WholeColumn> Columns { get; }

    /// <summary>A row of it may refer to another one of it.</summary>
    public bool RefersToItself => ToItself.Count > 0;

    /// <summary>Its name as SQL.</summary>
    internal string Sql => $"\"{Name}\"";

    /// <summary>All columns as SQL.</summary>
    internal string ColumnsSql => string.Join(',', Columns.Select(column => $"\"{column.Name}\""));

    internal IReadOnlyList<string> Key { get; }
    internal IReadOnlyList<string> References { get; }

    /// <summary>Columns by which a row refers to another one of the same table.</summary>
    internal IReadOnlyList<string> ToItself { get; }

    /// <summary>The column whose next number the database keeps; null when there is none.</summary>
    internal string? Counted { get; }
}

/// <summary>One column as a backup sees it.</summary>
public sealed class WholeColumn
{
    internal WholeColumn(IProperty property)
    {
        Name = property.GetColumnName();
        IsNullable = property.IsNullable;
        StoreType = property.GetRelationalTypeMapping().StoreType;
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        Kind = KindOf(Nullable.GetUnderlyingType(type) ?? type, $"{property.DeclaringType}.{Name}");
    }

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    /// <summary>What values it holds.</summary>
    public ColumnKind Kind { get; }

    internal bool IsNullable { get; }
    internal string StoreType { get; }

    static ColumnKind KindOf(Type type, string column) =>
        type == typeof(long) ? ColumnKind.Number
        : type == typeof(int) ? ColumnKind.SmallNumber
        : type == typeof(bool) ? ColumnKind.Flag
        : type == typeof(string) ? ColumnKind.Text
        : type == typeof(byte[]) ? ColumnKind.Bytes
        : type == typeof(DateTime) ? ColumnKind.Moment
        : type == typeof(DateTimeOffset) ? ColumnKind.MomentAtOffset
        : type == typeof(DateOnly) ? ColumnKind.Day
        : throw new NotSupportedException($"{column} is {type}: say how a backup keeps that.");
}

/// <summary>What values a column holds, as the program sees them.</summary>
public enum ColumnKind
{
    /// <summary>A whole number of 64 bits.</summary>
    Number,

    /// <summary>A whole number of 32 bits.</summary>
    SmallNumber,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A moment, UTC.</summary>
    Moment,

    /// <summary>A moment with its offset, which is always that of UTC.</summary>
    MomentAtOffset,

    /// <summary>A day.</summary>
    Day,
}
