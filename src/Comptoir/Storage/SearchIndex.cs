using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Sales;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Storage;

/// <summary>
/// Finds rows by the beginnings of words in their <c>search</c> column: by FTS5 on SQLite, by trigrams on PostgreSQL. The
/// FTS tables are filled by triggers; their row number holds the office and the row's own number.
/// </summary>
public static class SearchIndex
{
    static readonly (Type Type, string Table)[] Tables =
    [
        (typeof(Contact), "contacts"),
        (typeof(Product), "products"),
        (typeof(SalesOrder), "orders"),
        (typeof(Document), "documents"),
    ];

    /// <summary>Makes the indexes that are not there yet.</summary>
    public static async Task CreateAsync(ComptoirDb db, CancellationToken cancellationToken)
    {
        foreach (var (_, table) in Tables)
        {
            var sql =
                db.Database.IsSqlite() ? Fts5(table)
                : await HasTrigramsAsync(db, table, cancellationToken) ? null
                : Trigrams(table);
            if (sql is not null)
                await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }
    }

    // Even "if not exists" waits for all who write to the table, and holds up all who come after.
    static Task<bool> HasTrigramsAsync(ComptoirDb db, string table, CancellationToken ct)
    {
        var index = $"ix_{table}_search";
        return db
            .Database.SqlQuery<bool>($"""select to_regclass({index}) is not null as "Value" """)
            .SingleAsync(ct);
    }

    /// <summary>
    /// The rows in which every word of the text begins a word; all rows when the text has no word. Stays composable: the
    /// office filter of the set still applies.
    /// </summary>
    public static IQueryable<T> Matching<T>(this DbSet<T> rows, ComptoirDb db, string? text)
        where T : class, IOfficeOwned
    {
        ArgumentNullException.ThrowIfNull(db);
        var words = SearchText.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return rows;
#pragma warning disable EF1002 // The only text put into the SQL is a table's name, one of those above.
        var table = Array.Find(Tables, x => x.Type == typeof(T)).Table;
        if (db.Database.IsSqlite())
        {
            var first = db.OfficeId << 40;
            var query = string.Join(' ', words.Select(word => $"\"{word}\"*"));
            return rows.FromSqlRaw(
                $$"""
                select * from {{table}} where office_id = {0} and id in (
                    select rowid - {1} from {{table}}_search
                    where {{table}}_search match {2} and rowid between {1} and {3})
                """,
                db.OfficeId,
                first,
                query,
                first + (1L << 40) - 1
            );
        }
        var likes = words.Select((_, i) => $"search like {{{i}}}");
        return rows.FromSqlRaw(
            $"select * from {table} where {string.Join(" and ", likes)}",
            [.. words.Select(word => $"% {word}%")]
        );
#pragma warning restore EF1002
    }

    // The words arrive normalized. The tokenizer "ascii" parts them at spaces and takes every other character as it is;
    // "unicode61" would fold some letters once more (ς to σ) and part words at letters younger than its tables.
    static string Fts5(string table) =>
        $"""
            create virtual table if not exists {table}_search
                using fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
            create trigger if not exists {table}_search_insert after insert on {table} begin
                insert into {table}_search(rowid, words) values ((new.office_id << 40) + new.id, new.search);
            end;
            create trigger if not exists {table}_search_update after update of search on {table}
                when new.search is not old.search begin
                update {table}_search set words = new.search where rowid = (new.office_id << 40) + new.id;
            end;
            create trigger if not exists {table}_search_delete after delete on {table} begin
                delete from {table}_search where rowid = (old.office_id << 40) + old.id;
            end;
            """;

    static string Trigrams(string table) =>
        $"""
            create extension if not exists pg_trgm;
            create index if not exists ix_{table}_search on {table} using gin (search gin_trgm_ops);
            """;
}
