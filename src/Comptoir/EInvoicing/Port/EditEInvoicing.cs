using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Journal;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>The settings of e-invoicing as fields, and how they are saved. The journal keeps what was changed.</summary>
sealed class EditEInvoicing(
    Database database,
    OfficeJournal journals,
    IInvoicePlatform platform,
    TimeProvider clock
)
{
    const string OnName = "isOn";
    const string FromName = "from";
    const string FileName = "file";
    const string WholeName = "wholeDirectory";
    const string SirensName = "sirens";
    const string Subject = "e-invoicing";
    const int MostSirens = 20_000;

    /// <summary>All fields.</summary>
    public static readonly IReadOnlyList<EditField> All =
    [
        new(
            OnName,
            texts => texts["Hand invoices between French businesses to an approved platform"]
        )
        {
            Input = EditInput.YesNo,
            Check = PlainText.YesNo,
            Width = "w6",
        },
        new(FromName, texts => texts["Documents from this day on"])
        {
            Input = EditInput.Date,
            Required = true,
            Check = PlainText.Day,
        },
        new(FileName, texts => texts["What is handed over"])
        {
            Input = EditInput.Choice,
            Choices =
            [
                (
                    nameof(HandedFile.FacturX),
                    texts => texts["The PDF with the data in it (Factur-X)"]
                ),
                (nameof(HandedFile.Xml), texts => texts["The data alone (XML, CII)"]),
            ],
            Required = true,
            Check = FileOf,
        },
        new(WholeName, texts => texts["Every French business with a SIREN is in the directory"])
        {
            Input = EditInput.YesNo,
            Check = PlainText.YesNo,
            Width = "w6",
            Hint = texts =>
                texts[
                    "Otherwise only those listed below; the invoices of all others are reported as sales to consumers are."
                ],
        },
        new(SirensName, texts => texts["Businesses in the directory, one SIREN a line"])
        {
            Input = EditInput.Text,
            Check = SirensOf,
            Width = "w6",
        },
    ];

    /// <summary>What is stored.</summary>
    public async Task<StoredFields> ReadAsync(ComptoirDb db, CancellationToken cancellationToken) =>
        Stored(
            await db.EInvoicingSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken)
                ?? New(db.OfficeId)
        );

    /// <summary>Saves changes made on what had this version; fields that are not among them stay.</summary>
    public async Task<EditOutcome> SaveAsync(
        long officeId,
        IReadOnlyDictionary<string, string?> changes,
        long version,
        string by,
        CancellationToken cancellationToken
    )
    {
        var (values, faults) = EditChanges.Read(All, changes);
        if (values.GetValueOrDefault(OnName) == "true" && platform.Trouble(officeId) is not null)
            faults.TryAdd(
                OnName,
                new RefusedException(
                    "The folder of e-invoicing cannot be written. Let whoever runs the server give Comptoir the right to."
                ).Message
            );
        try
        {
            return await database.WriteAsync(
                officeId,
                (db, ct) => SaveAsync(db, values, faults, version, by, ct),
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            return EditOutcome.Of(EditEnd.Outdated, await ReadAsync(db, cancellationToken));
        }
    }

    async Task<EditOutcome> SaveAsync(
        ComptoirDb db,
        Dictionary<string, string?> values,
        Dictionary<string, string> faults,
        long version,
        string by,
        CancellationToken ct
    )
    {
        var writer = await journals.OpenAsync(db, ct);
        var settings = await db.EInvoicingSettings.FirstOrDefaultAsync(ct);
        if (settings is null)
            db.Add(settings = New(db.OfficeId));
        var stored = Stored(settings);
        if (version != stored.Version)
            return EditOutcome.Of(EditEnd.Outdated, stored);
        if (faults.Count > 0)
            return new(EditEnd.Faulty, stored, faults);
        var wanted = values.Over(stored.Values);
        SettingChange[] changed =
        [
            .. All.Select(field => new SettingChange(
                    field.Name,
                    stored[field.Name],
                    wanted.GetValueOrDefault(field.Name)
                ))
                .Where(change => change.Old != change.New),
        ];
        if (changed.Length == 0)
            return EditOutcome.Of(EditEnd.Saved, stored);
        settings.IsOn = wanted[OnName] == "true";
        settings.From = DateOnly.ParseExact(
            wanted[FromName]!,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        settings.File = Enum.Parse<HandedFile>(wanted[FileName]!);
        settings.WholeDirectory = wanted[WholeName] == "true";
        settings.Sirens =
            wanted.GetValueOrDefault(SirensName)?.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            ?? [];
        settings.Changed();
        await db.SaveChangesAsync(ct);
        writer.Add(
            JournalKind.LegalSettingChanged,
            Subject,
            new SettingRecord(Subject, null, changed).ToBytes(),
            by
        );
        await writer.SaveAsync(ct);
        return EditOutcome.Of(EditEnd.Saved, Stored(settings));
    }

    EInvoicingSettings New(long officeId) =>
        new() { OfficeId = officeId, From = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) };

    static StoredFields Stored(EInvoicingSettings settings) =>
        new(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [OnName] = settings.IsOn ? "true" : "false",
                [FromName] = settings.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                [FileName] = settings.File.ToString(),
                [WholeName] = settings.WholeDirectory ? "true" : "false",
                [SirensName] = settings.Sirens is [] ? null : string.Join('\n', settings.Sirens),
            },
            settings.Version,
            null,
            null
        );

    static string FileOf(string text) =>
        Enum.TryParse<HandedFile>(text.Trim(), ignoreCase: true, out var file)
        && Enum.IsDefined(file)
        && !char.IsAsciiDigit(text.Trim()[0])
            ? file.ToString()
            : throw new RefusedException("This cannot be handed over. It can be: FacturX, Xml.");

    static string SirensOf(string text)
    {
        var sirens = text.Split(['\r', '\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Trim().Length > 0)
            .Select(CompanyNumber.Siren)
            .Distinct()
            .ToList();
        return sirens.Count <= MostSirens
            ? string.Join('\n', sirens)
            : throw new RefusedException("These are more than 20,000 businesses.");
    }
}
