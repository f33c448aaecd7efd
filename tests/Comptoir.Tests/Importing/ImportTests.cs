using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Importing;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Importing;

/// <summary>Importing contacts and products, over HTTP.</summary>
public sealed class ImportTests : IAsyncDisposable
{
    const string Incwo = """
        id;name;firm_type;siren;tva;accounting_ref;accounting_ref_vendor;e-mail;adresse;code postal;ville;pays
        1;Café de la Gare;client;303265045;FR40303265045;411GARE;;contact@gare.example;"1, rue du Départ
        2e étage";69002;Lyon;France
        2;Moulin Bleu;fournisseur;732829320;;;401MOUL;;;;;
        """;

    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    readonly ComptoirApplication application;

    public ImportTests() =>
        application = new(
            founded: true,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(clock)
        );

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    Task<HttpClient> ClientAsync() => application.CreateApiClientAsync(Role.Manager);

    ComptoirDb Open() => application.Database.Open(application.OfficeId);

    [Fact]
    public async Task Nothing_is_written_before_it_was_looked_at_and_twice_is_once()
    {
        var client = await ClientAsync();
        var import = await client.UploadAsync("contacts", Incwo);

        Assert.Equal((2, 0, 0, 0), import.Counts());
        Assert.Equal("incwo", import.Text("source"));
        await using (var before = Open())
            Assert.False(await before.Contacts.AnyAsync(Stop));

        Assert.Equal((2, 0, 0, 0), (await client.ApplyAsync(import)).Counts());
        Assert.Equal((0, 0, 2, 0), (await client.ImportAsync("contacts", Incwo)).Counts());

        await using var db = Open();
        var contacts = await db
            .Contacts.Include(x => x.Addresses)
            .OrderBy(x => x.Id)
            .ToListAsync(Stop);
        var own = await db.ContactDetails.ToDictionaryAsync(x => x.ContactId, Stop);
        Assert.Equal(["Café de la Gare", "Moulin Bleu"], contacts.Select(x => x.Name));
        Assert.Equal(
            [(true, false), (false, true)],
            contacts.Select(x => (x.IsCustomer, x.IsSupplier))
        );
        Assert.Equal("contact@gare.example", contacts[0].EmailKey);
        Assert.Equal(
            ("1, rue du Départ 2e étage", "FR"),
            (contacts[0].Addresses[0].Address.Line1, contacts[0].Addresses[0].Address.CountryCode)
        );
        Assert.Equal(
            ("FR40303265045", "411GARE"),
            (own[contacts[0].Id].VatNumber, own[contacts[0].Id].CustomerAccount)
        );
        Assert.Equal("401MOUL", own[contacts[1].Id].SupplierAccount);
        Assert.All(own.Values, row => Assert.Equal(1, row.Version));
    }

    [Theory]
    [InlineData("e-mail;siren\nADA@love.example ;303265045", "email")]
    [InlineData("société;tva;siren\nAutre;FR 40 303265045;303265045", "vatNumber")]
    public async Task A_row_finds_who_is_there_and_fills_what_is_empty(string file, string match)
    {
        await application.AddAsync(
            Rows.Copy(
                Rows.Contact(application.OfficeId, 7),
                ("Email", "ada@love.example"),
                ("EmailKey", "ada@love.example")
            )
        );
        var client = await ClientAsync();
        await client.SendAsync(
            HttpMethod.Patch,
            "contacts/7",
            new { own = new { vatNumber = "FR40303265045", version = 0 } },
            HttpStatusCode.OK
        );

        var import = await client.UploadAsync("contacts", file);

        var row = import["preview"]!["rows"]![0]!;
        Assert.Equal(
            ("merged", match, 7L),
            (row.Text("action"), row.Text("matchedBy"), row.Number("localId"))
        );
        Assert.Equal("siren", (string?)row["fills"]![0]);
        await client.ApplyAsync(import);
        var now = await client.ReadAsync("contacts/7");
        Assert.Equal(
            ("Ada Lovelace", "303265045", 2L),
            (now.Text("name"), now["own"]!.Text("siren"), now["own"]!.Number("version"))
        );
        await using var db = Open();
        Assert.Equal(1, await db.Contacts.CountAsync(Stop));
    }

    [Fact]
    public async Task The_same_e_mail_of_another_company_is_another_contact()
    {
        var client = await ClientAsync();
        var done = await client.ImportAsync(
            "contacts",
            "société;e-mail;tva\nUn;compta@x.example;FR40303265045\nDeux;compta@x.example;DE123456789\n"
        );
        Assert.Equal((2, 0, 0, 0), done.Counts());
    }

