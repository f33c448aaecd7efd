using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comptoir.Journal;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>Who the office is on its documents, over HTTP.</summary>
public sealed partial class CompanyTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task What_the_law_asks_for_is_said_until_it_is_there()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var empty = await client.ReadAsync("company");
        Assert.Equal(6, empty["missing"]!.AsArray().Count);
        Assert.Equal(0, empty["company"]!.Number("version"));

        var french = await PutAsync(client, Company(0, vatNumber: null), HttpStatusCode.OK);
        var missing = Assert.Single(french["missing"]!.AsArray());
        Assert.Contains("VAT number", (string)missing!, StringComparison.Ordinal);

        var franchise = await PutAsync(
            client,
            Company(1, vatNumber: null, isFranchise: true),
            HttpStatusCode.OK
        );
        Assert.Empty(franchise["missing"]!.AsArray());
        var whole = await PutAsync(client, Company(2), HttpStatusCode.OK);
        Assert.Empty(whole["missing"]!.AsArray());
        Assert.Equal("FR7630006000011234567890189", whole["company"]!.Text("iban"));
        Assert.Equal("FR", whole["company"]!.Text("countryCode"));
        // The same again is no change.
        Assert.Equal(
            3,
            (await PutAsync(client, Company(3), HttpStatusCode.OK))["company"]!.Number("version")
        );
    }

    [Fact]
    public async Task Each_change_stands_in_the_journal_with_the_old_value_and_the_new_one()
    {
        var client = await application.CreateApiClientAsync(Role.Owner);
        await PutAsync(client, Company(0), HttpStatusCode.OK);
        await PutAsync(client, Company(1, city: "Paris"), HttpStatusCode.OK);

        await using var db = application.Database.Open(application.OfficeId);
        var records = await db.Journal.OrderBy(x => x.Number).ToListAsync(Stop);
        Assert.Equal(2, records.Count);
        Assert.All(records, x => Assert.Equal(JournalKind.LegalSettingChanged, x.Kind));
        Assert.Equal("test Owner", records[1].By);
        var change = Assert.Single(
            JsonNode.Parse(Encoding.UTF8.GetString(records[1].Content))!["changes"]!.AsArray()
        )!;
        Assert.Equal(
            ("city", "Lyon", "Paris"),
            (change.Text("field"), change.Text("old"), change.Text("new"))
        );
    }

    [Theory]
    [InlineData("siren", "303265046")]
    [InlineData("vatNumber", "FR41303265045")]
    // A good number of another company.
    [InlineData("vatNumber", "FR44732829320")]
    [InlineData("iban", "FR7630006000011234567890188")]
    [InlineData("iban", "FR76")]
    [InlineData("bic", "ABC")]
    [InlineData("email", "nobody")]
    [InlineData("countryCode", "Atlantis")]
    [InlineData("vatAnswerDays", 0)]
    [InlineData("vatAnswerDays", 366)]
    public async Task What_cannot_be_is_refused_and_nothing_stored(string field, object value)
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var company = Company(0);
        company[field] = value;

        var problem = await client.RefusedAsync(
            HttpMethod.Put,
            "company",
            company,
            HttpStatusCode.UnprocessableEntity
        );

        Assert.NotNull(problem["errors"]![field]);
        Assert.Equal(0, (await client.ReadAsync("company"))["company"]!.Number("version"));
    }

    [Theory]
    [InlineData("DE", false)]
    [InlineData("MC", true)]
    [InlineData("RE", true)]
    public async Task A_VAT_number_belongs_to_the_country_of_the_company(string country, bool fits)
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var company = Company(0);
        company["countryCode"] = country;

        if (fits)
            Assert.Empty(
                (await PutAsync(client, company, HttpStatusCode.OK))["missing"]!.AsArray()
            );
        else
            Assert.NotNull(
                (await PutAsync(client, company, HttpStatusCode.UnprocessableEntity))["errors"]![
                    "vatNumber"
                ]
            );
    }

    [Fact]
    public void What_is_missing_of_a_seller_is_said()
    {
        var seller = new Comptoir.Offices.SellerIdentity
        {
            OfficeId = 1,
            Name = "Maison Lumière",
            Line1 = "1 rue de la République",
            PostalCode = "97400",
            City = "Saint-Denis",
            CountryCode = "RE",
            VatNumber = "DE129273398",
        };

        var missing = Comptoir.Offices.SellerMentions.Missing(seller);

        Assert.Equal(2, missing.Count);
        Assert.Contains("SIREN", missing[0], StringComparison.Ordinal);
        Assert.Contains("another country", missing[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_a_newer_version_is_told_what_is_there()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        await PutAsync(client, Company(0), HttpStatusCode.OK);

        var problem = await client.RefusedAsync(
            HttpMethod.Put,
            "company",
            Company(0, city: "Paris"),
            HttpStatusCode.Conflict
        );

        Assert.Equal("Lyon", problem["current"]!["company"]!.Text("city"));
        Assert.Contains("test Manager", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Accountant)]
    [InlineData(Role.Viewer)]
    public async Task Others_read_and_change_nothing(Role role)
    {
        var client = await application.CreateApiClientAsync(role);
        await client.ReadAsync("company");
        await PutAsync(client, Company(0), HttpStatusCode.Forbidden);

        var browser = await application.CreateClientAsync(role);
        var page = await browser.GetAsync("/settings/company", Stop);
        Assert.Equal(
            role == Role.Accountant ? HttpStatusCode.OK : HttpStatusCode.Redirect,
            page.StatusCode
        );
        if (role == Role.Accountant)
        {
            var html = await page.Content.ReadAsStringAsync(Stop);
            await browser.SendFieldsAsync(
                "/settings/company",
                "edit",
                Forms.Token(html),
                [.. Hidden(html), ("name", "Mine")]
            );
        }
        await using var db = application.Database.Open(application.OfficeId);
        Assert.False(await db.SellerIdentities.AnyAsync(Stop));
    }

    [Fact]
    public async Task It_is_entered_on_its_page_and_two_who_edit_at_once_lose_nothing()
    {
        var ada = await application.CreateClientAsync(Role.Manager);
        var opened = await ada.GetStringAsync("/settings/company", Stop);
        Assert.Contains("Nothing can be issued yet", opened, StringComparison.Ordinal);
        var saved = await ada.SendFieldsAsync(
            "/settings/company",
            "edit",
            Forms.Token(opened),
            [.. Hidden(opened), ("name", "Maison Lumière"), ("siren", "303 265 045")]
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var bob = await application.CreateClientAsync(Role.Owner);
        var late = await bob.SendFieldsAsync(
            "/settings/company",
            "edit",
            Forms.Token(await bob.GetStringAsync("/settings/company", Stop)),
            [.. Hidden(opened), ("name", "Maison Ombre"), ("phone", "0102030405")]
        );
        var html = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync(Stop));
        Assert.Contains("saved in between", html, StringComparison.Ordinal);
        Assert.Contains("<b>Maison Lumière</b>", html, StringComparison.Ordinal);
        Assert.Contains("value=\"0102030405\"", html, StringComparison.Ordinal);
        await using var db = application.Database.Open(application.OfficeId);
        Assert.Equal("303265045", (await db.SellerIdentities.SingleAsync(Stop)).Siren);
    }

    static Dictionary<string, object?> Company(
        long version,
        string? vatNumber = "FR 40 303 265 045",
        bool isFranchise = false,
        string city = "Lyon"
    ) =>
        new(StringComparer.Ordinal)
        {
            ["version"] = version,
            ["name"] = "Maison Lumière",
            ["siren"] = "303 265 045",
            ["vatNumber"] = vatNumber,
            ["isFranchise"] = isFranchise,
            ["line1"] = "1 rue de la République",
            ["postalCode"] = "69001",
            ["city"] = city,
            ["countryCode"] = "France",
            ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
        };

    static Task<JsonNode> PutAsync(
        HttpClient client,
        Dictionary<string, object?> company,
        HttpStatusCode expected
    ) => client.SendAsync(HttpMethod.Put, "company", company, expected);

    static IEnumerable<(string Name, string Value)> Hidden(string html) =>
        HiddenField()
            .Matches(html)
            .Select(x => (x.Groups["name"].Value, WebUtility.HtmlDecode(x.Groups["value"].Value)))
            .Where(x =>
                x.Item1 == "version" || x.Item1.StartsWith("opened:", StringComparison.Ordinal)
            );

    [GeneratedRegex(
        """<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex HiddenField();
}
