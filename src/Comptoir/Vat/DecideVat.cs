using Comptoir.Contacts;

namespace Comptoir.Vat;

/// <summary>
/// Explains what a shop charged on a line: which case of VAT it is, whose, and at which rate. What fits no case is
/// doubted, never recomputed.
/// </summary>
public static class DecideVat
{
    /// <summary>The tests in their order: seller, place, buyer, goods or services, rate.</summary>
    public static VatDecision Of(VatSituation at, VatFact line)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (line is { Tax: not 0, Rate: null, ChannelLiable: false } && !LeavesUnion(at, line))
            return Doubtful(VatDoubt.NoRate);
        if (Number(at, at.From.Country) is null && at.From.Country != at.Seller.Country)
            return Doubtful(VatDoubt.NotRegistered);
        if (at.To is not { } to)
            // What was charged at home says where it is.
            return IsHomeRate(at, line.Rate) && line.IsCharged && !at.Seller.IsFranchise
                ? Home(at, line)
                : Doubtful(VatDoubt.NoPlace);
        if (line is { ChannelLiable: true, Tax: not 0 } && IsUnion(to, line))
            return Untaxed(VatCase.ChannelLiable, at.From.Country) with { IsForeign = true };
        if (at.Seller.IsFranchise)
            return Franchise(at, to, line);
        if (IsThirdTerritory(at, to, line))
            return Territory(at, to, line);
        if (to.Country == at.From.Country)
            return AtHome(at, to, line);
        return IsUnion(to, line) ? InUnion(at, to, line) : OutsideUnion(at, to, line);
    }

    /// <summary>
    /// Whether a person may say that a line is of a case: what place, buyer, registrations and rates rule out cannot be said. What
    /// hangs on facts that only people know (an exemption, the reverse charge of some trades) can.
    /// </summary>
    /// <param name="case">The case said.</param>
    /// <param name="at">The situation.</param>
    /// <param name="line">The line, with the rate that its document will name.</param>
    public static bool Fits(VatCase @case, VatSituation at, VatFact line)
    {
        ArgumentNullException.ThrowIfNull(at);
        var to = at.To;
        var isAbroad = to is not null && to.Country != at.From.Country;
        return @case switch
        {
            VatCase.Domestic => at.From.Country == at.Seller.Country
                && !at.Seller.IsFranchise
                && (IsHomeRate(at, line.Rate) || IsRateOf(at, to, line.Rate) && !isAbroad),
            VatCase.OneStopShop => HasOneStopShop(at)
                && !(IsBusinessAbroad(at, line) && at.Buyer.Standing == NumberStanding.Valid)
                && isAbroad
                && IsUnion(to!, line)
                && IsRateOf(at, to, line.Rate),
            VatCase.ForeignRegistration => Number(at, (to ?? at.From).Country) is not null
                && IsRateOf(at, to ?? at.From, line.Rate),
            VatCase.Export => !line.IsService
                && to is not null
                && (!IsUnion(to, line) || IsThirdTerritory(at, to, line)),
            VatCase.OutsideScope => line.IsService && to is not null && !IsUnion(to, line),
            VatCase.IntraEuSupply => !line.IsService
                && line.Tax == 0
                && isAbroad
                && IsUnion(to!, line)
                && IsBusinessAbroad(at, line),
            VatCase.ReverseCharge => line.IsService
                && line.Tax == 0
                && isAbroad
                && IsUnion(to!, line)
                && IsBusinessAbroad(at, line),
            VatCase.DomesticReverseCharge => line.Tax == 0 && at.Buyer.IsBusiness && !isAbroad,
            VatCase.Exempt => line.Tax == 0,
            _ => false,
        };
    }

    static bool IsRateOf(VatSituation at, VatPlace? place, int? rate) =>
        place is not null && rate is { } known && at.Rates(place.Area).Contains(known);

    /// <summary>
    /// The area whose wording holds: the destination's, or of goods that come from a territory with a wording of its own to the
    /// rest of its country, that territory's.
    /// </summary>
    public static string WordingArea(VatPlace from, VatPlace? to)
    {
        ArgumentNullException.ThrowIfNull(from);
        return to is null || (to.Country == from.Country && to.Area == to.Country)
            ? from.Area
            : to.Area;
    }

    static VatDecision Franchise(VatSituation at, VatPlace to, VatFact line)
    {
        // Services to a business of another member state are taxed there, whoever does them (art. 44 and 196).
        if (line is { IsService: true, Tax: 0 } && IsUnion(to, line) && IsBusinessAbroad(at, line))
            return Exempted(at, line);
        if (!line.IsCharged || line.Tax == 0)
            return Untaxed(VatCase.Franchise, at.Seller.Country);
        if (!IsUnion(to, line) && to.Country != at.From.Country)
            return OutsideUnion(at, to, line);
        return to.Country != at.From.Country && Destination(at, to, line) is { } there
            ? there
            : Doubtful(VatDoubt.FranchiseCharges);
    }

    /// <summary>
    /// Goods between a country and a part of it outside the VAT territory of the Union, such as Réunion: an export (art. 294 CGI),
    /// or the tax of that part where the shop charges it.
    /// </summary>
    static bool IsThirdTerritory(VatSituation at, VatPlace to, VatFact line) =>
        !line.IsService
        && to.Country == at.From.Country
        && to.Area != at.From.Area
        && to.IsUnionForGoods != at.From.IsUnionForGoods;

    static VatDecision Territory(VatSituation at, VatPlace to, VatFact line)
    {
        if (!line.IsCharged)
            return Untaxed(VatCase.Export, at.From.Country);
        return line.Rate is { } rate && at.Rates(to.Area).Contains(rate)
            ? Taxed(HomeCase(at), rate, at.From.Country, Number(at, at.From.Country))
            : Doubtful(VatDoubt.UnknownRate);
    }

    static VatDecision AtHome(VatSituation at, VatPlace to, VatFact line)
    {
        if (!line.IsCharged)
            return line.Net == 0 ? Home(at, line) : Doubtful(VatDoubt.NoTax);
        var rates = at.Rates(to.Area);
        return
            rates.Count == 0
            || line.Rate is { } rate && (rates.Contains(rate) || IsHomeRate(at, rate))
            ? Home(at, line)
            : Doubtful(VatDoubt.UnknownRate);
    }

    static VatDecision InUnion(VatSituation at, VatPlace to, VatFact line)
    {
        if (!line.IsCharged && line.Net != 0)
            return IsBusinessAbroad(at, line) ? Exempted(at, line) : Doubtful(VatDoubt.NoTax);
        // What is free beside exempt goods goes with them.
        if (
            !line.IsCharged
            && IsBusinessAbroad(at, line)
            && at.Buyer.Standing == NumberStanding.Valid
        )
            return Exempted(at, line);
        // The one-stop shop is for consumers (art. 33 and 369a): what a business is charged there would be nobody's VAT.
        if (
            line.IsCharged
            && IsBusinessAbroad(at, line)
            && at.Buyer.Standing == NumberStanding.Valid
            && Destination(at, to, line) is { Case: VatCase.OneStopShop }
        )
            return Doubtful(VatDoubt.BusinessTaxed);
        if (Destination(at, to, line) is { } there)
            return there;
        var isHome = !line.IsCharged || IsHomeRate(at, line.Rate);
        if (HasOneStopShop(at))
            return Doubtful(isHome ? VatDoubt.HomeRateAbroad : VatDoubt.UnknownRate);
        if (isHome)
            return Home(at, line);
        return Doubtful(
            line.Rate is { } rate && at.Rates(to.Area).Contains(rate)
                ? VatDoubt.NoOneStopShop
                : VatDoubt.UnknownRate
        );
    }

    /// <summary>Without VAT to a business of another member state, once its number is confirmed.</summary>
    static VatDecision Exempted(VatSituation at, VatFact line) =>
        at.Buyer.Standing switch
        {
            NumberStanding.Valid => Untaxed(
                line.IsService ? VatCase.ReverseCharge : VatCase.IntraEuSupply,
                at.From.Country
            ) with
            {
                SellerNumber = ForeignNumber(at, at.From.Country),
            },
            NumberStanding.Invalid => Doubtful(VatDoubt.NumberInvalid),
            _ => Doubtful(VatDoubt.NumberUnconfirmed),
        };

    /// <summary>The destination's VAT, by a registration there or the one-stop shop; null when it is not that.</summary>
    static VatDecision? Destination(VatSituation at, VatPlace to, VatFact line)
    {
        var rates = at.Rates(to.Area);
        var rate =
            line.IsCharged ? line.Rate
            : rates.Count > 0 ? rates[0]
            : null;
        if (rate is not { } known || !rates.Contains(known))
            return null;
        // Goods that come from a warehouse abroad are taxed at home.
        if (to.Country == at.Seller.Country)
            return Taxed(VatCase.Domestic, known, to.Country, null);
        if (Number(at, to.Country) is { } number)
            return Taxed(VatCase.ForeignRegistration, known, to.Country, number);
        return HasOneStopShop(at) ? Taxed(VatCase.OneStopShop, known, to.Country, null) : null;
    }

    static VatDecision OutsideUnion(VatSituation at, VatPlace to, VatFact line)
    {
        var @case = line.IsService ? VatCase.OutsideScope : VatCase.Export;
        if (line.Tax != 0 && IsHomeTax(at, to, line))
            // The place of other services to consumers is the seller's (art. 45).
            return line.IsService ? Home(at, line) : Doubtful(VatDoubt.HomeRateOnExport);
        return Untaxed(@case, at.From.Country) with
        {
            IsForeign = line.Tax != 0,
            SellerNumber =
                line.Tax != 0 ? Number(at, to.Country) : ForeignNumber(at, at.From.Country),
        };
    }

    /// <summary>The tax on what leaves the Union is the seller's own, and not the destination's: by its rate and its name.</summary>
    static bool IsHomeTax(VatSituation at, VatPlace to, VatFact line) =>
        line.Rate is { } rate
        && IsHomeRate(at, rate)
        && !at.Rates(to.Area).Contains(rate)
        && line.Title is { } title
        && title
            .Split([' ', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Any(word =>
                HomeNames.Contains(word, StringComparer.OrdinalIgnoreCase)
                || word.Equals(at.From.Country, StringComparison.Ordinal)
            );

    // What Shopify calls the value added tax of the Union's states.
    static readonly string[] HomeNames =
    [
        "VAT",
        "TVA",
        "MwSt",
        "MwSt.",
        "USt",
        "USt.",
        "IVA",
        "BTW",
        "PTU",
        "moms",
        "DPH",
        "ÁFA",
        "ALV",
        "PVM",
        "PVN",
    ];

    static bool LeavesUnion(VatSituation at, VatFact line) =>
        at.To is { } to && !IsUnion(to, line) && to.Country != at.From.Country;

    static bool IsUnion(VatPlace place, VatFact line) =>
        line.IsService ? place.IsUnionForServices : place.IsUnionForGoods;

    static bool IsHomeRate(VatSituation at, int? rate) =>
        rate is { } known && at.Rates(at.From.Area).Contains(known);

    /// <summary>A business whose VAT number is of another member state than goods come from; Northern Ireland is one for goods alone.</summary>
    static bool IsBusinessAbroad(VatSituation at, VatFact line) =>
        at.Buyer is { IsBusiness: true, VatNumber: { Length: > 2 } number }
        && number[..2] is var state
        && VatNumber.IsOfUnion(state)
        && !(state == "XI" && line.IsService)
        && state != (at.From.Country == "GR" ? "EL" : at.From.Country);

    static bool HasOneStopShop(VatSituation at) =>
        at.Seller.Registrations.Any(row =>
            row.Kind == VatRegistrationKind.OneStopShop && row.Holds(at.On)
        );

    /// <summary>The seller's number in another country; null where it has none.</summary>
    static string? Number(VatSituation at, string country) =>
        at
            .Seller.Registrations.FirstOrDefault(row =>
                row.Kind == VatRegistrationKind.Country
                && row.Country == country
                && row.Holds(at.On)
            )
            ?.Number;

    static string? ForeignNumber(VatSituation at, string country) =>
        country == at.Seller.Country ? null : Number(at, country);

    static VatCase HomeCase(VatSituation at) =>
        at.From.Country == at.Seller.Country ? VatCase.Domestic : VatCase.ForeignRegistration;

    static VatDecision Home(VatSituation at, VatFact line)
    {
        var rates = at.Rates(
            (at.To ?? at.From).Country == at.From.Country ? (at.To ?? at.From).Area : at.From.Area
        );
        return Taxed(
            HomeCase(at),
            line.Rate ?? (rates.Count > 0 ? rates[0] : 0),
            at.From.Country,
            ForeignNumber(at, at.From.Country)
        );
    }

    static VatDecision Taxed(VatCase @case, int rate, string country, string? number) =>
        new(@case, rate, country, number, IsForeign: false, Doubt: null);

    static VatDecision Untaxed(VatCase @case, string country) =>
        new(@case, 0, country, null, IsForeign: false, Doubt: null);

    static VatDecision Doubtful(VatDoubt doubt) =>
        new(default, 0, "", null, IsForeign: false, doubt);
}
