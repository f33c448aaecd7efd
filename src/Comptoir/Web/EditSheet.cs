using System.Globalization;

namespace Comptoir.Web;

/// <summary>
/// A form in which fields are edited, between what was sent and what is stored. It remembers what the form held when it was
/// opened, so that only what was touched is saved; where somebody else saved in between, it shows both values of a field and
/// takes the one that is chosen. Nothing typed is lost on the way.
/// </summary>
public sealed class EditSheet
{
    /// <summary>The hidden field with the version that the form was opened on.</summary>
    public const string VersionName = "version";

    readonly Dictionary<string, string>? sent;
    readonly StoredFields stored;
    IReadOnlyDictionary<string, string> faults = new Dictionary<string, string>(
        StringComparer.Ordinal
    );

    /// <summary>A form that is opened, or one that was sent.</summary>
    /// <param name="stored">What is stored now.</param>
    /// <param name="sent">The fields of the form that was sent; null when it is opened.</param>
    public EditSheet(StoredFields stored, IFormCollection? sent)
    {
        this.stored = stored;
        this.sent = sent?.ToDictionary(
            x => x.Key,
            x => x.Value.ToString().ReplaceLineEndings("\n"),
            StringComparer.Ordinal
        );
        Version = long.TryParse(
            this.sent?.GetValueOrDefault(VersionName),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : stored.Version;
        Base = this.sent is null ? stored : null;
    }

    /// <summary>The version that is sent with the form.</summary>
    public long Version { get; private set; }

    /// <summary>Somebody saved in between: both values are shown.</summary>
    public StoredFields? Newer { get; private set; }

    StoredFields? Base { get; set; }

    /// <summary>Some values will not do.</summary>
    public bool HasFaults => faults.Count > 0;

    /// <summary>What is to be saved: what was touched, without what the other one's value is taken for.</summary>
    public Dictionary<string, string?> Changes(IEnumerable<EditField> fields)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in fields)
            if (
                sent?.GetValueOrDefault(TakeName(field)) != "theirs"
                && Typed(field) is { } typed
                && typed != sent?.GetValueOrDefault(BaseName(field), "")
            )
                changes[field.Name] = typed;
        return changes;
    }

    /// <summary>Says how saving ended, so that the form shows it.</summary>
    public void Ended(EditOutcome outcome)
    {
        faults = outcome.Faults;
        if (outcome is not { End: EditEnd.Outdated, Stored: { } now })
            return;
        Newer = now;
        Version = now.Version;
    }

    /// <summary>Says what is wrong.</summary>
    public void Refuse(IReadOnlyDictionary<string, string> wrong) => faults = wrong;

    /// <summary>What stands in a field.</summary>
    public string Shown(EditField field) => Typed(field) ?? Text(field, stored[field.Name]);

    /// <summary>What a field held when the form was opened, or holds by now.</summary>
    public string Opened(EditField field) =>
        Newer is { } now ? Text(field, now[field.Name])
        : Base is not null ? Text(field, stored[field.Name])
        : sent!.GetValueOrDefault(BaseName(field), "");

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? Fault(EditField field) => faults.GetValueOrDefault(field.Name);

    /// <summary>Somebody else's value differs from what stands in the field.</summary>
    public bool IsContested(EditField field) =>
        Newer is { } now && Shown(field) != Text(field, now[field.Name]);

    /// <summary>The field was touched here, so that its own value is offered first.</summary>
    public bool IsTouched(EditField field) =>
        Typed(field) is { } typed && typed != sent?.GetValueOrDefault(BaseName(field), "");

    /// <summary>The name of the hidden field that holds what a field held when the form was opened.</summary>
    public static string BaseName(EditField field) => $"opened:{field.Name}";

    /// <summary>The name of the choice between two values.</summary>
    public static string TakeName(EditField field) => $"take:{field.Name}";

    /// <summary>A plain value as it is typed: decimals with the separator of the language.</summary>
    public static string Text(EditField field, string? value) =>
        field.Input switch
        {
            EditInput.YesNo => value == "true" ? "true" : "false",
            EditInput.Price => value?.Replace(
                ".",
                CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator,
                StringComparison.Ordinal
            ) ?? "",
            _ => value ?? "",
        };

    // A box that is not ticked is not sent.
    string? Typed(EditField field) =>
        sent is null ? null
        : sent.TryGetValue(field.Name, out var value) ? value
        : field.Input == EditInput.YesNo && sent.ContainsKey(BaseName(field)) ? "false"
        : null;
}

/// <summary>Fields that stand together on a form.</summary>
/// <param name="Title">Their heading.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Note">A sentence beside the heading.</param>
public sealed record EditSection(
    string Title,
    IReadOnlyList<EditField> Fields,
    string? Note = null
);
