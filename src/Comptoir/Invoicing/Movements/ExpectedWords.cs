using Comptoir.Web;

namespace Comptoir.Invoicing.Movements;

/// <summary>What is expected of shops, in the words of the screens.</summary>
static class ExpectedWords
{
    /// <summary>What was entered here.</summary>
    public static string Kind(Texts texts, ExpectedFactKind kind) =>
        kind switch
        {
            ExpectedFactKind.Payment => texts["Payment by hand"],
            ExpectedFactKind.Delivery => texts["Delivery by hand"],
            _ => texts["Credit note by hand"],
        };
}
