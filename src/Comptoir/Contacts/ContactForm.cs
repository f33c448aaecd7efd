using Comptoir.Web;

namespace Comptoir.Contacts;

/// <summary>The fields of a contact as they stand together on a form.</summary>
static class ContactForm
{
    /// <summary>The groups of fields; with one empty address more than there are.</summary>
    public static IReadOnlyList<EditSection> Sections(Texts texts, bool shopLeads, int addresses)
    {
        var own = new EditSection(
            texts["The office’s own fields"],
            ContactFields.Own,
            texts["no synchronization touches them"]
        );
        if (shopLeads)
            return [own];
        return
        [
            new(texts["Name and reach"], ContactFields.Identity),
            .. Enumerable
                .Range(0, addresses + 1)
                .Select(place => new EditSection(
                    place == 0 ? texts["Usual address"] : texts["Further address {0}", place],
                    [.. AddressFields.Of(place)],
                    place == addresses && place > 0
                        ? texts["leave it empty if there is none"]
                        : null
                )),
            own,
        ];
    }
}
