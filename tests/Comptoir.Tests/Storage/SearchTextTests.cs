using Comptoir.Storage;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>How text is made ready to be sorted and searched.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("  Crème   Brûlée ", "creme brulee")]
    [InlineData("O'Hara-Smith", "o'hara-smith")]
    [InlineData("ﬁn", "fin")]
    [InlineData("😀 Ada", "😀 ada")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Names_sort_without_accents_or_case(string? name, string sorted) =>
        Assert.Equal(sorted, SearchText.Sort(name));

    [Fact]
    public void Words_of_all_parts_each_come_after_a_space() =>
        Assert.Equal(
            " ada lovelace ada example org 12 3",
            SearchText.Words("Ada Lovelace", null, "", "ada@example.org", "12.3")
        );

    [Fact]
    public void Whatever_a_shop_sends_can_be_made_ready() =>
        Gen
            .Char.Array[0, 20]
            .Sample(characters =>
            {
                var text = new string(characters);
                Assert.DoesNotContain('\0', SearchText.Sort(text));
                Assert.DoesNotContain('\0', SearchText.Words(text));
            });

    [Fact]
    public void What_is_ready_stays_as_it_is() =>
        Rows.Text.Sample(text =>
        {
            Assert.Equal(SearchText.Words(text), SearchText.Words(SearchText.Words(text)));
            Assert.Equal(SearchText.Sort(text), SearchText.Sort(SearchText.Sort(text)));
        });

    [Fact]
    public void Every_character_is_ready_after_one_pass_and_in_small_letters()
    {
        for (var code = 1; code <= char.MaxValue; code++)
        {
            var character = ((char)code).ToString();
            if (char.IsSurrogate((char)code))
                continue;
            var ready = SearchText.Words(character);
            Assert.Equal(ready, SearchText.Words(ready));
            Assert.Equal(ready, ready.ToLowerInvariant());
        }
    }
}
