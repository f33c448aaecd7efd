using Comptoir.Contacts;

namespace Comptoir.Sync.Preparing;

/// <summary>What people read of a contact.</summary>
static class ContactFacts
{
    public static IEnumerable<Fact> Of(Contact contact)
    {
        yield return new("Name", contact.Name);
        yield return new("Email", contact.Email);
        yield return new("Phone", contact.Phone);
        yield return new("Language", contact.Language);
        yield return new("Note", contact.Note);
        yield return new("Tags", string.Join(", ", contact.Tags));
        yield return new("TaxExempt", contact.TaxExempt ? "✓" : null);
        foreach (var address in contact.Addresses.OrderByDescending(x => x.IsDefault))
            yield return new("Address", Line(address.Address));
        yield return new(Facts.Moment, ShopText.Of(contact.UpdatedAt));
    }

    public static string Line(Address address) =>
        string.Join(
            ", ",
            new[]
            {
                address.Addressee,
                address.Line1,
                address.Line2,
                $"{address.PostalCode} {address.City}".Trim(),
                address.ProvinceCode,
                address.CountryCode,
                address.Phone,
            }.Where(part => !string.IsNullOrEmpty(part))
        );
}
