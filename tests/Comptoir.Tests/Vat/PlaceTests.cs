using Comptoir.Contacts;
using Comptoir.Offices;
using Comptoir.Vat;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>Where addresses lie for VAT.</summary>
public sealed class PlaceTests
{
    static readonly VatBook Book = new(new SellerIdentity { OfficeId = 1, CountryCode = "FR" });

    // What lies in the VAT territory of the Union: directive 2006/112/EC, art. 5 to 7.
    [Theory]
    [InlineData("FR", "69001", "FR", "FR", true, true)]
    [InlineData("FR", "02000", "FR", "FR", true, true)]
    // Laon without its first figure is not Corsica.
    [InlineData("FR", "2000", "FR", "FR", true, true)]
    [InlineData("fr", " 75 011 ", "FR", "FR", true, true)]
    [InlineData("FR", null, "FR", "FR", true, true)]
    [InlineData("FR", "20000", "FR", "FR-COR", true, true)]
    [InlineData("FR", "F-20200", "FR", "FR-COR", true, true)]
    [InlineData("MC", "98000", "FR", "FR", true, true)]
    [InlineData("DE", "10115", "DE", "DE", true, true)]
    [InlineData("DE", "78266", "CH", "CH", false, false)]
    [InlineData("DE", "D-78266", "CH", "CH", false, false)]
    [InlineData("DE", "27498", "DE", "DE-HEL", false, false)]
    [InlineData("AT", "6991", "AT", "AT-JM", true, true)]
    [InlineData("AT", "A-1010", "AT", "AT", true, true)]
    [InlineData("ES", "28013", "ES", "ES", true, true)]
    [InlineData("ES", "35001", "ES", "ES-CN", false, false)]
    [InlineData("ES", "38003", "ES", "ES-CN", false, false)]
    [InlineData("IC", "35001", "ES", "ES-CN", false, false)]
    [InlineData("ES", "51001", "ES", "ES-CE", false, false)]
    [InlineData("ES", "52001", "ES", "ES-ML", false, false)]
    [InlineData("EA", "52001", "ES", "ES-ML", false, false)]
    [InlineData("FI", "00100", "FI", "FI", true, true)]
    [InlineData("FI", "22100", "FI", "FI-01", false, false)]
    [InlineData("AX", "AX-22100", "FI", "FI-01", false, false)]
    [InlineData("GR", "63086", "GR", "GR-69", false, false)]
    [InlineData("EL", "630 86", "GR", "GR-69", false, false)]
    [InlineData("GR", "85300", "GR", "GR-ISL", true, true)]
    [InlineData("GR", "105 57", "GR", "GR", true, true)]
    [InlineData("IT", "23041", "IT", "IT-LIV", false, false)]
    [InlineData("IT", "23030", "IT", "IT", true, true)]
    [InlineData("IT", "22061", "IT", "IT-CAM", false, false)]
    [InlineData("PT", "1100-148", "PT", "PT", true, true)]
    [InlineData("PT", "9000-123", "PT", "PT-30", true, true)]
    [InlineData("PT", "9500", "PT", "PT-20", true, true)]
    [InlineData("GB", "SW1A 1AA", "GB", "GB", false, false)]
    [InlineData("UK", "M1 1AE", "GB", "GB", false, false)]
    [InlineData("GB", "bt1 5gs", "XI", "XI", true, false)]
    [InlineData("XI", null, "XI", "XI", true, false)]
    [InlineData("IM", "IM1 1EE", "GB", "GB", false, false)]
    [InlineData("GG", "GY1 1AA", "GG", "GG", false, false)]
    [InlineData("JE", "JE2 3AB", "JE", "JE", false, false)]
    // Overseas: art. 355 (1) TFEU, art. 294 CGI.
    [InlineData("FR", "97110", "FR", "FR-GP", false, false)]
    [InlineData("FR", "97200", "FR", "FR-MQ", false, false)]
    [InlineData("FR", "97300", "FR", "FR-GF", false, false)]
    [InlineData("FR", "97400", "FR", "FR-RE", false, false)]
    [InlineData("RE", "97400", "FR", "FR-RE", false, false)]
    [InlineData("GP", null, "FR", "FR-GP", false, false)]
    [InlineData("FR", "97600", "FR", "FR-YT", false, false)]
    [InlineData("YT", "97600", "FR", "FR-YT", false, false)]
    [InlineData("FR", "97133", "BL", "BL", false, false)]
    [InlineData("GP", "97150", "MF", "MF", false, false)]
    [InlineData("PM", "97500", "PM", "PM", false, false)]
    [InlineData("FR", "98800", "NC", "NC", false, false)]
    [InlineData("PF", "98714", "PF", "PF", false, false)]
    [InlineData("FR", "98600", "WF", "WF", false, false)]
    [InlineData("CH", "8001", "CH", "CH", false, false)]
    [InlineData("US", "10001", "US", "US", false, false)]
    [InlineData("??", null, "??", "??", false, false)]
    public void An_address_lies_where_the_law_says(
        string country,
        string? postal,
        string state,
        string area,
        bool goods,
        bool services
    ) =>
        Assert.Equal(
            new VatPlace(state, area, goods, services),
            Book.PlaceOf(new Address { CountryCode = country, PostalCode = postal })
        );

    [Theory]
    [InlineData("ES", "GC", "ES-CN")]
    [InlineData("ES", "TF", "ES-CN")]
    [InlineData("ES", "CE", "ES-CE")]
    [InlineData("ES", "M", "ES")]
    [InlineData("PT", "PT-20", "PT-20")]
    [InlineData("PT", "30", "PT-30")]
    [InlineData("GB", "NIR", "XI")]
    [InlineData("GB", "SCT", "GB")]
    public void The_province_says_it_where_there_is_no_postal_code(
        string country,
        string province,
        string area
    ) =>
        Assert.Equal(
            area,
            Book.PlaceOf(new Address { CountryCode = country, ProvinceCode = province })!.Area
        );

    [Fact]
    public void A_postal_code_that_several_towns_share_is_told_by_the_town()
    {
        Assert.Equal("IT-LIV", In("23030", "Livigno (SO)"));
        Assert.Equal("IT", In("23030", "Bormio"));
        Assert.Equal("IT-CAM", In("22060", "Campione d'Italia"));
        Assert.Equal("IT", In("22060", null));

        static string In(string postal, string? town) =>
            Book.PlaceOf(
                new Address
                {
                    CountryCode = "IT",
                    PostalCode = postal,
                    City = town,
                }
            )!.Area;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_country_there_is_no_place(string? country) =>
        Assert.Null(Book.PlaceOf(new Address { CountryCode = country, PostalCode = "69001" }));

    [Fact]
    public void Without_an_address_there_is_no_place() => Assert.Null(Book.PlaceOf(null));
}
