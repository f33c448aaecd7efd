namespace Comptoir.Shopify.Documents;

/// <summary>Metafields in which a shop keeps the numbers of its buyers: read beside a customer or a company.</summary>
/// <param name="VatNumber"><c>namespace.key</c> of the VAT number; null when it is in no metafield.</param>
/// <param name="Siren">The same of the SIREN or SIRET number.</param>
public sealed record BuyerFields(string? VatNumber, string? Siren)
{
    /// <summary>What is added to a selection; empty when there is nothing to add.</summary>
    internal string Selection => Field("vatNumberField", VatNumber) + Field("sirenField", Siren);

    static string Field(string alias, string? name)
    {
        if (name is null || name.Any(character => char.IsControl(character)))
            return "";
        var dot = name.LastIndexOf('.');
        var place =
            dot > 0
                ? $"namespace: {Quoted(name[..dot])}, key: {Quoted(name[(dot + 1)..])}"
                : $"key: {Quoted(name)}";
        return $"{alias}: metafield({place}) {{ value }}\n";
    }

    static string Quoted(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
