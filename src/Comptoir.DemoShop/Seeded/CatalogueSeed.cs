using System.Globalization;
using System.Text;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>The products of "Maison Lumière": 120 that are sold, and eight that were deleted but live on in old orders.</summary>
internal sealed class CatalogueSeed
{
    /// <summary>How many of the products are deleted; they come last.</summary>
    public const int Deleted = 8;

    private readonly ulong seed;
    private readonly long firstNumber;
    private readonly Currency currency;
    private readonly DateTimeOffset start;
    private readonly IReadOnlyList<Location> locations;
    private readonly List<(Family Family, string Name)> titles = [];

    public CatalogueSeed(
        ulong seed,
        long firstNumber,
        Currency currency,
        DateTimeOffset start,
        IReadOnlyList<Location> locations
    )
    {
        (this.seed, this.firstNumber, this.currency, this.start, this.locations) = (
            seed,
            firstNumber,
            currency,
            start,
            locations
        );
        foreach (var family in Families)
        {
            titles.AddRange(family.Names.Select(name => (family, name)));
        }

        // The deleted ones come from several families, so that old orders look like any other.
        for (var i = 0; i < Deleted; i++)
        {
            titles.Add((Families[i % 6], $"Édition {2019 + i}"));
        }

        Kept = [.. Enumerable.Range(0, titles.Count).Select(Make)];
    }

    public int Count => titles.Count;

    /// <summary>All products, shared: nobody may change them.</summary>
    public IReadOnlyList<Product> Kept { get; }

    private sealed record Family(
        string Type,
        string Prefix,
        string Code,
        string[] Vendors,
        int From,
        int To,
        string[] Names,
        string? Option = null,
        string[]? Values = null,
        bool Reduced = false,
        bool GiftCard = false
    );

    private static readonly string[] Scents =
    [
        "Figuier",
        "Fleur d'oranger",
        "Cèdre",
        "Bois de santal",
        "Lavande",
        "Verveine",
        "Thé blanc",
        "Ambre",
        "Vanille",
        "Feu de bois",
        "Rose ancienne",
        "Mimosa",
        "Jasmin",
        "Cuir",
        "Menthe givrée",
        "Pin sylvestre",
    ];

