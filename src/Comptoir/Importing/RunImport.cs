using System.Globalization;
using System.Text;
using Comptoir.Storage;
using Comptoir.Users;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>What a file would bring, or brought.</summary>
/// <param name="Counts">All of its rows.</param>
/// <param name="Rows">The first of them, those that are refused before the others.</param>
/// <param name="Encoding">How its text is written.</param>
/// <param name="Separator">What stands between its cells.</param>
/// <param name="DecimalComma">Its decimals stand behind a comma.</param>
public sealed record ImportPreview(
    ImportCounts Counts,
    IReadOnlyList<RowPlan> Rows,
    string Encoding,
    char Separator,
    bool DecimalComma
);

/// <summary>
/// Brings a file of contacts or products in: uploaded, looked at as often as one likes, then imported in one go. Doing it
/// again changes nothing; a wrong row does not stop the others.
/// </summary>
sealed class RunImport(Database database, IdSequence ids, ImportFiles files, TimeProvider clock)
{
    const int Batch = 1_000;
    const int ShownOfEach = 200;
    const int Attempts = 3;

    /// <summary>Keeps a file, and finds out how it is to be read.</summary>
    /// <exception cref="RefusedException">It cannot be read; nothing is kept.</exception>
    public async Task<Import> UploadAsync(
        long officeId,
        ImportKind kind,
        string fileName,
        Stream content,
        string by,
        CancellationToken cancellationToken
    )
    {
        var id = await ids.NextAsync(officeId, cancellationToken);
        var size = await files.KeepAsync(officeId, id, content, cancellationToken);
        try
        {
            var file = CsvFile.Open(files.Of(officeId, id));
            if (!file.Rows().Any())
                throw new RefusedException(
                    "The file holds a header and no rows. Export it again with its rows."
                );
            var import = new Import
            {
                OfficeId = officeId,
                Id = id,
                Kind = kind,
                FileName = Web.PlainText.Line(
                    Path.GetFileName(fileName) is { Length: > 0 and < 200 } name
                        ? name
                        : "file.csv",
                    200
                ),
                Size = size,
                UploadedAt = Now,
                UploadedBy = by,
                Source = ColumnNames.Source(file.Header),
                Columns = ColumnNames.Propose(kind, file.Header),
            };
            await database.WriteAsync(
                officeId,
                (db, ct) =>
                {
                    db.Add(import);
                    return db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
            return import;
        }
        catch
        {
            files.Delete(officeId, id);
            throw;
        }
    }

    /// <summary>Says what the columns are, and which application the references are of.</summary>
    /// <exception cref="RefusedException">It will not do, or it is too late.</exception>
    public async Task<Import?> ChooseAsync(
        long officeId,
        long id,
        IReadOnlyList<string?> fields,
        string source,
        CancellationToken cancellationToken
    ) =>
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                if (await db.Imports.FirstOrDefaultAsync(x => x.Id == id, ct) is not { } import)
                    return null;
                if (import.State != ImportState.Uploaded)
                    throw new RefusedException(
                        "This file is imported already. Upload it again to import it otherwise."
                    );
                if (fields.Count != import.Columns.Length)
                    throw new RefusedException(
                        "Say for each column of the file what it is, in their order."
                    );
                if (
                    fields.Any(field =>
                        field is not null && ImportFields.Find(import.Kind, field) is null
                    )
                )
                    throw new RefusedException(
                        "One of the columns is said to be a field that does not exist."
                    );
                if (
                    fields
                        .OfType<string>()
                        .GroupBy(x => x, StringComparer.Ordinal)
                        .Any(x => x.Count() > 1)
                )
                    throw new RefusedException(
                        "Two columns cannot be the same field. Leave one of them out."
                    );
                import.Columns =
                [
                    .. import.Columns.Select((column, i) => column with { Field = fields[i] }),
                ];
                import.Source = Web.PlainText.Line(source, 50) is { Length: > 0 } said
                    ? said
                    : "file";
                await db.SaveChangesAsync(ct);
                return import;
            },
            cancellationToken
        );

    /// <summary>What importing would do now; nothing is written.</summary>
    /// <exception cref="RefusedException">The file is gone.</exception>
    public async Task<ImportPreview> PreviewAsync(
        Import import,
        CancellationToken cancellationToken
    )
    {
        var file = Open(import);
        var importer = Importer(import);
        var tally = new Tally();
        foreach (var rows in Read(import, file).Chunk(Batch))
            tally.Add(await importer.PlanAsync(rows, cancellationToken));
        return tally.Preview(file);
    }

    /// <summary>Imports a file. Where it was stopped, asking again does the rest.</summary>
    /// <exception cref="RefusedException">The file is gone, or is being imported.</exception>
    public async Task<Import?> ApplyAsync(
        long officeId,
        long id,
        CancellationToken cancellationToken
    )
    {
        var worker = Guid.NewGuid().ToString("N");
        if (await TakeAsync(officeId, id, worker, cancellationToken) is not { } import)
            return null;
        if (import.State == ImportState.Applied)
            return import;
        try
        {
            var file = Open(import);
            var importer = Importer(import);
            var tally = new Tally();
            await using var refused = new RefusedRows(files.RefusedOf(officeId, id), file);
            foreach (var rows in Read(import, file).Chunk(Batch))
            {
                var plans = await PlanAndWriteAsync(
                    import,
                    importer,
                    rows,
                    worker,
                    cancellationToken
                );
                tally.Add(plans);
                foreach (
                    var (row, plan) in rows.Zip(plans)
                        .Where(x => x.Second.Action == RowAction.Refused)
                )
                    await refused.AddAsync(row, plan);
            }
            return await EndAsync(officeId, id, import => import.End(tally.Counts, Now));
        }
        catch
        {
            await EndAsync(officeId, id, import => import.LetGo());
            throw;
        }
        finally
        {
            await using var db = database.Open(officeId);
            if (
                await db.Imports.AnyAsync(
                    x => x.Id == id && x.State == ImportState.Applied,
                    CancellationToken.None
                )
            )
                files.Delete(officeId, id);
        }
    }

