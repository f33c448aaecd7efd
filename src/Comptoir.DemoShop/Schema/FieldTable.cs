using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>Arguments of a field, by name, as plain values: string, int, bool, lists of them.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, object?> values)
{
    public static Arguments None { get; } = new(new Dictionary<string, object?>());

    public T? Get<T>(string name)
        where T : class => values.TryGetValue(name, out var value) ? value as T : null;

    public int? Int(string name) =>
        values.TryGetValue(name, out var value) && value is int number ? number : null;

    /// <summary>The members of an input object; empty when there is none.</summary>
    public IReadOnlyDictionary<string, object?> Members(string name) =>
        values.TryGetValue(name, out var value) && value is IDictionary<string, object?> members
            ? new Dictionary<string, object?>(members, StringComparer.Ordinal)
            : new Dictionary<string, object?>();

    public bool Flag(string name) => values.TryGetValue(name, out var value) && value is true;

    public List<string> Texts(string name) =>
        values.TryGetValue(name, out var value)
            ? value is System.Collections.IEnumerable and not string
                ? [.. ((System.Collections.IEnumerable)value).Cast<object>().Select(v => $"{v}")]
                : value is null
                    ? []
                    : [$"{value}"]
            : [];
}

/// <summary>What a field is asked with: the session that asks, and the arguments.</summary>
internal sealed record FieldCall(ShopSession Session, Arguments Arguments)
{
    public ShopWorld World => Session.World;
}

internal delegate object? Answer(object source, FieldCall call);

/// <summary>
/// How each field of each type is answered, for paged queries and bulk operations alike. A field is answered by the property of the
/// same name of the type's class, unless an answer was written for it.
/// </summary>
internal sealed class FieldTable
{
    private readonly Dictionary<(string Type, string Field), Answer> written = [];
    private readonly Dictionary<string, Type> classes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Type, string Field), Answer?> found = new();
    private readonly Dictionary<Type, string> names = [];

    /// <summary>Says which class stands for a GraphQL type of another name. Several types may share one class.</summary>
    public FieldTable Class<T>(params IEnumerable<string> types)
    {
        foreach (var type in types)
        {
            classes[type] = typeof(T);
            names.TryAdd(typeof(T), type);
        }

        return this;
    }

    public FieldTable Field<T>(string type, string field, Func<T, FieldCall, object?> answer)
    {
        written[(type, field)] = (source, call) => answer((T)source, call);
        return this;
    }

    public FieldTable Field<T>(string type, string field, Func<T, object?> answer) =>
        Field<T>(type, field, (source, _) => answer(source));

    /// <summary>The answer to a field; null when there is none, which is a mistake in this table.</summary>
    public Answer? Find(string type, string field) => found.GetOrAdd((type, field), Make, this);

    /// <summary>The GraphQL type of an object.</summary>
    public string TypeOf(object value) =>
        value is ITyped typed ? typed.TypeName
        : names.TryGetValue(value.GetType(), out var name) ? name
        : value.GetType().Name;

    private static Type? ClassNamed(string type) =>
        typeof(Order).Assembly.GetType($"{typeof(Order).Namespace}.{type}")
        ?? typeof(Order).Assembly.GetType($"{typeof(FieldTable).Namespace}.{type}");

    private static Answer? Make((string Type, string Field) key, FieldTable table)
    {
        if (table.written.TryGetValue(key, out var answer))
        {
            return answer;
        }

        var type = table.classes.TryGetValue(key.Type, out var named)
            ? named
            : ClassNamed(key.Type);
        var property = type?.GetProperty(
            char.ToUpperInvariant(key.Field[0]) + key.Field[1..],
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        );
        if (property is null)
        {
            return null;
        }

        var source = Expression.Parameter(typeof(object));
        var read = Expression.Convert(
            Expression.Property(Expression.Convert(source, type!), property),
            typeof(object)
        );
        var get = Expression.Lambda<Func<object, object?>>(read, source).Compile();
        return (value, _) => get(value);
    }
}