    private static readonly Family[] Families =
    [
        new(
            "Bougies",
            "Bougie parfumée",
            "BOU",
            ["Cirerie d'Apt", "Maison Lumière"],
            1490,
            3200,
            Scents,
            "Poids",
            ["180 g", "400 g"]
        ),
        new(
            "Lampes",
            "Lampe",
            "LAM",
            ["Atelier Néon", "Verre & Fer", "Lumen Nord"],
            4900,
            18900,
            [
                "Ariane",
                "Colombe",
                "Dahlia",
                "Éole",
                "Galet",
                "Iris",
                "Méridien",
                "Nacre",
                "Opaline",
                "Phare",
                "Satellite",
                "Tulipe",
            ],
            "Couleur",
            ["Blanc", "Noir", "Laiton"]
        ),
        new(
            "Vases",
            "Vase",
            "VAS",
            ["Terres de Vallauris", "Verre & Fer"],
            2400,
            9900,
            [
                "Amphore",
                "Bulle",
                "Calice",
                "Dune",
                "Goutte",
                "Lune",
                "Orme",
                "Pavot",
                "Roseau",
                "Torsade",
            ]
        ),
        new(
            "Textiles",
            "Plaid",
            "PLA",
            ["Filature du Lys", "Lin des Dunes"],
            3900,
            12900,
            ["Alpage", "Bruyère", "Craie", "Forêt", "Givre", "Lichen", "Ocre", "Sable"],
            "Taille",
            ["130 × 170 cm", "150 × 200 cm"]
        ),
        new(
            "Textiles",
            "Coussin",
            "COU",
            ["Lin des Dunes", "Filature du Lys"],
            2200,
            5900,
            [
                "Argile",
                "Brique",
                "Céladon",
                "Indigo",
                "Moutarde",
                "Nuage",
                "Terracotta",
                "Vert de gris",
            ],
            "Taille",
            ["40 × 40 cm", "50 × 50 cm"]
        ),
        new(
            "Arts de la table",
            "Assiette",
            "ASS",
            ["Faïencerie du Gers", "Terres de Vallauris"],
            1200,
            3400,
            ["Coquille", "Dentelle", "Écume", "Minérale", "Pétale", "Rivage"],
            "Lot",
            ["À l'unité", "Lot de 4"]
        ),
        new(
            "Arts de la table",
            "Tasse",
            "TAS",
            ["Faïencerie du Gers"],
            990,
            2400,
            ["Bistrot", "Brume", "Chouette", "Mouchetée", "Pois", "Rayure"]
        ),
        new(
            "Épicerie",
            "Thé",
            "THE",
            ["Comptoir des Simples"],
            890,
            1990,
            [
                "Earl Grey fleurs bleues",
                "Menthe du jardin",
                "Noël",
                "Oolong",
                "Rooibos vanille",
                "Sencha",
            ],
            "Poids",
            ["100 g"],
            Reduced: true
        ),
        new(
            "Épicerie",
            "Confiture",
            "CON",
            ["La Bassine de Cuivre"],
            590,
            990,
            ["Abricot", "Figue", "Mirabelle", "Orange amère"],
            Reduced: true
        ),
        new(
            "Librairie",
            "Livre",
            "LIV",
            ["Éditions du Papillon"],
            1500,
            3900,
            [
                "L'art de la table",
                "La lumière chez soi",
                "Bouquets des champs",
                "Petit traité des bougies",
                "Maisons de Provence",
                "Teintures végétales",
            ],
            Reduced: true
        ),
        new(
            "Papeterie",
            "Carnet",
            "CAR",
            ["Papiers Pliés"],
            790,
            1990,
            ["Botanique", "Constellations", "Herbier", "Marbré", "Oiseaux", "Toile écrue"]
        ),
        new(
            "Parfums d'intérieur",
            "Diffuseur",
            "DIF",
            ["Cirerie d'Apt", "Maison Lumière"],
            2900,
            4900,
            ["Figuier", "Cèdre", "Lavande", "Verveine", "Ambre", "Mimosa"],
            "Contenance",
            ["100 ml", "200 ml"]
        ),
        new(
            "Décoration",
            "Miroir",
            "MIR",
            ["Verre & Fer"],
            4900,
            15900,
            ["Hublot", "Lucarne", "Soleil", "Vague"]
        ),
        new(
            "Décoration",
            "Bougeoir",
            "BGR",
            ["Verre & Fer", "Laiton Martelé"],
            1900,
            5900,
            ["Arche", "Colonne", "Épi", "Flambeau", "Rameau", "Trio"]
        ),
        new(
            "Décoration",
            "Panier",
            "PAN",
            ["Osier de Loire"],
            1800,
            6900,
            ["Bûche", "Jardin", "Marché", "Rangement"]
        ),
        new(
            "Jardin",
            "Photophore",
            "PHO",
            ["Atelier Néon", "Laiton Martelé"],
            1400,
            3900,
            ["Abeille", "Dentelle", "Fougère", "Lanterne", "Marin", "Nuit d'été"]
        ),
        new("Accessoires", "Coupe-mèche", "ACC", ["Maison Lumière"], 999, 999, ["Classique"]),
        new(
            "Cartes cadeaux",
            "Carte cadeau",
            "GIF",
            ["Maison Lumière"],
            2500,
            2500,
            ["Maison Lumière"],
            "Montant",
            ["25 €", "50 €", "100 €"],
            GiftCard: true
        ),
    ];