    [Fact]
    public async Task What_the_office_wrote_stays_and_a_renamed_contact_is_known_by_its_reference()
    {
        var client = await ClientAsync();
        await client.ImportAsync("contacts", Incwo);
        await using var db = Open();
        var id = await db
            .Contacts.Where(x => x.Name == "Moulin Bleu")
            .Select(x => x.Id)
            .SingleAsync(Stop);
        await client.SendAsync(
            HttpMethod.Patch,
            $"contacts/{id}",
            new
            {
                name = "Moulin Vert",
                own = new
                {
                    siren = (string?)null,
                    supplierAccount = "401VERT",
                    version = 1,
                },
            },
            HttpStatusCode.OK
        );

        var again = await client.UploadAsync("contacts", Incwo);

        Assert.Equal((0, 1, 1, 0), again.Counts());
        var row = again["preview"]!["rows"]!.AsArray().Single(x => x!.Text("action") == "merged")!;
        Assert.Equal("reference", row.Text("matchedBy"));
        Assert.Equal(
            ["name", "supplierAccount"],
            row["stays"]!.AsArray().Select(x => (string)x!).Order(StringComparer.Ordinal)
        );
        await client.ApplyAsync(again);
        var now = await client.ReadAsync($"contacts/{id}");
        Assert.Equal(
            ("Moulin Vert", "401VERT", "732829320"),
            (now.Text("name"), now["own"]!.Text("supplierAccount"), now["own"]!.Text("siren"))
        );
    }

