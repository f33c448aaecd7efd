using Comptoir.Invoicing;
using Comptoir.Vat;
using CsCheck;

namespace Comptoir.Tests.EInvoicing;

/// <summary>Any frozen document: most could be, some could not.</summary>
internal static class FrozenGen
{
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[0, 30],
        Gen.OneOf("T-shirt", "Café & crème", "<Tasse>", "\u0002", "   ", "日本 😀")
    );

    static readonly Gen<Party> Buyer = Gen.Select(
        Gen.OneOf(Frozen.French, Frozen.French, Frozen.German, Frozen.American),
        Gen.Int[0, 19],
        Text,
        (party, odd, text) =>
            odd switch
            {
                0 => party with { VatNumber = null },
                1 => party with { Siren = null },
                2 => party with { Address = null },
                3 => party with { Name = text },
                4 => party with { IsCompany = false },
                5 => party with { Email = text },
                6 => party with { VatNumber = text },
                _ => party,
            }
    );

    static readonly Gen<FrozenVat> Vat = Gen.Select(
        Gen.OneOf("S", "S", "S", "S", "K", "G", "AE", "E", "O", "Z"),
        Gen.OneOf(200_000, 200_000, 55_000, 100_000, 85_000, 21_000, 190_000, 0),
        Gen.Int[0, 9],
        (category, rate, odd) =>
            new FrozenVat(
                VatCase.Domestic,
                category,
                category == "S" || odd == 0 ? rate : 0,
                category switch
                {
                    "K" => "VATEX-EU-IC",
                    "G" => "VATEX-EU-G",
                    "AE" => "VATEX-EU-AE",
                    "E" => odd == 1 ? "VATEX-FR-NONE" : "VATEX-FR-FRANCHISE",
                    "O" => "VATEX-EU-O",
                    _ => null,
                },
                "FR",
                null,
                IsForeign: category == "G" && odd > 5
            )
    );

    static readonly Gen<FrozenLine> Line = Gen.Select(
        Vat,
        Gen.Long[-2_000, 500_000],
        Gen.Int[0, 40],
        Gen.Int[-3, 2_000],
        Gen.Bool,
        Text,
        Gen.OneOf(
            DocumentLineKind.Product,
            DocumentLineKind.Product,
            DocumentLineKind.Product,
            DocumentLineKind.Shipping,
            DocumentLineKind.Charge,
            DocumentLineKind.Allowance
        ),
        Gen.Int[-1, 1],
        (vat, net, quantity, discount, included, title, kind, cent) =>
        {
            var rate = vat.IsForeign ? 88_750 : vat.Rate;
            var tax = (long)Math.Round(net * (decimal)rate / 1_000_000);
            return Frozen.Line(
                vat,
                net,
                rate == 0 ? tax : tax + cent,
                quantity,
                discount,
                included,
                title,
                kind
            );
        }
    );

    /// <summary>Any.</summary>
    public static readonly Gen<FrozenDocument> Document = Gen.Select(
        Buyer,
        Vat,
        Line.Array[1, 5],
        Gen.Int[0, 9],
        Gen.Int[0, 19],
        Text,
        Gen.Bool,
        (buyer, vat, lines, paid, odd, text, oneCase) =>
        {
            // Most documents have one case for all their lines.
            if (oneCase)
                lines =
                [
                    .. lines.Select(line =>
                        Frozen.Line(
                            vat,
                            line.Gross - line.Tax,
                            (long)
                                Math.Round(
                                    (line.Gross - line.Tax)
                                        * (decimal)(vat.IsForeign ? 88_750 : vat.Rate)
                                        / 1_000_000
                                ),
                            line.Quantity ?? 1,
                            line.Discount,
                            line.TaxIncluded,
                            line.Title,
                            line.Kind
                        )
                    ),
                ];
            var document = odd < 5 ? Frozen.CreditNote(buyer, lines) : Frozen.Invoice(buyer, lines);
            if (document.Kind == DocumentKind.Invoice && paid < 5)
                document = document.Unpaid() with { Paid = paid < 2 ? 0 : document.Gross / 2 };
            return odd switch
            {
                6 => document with { Currency = "JPY" },
                7 => document with { Currency = "USD" },
                8 => document with
                {
                    Currency = "CHF",
                    Exchange = new FrozenExchange("EUR", 0.9371m, Frozen.Today, "BCE", 99),
                },
                9 => document with { SuppliedOn = null },
                10 => document with { Terms = [.. document.Terms.Skip(1)] },
                11 => document with { Number = text },
                12 => document with { Note = text, Reason = text, Footer = text },
                13 => document with { WasReported = true, Nature = SupplyNature.Mixed },
                14 => document with { DueOn = Frozen.Today.AddDays(-3) },
                15 => document with { Seller = Frozen.Seller with { VatNumber = null } },
                16 => document with { Seller = Frozen.Seller with { Siren = null } },
                17 => document with { Taxes = [] },
                _ => document,
            };
        }
    );
}
