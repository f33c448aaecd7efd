using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Comptoir.Users;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Importing;

/// <summary>Importing any file twice writes nothing the second time, on either engine.</summary>
public abstract class TwiceTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    static readonly Gen<string> Blank = Gen.Const("");

    // Few values, so that rows meet in every way: by reference, e-mail, VAT number, SIREN, and wrongly.
    static readonly Gen<string[]> ContactRow = Gen.Select(
        Gen.OneOf(Blank, Gen.OneOf("1", "2", "3")),
        Gen.OneOf(Rows.Text, Gen.OneOf("Un", "Deux")),
        Gen.OneOf(Blank, Gen.OneOf("a@x.example", "A@X.example ", "b@x.example", "nobody")),
        Gen.OneOf(Blank, Gen.OneOf("FR40303265045", "FR 40303265045", "DE123456789", "FR00")),
        Gen.OneOf(Blank, Gen.OneOf("303265045", "732829320", "1")),
        Gen.OneOf(Blank, Gen.OneOf("30326504500013", "73282932000074")),
        Gen.Select(
            Gen.OneOf(Blank, Rows.Text),
            Gen.OneOf("", "France", "DE", "Nirgendwo"),
            Gen.OneOf("", "client", "fournisseur")
        ),
        (reference, name, email, vat, siren, siret, rest) =>
            new[] { reference, name, email, vat, siren, siret, rest.Item1, rest.Item2, rest.Item3 }
    );

    static readonly Gen<string[]> ProductRow = Gen.Select(
        Gen.OneOf(Blank, Gen.OneOf("1", "2")),
        Gen.OneOf(Blank, Gen.OneOf("bol", "tasse")),
        Gen.OneOf(Rows.Text, Gen.OneOf("Bol", "Tasse")),
        Gen.OneOf(Blank, Gen.OneOf("A", "B", "C")),
        Gen.OneOf("", "0", "12,50", "1.234,5", "much"),
        Gen.OneOf("", "4,2", "7"),
        Gen.Select(
            Gen.OneOf("", "Petit", "Grand"),
            Gen.OneOf("", "Maison", "maison"),
            Gen.OneOf(Blank, Rows.Text)
        ),
        (reference, handle, title, sku, price, cost, rest) =>
            new[] { reference, handle, title, sku, price, cost, rest.Item1, rest.Item2, rest.Item3 }
    );

    [Fact]
    public async Task Contacts() =>
        await HoldAsync("contacts", "id;name;e-mail;tva;siren;siret;adresse;pays;type", ContactRow);

    [Fact]
    public async Task Products() =>
        await HoldAsync(
            "products",
            "id;handle;title;sku;price;cost;option1 value;vendor;note",
            ProductRow
        );

    async Task HoldAsync(string kind, string header, Gen<string[]> row)
    {
        await using var application = new ComptoirApplication(
            founded: true,
            settings:
            [
                $"ConnectionStrings:Comptoir={UnderTest.ConnectionString}",
                // The tests of a class share the database, so also its key.
                $"Comptoir:MasterKey={Convert.ToBase64String(new byte[32])}",
            ]
        );
        await application.StartAsync();
        await row.Array[1, 12]
            .SampleAsync(
                async rows =>
                {
                    var file = header + "\n" + string.Concat(rows.Select(Line));
                    var office = await application.AddOfficeAsync(Guid.NewGuid().ToString());
                    var client = await application.CreateApiClientAsync(Role.Manager, office);
                    var looked = await client.UploadAsync(kind, file);
                    var first = await client.ApplyAsync(looked);
                    Assert.Equal(looked.Counts(), first.Counts());
                    var stored = await ShowAsync(application.Database, office);

                    var second = await client.ImportAsync(kind, file);

                    Assert.Equal((0, 0), (second.Counts().New, second.Counts().Merged));
                    Assert.Equal(first.Counts().Refused, second.Counts().Refused);
                    Assert.Equal(stored, await ShowAsync(application.Database, office));
                },
                iter: 25,
                threads: 1
            );
    }

    static string Line(string[] cells) =>
        string.Join(
            ';',
            cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
        ) + "\n";

    static async Task<string> ShowAsync(Database database, long office)
    {
        await using var db = database.Open(office);
        return string.Join(
            '\n',
            JsonSerializer.Serialize(
                await db.Contacts.AsNoTracking().OrderBy(x => x.Id).ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db
                    .ContactAddresses.AsNoTracking()
                    .OrderBy(x => x.ContactId)
                    .ThenBy(x => x.Number)
                    .ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db.ContactDetails.AsNoTracking().OrderBy(x => x.ContactId).ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db.Products.AsNoTracking().OrderBy(x => x.Id).ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db.Variants.AsNoTracking().OrderBy(x => x.Id).ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db.ProductDetails.AsNoTracking().OrderBy(x => x.ProductId).ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db.VariantDetails.AsNoTracking().OrderBy(x => x.VariantId).ToListAsync(Stop)
            ),
            JsonSerializer.Serialize(
                await db
                    .ImportedReferences.AsNoTracking()
                    .OrderBy(x => x.Reference)
                    .ToListAsync(Stop)
            )
        );
    }

    [Fact]
    public async Task A_file_of_many_batches_is_imported_whole()
    {
        await using var application = new ComptoirApplication(
            founded: true,
            settings:
            [
                $"ConnectionStrings:Comptoir={UnderTest.ConnectionString}",
                // The tests of a class share the database, so also its key.
                $"Comptoir:MasterKey={Convert.ToBase64String(new byte[32])}",
            ]
        );
        await application.StartAsync();
        var office = await application.AddOfficeAsync(Guid.NewGuid().ToString());
        var client = await application.CreateApiClientAsync(Role.Manager, office);
        var isLong = Environment.GetEnvironmentVariable("COMPTOIR_TEST_LONG") == "1";
        var rows = isLong ? 200_000 : 20_000;
        var file = new StringBuilder("id;name;e-mail;ville;pays\n");
        for (var i = 0; i < rows; i++)
            file.Append(
                CultureInfo.InvariantCulture,
                $"{i};Client {i};client{i}@x.example;Lyon;FR\n"
            );
        var begun = Stopwatch.GetTimestamp();

        var looked = await client.UploadAsync("contacts", file.ToString());
        var done = await client.ApplyAsync(looked);

        var took = Stopwatch.GetElapsedTime(begun);
        TestContext.Current.TestOutputHelper?.WriteLine($"{rows} rows in {took}");
        Assert.True(took < TimeSpan.FromMinutes(2), $"It took {took}.");
        Assert.Equal((rows, 0, 0, 0), done.Counts());
    }
}

/// <summary>On SQLite.</summary>
public sealed class TwiceOnSqlite(SqliteUnderTest database)
    : TwiceTests(database),
        IClassFixture<SqliteUnderTest>;

/// <summary>On PostgreSQL.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class TwiceOnPostgres(PostgresUnderTest database)
    : TwiceTests(database),
        IClassFixture<PostgresUnderTest>;
