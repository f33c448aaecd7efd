using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Vat;

namespace Comptoir.Tests.EInvoicing;

/// <summary>Documents of every sort that has an electronic form, by name.</summary>
internal static class FrozenCases
{
    static readonly FrozenVat Abroad = new(
        VatCase.ForeignRegistration,
        "S",
        190_000,
        null,
        "DE",
        "DE811569869",
        IsForeign: false
    );

    static readonly FrozenVat Oss = Abroad with { Case = VatCase.OneStopShop, SellerNumber = null };

    static readonly FrozenVat Reverse = new(
        VatCase.ReverseCharge,
        "AE",
        0,
        "VATEX-EU-AE",
        "DE",
        null,
        IsForeign: false
    );

    static readonly FrozenVat Franchise = new(
        VatCase.Franchise,
        "E",
        0,
        "VATEX-FR-FRANCHISE",
        "FR",
        null,
        IsForeign: false
    );

    static readonly FrozenVat Outside = new(
        VatCase.OutsideScope,
        "O",
        0,
        "VATEX-EU-O",
        "FR",
        null,
        IsForeign: false
    );

    static readonly FrozenVat TaxedThere = Frozen.Export with { IsForeign = true };

    static readonly Party Monegasque = Frozen.French with
    {
        Name = "Société du Rocher SAM",
        Address = Frozen.Place("3 avenue de la Costa", "98000", "Monaco", "MC"),
        VatNumber = "FR15000000012",
        Siren = null,
    };

    static readonly Party NorthernIrish = Frozen.German with
    {
        Name = "Belfast Linen Ltd",
        Address = Frozen.Place("1 Donegall Square", "BT1 5GS", "Belfast", "GB"),
        VatNumber = "XI123456789",
    };

