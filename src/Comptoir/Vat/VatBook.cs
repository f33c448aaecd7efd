using Comptoir.Contacts;
using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>
/// What is known of VAT for an office: places, rates, wordings and codes by date, the office's own changes of them, its
/// registrations, and the answers about VAT numbers.
/// </summary>
sealed class VatBook
{
    /// <summary>Reads it.</summary>
    public static Task<VatBook> ReadAsync(ComptoirDb db, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Where the office is registered besides its own country.</summary>
    public IReadOnlyList<VatRegistration> Registrations => throw new NotSupportedException();

    /// <summary>Where an address lies for VAT; null when it names no country.</summary>
    public VatPlace? PlaceOf(Address? address) => throw new NotSupportedException();

    /// <summary>The rates of an area on a day, in millionths, the standard rate first; empty for what is not known.</summary>
    public IReadOnlyList<int> RatesOf(string area, DateOnly on) =>
        throw new NotSupportedException();

    /// <summary>The code (VATEX) and the text of a case; null where the law asks for none.</summary>
    /// <param name="case">The case.</param>
    /// <param name="area">The area of the destination: some territories have a wording of their own.</param>
    /// <param name="on">The day of the document.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>.</param>
    public VatWording? WordingOf(VatCase @case, string area, DateOnly on, string language) =>
        throw new NotSupportedException();

    /// <summary>
    /// Units of a currency for one of another on a day: published on it or at most a week before; null when none is known.
    /// </summary>
    public ExchangeRate? RateOf(string currency, string own, DateOnly on) =>
        throw new NotSupportedException();

    /// <summary>
    /// The newest answer about a VAT number that holds on a day; null when none is known. An answer holds for as many days as the
    /// office says.
    /// </summary>
    public VatNumberAnswer? AnswerOf(string number, DateOnly on) =>
        throw new NotSupportedException();
}

/// <summary>Where something is, for VAT.</summary>
/// <param name="Country">
/// ISO code of the state whose VAT holds there: FR for Monaco too. XI for Northern Ireland, which for goods belongs to the
/// Union.
/// </param>
/// <param name="Area">
/// The area whose rates hold: the country's code, or one of its own such as <c>FR-RE</c> (Réunion) or <c>FR-COR</c> (Corsica).
/// </param>
/// <param name="IsUnionForGoods">It lies within the VAT territory of the Union for goods.</param>
/// <param name="IsUnionForServices">The same for services.</param>
public sealed record VatPlace(
    string Country,
    string Area,
    bool IsUnionForGoods,
    bool IsUnionForServices
);

/// <summary>What is said of a case.</summary>
/// <param name="Code">The code of the exemption (VATEX); null for none.</param>
/// <param name="Text">The text that is printed.</param>
public sealed record VatWording(string? Code, string Text);

/// <summary>A published exchange rate.</summary>
/// <param name="Rate">Units of the currency for one of the other.</param>
/// <param name="On">Its day.</param>
/// <param name="Source">Who published it.</param>
public sealed record ExchangeRate(decimal Rate, DateOnly On, string Source);
