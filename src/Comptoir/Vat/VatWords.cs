using System.Globalization;
using Comptoir.Web;

namespace Comptoir.Vat;

/// <summary>VAT in words.</summary>
static class VatWords
{
    /// <summary>A case.</summary>
    public static string Case(Texts texts, VatCase @case) =>
        @case switch
        {
            VatCase.Domestic => texts["Domestic"],
            VatCase.Franchise => texts["Seller without VAT"],
            VatCase.IntraEuSupply => texts["Goods to a business in the Union"],
            VatCase.Export => texts["Export"],
            VatCase.ReverseCharge => texts["Services to a business in the Union"],
            VatCase.DomesticReverseCharge => texts["Reverse charge within the country"],
            VatCase.OneStopShop => texts["One-stop shop"],
            VatCase.Exempt => texts["Exempt"],
            VatCase.ForeignRegistration => texts["Registration in another country"],
            VatCase.OutsideScope => texts["Services outside the Union"],
            _ => texts["The sales channel owes the VAT"],
        };

    /// <summary>A kind of rate.</summary>
    public static string Kind(Texts texts, VatRateKind kind) =>
        kind switch
        {
            VatRateKind.Standard => texts["standard rate"],
            VatRateKind.Reduced => texts["reduced rate"],
            VatRateKind.SuperReduced => texts["super-reduced rate"],
            _ => texts["parking rate"],
        };

    /// <summary>A kind of entry of the office.</summary>
    public static string Change(Texts texts, VatTableChangeKind kind) =>
        kind switch
        {
            VatTableChangeKind.RateAdded => texts["A further rate"],
            VatTableChangeKind.RateEnded => texts["A rate does not hold"],
            _ => texts["Another wording"],
        };

    /// <summary>In which days something holds.</summary>
    public static string Days(Texts texts, DateOnly? from, DateOnly? until) =>
        (from, until) switch
        {
            (null, null) => texts["always"],
            ({ } first, null) => texts["from {0}", Day(first)],
            (null, { } last) => texts["until {0}", Day(last)],
            ({ } first, { } last) => texts["{0} to {1}", Day(first), Day(last)],
        };

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>A rate given in percent.</summary>
    public static string Percent(decimal percent) =>
        PercentFormat.Rate(decimal.ToInt32(percent * 10_000));

    /// <summary>Why the register gave no answer.</summary>
    public static string Failure(Texts texts, string failure) =>
        failure switch
        {
            "MS_UNAVAILABLE" => texts["The register of that state does not answer at the moment."],
            "TIMEOUT" or "SERVICE_UNAVAILABLE" or "UNREACHABLE" => texts[
                "The register cannot be reached at the moment."
            ],
            "INVALID_INPUT" => texts["The register does not take this number."],
            _ => texts["The register gave no answer ({0}).", failure],
        };
}
