using Comptoir.Journal;
using Comptoir.Money;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>
/// Writes what an office says otherwise than the tables of VAT, and withdraws it. The law looks at it: each change is
/// recorded in the journal.
/// </summary>
sealed class ChangeVatTables(Database database, IdSequence ids, OfficeJournal journal, VatNews news)
{
    const int Most = 500;

    /// <summary>Adds an entry.</summary>
    /// <exception cref="RefusedException">Something is missing or cannot be; nothing was stored.</exception>
    public async Task<VatTableChange> AddAsync(
        long officeId,
        VatTableEntry entry,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(entry);
        entry = entry.Read();
        var id = await ids.NextAsync(officeId, cancellationToken);
        var added = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var writer = await journal.OpenAsync(db, ct);
                if (await db.VatTableChanges.CountAsync(x => x.WithdrawnAt == null, ct) >= Most)
                    throw new RefusedException(
                        "An office can have 500 entries of its own. Withdraw some first."
                    );
                var change = entry.ToChange(officeId, id, by, writer.Now);
                db.Add(change);
                await db.SaveChangesAsync(ct);
                Record(writer, change, null, Words(change), by);
                await writer.SaveAsync(ct);
                return change;
            },
            cancellationToken
        );
        news.Say(officeId);
        return added;
    }

    /// <summary>Withdraws an entry of the office: it stays visible and counts no more.</summary>
    /// <returns>The entry; null when there is none of this number.</returns>
    /// <exception cref="RefusedException">It is withdrawn already.</exception>
    public async Task<VatTableChange?> WithdrawAsync(
        long officeId,
        long id,
        string by,
        CancellationToken cancellationToken
    )
    {
        var withdrawn = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var writer = await journal.OpenAsync(db, ct);
                var change = await db.VatTableChanges.FirstOrDefaultAsync(x => x.Id == id, ct);
                if (change is null)
                    return null;
                change.Withdraw(by, writer.Now);
                await db.SaveChangesAsync(ct);
                Record(writer, change, Words(change), null, by);
                await writer.SaveAsync(ct);
                return change;
            },
            cancellationToken
        );
        if (withdrawn is not null)
            news.Say(officeId);
        return withdrawn;
    }

    static void Record(
        JournalWriter writer,
        VatTableChange change,
        string? old,
        string? now,
        string by
    ) =>
        writer.Add(
            JournalKind.LegalSettingChanged,
            $"VAT {change.Area ?? change.Case?.ToString()}",
            new SettingRecord(
                SettingRecord.VatTables,
                change.Kind.ToString(),
                [new SettingChange(change.Area ?? change.Case?.ToString() ?? "", old, now)]
            ).ToBytes(),
            by
        );

    static string Words(VatTableChange change) =>
        FormattableString.Invariant(
            $"{(change.Rate is { } rate ? $"{Millionths.ToUnits(rate * 100L):0.####} % {change.RateKind}" : $"{change.Code} | {change.English} | {change.French}")} {change.From:yyyy-MM-dd}..{change.Until:yyyy-MM-dd} ({change.Source})"
        );
}

/// <summary>What is to be said otherwise than the tables.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Area">The area; for a wording null for all.</param>
/// <param name="Percent">The rate that is added or ended, such as 5.5.</param>
/// <param name="RateKind">What kind of rate is added; reduced when left out.</param>
/// <param name="Case">The case whose wording is replaced.</param>
/// <param name="Code">Its code (VATEX); null for none.</param>
/// <param name="English">Its text; <c>{country}</c> stands for the country of the tax.</param>
/// <param name="French">The same in French.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null for no end.</param>
/// <param name="Source">Where it stands.</param>
public sealed record VatTableEntry(
    VatTableChangeKind Kind,
    string? Area,
    decimal? Percent,
    VatRateKind? RateKind,
    VatCase? Case,
    string? Code,
    string? English,
    string? French,
    DateOnly From,
    DateOnly? Until,
    string? Source
)
{
    /// <summary>The entry in its plain form.</summary>
    /// <exception cref="RefusedException">Something is missing or cannot be.</exception>
    internal VatTableEntry Read()
    {
        if (!Enum.IsDefined(Kind))
            throw new RefusedException("This cannot be chosen here.");
        if (From.Year is < 1990 or > 2200 || Until?.Year > 2200)
            throw new RefusedException("These days cannot be. Write them such as 2026-03-01.");
        if (Until < From)
            throw new RefusedException("The last day lies before the first one.");
        if (string.IsNullOrWhiteSpace(Source))
            throw new RefusedException(
                "Say where it stands: an article of the law, or the address of an official page."
            );
        var read = this with { Source = PlainText.Line(Source, 500), Area = AreaOf(Area) };
        return Kind == VatTableChangeKind.WordingReplaced
            ? read with
            {
                Percent = null,
                RateKind = null,
                Case =
                    Case is { } @case && Enum.IsDefined(@case)
                        ? @case
                        : throw new RefusedException("Say of which case the wording is."),
                Code = CodeOf(Code),
                English = TextOf(English),
                French = TextOf(French),
            }
            : read with
            {
                Area = read.Area ?? throw new RefusedException("Say in which area the rate is."),
                Percent =
                    Percent is >= 0 and <= 100 && decimal.Round(Percent.Value, 4) == Percent
                        ? Percent
                        : throw new RefusedException(
                            "A rate is a number from 0 to 100 with at most four decimals, such as 5.5."
                        ),
                RateKind =
                    Kind == VatTableChangeKind.RateAdded ? RateKind ?? VatRateKind.Reduced : null,
                Case = null,
                Code = null,
                English = null,
                French = null,
            };
    }

    internal VatTableChange ToChange(long officeId, long id, string by, DateTime at) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            Kind = Kind,
            Area = Area,
            Rate = Percent is { } percent ? Millionths.OfRate(percent / 100) : null,
            RateKind = RateKind,
            Case = Case,
            Code = Code,
            English = English,
            French = French,
            From = From,
            Until = Until,
            Source = Source!,
            By = by,
            At = at,
        };

    static string? AreaOf(string? text)
    {
        var area = text?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(area))
            return null;
        return
            area[..Math.Min(2, area.Length)].All(char.IsAsciiLetterUpper)
            && (
                area.Length == 2
                || area.Length is >= 4 and <= 7
                    && area[2] == '-'
                    && area[3..].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            )
            ? area
            : throw new RefusedException(
                "An area has a code such as DE or FR-RE. Take one of the list."
            );
    }

    static string? CodeOf(string? text)
    {
        var code = text?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(code))
            return null;
        return
            code.StartsWith("VATEX-", StringComparison.Ordinal)
            && code.Length <= 40
            && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')
            ? code
            : throw new RefusedException("A code of an exemption begins with VATEX-.");
    }

    static string TextOf(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new RefusedException("A wording has an English text and a French one.")
            : PlainText.Line(text, 500);
}
