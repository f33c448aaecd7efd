namespace Comptoir.Web;

/// <summary>
/// A field that people, programs and imports write: its name, its words and its rule. Values travel as text in one plain
/// form (numbers with a point, <c>true</c>), so that two of them can be compared and shown side by side.
/// </summary>
/// <param name="Name">Its name in the API and in forms.</param>
/// <param name="Label">Its name for people.</param>
public sealed record EditField(string Name, Func<Texts, string> Label)
{
    /// <summary>How it is entered.</summary>
    public EditInput Input { get; init; }

    /// <summary>
    /// Gives the value in its plain form. It is asked for texts that are not blank only, and throws
    /// <see cref="RefusedException"/> with what is wrong and what to do.
    /// </summary>
    public Func<string, string> Check { get; init; } = static text => PlainText.Line(text, 200);

    /// <summary>It cannot be empty.</summary>
    public bool Required { get; init; }

    /// <summary>What can be chosen: the plain value and its words.</summary>
    public IReadOnlyList<(string Value, Func<Texts, string> Words)> Choices { get; init; } = [];

    /// <summary>Help beside the field.</summary>
    public Func<Texts, string>? Hint { get; init; }

    /// <summary>Its width among the fields of a form, as the style sheet names it.</summary>
    public string Width { get; init; } = "w3";

    /// <summary>The plain form of what was written; null when it is blank.</summary>
    /// <exception cref="RefusedException">It will not do; the message says why.</exception>
    public string? Read(string? written)
    {
        if (!string.IsNullOrWhiteSpace(written))
            return Check(written);
        return Required ? throw new RefusedException("This cannot be empty.")
            : Input == EditInput.YesNo ? "false"
            : null;
    }
}

/// <summary>How a field is entered.</summary>
public enum EditInput
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Text,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A decimal number.</summary>
    Price,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of some values.</summary>
    Choice,

    /// <summary>A day.</summary>
    Date,
}

/// <summary>What is stored of something that two people may edit at once.</summary>
/// <param name="Values">The fields in their plain form; empty ones are null.</param>
/// <param name="Version">Grows with every change; 0 while the office wrote nothing.</param>
/// <param name="UpdatedAt">When it was changed last, UTC.</param>
/// <param name="UpdatedBy">Who did.</param>
public sealed record StoredFields(
    IReadOnlyDictionary<string, string?> Values,
    long Version,
    DateTime? UpdatedAt,
    string? UpdatedBy
)
{
    /// <summary>The value of a field; null when it is empty.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name);
}

/// <summary>How an attempt to save ended.</summary>
public enum EditEnd
{
    /// <summary>It is stored, or was so already.</summary>
    Saved,

    /// <summary>The office has none of this number.</summary>
    Missing,

    /// <summary>Some values will not do; nothing was stored.</summary>
    Faulty,

    /// <summary>Somebody else saved in between; nothing was stored.</summary>
    Outdated,
}

/// <summary>How an attempt to save ended, with what is stored now.</summary>
/// <param name="End">The end.</param>
/// <param name="Stored">What is stored now; null when there is nothing of this number.</param>
/// <param name="Faults">What is wrong with which field.</param>
public sealed record EditOutcome(
    EditEnd End,
    StoredFields? Stored,
    IReadOnlyDictionary<string, string> Faults
)
{
    internal static readonly EditOutcome Missing = new(
        EditEnd.Missing,
        null,
        new Dictionary<string, string>(StringComparer.Ordinal)
    );

    internal static EditOutcome Of(EditEnd end, StoredFields stored) =>
        new(end, stored, Missing.Faults);
}

/// <summary>The changes somebody asks for, read with the rules of the fields.</summary>
static class EditChanges
{
    /// <summary>The plain form of each change, and what is wrong with the others.</summary>
    public static (Dictionary<string, string?> Values, Dictionary<string, string> Faults) Read(
        IEnumerable<EditField> fields,
        IReadOnlyDictionary<string, string?> changes
    )
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!changes.TryGetValue(field.Name, out var written))
                continue;
            try
            {
                values[field.Name] = field.Read(written);
            }
            catch (RefusedException refused)
            {
                faults[field.Name] = refused.Message;
            }
        }
        return (values, faults);
    }

    /// <summary>What is stored with the changes laid over it.</summary>
    public static Dictionary<string, string?> Over(
        this IReadOnlyDictionary<string, string?> changes,
        IReadOnlyDictionary<string, string?> stored
    )
    {
        var all = new Dictionary<string, string?>(stored, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            all[name] = value;
        return all;
    }
}
