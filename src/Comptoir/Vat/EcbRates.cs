using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Comptoir.Money;

namespace Comptoir.Vat;

/// <summary>
/// Reads the files in which the European Central Bank publishes its reference rates of the euro
/// (<c>eurofxref-daily.xml</c>, <c>eurofxref-hist-90d.xml</c>): a cube of days, in it a cube of each day, in it one of each
/// currency.
/// </summary>
static class EcbRates
{
    /// <summary>Who published them, as documents say it.</summary>
    public const string Source = "ECB euro foreign exchange reference rates";

    /// <summary>The largest file that is read, in bytes: all days since 1999 are a tenth of it.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    /// <summary>The rates of a file.</summary>
    /// <exception cref="RefusedException">It is no such file.</exception>
    public static async Task<IReadOnlyList<ExchangeRate>> ReadAsync(
        Stream file,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var reader = XmlReader.Create(
                file,
                new XmlReaderSettings
                {
                    Async = true,
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    MaxCharactersInDocument = LargestFile,
                }
            );
            var document = await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken);
            ExchangeRate[] rates =
            [
                .. from day in document.Descendants()
                where day.Name.LocalName == "Cube" && day.Attribute("time") is not null
                from rate in day.Elements()
                where rate.Name.LocalName == "Cube"
                select Read((string)day.Attribute("time")!, rate),
            ];
            return rates.Length > 0 ? rates : throw NotOne();
        }
        catch (Exception error) when (error is XmlException or FormatException or OverflowException)
        {
            throw NotOne();
        }
    }

    static ExchangeRate Read(string day, XElement rate) =>
        new(
            new Currency((string?)rate.Attribute("currency") ?? "").Code,
            decimal.Parse(
                (string?)rate.Attribute("rate") ?? "",
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture
            ),
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Source
        );

    static RefusedException NotOne() =>
        new(
            "This is no file of reference rates. Take eurofxref-daily.xml or eurofxref-hist-90d.xml from the European Central Bank."
        );
}
