using System.Text;
using Comptoir.Contacts;
using Comptoir.Storage;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>Searching and sorting give the answers that a simple definition gives, on either engine.</summary>
public abstract class SearchTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    // Few letters, so that texts meet; among them what the engines would treat in ways of their own.
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf(
                'a',
                'b',
                'B',
                'é',
                'É',
                'e',
                ' ',
                ' ',
                '-',
                '\'',
                '"',
                '*',
                '%',
                '_',
                '1',
                '٣',
                '²'
            )
            .Array[0, 10]
            .Select(x => new string(x)),
        Gen.OneOf(
                "σ",
                "ς",
                "Σ",
                "ß",
                "ẞ",
                "ı",
                "İ",
                "ſ",
                "Ꭰ",
                "ꭰ",
                "Ა",
                "ა",
                "ᲀ",
                "ⱟ",
                "Ɪ",
                " ",
                "a"
            )
            .Array[0, 6]
            .Select(string.Concat),
        Rows.Text
    );

    [Fact]
    public async Task A_search_finds_the_rows_in_which_every_word_begins_a_word()
    {
        await Gen.Select(Text.Array[1, 6], Text.Array[1, 6])
            .SampleAsync(
                async (texts, queries) =>
                {
                    var office = await UnderTest.NewOfficeAsync();
                    await StoreAsync(office, texts);
                    await using var db = Database.Open(office);
                    foreach (
                        var query in queries
                            .Concat(texts)
                            .Concat(texts.Select(x => x[..(x.Length / 2)]))
                    )
                    {
                        var found = await db
                            .Contacts.Matching(db, query)
                            .OrderBy(x => x.Id)
                            .Select(x => x.Id)
                            .ToListAsync(Stop);

                        Assert.Equal(
                            texts
                                .Index()
                                .Where(x => Matches(x.Item, query))
                                .Select(x => x.Index + 1L),
                            found
                        );
                    }
                },
                iter: 60,
                threads: 1
            );
    }

    [Theory]
    [InlineData("Crème Brûlée", "creme", true)]
    [InlineData("Crème Brûlée", "BRÛ", true)]
    [InlineData("Crème Brûlée", "lée", false)]
    [InlineData("Crème Brûlée", "brulee cre", true)]
    [InlineData("Crème Brûlée", "creme pie", false)]
    [InlineData("Jean-Luc O’Brien", "brien luc", true)]
    [InlineData("SKU AB-1234/X", "ab-12", true)]
    [InlineData("Οδυσσεύς", "ΟΔΥΣΣΕΥΣ", true)]
    [InlineData("日本語テキスト", "日本", true)]
    [InlineData("anything at all", "  ", true)]
    [InlineData("anything at all", "!?", true)]
    [InlineData("and or not near", "or", true)]
    [InlineData("and or not near", "near* \"not\" AND ^or", true)]
    public async Task A_search_means_what_people_mean(string text, string query, bool found)
    {
        var office = await UnderTest.NewOfficeAsync();
        await StoreAsync(office, [text]);
        await using var db = Database.Open(office);

        Assert.Equal(found, await db.Contacts.Matching(db, query).AnyAsync(Stop));
    }

    [Fact]
    public async Task A_row_that_changed_is_found_by_its_new_words_only_and_a_deleted_one_not_at_all()
    {
        var office = await UnderTest.NewOfficeAsync();
        await StoreAsync(office, ["Ada"]);
        await StoreAsync(office, ["Grace"]);
        await using var db = Database.Open(office);

        Assert.False(await db.Contacts.Matching(db, "ada").AnyAsync(Stop));
        Assert.True(await db.Contacts.Matching(db, "grace").AnyAsync(Stop));

        await Database.WriteAsync(
            office,
            (write, ct) => write.Contacts.ExecuteDeleteAsync(ct),
            Stop
        );
        Assert.False(await db.Contacts.Matching(db, "grace").AnyAsync(Stop));
    }

    [Fact]
    public async Task Names_sort_by_the_bytes_of_their_normalized_text()
    {
        await Text.Array[1, 12]
            .SampleAsync(
                async names =>
                {
                    var office = await UnderTest.NewOfficeAsync();
                    await StoreAsync(office, names);
                    await using var db = Database.Open(office);
                    var sorted = await db
                        .Contacts.OrderBy(x => x.SortName)
                        .ThenBy(x => x.Id)
                        .Select(x => x.Id)
                        .ToListAsync(Stop);

                    var expected = names
                        .Index()
                        .OrderBy(x => Encoding.UTF8.GetBytes(SearchText.Sort(x.Item)), Bytewise)
                        .ThenBy(x => x.Index)
                        .Select(x => x.Index + 1L);
                    Assert.Equal(expected, sorted);
                },
                iter: 60,
                threads: 1
            );
    }

    static readonly Comparer<byte[]> Bytewise = Comparer<byte[]>.Create(
        (a, b) => a.AsSpan().SequenceCompareTo(b)
    );

    static bool Matches(string text, string query)
    {
        var words = SearchText.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return SearchText
            .Words(query)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(asked => words.Any(word => word.StartsWith(asked, StringComparison.Ordinal)));
    }

    Task<int> StoreAsync(long office, string[] names) =>
        Database.WriteAsync(
            office,
            (db, ct) =>
                db.UpsertAsync(
                    (Contact[])
                        [.. names.Index().Select(x => Rows.Contact(office, x.Index + 1, x.Item))],
                    ct
                ),
            Stop
        );
}

public sealed class SearchOnSqlite(SqliteUnderTest database)
    : SearchTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class SearchOnPostgres(PostgresUnderTest database)
    : SearchTests(database),
        IClassFixture<PostgresUnderTest>;
