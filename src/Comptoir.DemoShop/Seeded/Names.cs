namespace Comptoir.DemoShop.Seeded;

/// <summary>A country that the demo shop sells to.</summary>
/// <param name="Code">ISO 3166 code.</param>
/// <param name="Name">As Shopify writes it.</param>
/// <param name="Standard">Standard rate of its value added tax in hundredths of a percent; 0: sold without tax.</param>
/// <param name="Reduced">Rate for food and books.</param>
internal sealed record Country(
    string Code,
    string Name,
    int Standard,
    int Reduced,
    string Currency,
    string Locale,
    string[] First,
    string[] Last,
    (string City, string Zip)[] Cities,
    string[] Streets
)
{
    public string TaxTitle =>
        Code switch
        {
            "FR" or "MC" or "BE" or "LU" => $"{Code} TVA",
            "DE" => "DE MwSt",
            "IT" or "ES" => $"{Code} IVA",
            "NL" => "NL BTW",
            _ => $"{Code} VAT",
        };
}

/// <summary>People and places to make customers of.</summary>
internal static class Names
{
    private static readonly string[] FrenchFirst =
    [
        "Camille",
        "Louise",
        "Chloé",
        "Inès",
        "Manon",
        "Jeanne",
        "Zoé",
        "Juliette",
        "Anaïs",
        "Margaux",
        "Hélène",
        "Élise",
        "Sophie",
        "Nathalie",
        "Françoise",
        "Thomas",
        "Hugo",
        "Lucas",
        "Jules",
        "Gabriel",
        "Antoine",
        "Mathéo",
        "Loïc",
        "Étienne",
        "Benoît",
        "Rémi",
        "Olivier",
        "François",
        "Guillaume",
        "Yann",
    ];
    private static readonly string[] FrenchLast =
    [
        "Martin",
        "Bernard",
        "Dubois",
        "Thomas",
        "Robert",
        "Richard",
        "Petit",
        "Durand",
        "Leroy",
        "Moreau",
        "Simon",
        "Laurent",
        "Lefebvre",
        "Michel",
        "Garcia",
        "David",
        "Bertrand",
        "Roux",
        "Vincent",
        "Fournier",
        "Morel",
        "Girard",
        "André",
        "Mercier",
        "Dupont",
        "Lambert",
        "Bonnet",
        "François",
        "Martinez",
        "Le Gall",
        "Guérin",
        "Boyer",
        "Chevalier",
        "d'Arcy",
        "Nguyen",
        "Faure",
        "Rousseau",
        "Blanc",
        "Guérin-Lassalle",
        "Muller",
    ];
    private static readonly string[] FrenchStreets =
    [
        "rue de la République",
        "avenue Victor-Hugo",
        "rue des Lilas",
        "place de l'Église",
        "chemin du Moulin",
        "boulevard Voltaire",
        "rue Jean-Jaurès",
        "impasse des Acacias",
        "quai Saint-Michel",
        "allée des Tilleuls",
    ];

    public static readonly Country France = new(
        "FR",
        "France",
        2000,
        550,
        "EUR",
        "fr",
        FrenchFirst,
        FrenchLast,
        [
            ("Paris", "75011"),
            ("Lyon", "69003"),
            ("Marseille", "13006"),
            ("Toulouse", "31000"),
            ("Nantes", "44000"),
            ("Bordeaux", "33000"),
            ("Lille", "59800"),
            ("Rennes", "35000"),
            ("Strasbourg", "67000"),
            ("Montpellier", "34000"),
            ("Grenoble", "38000"),
            ("Dijon", "21000"),
            ("Angers", "49000"),
            ("Avignon", "84000"),
            ("Brest", "29200"),
            ("Clermont-Ferrand", "63000"),
            ("Saint-Étienne", "42000"),
            ("Aix-en-Provence", "13100"),
            ("Tours", "37000"),
            ("Metz", "57000"),
        ],
        FrenchStreets
    );

