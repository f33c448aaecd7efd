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

    /// <summary>The VAT number the shops know; counts where the office has none of its own.</summary>
    public string? ShopVatNumber { get; init; }

    /// <summary>The SIREN the shops know; counts where the office has none of its own.</summary>
    public string? ShopSiren { get; init; }

    /// <summary>What is known of it.</summary>
    public required Dictionary<string, string?> Values { get; init; }

    /// <summary>What rows fill, to be written.</summary>
    public Dictionary<string, string?> Fills { get; } = new(StringComparer.Ordinal);

    /// <summary>A stored contact.</summary>
    public static ContactTarget Of(Contact contact, ContactDetails? own, bool shopLeads) =>
        new()
        {
            Id = contact.Id,
            Name = contact.Name,
            ShopLeads = shopLeads,
            ShopVatNumber = contact.VatNumber,
            ShopSiren = contact.Siren,
            Values = new(ContactValues.Stored(contact, own).Values, StringComparer.Ordinal),
        };

    /// <summary>Its VAT numbers: the office's and the shops', which may be another.</summary>
    public IEnumerable<string> VatNumbers => Known(ContactFields.Vat, ShopVatNumber);

    /// <summary>Its SIRENs: the office's and the shops', which may be another.</summary>
    public IEnumerable<string> Sirens => Known(ContactFields.SirenName, ShopSiren);

    IEnumerable<string> Known(string field, string? shops) =>
        new[] { Values.GetValueOrDefault(field), shops }.OfType<string>();

    /// <summary>A row of the file and the contact cannot be the same company.</summary>
    public bool Contradicts(ReadRow row) =>
        Differs(VatNumbers, row[ContactFields.Vat])
        || Differs(Sirens, row[ContactFields.SirenName]);

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
            var here = Here(name);
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
                Here(ContactFields.SiretName)
            )
                is null,
            ContactFields.SiretName => ContactFields.NumbersFault(
                Here(ContactFields.SirenName),
                value
            )
                is null,
            _ => true,
        };

    string? Here(string name) =>
        Values.GetValueOrDefault(name)
        ?? name switch
        {
            ContactFields.Vat => ShopVatNumber,
            ContactFields.SirenName => ShopSiren,
            _ => null,
        };

    static bool IsEmpty(string? value) => value is null or "false";

    static bool Differs(IEnumerable<string> known, string? said) =>
        said is not null && known.Any() && !known.Contains(said, StringComparer.Ordinal);
}
