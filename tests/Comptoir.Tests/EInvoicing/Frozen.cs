using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Vat;

namespace Comptoir.Tests.EInvoicing;

/// <summary>Frozen documents put together from little; sums follow from the lines.</summary>
internal static class Frozen
{
    public static readonly DateOnly Today = new(2026, 11, 26);

    public static readonly FrozenSeller Seller = new(
        "Boutique Démo SAS",
        "SAS au capital de 20 000 €",
        "RCS Paris",
        "732829320",
        "FR44732829320",
        new Address
        {
            Line1 = "1 rue de Rivoli",
            PostalCode = "75001",
            City = "Paris",
            CountryCode = "FR",
        },
        "facturation@boutique.example",
        "+33 1 23 45 67 89",
        "FR76 3000 6000 0112 3456 7890 189",
        "AGRIFRPP"
    );

    public static readonly Party French = new(
        "Client Pro SARL",
        Place("2 place Bellecour", "69002", "Lyon", "FR"),
        "FR96552100554",
        "552100554",
        "achats@client.example",
        IsCompany: true
    );

    public static readonly Party German = new(
        "Muster GmbH",
        Place("Lindenstraße 5", "10969", "Berlin", "DE"),
        "DE136695976",
        null,
        "einkauf@muster.example",
        IsCompany: true
    );

    public static readonly Party American = new(
        "Acme Inc.",
        Place("350 Fifth Avenue", "10118", "New York", "US") with
        {
            ProvinceCode = "NY",
        },
        null,
        null,
        "ap@acme.example",
        IsCompany: true
    );

    public static readonly FrozenVat Normal = Domestic(200_000);
    public static readonly FrozenVat Reduced = Domestic(55_000);
    public static readonly FrozenVat Union = new(
        VatCase.IntraEuSupply,
        "K",
        0,
        "VATEX-EU-IC",
        "FR",
        null,
        IsForeign: false
    );
    public static readonly FrozenVat Export = new(
        VatCase.Export,
        "G",
        0,
        "VATEX-EU-G",
        "FR",
        null,
        IsForeign: false
    );

    static readonly Dictionary<string, string> Wordings = new(StringComparer.Ordinal)
    {
        ["K"] = "Exonération de TVA, article 262 ter, I du CGI",
        ["G"] = "Exonération de TVA, article 262, I du CGI",
        ["AE"] = "Autoliquidation",
        ["E"] = "TVA non applicable, art. 293 B du CGI",
        ["O"] = "Prestation hors du champ de la TVA française, art. 259-1° du CGI",
    };

    static readonly FrozenTerm[] Terms =
    [
        new("AAB", "Pas d’escompte pour règlement anticipé."),
        new(
            "PMD",
            "En cas de retard de paiement, pénalités au taux de trois fois l’intérêt légal."
        ),
        new("PMT", "Indemnité forfaitaire pour frais de recouvrement : 40 €."),
    ];

    public static Address Place(string line, string code, string city, string country) =>
        new()
        {
            Line1 = line,
            PostalCode = code,
            City = city,
            CountryCode = country,
        };

    public static FrozenVat Domestic(int rate) =>
        new(VatCase.Domestic, "S", rate, null, "FR", null, IsForeign: false);

    /// <summary>A product: <paramref name="net"/> and <paramref name="tax"/> in minor units, discounts off.</summary>
    public static FrozenLine Line(
        FrozenVat vat,
        long net,
        long tax,
        int quantity = 1,
        long discount = 0,
        bool included = false,
        string title = "T-shirt coton M",
        DocumentLineKind kind = DocumentLineKind.Product
    ) =>
        new(
            kind,
            title,
            kind == DocumentLineKind.Product ? "Bleu" : null,
            kind == DocumentLineKind.Product ? "TSHIRT-M" : null,
            quantity,
            null,
            included,
            discount,
            net + tax,
            tax,
            vat.IsForeign ? 88_750 : vat.Rate,
            vat.IsForeign ? "New York State Tax" : "TVA",
            ChannelLiable: false,
            vat
        );

    public static FrozenLine Shipping(FrozenVat vat, long net, long tax) =>
        Line(vat, net, tax, title: "Livraison", kind: DocumentLineKind.Shipping);

    /// <summary>An invoice, paid the day before, of goods delivered that day.</summary>
    public static FrozenDocument Invoice(Party buyer, params FrozenLine[] lines)
    {
        var gross = lines.Sum(line => line.Gross);
        return new FrozenDocument(
            Version: 1,
            DocumentKind.Invoice,
            "FA-2026-000123",
            Today,
            "fr",
            "EUR",
            Seller,
            buyer,
            DeliveredTo: null,
            new FrozenOrder("#1042", Today.AddDays(-2), PurchaseOrder: null),
            SuppliedOn: Today.AddDays(-1),
            DueOn: null,
            lines,
            Taxes(lines),
            gross,
            lines.Sum(line => line.Tax),
            Paid: gross,
            "EUR",
            gross,
            lines.Sum(line => line.Tax),
            Corrects: [],
            Reason: null,
            Note: null,
            Terms,
            "Merci de votre confiance.",
            SupplyNature.Goods,
            PaidOn: Today.AddDays(-1),
            "FR"
        );
    }

    public static FrozenDocument CreditNote(Party buyer, params FrozenLine[] lines) =>
        Invoice(buyer, lines) with
        {
            Kind = DocumentKind.CreditNote,
            Number = "AV-2026-000007",
            Paid = 0,
            PaidOn = null,
            SuppliedOn = null,
            Corrects = [new Correction(1, "FA-2026-000100", Today.AddDays(-20))],
            Reason = "Retour",
            Terms = [],
        };

    /// <summary>Not paid, with thirty days.</summary>
    public static FrozenDocument Unpaid(this FrozenDocument document) =>
        document with
        {
            Paid = 0,
            PaidOn = null,
            DueOn = Today.AddDays(30),
        };

    public static IReadOnlyList<FrozenTax> Taxes(IReadOnlyList<FrozenLine> lines) =>
        [
            .. lines
                .GroupBy(line => (line.Vat, line.Rate, line.TaxTitle))
                .Select(group => new FrozenTax(
                    group.Key.TaxTitle,
                    group.Key.Rate,
                    group.Sum(line => line.Gross - line.Tax),
                    group.Sum(line => line.Tax),
                    ChannelLiable: false,
                    group.Key.Vat,
                    group.Key.Vat is { } vat ? Wordings.GetValueOrDefault(vat.Category) : null
                )),
        ];
}
