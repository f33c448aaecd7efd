using System.Collections.Frozen;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Storage;

namespace Comptoir.Importing;

/// <summary>
/// Proposes what each column is, by its name: in English and French, as incwo names its fields, and as Shopify heads its
/// exports of customers and products. Names are compared without accents, case and signs.
/// </summary>
static class ColumnNames
{
    const string Shopify = "shopify";

    static readonly FrozenDictionary<string, string> Contacts = Index(
        new()
        {
            [ImportFields.Reference] =
                "id|customer id|reference|référence|ref|réf|identifiant|code client|code|numéro client|n° client|customer number|contact id|firm id|external id|id externe",
            [ImportFields.Company] =
                "company|company name|société|societe|nom de la société|entreprise|raison sociale|organisation|organization|firm|firm name|nom société|default address company",
            [ImportFields.Role] =
                "type|contact type|firm type|type de contact|type de client|rôle|role|customer or supplier",
            [ContactFields.Kind] = "kind|nature|person or company",
            [ContactFields.Name] =
                "name|nom complet|full name|display name|nom affiché|contact|customer|client|supplier|fournisseur|dénomination",
            [ContactFields.FirstName] = "first name|firstname|prénom|prenom|given name",
            [ContactFields.LastName] = "last name|lastname|nom|nom de famille|surname|family name",
            [ContactFields.Email] =
                "email|e mail|mail|courriel|adresse e mail|adresse email|adresse mail|email address|e mail address",
            [ContactFields.Phone] =
                "phone|telephone|téléphone|tél|tel|phone number|mobile|portable|numéro de téléphone",
            [AddressFields.NameOf(0, "line1")] =
                "street address|address|address 1|address1|adresse|adresse 1|rue|street|default address address1|line 1|voie",
            [AddressFields.NameOf(0, "line2")] =
                "street address2|street address 2|address 2|address2|adresse 2|complément d'adresse|complément|complement|default address address2|line 2",
            [AddressFields.NameOf(0, "postalCode")] =
                "zip code|zip|postal code|postcode|code postal|cp|default address zip",
            [AddressFields.NameOf(0, "city")] = "city|town|ville|commune|default address city",
            [AddressFields.NameOf(0, "provinceCode")] =
                "province code|state|province|default address province code",
            [AddressFields.NameOf(0, "countryCode")] =
                "country|country code|pays|code pays|country iso 3166 a3|default address country code",
            [AddressFields.NameOf(0, "phone")] = "default address phone",
            ["billingName"] = "billing name|nom de facturation|billing add name",
            [ContactFields.Vat] =
                "vat number|vat|tva|n° tva|numéro de tva|n° de tva|tva intracommunautaire|n° tva intracommunautaire|numéro de tva intracommunautaire|vat id|tax id|tax number",
            [ContactFields.SirenName] = "siren|n° siren|numéro siren",
            [ContactFields.SiretName] = "siret|n° siret|numéro siret",
            ["language"] = "language|langue|locale",
            ["customerAccount"] =
                "customer account|accounting ref|compte client|compte comptable|code comptable|compte comptable client|référence comptable",
            ["supplierAccount"] =
                "supplier account|accounting ref vendor|compte fournisseur|compte comptable fournisseur",
            ["paymentDays"] =
                "payment days|payment terms|délai de paiement|délai de règlement|days to pay|conditions de paiement",
            ["endOfMonth"] = "end of month|fin de mois",
            ["invoiceEmail"] =
                "invoice email|billing email|e mail de facturation|email de facturation|e mail for invoices|email comptabilité",
            ["note"] = "note|notes|commentaire|commentaires|remarque|remarques|comment|comments",
        }
    );

    static readonly FrozenDictionary<string, string> Products = Index(
        new()
        {
            [ImportFields.Reference] =
                "id|identifiant|external id|id externe|product id|customer product id",
            [ImportFields.Handle] = "handle|url handle",
            [ImportFields.Option1] = "option1 value",
            [ImportFields.Option2] = "option2 value",
            [ImportFields.Option3] = "option3 value",
            [ProductFields.Title] =
                "title|name|nom|titre|libellé|désignation|designation|product|produit|article|product name|nom du produit",
            [ProductFields.Status] = "status|statut|état|is active|actif|active",
            [ProductFields.ProductType] =
                "type|product type|type de produit|catégorie|category|famille|product category",
            [ProductFields.Vendor] =
                "vendor|supplier|fournisseur|marque|brand|fabricant|manufacturer",
            [ProductFields.Sku] =
                "sku|variant sku|reference|référence|ref|réf|code article|code produit|ugs|product code",
            [ProductFields.Barcode] =
                "barcode|variant barcode|code barre|code barres|code à barres|ean|ean13|gtin|upc",
            [ProductFields.Price] =
                "price|variant price|prix|prix de vente|prix unitaire|prix ht|prix de vente ht|prix ttc|unit price|sale price|selling price",
            [ProductFields.Currency] = "currency|devise|monnaie",
            [ProductFields.PurchasePrice] =
                "cost|cost per item|purchase price|prix d'achat|prix d'achat ht|coût|cout|prix de revient|buying price|cost price",
            [ProductFields.PurchaseCurrency] = "purchase currency|devise d'achat",
            [ProductFields.SupplierReference] =
                "supplier reference|référence fournisseur|ref fournisseur|vendor reference|supplier sku",
            [ProductFields.SalesAccount] =
                "sales account|compte de vente|compte comptable|compte de produit|compte vente",
            [ProductFields.Note] = "note|notes|commentaire|commentaires|remarque",
        }
    );

    /// <summary>The columns of a file, each with the field it most likely is. No field is proposed twice.</summary>
    public static ImportColumn[] Propose(ImportKind kind, IReadOnlyList<string> header)
    {
        var names = kind == ImportKind.Contacts ? Contacts : Products;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. header.Select(name => new ImportColumn(
                name,
                names.TryGetValue(SearchText.Words(name), out var field) && taken.Add(field)
                    ? field
                    : null
            )),
        ];
    }

    /// <summary>The former application that the headers speak of.</summary>
    public static string Source(IReadOnlyList<string> header)
    {
        var words = header.Select(name => SearchText.Words(name)).ToHashSet(StringComparer.Ordinal);
        return words.Contains(SearchText.Words("Variant SKU"))
            || words.Contains(SearchText.Words("Default Address Address1"))
            || words.Contains(SearchText.Words("Accepts Email Marketing"))
                ? Shopify
            : words.Contains(SearchText.Words("accounting_ref"))
            || words.Contains(SearchText.Words("firm_type"))
            || words.Contains(SearchText.Words("is_from_vendor"))
                ? "incwo"
            : "file";
    }

    static FrozenDictionary<string, string> Index(Dictionary<string, string> names)
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        // An application's own word for one field may be our name of another: products have their SKU as reference.
        foreach (var (field, synonyms) in names)
        foreach (var synonym in synonyms.Split('|'))
            index.TryAdd(SearchText.Words(synonym), field);
        foreach (var field in names.Keys)
            index.TryAdd(SearchText.Words(field), field);
        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
