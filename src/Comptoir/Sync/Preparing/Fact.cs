namespace Comptoir.Sync.Preparing;

/// <summary>Something about an object as people read it.</summary>
/// <param name="Field">A key of the texts; after a colon what tells it from others of its kind.</param>
/// <param name="Value">A text for people; dates and amounts in a form that does not depend on a language.</param>
readonly record struct Fact(string Field, string? Value);

/// <summary>Compares what people would read of an object before and after.</summary>
static class Facts
{
    /// <summary>The moment of the last change: told only when nothing else can be.</summary>
    public const string Moment = "UpdatedAt";

    /// <summary>What differs, in the sequence of the later state.</summary>
    /// <param name="before">Empty for an object that is new.</param>
    /// <param name="after">As it would be stored.</param>
    public static FieldChange[] Compare(IEnumerable<Fact> before, IEnumerable<Fact> after)
    {
        var old = Named(before);
        var now = Named(after);
        var changes = new List<FieldChange>();
        foreach (var (field, value) in now)
        {
            old.Remove(field, out var was);
            if (was != value)
                changes.Add(new FieldChange(field, was, value));
        }
        changes.AddRange(old.Select(left => new FieldChange(left.Key, left.Value, null)));
        if (changes.Count > 1)
            changes.RemoveAll(change => change.Field == Moment);
        return [.. changes];
    }

    /// <summary>Two facts of one name are told apart by a number.</summary>
    static OrderedDictionary<string, string> Named(IEnumerable<Fact> facts)
    {
        var named = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in facts)
        {
            if (string.IsNullOrEmpty(value))
                continue;
            var name = field;
            for (var number = 2; named.ContainsKey(name); number++)
                name = $"{field} ({number})";
            named.Add(name, value);
        }
        return named;
    }
}