    public Product Make(int index)
    {
        var (family, name) = titles[index];
        var dice = new Dice(seed, 0x50_0000_0000 + (ulong)index);
        var number = firstNumber + ((index + 1L) * Order.ChildNumbers);
        var createdAt = start.AddDays(-60).AddHours(index * 5);
        var title = $"{family.Prefix} {name}";
        var values = family.Values ?? ["Default Title"];
        var product = new Product
        {
            Number = number,
            Title = title,
            Vendor = dice.Pick(family.Vendors),
            Handle = Slug(title),
            ProductType = family.Type,
            Status = dice.Permille(30) ? "DRAFT" : "ACTIVE",
            Tags = dice.Permille(250) ? ["nouveauté"] : [],
            IsGiftCard = family.GiftCard,
            Reduced = family.Reduced,
            Text = family.GiftCard ? "" : $"{title} : choisie par notre maison.",
            Options =
            [
                new ProductOption(
                    Gid.Of("ProductOption", number),
                    family.Option ?? "Title",
                    1,
                    [.. values]
                ),
            ],
            CreatedAt = createdAt,
            UpdatedAt = createdAt.AddDays(dice.Below(600)),
        };
        var price = dice.Between(family.From, family.To) / 100 * 100;
        price =
            price == 0 ? family.From
            : family.From == family.To ? family.From
            : price + 90;
        for (var i = 0; i < values.Length; i++)
        {
            var minor = family.GiftCard
                ? (
                    i == 0 ? 2500
                    : i == 1 ? 5000
                    : 10000
                )
                : price + (family.Option is "Couleur" ? 0 : price * i * 6 / 1000 * 100);
            product.Variants.Add(
                Variant(
                    product,
                    ref dice,
                    values[i],
                    i,
                    minor,
                    $"{family.Code}-{index + 1:000}-{i + 1}",
                    family
                )
            );
        }

        return product;
    }

    private ProductVariant Variant(
        Product product,
        ref Dice dice,
        string title,
        int index,
        long euroMinor,
        string sku,
        Family family
    )
    {
        var price = Rates.Convert(euroMinor, Currency.Of("EUR"), currency);
        var missing = dice.Permille(15);
        return new ProductVariant
        {
            Number = product.Number + index + 1,
            Product = product,
            Currency = currency,
            Title = title,
            // As in life, a few variants have no SKU.
            Sku = missing ? null : sku,
            Barcode = missing
                ? null
                : $"37000{product.Number / Order.ChildNumbers % 100_000:00000}{index + 1:000}",
            PriceMinor = price,
            CompareAtMinor = dice.Permille(80) ? price * 12 / 10 : null,
            Position = index + 1,
            Taxable = !family.GiftCard,
            CreatedAt = product.CreatedAt,
            UpdatedAt = product.UpdatedAt,
            SelectedOptions = [new SelectedOption(product.Options[0].Name, title)],
            Stock = family.GiftCard ? [] : Stocked(ref dice),
            UnitCost = family.GiftCard
                ? null
                : new Money(price * dice.Between(35, 55) / 100, currency),
            WeightGrams = family.GiftCard ? 0 : dice.Between(2, 30) * 50,
            HarmonizedSystemCode = family.Code == "BOU" ? "340600" : null,
        };
    }

    private List<StockLevel> Stocked(ref Dice dice)
    {
        var stock = new List<StockLevel>();
        foreach (var location in locations)
        {
            stock.Add(
                new StockLevel(location, dice.Permille(80) ? 0 : dice.Below(60), dice.Below(4))
            );
        }

        return stock;
    }

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-'
            )
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}

/// <summary>Exchange rates of the demo world, in millionths of a unit per euro.</summary>
internal static class Rates
{
    private static long PerEuro(string code) =>
        code switch
        {
            "GBP" => 852_300,
            "USD" => 1_087_400,
            "JPY" => 163_250_000,
            "CHF" => 947_100,
            "KWD" => 334_500,
            "TND" => 3_390_000,
            _ => 1_000_000,
        };

    /// <summary>Converts minor units, rounded half away from zero.</summary>
    public static long Convert(long minor, Currency from, Currency to)
    {
        if (from.Code == to.Code)
        {
            return minor;
        }

        var numerator = PerEuro(to.Code) * Power(to.Exponent);
        var denominator = PerEuro(from.Code) * Power(from.Exponent);
        return MoneyBag.Rounded(minor, numerator, denominator);
    }

    /// <summary>An amount of the shop in both currencies.</summary>
    public static MoneyBag Bag(long shopMinor, CurrencyPair pair) =>
        new(shopMinor, Convert(shopMinor, pair.Shop, pair.Presentment), pair);

    private static long Power(int exponent) =>
        exponent switch
        {
            0 => 1,
            3 => 1000,
            _ => 100,
        };
}
