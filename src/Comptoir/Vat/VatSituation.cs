using System.Runtime.InteropServices;

namespace Comptoir.Vat;

/// <summary>Everything besides the line itself that decides how its VAT is treated.</summary>
/// <param name="Seller">Who sells.</param>
/// <param name="Buyer">Who buys.</param>
/// <param name="From">Where goods are sent from, and services done.</param>
/// <param name="To">Where goods go, and who has services done is; null when no address says it.</param>
/// <param name="On">The day whose rates and registrations hold: when the tax became chargeable.</param>
/// <param name="Rates">The rates of an area on that day, in millionths, the standard rate first; empty for what is not known.</param>
public sealed record VatSituation(
    VatSeller Seller,
    VatBuyer Buyer,
    VatPlace From,
    VatPlace? To,
    DateOnly On,
    Func<string, IReadOnlyList<int>> Rates
);

/// <summary>A seller, as VAT sees it.</summary>
/// <param name="Country">ISO code of where it is established.</param>
/// <param name="IsFranchise">It charges no VAT.</param>
/// <param name="Registrations">Where it is registered besides its own country.</param>
public sealed record VatSeller(
    string Country,
    bool IsFranchise,
    IReadOnlyList<VatRegistration> Registrations
);

/// <summary>A buyer, as VAT sees it.</summary>
/// <param name="IsBusiness">It buys as a business.</param>
/// <param name="VatNumber">With its country's letters; null when none is known.</param>
/// <param name="Standing">What is known of the number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VatBuyer(bool IsBusiness, string? VatNumber, NumberStanding Standing);

/// <summary>What is known of a VAT number.</summary>
public enum NumberStanding
{
    /// <summary>Nobody has answered yet.</summary>
    Unanswered,

    /// <summary>It was in force when asked.</summary>
    Valid,

    /// <summary>It was not in force when asked.</summary>
    Invalid,
}

/// <summary>What a shop charged on a line: the fact to be explained. Amounts are minor units, positive for a sale.</summary>
/// <param name="IsService">Nothing is sent.</param>
/// <param name="Rate">The rate of the shop's tax in millionths; null when it names none.</param>
/// <param name="Title">What the shop calls the tax.</param>
/// <param name="ChannelLiable">The sales channel owes it.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VatFact(
    bool IsService,
    int? Rate,
    string? Title,
    bool ChannelLiable,
    long Net,
    long Tax
)
{
    /// <summary>Tax was charged, be it too little to make a minor unit.</summary>
    public bool IsCharged =>
        Tax != 0 || (Rate is > 0 and { } rate && Math.Abs((decimal)Net) * rate < 500_000);
}

/// <summary>How the VAT of a line is treated, or why that cannot be said.</summary>
/// <param name="Case">The case.</param>
/// <param name="Rate">The rate of VAT in millionths; 0 where none is charged.</param>
/// <param name="Country">ISO code of the state whose VAT it is.</param>
/// <param name="SellerNumber">The seller's VAT number there, where it is another than its own.</param>
/// <param name="IsForeign">The tax on the line is no VAT that the seller declares.</param>
/// <param name="Doubt">Why it cannot be said; the rest is then without meaning.</param>
public sealed record VatDecision(
    VatCase Case,
    int Rate,
    string Country,
    string? SellerNumber,
    bool IsForeign,
    VatDoubt? Doubt
)
{
    /// <summary>The code of EN 16931 (UNTDID 5305).</summary>
    public string Category => CategoryOf(Case);

    /// <summary>The code of EN 16931 (UNTDID 5305) of a case.</summary>
    public static string CategoryOf(VatCase @case) =>
        @case switch
        {
            VatCase.Domestic or VatCase.OneStopShop or VatCase.ForeignRegistration => "S",
            VatCase.Franchise or VatCase.Exempt => "E",
            VatCase.IntraEuSupply => "K",
            VatCase.Export => "G",
            VatCase.ReverseCharge or VatCase.DomesticReverseCharge => "AE",
            VatCase.OutsideScope or VatCase.ChannelLiable => "O",
            _ => throw new ArgumentOutOfRangeException(nameof(@case), @case, "No such case."),
        };
}