    async Task<IReadOnlyList<RowPlan>> PlanAndWriteAsync(
        Import import,
        IRowImporter importer,
        IReadOnlyList<ReadRow> rows,
        string worker,
        CancellationToken ct
    )
    {
        var plans = await importer.PlanAsync(rows, ct);
        for (var attempt = 1; !importer.IsIdle; attempt++)
        {
            var needed = importer.NumbersNeeded;
            var first = needed == 0 ? 0 : await ids.NextAsync(import.OfficeId, needed, ct);
            try
            {
                await database.WriteAsync(
                    import.OfficeId,
                    async (db, token) =>
                    {
                        var mine = await db
                            .Imports.Where(x => x.Id == import.Id && x.Worker == worker)
                            .ExecuteUpdateAsync(x => x.SetProperty(y => y.SeenAt, Now), token);
                        if (mine == 0)
                            throw new RefusedException(
                                "Another process has taken this import over."
                            );
                        await importer.WriteAsync(db, first, token);
                    },
                    ct
                );
                importer.Forget();
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Somebody saved one of the contacts at this moment: what is left to fill is reckoned anew.
            }
        }
        importer.Forget();
        return plans;
    }

    async Task<Import?> TakeAsync(long officeId, long id, string worker, CancellationToken ct) =>
        await database.WriteAsync(
            officeId,
            async (db, token) =>
            {
                if (await db.Imports.FirstOrDefaultAsync(x => x.Id == id, token) is not { } import)
                    return null;
                if (import.State == ImportState.Applied)
                    return import;
                if (!import.Take(worker, Now))
                    throw new RefusedException(
                        import.State == ImportState.Expired
                            ? Gone
                            : new RefusedException(
                                "This file is being imported at this moment."
                            ).Message
                    );
                await db.SaveChangesAsync(token);
                return import;
            },
            ct
        );

    Task<Import?> EndAsync(long officeId, long id, Action<Import> end) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var import = await db.Imports.FirstOrDefaultAsync(x => x.Id == id, ct);
                if (import is not null)
                    end(import);
                await db.SaveChangesAsync(ct);
                return import;
            },
            CancellationToken.None
        );

    CsvFile Open(Import import)
    {
        var path = files.Of(import.OfficeId, import.Id);
        return File.Exists(path) ? CsvFile.Open(path) : throw new RefusedException(Gone);
    }

    static string Gone =>
        new RefusedException(
            "The file is no longer kept: files are deleted after a day, and once they are imported. Upload it again."
        ).Message;

    static IEnumerable<ReadRow> Read(Import import, CsvFile file)
    {
        var reading = new RowReading(import.Kind, import.Columns, file.DecimalComma);
        return file.Rows().Select(reading.Read);
    }

    IRowImporter Importer(Import import) =>
        import.Kind == ImportKind.Contacts
            ? new ContactImporter(database, import.OfficeId, import, Now)
            : new ProductImporter(database, import.OfficeId, import, Now);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    sealed class Tally
    {
        readonly int[] counts = new int[Enum.GetValues<RowAction>().Length];
        readonly List<RowPlan> rows = [];

        public ImportCounts Counts =>
            new(
                counts[(int)RowAction.New],
                counts[(int)RowAction.Merged],
                counts[(int)RowAction.Unchanged],
                counts[(int)RowAction.Refused]
            );

        public void Add(IReadOnlyList<RowPlan> plans)
        {
            foreach (var plan in plans)
                if (counts[(int)plan.Action]++ < ShownOfEach)
                    rows.Add(plan);
        }

        public ImportPreview Preview(CsvFile file) =>
            new(
                Counts,
                [
                    .. rows.OrderBy(row => row.Action == RowAction.Refused ? 0 : 1)
                        .ThenBy(row => row.Line),
                ],
                file.EncodingName,
                file.Separator,
                file.DecimalComma
            );
    }
}

/// <summary>
/// The rows that were refused, as they were, with the reason behind them. A cell that a spreadsheet would reckon with is kept
/// from it by an apostrophe, which an import takes off again.
/// </summary>
sealed class RefusedRows : IAsyncDisposable
{
    readonly StreamWriter text;
    readonly CsvWriter csv;

    public RefusedRows(string path, CsvFile file)
    {
        text = new StreamWriter(
            path,
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );
        csv = new CsvWriter(
            text,
            new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = file.Separator.ToString(),
            }
        );
        foreach (var name in file.Header)
            csv.WriteField(Guard(name));
        csv.WriteField("line");
        csv.WriteField("reason");
        csv.NextRecord();
    }

    /// <summary>Adds a row.</summary>
    public async Task AddAsync(ReadRow row, RowPlan plan)
    {
        foreach (var cell in row.Row.Cells)
            csv.WriteField(Guard(cell));
        csv.WriteField(plan.Line);
        csv.WriteField(
            string.Join(
                " ",
                plan.Faults.Select(x => x.Column.Length == 0 ? x.Fault : $"{x.Column}: {x.Fault}")
            )
        );
        await csv.NextRecordAsync();
    }

    /// <summary>A cell that no spreadsheet reckons with.</summary>
    public static string Guard(string cell) =>
        cell.TrimStart() is ['=' or '+' or '-' or '@', ..] || cell is ['\t' or '\r', ..]
            ? $"'{cell}"
            : cell;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await csv.DisposeAsync();
        await text.DisposeAsync();
    }
}
