using Microsoft.EntityFrameworkCore;

namespace Comptoir.Storage;

/// <summary>
/// What never changes, held by the database itself: triggers that refuse to change or delete what is issued, recorded or
/// closed, and to change what a shop's ledger says. They are made after each migration, and <c>verify</c> looks for them.
/// </summary>
public static class FrozenRows
{
    /// <summary>A trigger, and what it says when it refuses.</summary>
    /// <param name="Table">On which table.</param>
    /// <param name="On"><c>update</c> or <c>delete</c>.</param>
    /// <param name="When">Rows it holds, with <c>old</c> and, on update, <c>new</c>; null for all.</param>
    /// <param name="Says">The message of the refusal.</param>
    sealed record Guard(string Table, string On, string? When, string Says)
    {
        public string Name => $"frozen_{Table}_{On}";
    }

    const string OfIssued =
        "exists (select 1 from documents d where d.office_id = old.office_id and d.id = old.document_id and d.state = 'Issued')";

    // A notice to a user goes with the notification it told of; what became of a document's e-mail stays.
    const string OfDocument =
        "not exists (select 1 from outgoing_mails m where m.office_id = old.office_id and m.id = old.mail_id and m.document_id is null)";

    const string SaleChanges =
        "(old.office_id, old.order_id, old.number, old.agreement, old.kind, old.action, old.line, old.quantity, old.total, old.customer_total, old.tax, old.customer_tax, old.origin) is distinct from (new.office_id, new.order_id, new.number, new.agreement, new.kind, new.action, new.line, new.quantity, new.total, new.customer_total, new.tax, new.customer_tax, new.origin)";

    static readonly Guard[] Guards =
    [
        new("documents", "update", "old.state = 'Issued'", "An issued document never changes."),
        new("documents", "delete", "old.state = 'Issued'", "An issued document is never deleted."),
        new("document_lines", "update", OfIssued, "A line of an issued document never changes."),
        new("document_lines", "delete", OfIssued, "A line of an issued document is never deleted."),
        new("allocations", "update", OfIssued, "What an issued document covers never changes."),
        new("allocations", "delete", OfIssued, "What an issued document covers is never deleted."),
        new("sales", "update", SaleChanges, "An entry of a sales ledger never changes."),
        // A credit that was only a draft goes with it.
        new(
            "sales",
            "delete",
            "old.origin <> 'Office' or not old.is_open",
            "An entry of a sales ledger is never deleted."
        ),
        new("journal_records", "update", null, "A record of the journal never changes."),
        new("journal_records", "delete", null, "A record of the journal is never deleted."),
        new("document_files", "update", null, "A file of an issued document never changes."),
        new("document_files", "delete", null, "A file of an issued document is never deleted."),
        new("electronic_events", "update", null, "What became of an invoice never changes."),
        new("electronic_events", "delete", null, "What became of an invoice is never deleted."),
        new("closings", "update", null, "A closing never changes."),
        new("closings", "delete", null, "A closing is never deleted."),
        new("vat_number_answers", "update", null, "An answer about a VAT number never changes."),
        new("vat_number_answers", "delete", null, "An answer about a VAT number is never deleted."),
        new("mail_events", "update", null, "What happened to an e-mail never changes."),
        new(
            "mail_events",
            "delete",
            OfDocument,
            "What happened to an e-mail with a document is never deleted."
        ),
    ];

    /// <summary>Makes the triggers anew.</summary>
    public static async Task CreateAsync(ComptoirDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
#pragma warning disable EF1002 // The texts put into the SQL are the constants above.
        foreach (var guard in Guards)
            await db.Database.ExecuteSqlRawAsync(
                db.Database.IsSqlite() ? Sqlite(guard) : Postgres(guard),
                cancellationToken
            );
#pragma warning restore EF1002
    }

    /// <summary>The names of the triggers that are not there, or that say something else.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var sqlite = db.Database.IsSqlite();
        var there = await db
            .Database.SqlQueryRaw<string>(
                sqlite
                    ? """select name || ' ' || sql as "Value" from sqlite_master where type = 'trigger'"""
                    : """
                    select t.tgname || ' ' || pg_get_triggerdef(t.oid) || ' ' || p.prosrc || ' ' || t.tgenabled::text as "Value"
                    from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                    where not t.tgisinternal and t.tgenabled in ('O', 'A')
                    """
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. Guards
                .Where(guard =>
                    !there.Exists(text =>
                        text.StartsWith(guard.Name + " ", StringComparison.Ordinal)
                        && (sqlite ? SameSqlite(text, guard) : SamePostgres(text, guard))
                    )
                )
                .Select(guard => guard.Name),
        ];
    }

    static bool SameSqlite(string found, Guard guard) =>
        // SQLite keeps the text from the name on, behind its own "CREATE TRIGGER".
        Squeezed(found)
            .EndsWith(
                $"CREATE TRIGGER {Squeezed(SqliteBody(guard)["create trigger".Length..])}",
                StringComparison.Ordinal
            );

    static bool SamePostgres(string found, Guard guard) =>
        Squeezed(found).Contains(Squeezed(PostgresBody(guard)), StringComparison.Ordinal);

    static string Squeezed(string sql) =>
        string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Sqlite(Guard guard) =>
        $"drop trigger if exists {guard.Name}; {SqliteBody(guard)};";

    static string SqliteBody(Guard guard) =>
        $"create trigger {guard.Name} before {guard.On} on {guard.Table} {(guard.When is null ? "" : $"when {SqliteWhen(guard.When)}")} begin select raise(abort, '{guard.Says}'); end";

    // SQLite knows "is not" between rows, by the name of the standard only since 3.39.
    static string SqliteWhen(string when) =>
        when.Replace("is distinct from", "is not", StringComparison.Ordinal);

    static string Postgres(Guard guard) =>
        $"""
            create or replace function {guard.Name}() returns trigger language plpgsql as $body${PostgresBody(
                guard
            )}$body$;
            drop trigger if exists {guard.Name} on {guard.Table};
            create trigger {guard.Name} before {guard.On} on {guard.Table} for each row
                {(guard.When is null || AsksElsewhere(guard) ? "" : $"when ({guard.When})")}
                execute function {guard.Name}();
            """;

    // A condition that asks another table stands in the function: PostgreSQL takes no subquery in "when".
    static string PostgresBody(Guard guard) =>
        AsksElsewhere(guard)
            ? $" begin if not ({guard.When}) then return {Row(guard)}; end if; raise exception '{guard.Says}'; end "
            : $" begin raise exception '{guard.Says}'; end ";

    static bool AsksElsewhere(Guard guard) => guard.When is OfIssued or OfDocument;

    static string Row(Guard guard) => guard.On == "update" ? "new" : "old";
}