    [Fact]
    public async Task Wrong_rows_are_named_stop_nobody_and_can_be_downloaded()
    {
        var client = await ClientAsync();
        var import = await client.UploadAsync(
            "contacts",
            "name;e-mail;siren;pays\nBon;bon@x.example;;FR\n=cmd|' /C calc'!A0;kaputt;123456789;Nulle-Part\n;;303265045;\n"
        );

        Assert.Equal((1, 0, 0, 2), import.Counts());
        var row = import["preview"]!["rows"]![0]!;
        Assert.Equal(3, row.Number("line"));
        Assert.Equal(
            ["e-mail", "siren", "pays"],
            row["faults"]!.AsArray().Select(x => x!.Text("column"))
        );
        Assert.Equal("kaputt", row["faults"]![0]!.Text("value"));

        await client.ApplyAsync(import);
        var csv = await client.GetStringAsync(
            $"/api/v1/imports/{import.Number("id")}/refused",
            Stop
        );
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("name;e-mail;siren;pays;line;reason", lines[0]);
        Assert.StartsWith("'=cmd|", lines[1], StringComparison.Ordinal);
        Assert.Contains("This is not an e-mail address", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        await using var db = Open();
        Assert.Equal("Bon", (await db.Contacts.SingleAsync(Stop)).Name);
    }

    [Fact]
    public async Task A_reference_that_comes_twice_with_other_words_is_refused()
    {
        var client = await ClientAsync();
        var done = await client.ImportAsync("contacts", "id,name\n1,Un\n1,Deux\n1,Un\n");
        Assert.Equal((1, 0, 1, 1), done.Counts());
    }

    [Fact]
    public async Task Columns_can_be_chosen_otherwise()
    {
        var client = await ClientAsync();
        var import = await client.UploadAsync("contacts", "Col A;Col B\nada@x.example;Ada\n");
        Assert.Equal((0, 0, 0, 1), import.Counts());
        var address = $"imports/{import.Number("id")}";

        var chosen = await client.SendAsync(
            HttpMethod.Patch,
            address,
            new { fields = "email name".Split(' '), source = "old" },
            HttpStatusCode.OK
        );

        Assert.Equal((1, 0, 0, 0), chosen.Counts());
        await client.RefusedAsync(
            HttpMethod.Patch,
            address,
            new { fields = "email email".Split(' ') },
            HttpStatusCode.UnprocessableEntity
        );
        await client.RefusedAsync(
            HttpMethod.Patch,
            address,
            new { fields = "email colour".Split(' ') },
            HttpStatusCode.UnprocessableEntity
        );
        await client.RefusedAsync(
            HttpMethod.Patch,
            address,
            new { fields = "email".Split(' ') },
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task Shopifys_own_lists_are_understood()
    {
        var client = await ClientAsync();
        var customers = await client.ImportAsync(
            "contacts",
            "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Country Code,Default Address Zip,Phone,Note,Tax Exempt,Tags\n"
                + "'4567,Marie,Curie,marie@radium.example,yes,,3 quai,Paris,FR,'75005,'+33123456789,,no,vip\n"
        );
        Assert.Equal((1, 0, 0, 0), customers.Counts());
        var products = await client.UploadAsync(
            "products",
            "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Barcode,Cost per item,Status,Image Src\n"
                + "bol,Bol bleu,<p>x</p>,Faïence,Bols,,true,Taille,Petit,BOL-S,12.00,111,4.50,active,http://a\n"
                + "bol,,,,,,,,Grand,BOL-L,15.00,,5.5,,\n"
                + "bol,,,,,,,,,,,,,,http://b\n"
        );
        Assert.Equal((2, 0, 1, 0), products.Counts());
        await client.ApplyAsync(products);
        await using var db = Open();
        var person = await db
            .Contacts.Include(x => x.Addresses)
            .SingleAsync(x => x.IsCustomer, Stop);
        Assert.Equal(
            ("Marie Curie", "+33123456789", "75005"),
            (person.Name, person.Phone, person.Addresses[0].Address.PostalCode)
        );
        var product = await db.Products.Include(x => x.Variants).SingleAsync(Stop);
        var variants = product.Variants.OrderBy(x => x.Position).ToList();
        Assert.Equal(
            [("Petit", "BOL-S", 12_000_000L), ("Grand", "BOL-L", 15_000_000L)],
            variants.Select(x => (x.Title, x.Sku, x.Price))
        );
        Assert.Equal(
            4_500_000,
            (
                await db.VariantDetails.SingleAsync(x => x.VariantId == variants[0].Id, Stop)
            ).PurchasePrice
        );
        Assert.Equal(
            "Faïence",
            (await db.Contacts.SingleAsync(x => x.Id == product.SupplierId, Stop)).Name
        );
    }

    [Fact]
    public async Task Products_are_found_by_their_SKU_and_prices_read_with_either_sign()
    {
        var client = await ClientAsync();
        var first = await client.ImportAsync(
            "products",
            "référence;libellé;prix;code barres\nA1;Bougie;1 234,50 €;\nA2;Savon;3,5;\n"
        );
        Assert.Equal((2, 0, 0, 0), first.Counts());
        var second = await client.ImportAsync(
            "products",
            "sku,title,price,cost,barcode\nA1,Bougie,\"1,234.50\",400.25,978\n"
        );
        Assert.Equal((0, 1, 0, 0), second.Counts());
        await using var db = Open();
        var variant = await db.Variants.SingleAsync(x => x.Sku == "A1", Stop);
        Assert.Equal((1_234_500_000L, "978"), (variant.Price, variant.Barcode));
        Assert.Equal(400_250_000, (await db.VariantDetails.SingleAsync(Stop)).PurchasePrice);
    }

    [Theory]
    // What a later row fills of a product is written, though another variant of it made the product.
    [InlineData("1;bol;Bol;A;;;\n2;bol;Bol;B;;;\n3;;Bol;B;;;Maison\n", 2, 1)]
    // A price of nought is none.
    [InlineData("1;;Bol;A;0;;\n2;;Bol;A;12,50;USD;\n", 1, 1)]
    // A price stays with its currency.
    [InlineData("1;;Bol;A;5;;\n2;;Bol;A;;USD;\n", 1, 0)]
    // The first of several that would fill the same wins.
    [InlineData("1;;Bol;A;;;\n2;;Bol;A;7;;\n3;;Bol;A;8;;\n", 1, 1)]
    public async Task Rows_about_one_product_fill_it_once_in_their_order(
        string rows,
        int added,
        int merged
    )
    {
        var client = await ClientAsync();
        var file = "id;handle;title;sku;price;currency;vendor\n" + rows;
        var lines = rows.Count(c => c == '\n');

        var looked = await client.UploadAsync("products", file);
        Assert.Equal((added, merged, lines - added - merged, 0), looked.Counts());
        Assert.Equal(looked.Counts(), (await client.ApplyAsync(looked)).Counts());

        Assert.Equal((0, 0, lines, 0), (await client.ImportAsync("products", file)).Counts());
    }

    [Fact]
    public async Task Rows_that_join_a_product_of_an_earlier_file_fill_it_too()
    {
        var client = await ClientAsync();
        const string Header = "id;handle;title;sku;price;currency;vendor;note\n";
        await client.ImportAsync("products", Header + "1;bol;Bol;A;0;;;\n");
        const string Later =
            Header + "2;bol;Bol;B;4,20;CHF;Maison;fragile\n3;;Bol;A;7;CHF;Atelier;solide\n";

        Assert.Equal((1, 1, 0, 0), (await client.ImportAsync("products", Later)).Counts());

        await using (var db = Open())
        {
            var product = await db.Products.Include(x => x.Variants).SingleAsync(Stop);
            var supplier = await db.Contacts.SingleAsync(Stop);
            Assert.Equal(("Maison", supplier.Id), (product.Vendor, product.SupplierId));
            Assert.Equal("fragile", (await db.ProductDetails.SingleAsync(Stop)).Note);
            Assert.Equal(
                [("A", 1, 7_000_000L, "CHF"), ("B", 2, 4_200_000L, "CHF")],
                product
                    .Variants.OrderBy(x => x.Position)
                    .Select(x => (x.Sku!, x.Position, x.Price, x.Currency))
            );
        }
        Assert.Equal((0, 0, 2, 0), (await client.ImportAsync("products", Later)).Counts());
    }

    [Fact]
    public async Task A_row_once_more_is_refused_like_the_first()
    {
        var client = await ClientAsync();
        await client.ImportAsync("products", "title;sku;price\nUn;X;1\n");
        await client.ImportAsync("products", "id;title;sku\n1;Deux;Y\n");
        await using (var db = Open())
            await db
                .Variants.Where(x => x.Sku == "Y")
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Sku, "X"), Stop);

        var done = await client.ImportAsync("products", "id;title;sku\n7;Bol;X\n7;Bol;X\n");

        Assert.Equal((0, 0, 0, 2), done.Counts());
    }

    [Theory]
    [InlineData("name;tva\nAutre;FR 40 303265045\n", "vatNumber")]
    [InlineData("name;siren\nAutre;303265045\n", "siren")]
    public async Task Numbers_that_the_shop_knows_find_a_contact_too(string file, string match)
    {
        await application.AddAsync(
            Rows.Copy(
                Rows.Contact(application.OfficeId, 7),
                ("VatNumber", "FR40303265045"),
                ("Siren", "303265045")
            )
        );
        var client = await ClientAsync();

        var import = await client.UploadAsync("contacts", file);

        var row = import["preview"]!["rows"]![0]!;
        Assert.Equal(
            ("unchanged", match, 7L),
            (row.Text("action"), row.Text("matchedBy"), row.Number("localId"))
        );
        var other = await client.ImportAsync(
            "contacts",
            "name;e-mail;tva;siren\nAda;ada@x.example;DE123456789;732829320\n"
        );
        Assert.Equal((1, 0, 0, 0), other.Counts());
    }

    public static TheoryData<string, string> Encodings { get; } =
        new()
        {
            { "utf-8", "UTF-8" },
            { "utf-8-bom", "UTF-8" },
            { "windows-1252", "Windows-1252" },
            { "utf-16", "UTF-16" },
            { "utf-16-bom", "UTF-16" },
            { "utf-16BE-bom", "UTF-16BE" },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Accents_arrive_whatever_the_encoding(string written, string found)
    {
        var encoding =
            written == "windows-1252"
                ? CodePagesEncodingProvider.Instance.GetEncoding(1252)!
                : Encoding.GetEncoding(written.Replace("-bom", "", StringComparison.Ordinal));
        byte[] bytes =
        [
            .. written.EndsWith("-bom", StringComparison.Ordinal) ? encoding.GetPreamble() : [],
            .. encoding.GetBytes("Prénom\tNom\r\nÉloïse\tL’Œuvre à 5 €\r\n"),
        ];
        using var answer = await (await ClientAsync()).PostAsync("contacts", bytes);
        var import = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal("Éloïse L’Œuvre à 5 €", import["preview"]!["rows"]![0]!.Text("title"));
        Assert.Equal(
            (found, "\t"),
            (import["preview"]!.Text("encoding"), import["preview"]!.Text("separator"))
        );
    }

    public static TheoryData<string, byte[]> Odd { get; } =
        new()
        {
            { "empty", [] },
            { "empty", "  \r\n"u8.ToArray() },
            { "no rows", "name;email\r\n"u8.ToArray() },
            { "spreadsheet", "PK\u0003\u0004 and so on"u8.ToArray() },
            { "not a text file", [0x89, 0x50, 0, 1, 2, 0, 0, 3, 200, 0] },
            { "never closed", [.. "name\n\"open"u8, .. Enumerable.Repeat((byte)'x', 200_000)] },
        };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Odd_files_get_a_clear_answer_and_are_not_kept(string said, byte[] file)
    {
        using var answer = await (await ClientAsync()).PostAsync("contacts", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            said,
            await answer.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFiles(application.Data, "*.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task More_than_fifty_megabytes_are_refused()
    {
        using var answer = await (await ClientAsync()).PostAsync(
            "contacts",
            new byte[(50 * 1024 * 1024) + 1]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "50 MB",
            await answer.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_is_the_offices_alone_and_deleted_after_a_day()
    {
        var client = await ClientAsync();
        var import = await client.UploadAsync("contacts", Incwo);
        var address = $"imports/{import.Number("id")}";
        var stranger = await application.CreateApiClientAsync(
            Role.Owner,
            await application.AddOfficeAsync("Other")
        );
        await stranger.RefusedAsync(HttpMethod.Get, address, null, HttpStatusCode.NotFound);
        await stranger.RefusedAsync(
            HttpMethod.Post,
            address + "/apply",
            null,
            HttpStatusCode.NotFound
        );
        await (await application.CreateApiClientAsync(Role.Viewer)).RefusedAsync(
            HttpMethod.Get,
            address,
            null,
            HttpStatusCode.Forbidden
        );
        Assert.Single(Directory.GetFiles(application.Data, "*.csv", SearchOption.AllDirectories));

        clock.Advance(TimeSpan.FromHours(25));
        await application.Services.GetRequiredService<ImportSweep>().SweepAsync(Stop);

        Assert.Empty(Directory.GetFiles(application.Data, "*.csv", SearchOption.AllDirectories));
        Assert.Equal("expired", (await client.ReadAsync(address)).Text("state"));
        await client.RefusedAsync(
            HttpMethod.Post,
            address + "/apply",
            null,
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task A_restart_between_looking_and_importing_loses_nothing()
    {
        var data = Directory.CreateTempSubdirectory("comptoir-test-").FullName;
        try
        {
            long id;
            await using (var first = new ComptoirApplication(founded: true, data))
                id = (
                    await (await first.CreateApiClientAsync(Role.Manager)).UploadAsync(
                        "contacts",
                        Incwo
                    )
                ).Number("id");
            await using var second = new ComptoirApplication(founded: true, data);
            var client = await second.CreateApiClientAsync(Role.Manager);
            Assert.Equal((2, 0, 0, 0), (await client.ReadAsync($"imports/{id}")).Counts());
            var done = await client.SendAsync(
                HttpMethod.Post,
                $"imports/{id}/apply",
                null,
                HttpStatusCode.OK
            );
            Assert.Equal((2, 0, 0, 0), done.Counts());
            Assert.Empty(Directory.GetFiles(data, $"{id}.csv", SearchOption.AllDirectories));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task It_is_done_on_pages_too()
    {
        var page = await application.CreateClientAsync(Role.Manager);
        var html = await page.GetStringAsync("/imports", Stop);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Forms.Token(html)), "__RequestVerificationToken" },
            { new StringContent("upload"), "_handler" },
            { new StringContent("contacts"), "Kind" },
            {
                new ByteArrayContent(Encoding.UTF8.GetBytes(Incwo + "\n3;;client;1;;;;;;;;")),
                "File",
                "clients.csv"
            },
        };
        using var uploaded = await page.PostAsync("/imports", form, Stop);
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var address = uploaded.Headers.Location!.ToString();
        var looked = WebUtility.HtmlDecode(await page.GetStringAsync(address, Stop));
        Assert.Contains("Café de la Gare", looked, StringComparison.Ordinal);
        Assert.Contains("A SIREN has nine figures.", looked, StringComparison.Ordinal);

        using var applied = await page.SendFormAsync(address, "apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        var done = await page.GetStringAsync(address, Stop);
        Assert.Contains("/refused", done, StringComparison.Ordinal);
        Assert.Contains(
            "siren",
            await page.GetStringAsync(address + "/refused", Stop),
            StringComparison.Ordinal
        );
        var list = await page.GetStringAsync("/customers", Stop);
        Assert.Contains("FR40303265045", list, StringComparison.Ordinal);
    }
}