    static readonly Party Reunionese = Frozen.French with
    {
        Address = Frozen.Place("4 rue de Paris", "97400", "Saint-Denis", "RE"),
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, FrozenDocument> All { get; } =
        new Dictionary<string, FrozenDocument>(StringComparer.Ordinal)
        {
            ["one rate"] = One,
            ["several rates"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 3333, 667, 2),
                Frozen.Line(Frozen.Reduced, 1896, 104),
                Frozen.Line(Frozen.Domestic(21_000), 500, 11, title: "Journal"),
                Frozen.Shipping(Frozen.Normal, 417, 83)
            ),
            ["intra-EU supply"] = Frozen
                .Invoice(Frozen.German, Frozen.Line(Frozen.Union, 50000, 0, 10))
                .Unpaid(),
            ["export"] = Frozen.Invoice(Frozen.American, Frozen.Line(Frozen.Export, 12000, 0)),
            ["export with tax of New York"] = Frozen.Invoice(
                Frozen.American,
                Frozen.Line(TaxedThere, 10000, 888, 4),
                Frozen.Shipping(Frozen.Export, 1500, 0),
                Frozen.Line(
                    Frozen.Export,
                    300,
                    0,
                    title: "Droits de douane",
                    kind: DocumentLineKind.Duty
                )
            ),
            ["credit of an export with tax of New York"] = Frozen.CreditNote(
                Frozen.American,
                Frozen.Line(TaxedThere, 2500, 222)
            ),
            ["export with tax of a state where the seller has a number"] = Frozen.Invoice(
                Frozen.American,
                Frozen.Line(TaxedThere with { SellerNumber = "GB123456789" }, 10000, 2000)
            ),
            ["sold by a channel that owes the tax"] = Frozen.Invoice(
                Frozen.American,
                Frozen.Line(
                    Outside with
                    {
                        Case = VatCase.ChannelLiable,
                        IsForeign = true,
                    },
                    5000,
                    444
                )
            ),
            ["reverse charge"] = Frozen.Invoice(
                Frozen.German,
                Frozen.Line(Reverse, 80000, 0, title: "Atelier")
            ) with
            {
                Nature = SupplyNature.Services,
            },
            ["reverse charge within France"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(
                    Reverse with
                    {
                        Case = VatCase.DomesticReverseCharge,
                        Code = "VATEX-FR-AE",
                        Country = "FR",
                    },
                    1000,
                    0
                )
            ),
            ["franchise"] = Frozen.Invoice(Frozen.French, Frozen.Line(Franchise, 4200, 0, 3)) with
            {
                Seller = Frozen.Seller with { VatNumber = null, IsFranchise = true },
            },
            ["outside of VAT"] = Frozen.Invoice(
                Frozen.American,
                Frozen.Line(Outside, 9900, 0, title: "Formation")
            ) with
            {
                Nature = SupplyNature.Services,
            },
            ["Réunion"] = Frozen.Invoice(
                Reunionese,
                Frozen.Line(Frozen.Domestic(85_000), 10000, 850)
            ),
            ["discounts"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 2250, 450, 3, discount: 250),
                Frozen.Line(Frozen.Normal, 0, 0, 1, discount: 999),
                Frozen.Line(Frozen.Reduced, 948, 52, 7, discount: 111)
            ),
            ["discounts with tax included"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 2247, 450, 3, discount: 300, included: true),
                Frozen.Shipping(Frozen.Normal, 408, 82)
            ),
            ["tax included"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 832, 167, included: true),
                Frozen.Line(Frozen.Normal, 1665, 334, 2, included: true),
                Frozen.Line(Frozen.Reduced, 947, 52, 3, included: true)
            ),
            ["credit note"] = Frozen.CreditNote(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 749, 150)
            ),
            ["credit note less a fee"] = Frozen.CreditNote(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 833, 167),
                Frozen.Line(
                    Frozen.Normal,
                    -166,
                    -34,
                    title: "Frais de retour",
                    kind: DocumentLineKind.Charge
                )
            ),
            ["credit note with goodwill"] = Frozen.CreditNote(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 833, 167),
                Frozen.Line(
                    Frozen.Reduced,
                    95,
                    5,
                    title: "Geste commercial",
                    kind: DocumentLineKind.Allowance
                )
            ),
            ["goodwill alone"] = Frozen.CreditNote(
                Frozen.French,
                Frozen.Line(
                    Frozen.Normal,
                    167,
                    33,
                    title: "Geste commercial",
                    kind: DocumentLineKind.Allowance
                )
            ),
            ["credit of several invoices"] = Frozen.CreditNote(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 2000, 400, 2)
            ) with
            {
                Corrects =
                [
                    new Correction(1, "FA-2026-000100", Frozen.Today.AddDays(-20)),
                    new Correction(2, "FA-2026-000108", Frozen.Today.AddDays(-12)),
                    new Correction(null, "F-1234", Frozen.Today.AddDays(-90)),
                ],
            },
            ["credit of an intra-EU supply"] = Frozen.CreditNote(
                Frozen.German,
                Frozen.Line(Frozen.Union, 5000, 0)
            ),
            ["net of tax"] = Frozen.CreditNote(
                Frozen.French,
                Frozen.Line(
                    new FrozenVat(
                        VatCase.Exempt,
                        "E",
                        0,
                        "VATEX-FR-CNWVAT",
                        "FR",
                        null,
                        IsForeign: false
                    ),
                    1000,
                    0
                )
            ),
            ["part-paid"] = One.Unpaid() with { Paid = 1000, PaidOn = Frozen.Today },
            ["unpaid with terms"] = One.Unpaid(),
            ["unpaid without an account"] = One.Unpaid() with
            {
                Seller = Frozen.Seller with { Iban = null, Bic = null },
            },
            ["paid after it was issued"] = One with { PaidOn = Frozen.Today.AddDays(3) },
            ["in dollars"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 10000, 2000)
            ) with
            {
                Currency = "USD",
                Exchange = new FrozenExchange(
                    "EUR",
                    1.0842m,
                    Frozen.Today.AddDays(-1),
                    "Banque centrale européenne",
                    1845
                ),
            },
            ["Monaco"] = Frozen.Invoice(Monegasque, Frozen.Line(Frozen.Normal, 10000, 2000)),
            ["Northern Ireland"] = Frozen.Invoice(
                NorthernIrish,
                Frozen.Line(Frozen.Union, 7000, 0)
            ),
            ["one-stop shop"] = Frozen.Invoice(
                Frozen.German with
                {
                    VatNumber = null,
                },
                Frozen.Line(Oss, 10000, 1900)
            ) with
            {
                Language = "en",
            },
            ["registered abroad"] = Frozen.Invoice(Frozen.German, Frozen.Line(Abroad, 10000, 1900)),
            ["a line of nothing"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 833, 167),
                Frozen.Line(Frozen.Normal, 0, 0, title: "Échantillon")
            ),
            ["nothing at all"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 0, 0, title: "Échantillon")
            ),
            ["three hundred lines"] = Frozen.Invoice(
                Frozen.French,
                [
                    .. Enumerable
                        .Range(1, 300)
                        .Select(i =>
                            Frozen.Line(
                                i % 3 == 0 ? Frozen.Reduced : Frozen.Normal,
                                100 + i,
                                (100 + i) * (i % 3 == 0 ? 55 : 200) / 1000,
                                i % 11 + 1,
                                title: $"Article {i}"
                            )
                        ),
                ]
            ),
            ["a long title"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 833, 167, title: new string('é', 255))
            ),
            ["what XML forbids"] = Frozen.Invoice(
                Frozen.French with
                {
                    Name = "A & B <Frères> \u0001\"SARL\"\uFFFF",
                },
                Frozen.Line(
                    Frozen.Normal,
                    833,
                    167,
                    title: "\u0000\u000B Tasse ]]> \uD800 – 日本 😀\r\n & co"
                )
            ) with
            {
                Note = "Ligne 1\r\nLigne 2\u0008\n\n<b>gras</b> &amp;",
            },
            ["long notes"] = One with
            {
                Note = string.Join('\n', Enumerable.Repeat("Conditions générales de vente.", 300)),
            },
            ["a part of the order"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 1666, 333, 2)
            ) with
            {
                Order = new FrozenOrder("#1042", Frozen.Today.AddDays(-9), "PO 4711/b"),
            },
            ["another address"] = One with
            {
                DeliveredTo = Frozen.Place(
                    "10 rue de l’Industrie",
                    "69800",
                    "Saint-Priest",
                    "FR"
                ) with
                {
                    Company = "Client Pro – Entrepôt",
                },
            },
            ["no delivery yet"] = One with { SuppliedOn = null },
            ["reported as a consumer’s before"] = One with { WasReported = true },
            ["services on debits"] = One with
            {
                Nature = SupplyNature.Services,
                Seller = Frozen.Seller with { PaysVatOnDebits = true },
            },
            ["goods and services"] = One with { Nature = SupplyNature.Mixed },
            ["a price that six decimals cannot say"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 1_000_000_01, 200_000_00, 30_000)
            ),
            ["something taken back on an invoice"] = Frozen.Invoice(
                Frozen.French,
                Frozen.Line(Frozen.Normal, 5000, 1000, 2),
                Frozen.Line(Frozen.Normal, -2000, -400, title: "Reprise")
            ),
        };

    /// <summary>The plainest.</summary>
    public static FrozenDocument One =>
        Frozen.Invoice(
            Frozen.French,
            Frozen.Line(Frozen.Normal, 3333, 667, 2),
            Frozen.Shipping(Frozen.Normal, 417, 83)
        );
}