    public static readonly Country Germany = new(
        "DE",
        "Germany",
        1900,
        700,
        "EUR",
        "de",
        ["Anna", "Lena", "Sophie", "Jürgen", "Lukas", "Maximilian", "Jörg", "Katrin"],
        ["Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Großmann", "Schäfer", "Köhler"],
        [("Berlin", "10115"), ("München", "80331"), ("Köln", "50667"), ("Hamburg", "20095")],
        ["Hauptstraße", "Gartenweg", "Bahnhofstraße"]
    );
    public static readonly Country Italy = new(
        "IT",
        "Italy",
        2200,
        1000,
        "EUR",
        "it",
        ["Giulia", "Francesca", "Marco", "Alessandro", "Niccolò", "Chiara"],
        ["Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "D'Angelo"],
        [("Roma", "00184"), ("Milano", "20121"), ("Torino", "10123")],
        ["Via Roma", "Corso Italia", "Via Garibaldi"]
    );
    public static readonly Country Spain = new(
        "ES",
        "Spain",
        2100,
        1000,
        "EUR",
        "es",
        ["Lucía", "María", "Íñigo", "Javier", "Begoña", "Álvaro"],
        ["García", "Fernández", "López", "Muñoz", "Núñez", "Ibáñez"],
        [("Madrid", "28013"), ("Barcelona", "08002"), ("Valencia", "46002")],
        ["Calle Mayor", "Avenida de la Constitución"]
    );
    public static readonly Country UnitedStates = new(
        "US",
        "United States",
        0,
        0,
        "USD",
        "en",
        ["Emma", "Olivia", "Liam", "Noah", "Ava"],
        ["Smith", "Johnson", "Williams", "Brown", "O'Connor"],
        [("New York", "10013"), ("Brooklyn", "11201")],
        ["Main St", "Broadway", "2nd Ave"]
    );
    public static readonly Country Japan = new(
        "JP",
        "Japan",
        0,
        0,
        "JPY",
        "ja",
        ["Yuki", "Haruto", "Sakura", "Ren"],
        ["Satō", "Suzuki", "Takahashi", "Tanaka"],
        [("Tokyo", "150-0001"), ("Osaka", "530-0001")],
        ["Jingumae", "Umeda"]
    );
    public static readonly Country UnitedKingdom = new(
        "GB",
        "United Kingdom",
        0,
        0,
        "GBP",
        "en",
        ["Amelia", "Isla", "Oliver", "George", "Harry"],
        ["Taylor", "Davies", "Evans", "Walker", "Hughes"],
        [("London", "SW1A 1AA"), ("Edinburgh", "EH1 1YZ"), ("Leeds", "LS1 4DY")],
        ["High Street", "Station Road", "Church Lane"]
    );

    /// <summary>Where customers live, with the weight of each.</summary>
    public static readonly (Country Country, int Weight)[] Countries =
    [
        (France, 720),
        (Germany, 60),
        (
            new(
                "BE",
                "Belgium",
                2100,
                600,
                "EUR",
                "fr",
                FrenchFirst,
                ["Peeters", "Janssens", "Maes", "Claes", "Dubois", "Lambert"],
                [("Bruxelles", "1000"), ("Liège", "4000"), ("Namur", "5000")],
                ["rue Neuve", "avenue Louise"]
            ),
            60
        ),
        (Spain, 40),
        (Italy, 32),
        (UnitedStates, 24),
        (UnitedKingdom, 22),
        (
            new(
                "NL",
                "Netherlands",
                2100,
                900,
                "EUR",
                "nl",
                ["Sanne", "Daan", "Femke", "Bram"],
                ["de Jong", "Jansen", "van Dijk", "Bakker"],
                [("Amsterdam", "1012 JS"), ("Utrecht", "3511 LX")],
                ["Kerkstraat", "Dorpsstraat"]
            ),
            18
        ),
        (
            new(
                "CH",
                "Switzerland",
                0,
                0,
                "EUR",
                "fr",
                FrenchFirst,
                ["Favre", "Rochat", "Müller", "Meier"],
                [("Genève", "1204"), ("Lausanne", "1003")],
                ["rue du Rhône", "avenue de la Gare"]
            ),
            12
        ),
        (
            new(
                "LU",
                "Luxembourg",
                1700,
                300,
                "EUR",
                "fr",
                FrenchFirst,
                ["Weber", "Schmit", "Hoffmann"],
                [("Luxembourg", "L-1313")],
                ["Grand-Rue"]
            ),
            7
        ),
        (Japan, 5),
    ];

    public static readonly string[] Companies =
    [
        "Hôtel des Remparts",
        "Boutique Lilas & Co",
        "Atelier Verdier SARL",
        "Le Comptoir d'Élise",
        "Galerie Marchand",
        "Restaurant Les Trois Tilleuls",
        "Spa Océane",
        "Concept Store Nord",
        "Wohnkultur Berlin GmbH",
        "Casa Bella Srl",
        "Fleurs de Saison",
        "Château de Brézac",
    ];

    /// <summary>VAT numbers of <see cref="Companies" />, made up, right in form.</summary>
    public static readonly string?[] VatNumbers =
    [
        "FR40303265045",
        "FR83404833048",
        null,
        "FR61954506077",
        null,
        "FR23334175221",
        "FR03512803495",
        null,
        "DE129273398",
        "IT00743110157",
        null,
        "FR12345678950",
    ];
}
