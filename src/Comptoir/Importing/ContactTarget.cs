using Comptoir.Contacts;
using Comptoir.Web;

namespace Comptoir.Importing;

/// <summary>A contact that rows of a file are about: stored, or planned by an earlier row.</summary>
sealed class ContactTarget
{
    const string AddressStart = "addresses.";
    static readonly HashSet<string> Identity =
    [
        .. ContactFields.Identity.Select(field => field.Name),
        .. AddressFields.Of(0).Select(field => field.Name),
    ];

    /// <summary>A contact by its number; below zero while it is planned only.</summary>
    public required long Id { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>A web shop leads for its name, reach and addresses.</summary>
    public bool ShopLeads { get; init; }

    /// <summary>What is known of it.</summary>
    public required Dictionary<string, string?> Values { get; init; }

    /// <summary>What rows fill, to be written.</summary>
    public Dictionary<string, string?> Fills { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of the file and the contact cannot be the same company.</summary>
    public bool Contradicts(ReadRow row) =>
        Differs(Values.GetValueOrDefault(ContactFields.Vat), row[ContactFields.Vat])
        || Differs(Values.GetValueOrDefault(ContactFields.SirenName), row[ContactFields.SirenName]);

    /// <summary>Takes from values what is empty here.</summary>
    /// <returns>What is filled, and what stays although the file says otherwise.</returns>
    public (List<string> Filled, List<string> Stay) Fill(
        IReadOnlyDictionary<string, string?> values
    )
    {
        var filled = new List<string>();
        var stay = new List<string>();
        // An address is one thing: its parts are not mixed with another's.
        var hasAddress = Values.Any(x =>
            x.Key.StartsWith(AddressStart, StringComparison.Ordinal) && x.Value is not null
        );
        foreach (var (name, value) in values)
        {
            if (IsEmpty(value))
                continue;
            var here = Values.GetValueOrDefault(name);
            if (here == value)
                continue;
            var open =
                IsEmpty(here)
                && !(ShopLeads && Identity.Contains(name))
                && !(hasAddress && name.StartsWith(AddressStart, StringComparison.Ordinal))
                && NumbersAgree(name, value);
            (open ? filled : stay).Add(name);
            if (open)
                Values[name] = Fills[name] = value;
        }
        return (filled, stay);
    }

    bool NumbersAgree(string name, string? value) =>
        name switch
        {
            ContactFields.SirenName => ContactFields.NumbersFault(
                value,
                Values.GetValueOrDefault(ContactFields.SiretName)
            )
                is null,
            ContactFields.SiretName => ContactFields.NumbersFault(
                Values.GetValueOrDefault(ContactFields.SirenName),
                value
            )
                is null,
            _ => true,
        };

    static bool IsEmpty(string? value) => value is null or "false";

    static bool Differs(string? one, string? other) =>
        one is not null && other is not null && one != other;
}
