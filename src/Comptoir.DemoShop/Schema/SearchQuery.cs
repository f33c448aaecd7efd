using System.Globalization;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>
/// Shopify's search syntax, as far as it is documented for filters: <c>field:value</c>, comparators, quotes, <c>-</c> and NOT, AND
/// (implied), OR, parentheses, <c>*</c> at the end of a value. A term on an unknown field is ignored, as Shopify does.
/// </summary>
internal sealed class SearchQuery
{
    private readonly Func<Fields, bool> matches;

    private SearchQuery(Func<Fields, bool> matches) => this.matches = matches;

    public static SearchQuery All { get; } = new(_ => true);

    public static SearchQuery Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? All : new SearchQuery(new Parser(text).Or());

    public bool Matches<T>(Row row, Table<T> table, int index)
        where T : Record =>
        ReferenceEquals(this, All)
        || matches(new Fields(row, new Lazy<Record>(() => table[index])));

    public bool Matches<T>(T record)
        where T : Record =>
        ReferenceEquals(this, All)
        || matches(new Fields(Table<T>.RowOf(record), new Lazy<Record>(() => record)));

    /// <summary>The fields of one object; the dates come from its row, the others need the object itself.</summary>
    private readonly struct Fields(Row? row, Lazy<Record> record)
    {
        public object? this[string name] =>
            (name, row) switch
            {
                ("id", { } r) => r.Number,
                ("created_at", { } r) => r.CreatedAt,
                ("updated_at", { } r) => r.UpdatedAt,
                ("processed_at", { } r) => r.ProcessedAt,
                _ => record.Value.Search(name),
            };

        public bool Knows(string name) =>
            name is "id" or "created_at" or "updated_at" || record.Value.Knows(name);
    }

    private sealed class Parser(string text)
    {
        private int at;

        public Func<Fields, bool> Or()
        {
            var left = And();
            while (Word("OR"))
            {
                var (a, b) = (left, And());
                left = f => a(f) || b(f);
            }

            return left;
        }

        private Func<Fields, bool> And()
        {
            var left = Not();
            while (true)
            {
                Word("AND");
                Space();
                if (at >= text.Length || text[at] == ')' || Peek("OR"))
                {
                    return left;
                }

                var (a, b) = (left, Not());
                left = f => a(f) && b(f);
            }
        }

        private Func<Fields, bool> Not()
        {
            Space();
            if (Word("NOT"))
            {
                var inner = Not();
                return f => !inner(f);
            }

            if (at < text.Length && text[at] == '-')
            {
                at++;
                var inner = Not();
                return f => !inner(f);
            }

            if (at < text.Length && text[at] == '(')
            {
                at++;
                var inner = Or();
                Space();
                if (at < text.Length && text[at] == ')')
                {
                    at++;
                }

                return inner;
            }

            return Term();
        }

        private Func<Fields, bool> Term()
        {
            var start = at;
            while (
                at < text.Length
                && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '#' or '@')
            )
            {
                at++;
            }

            var name = text[start..at];
            if (at >= text.Length || text[at] != ':')
            {
                if (at == start)
                {
                    at++;
                }

                var word = name;
                return f => Compare(f["name"] ?? f["title"] ?? f["email"], "=", word);
            }

            at++;
            var comparator = "=";
            foreach (var candidate in (string[])[">=", "<=", ">", "<"])
            {
                if (string.CompareOrdinal(text, at, candidate, 0, candidate.Length) == 0)
                {
                    comparator = candidate;
                    at += candidate.Length;
                    break;
                }
            }

            var value = Value();
            // Several values stand for any of them: status:active,draft.
            var values = value.Split(',');
            return f =>
                !f.Knows(name)
                || (
                    values.Length == 1
                        ? Compare(f[name], comparator, value)
                        : Array.Exists(values, one => Compare(f[name], comparator, one))
                );
        }

        private string Value()
        {
            Space();
            if (at < text.Length && text[at] is '\'' or '"')
            {
                var quote = text[at++];
                var end = text.IndexOf(quote, at);
                end = end < 0 ? text.Length : end;
                var quoted = text[at..end];
                at = Math.Min(text.Length, end + 1);
                return quoted;
            }

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] != ')')
            {
                at++;
            }

            return text[start..at];
        }

        private void Space()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        private bool Peek(string word) =>
            string.CompareOrdinal(text, at, word, 0, word.Length) == 0
            && (
                at + word.Length >= text.Length
                || char.IsWhiteSpace(text[at + word.Length])
                || text[at + word.Length] == '('
            );

        private bool Word(string word)
        {
            Space();
            if (!Peek(word))
            {
                return false;
            }

            at += word.Length;
            return true;
        }
    }

    private static bool Compare(object? actual, string comparator, string value) =>
        actual switch
        {
            null => value.Length == 0,
            DateTimeOffset date => DateTimeOffset.TryParse(
                value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var other
            ) && Ordered(date.CompareTo(other), comparator),
            long number => Gid.TryParse(value, out _, out var other)
            || long.TryParse(value, CultureInfo.InvariantCulture, out other)
                ? Ordered(number.CompareTo(other), comparator)
                : value == "*",
            bool flag => bool.TryParse(value, out var other) && flag == other,
            string word => SameText(word, value),
            IEnumerable<string> words => words.Any(word => SameText(word, value)),
            _ => false,
        };

    private static bool SameText(string actual, string value) =>
        value.EndsWith('*')
            ? actual.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase)
            : string.Equals(actual, value, StringComparison.OrdinalIgnoreCase);

    private static bool Ordered(int comparison, string comparator) =>
        comparator switch
        {
            ">=" => comparison >= 0,
            "<=" => comparison <= 0,
            ">" => comparison > 0,
            "<" => comparison < 0,
            _ => comparison == 0,
        };
}
