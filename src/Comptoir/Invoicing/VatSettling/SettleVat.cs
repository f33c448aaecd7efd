using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Storage;
using Comptoir.Vat;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.VatSettling;

/// <summary>How the VAT of orders is settled that the rules cannot explain: by a rate, by a case, or by both.</summary>
/// <param name="Rate">The rate in millionths that the amounts contain: the amount with tax stays. Null to keep the shop's tax.</param>
/// <param name="Case">The case; null for what the rate makes of it.</param>
/// <param name="Code">For exempt lines: the code of the exemption (VATEX).</param>
/// <param name="Wording">For exempt lines: the text that the law asks for.</param>
/// <param name="Reason">Why; it is kept for good.</param>
/// <param name="Of">The rate holds only for lines that the shop charged with this one, in millionths; null for all.</param>
public sealed record VatSettlement(
    int? Rate,
    VatCase? Case,
    string? Code,
    string? Wording,
    string? Reason,
    int? Of = null
);

/// <summary>What became of an order whose VAT was settled.</summary>
/// <param name="OrderId">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Refusal">Why nothing was done; null when it was settled.</param>
public sealed record VatSettled(long OrderId, string Name, string? Refusal);

/// <summary>Settles the VAT of orders: who, when and why are kept with each, and in the journal.</summary>
sealed class SettleVat(Database database, OfficeJournal journals, InvoicingSignal signal)
{
    /// <summary>Orders that one act takes.</summary>
    public const int MostAtOnce = 500;

    const int LongestText = 1000;
    const int HighestRate = 1_000_000;

    /// <summary>Cases that a person can choose: the others follow from where something goes and who buys.</summary>
    public static readonly IReadOnlyList<VatCase> Choices =
    [
        VatCase.Domestic,
        VatCase.OneStopShop,
        VatCase.ForeignRegistration,
        VatCase.IntraEuSupply,
        VatCase.Export,
        VatCase.ReverseCharge,
        VatCase.DomesticReverseCharge,
        VatCase.OutsideScope,
        VatCase.Exempt,
    ];

    /// <summary>Settles orders, each for itself; what the office does not have is left out of the answer.</summary>
    /// <exception cref="RefusedException">What was said cannot be: nothing was settled.</exception>
    public async Task<IReadOnlyList<VatSettled>> SettleAsync(
        long officeId,
        IReadOnlyList<long> orders,
        VatSettlement said,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(orders);
        var settlement = Checked(said);
        if (orders.Count > MostAtOnce)
            throw new RefusedException("At most 500 orders can be settled at once.");
        var settled = new List<VatSettled>(orders.Count);
        foreach (var batch in orders.Distinct().Chunk(50))
            settled.AddRange(
                await database.WriteAsync(
                    officeId,
                    (db, ct) => SettleAsync(db, batch, settlement, by, ct),
                    cancellationToken
                )
            );
        signal.Wake(officeId);
        return settled;
    }

    static VatSettlement Checked(VatSettlement said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var result = said with
        {
            Reason = Line(said.Reason),
            Code = Line(said.Code),
            Wording = Line(said.Wording),
        };
        if (result.Reason is null)
            throw new RefusedException("Say why: the reason is kept with the order.");
        if (result is { Rate: null, Case: null })
            throw new RefusedException(
                "Say which rate the amounts contain, or choose the case of VAT."
            );
        if (result.Rate is < 0 or > HighestRate)
            throw new RefusedException("A rate lies between 0 and 100 %.");
        if (result.Case is { } @case && !Choices.Contains(@case))
            throw new RefusedException(
                "This case of VAT cannot be chosen: it follows from the company or the shop."
            );
        if (
            result.Case == VatCase.Exempt
            && (
                result.Wording is null
                || result.Code is not { Length: > 6 and <= 40 } code
                || !code.StartsWith("VATEX-", StringComparison.Ordinal)
                || !code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')
            )
        )
            throw new RefusedException(
                "An exemption needs its code, such as VATEX-FR-CGI261-4, and the text that the law asks for."
            );
        if (result.Reason.Length > LongestText || result.Wording?.Length > LongestText)
            throw new RefusedException("A text is longer than 1,000 characters.");
        return result;

        static string? Line(string? text) =>
            PlainText.Line(text ?? "", int.MaxValue) is { Length: > 0 } line ? line : null;
    }

    /// <summary>Takes a settlement back: the shop's own figures count again for what is not issued; false when there was none.</summary>
    public async Task<bool> WithdrawAsync(
        long officeId,
        long orderId,
        string by,
        CancellationToken cancellationToken
    )
    {
        var done = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                if (
                    await db.VatResolutions.FirstOrDefaultAsync(row => row.OrderId == orderId, ct)
                    is not { } row
                )
                    return false;
                var books = await OrderBooks.ReadAsync(db, [orderId], ct);
                var writing = new PlanWriting(
                    db,
                    journal,
                    await Issuing.BeginAsync(db, journal, ct),
                    await Composing.ReadAsync(db, books, journal.Now, ct),
                    new Queue<long>()
                );
                books[0].TakeBackDrafts();
                writing.Drop(books[0]);
                db.VatResolutions.Remove(row);
                Record(journal, books[0], null, [], null, "", by);
                await writing.SaveAsync(ct);
                await db.SaveChangesAsync(ct);
                return true;
            },
            cancellationToken
        );
        signal.Wake(officeId);
        return done;
    }

    /// <summary>The rates said before of other lines stay.</summary>
    static RateChange[] Changed(RateChange[] before, List<VatFinding> findings, VatSettlement said)
    {
        if (said.Rate is not { } rate)
            return before;
        var changed = findings
            .Select(finding => finding.Doubt == VatDoubt.NoTax ? null : finding.Rate)
            .Distinct()
            .ToList();
        return
        [
            .. before.Where(change => !changed.Contains(change.From)),
            .. changed.Select(from => new RateChange(from, rate)),
        ];
    }

    static void Record(
        JournalWriter journal,
        OrderBook book,
        VatCase? @case,
        IReadOnlyList<RateChange> rates,
        string? code,
        string reason,
        string by
    ) =>
        journal.Add(
            JournalKind.VatSettled,
            book.Order.Name,
            JsonSerializer.SerializeToUtf8Bytes(
                new VatRecord(book.Order.Id, @case, rates, code, reason),
                VatRecordJson.Default.VatRecord
            ),
            by
        );

    async Task<List<VatSettled>> SettleAsync(
        ComptoirDb db,
        long[] ids,
        VatSettlement said,
        string by,
        CancellationToken ct
    )
    {
        var journal = await journals.OpenAsync(db, ct);
        var books = await OrderBooks.ReadAsync(db, ids, ct);
        var composing = await Composing.ReadAsync(db, books, journal.Now, ct);
        var writing = new PlanWriting(
            db,
            journal,
            await Issuing.BeginAsync(db, journal, ct),
            composing,
            new Queue<long>()
        );
        var known = await db
            .VatResolutions.Where(row => ids.Contains(row.OrderId))
            .ToDictionaryAsync(row => row.OrderId, ct);
        var settled = new List<VatSettled>(books.Count);
        foreach (var book in books)
        {
            var drafts = book.Documents.FindAll(row => row.State == DocumentState.Draft);
            var findings = drafts
                .SelectMany(row =>
                    composing.VatOf(book, row, composing.DayOf(journal.Now)).Findings
                )
                .Where(finding =>
                    finding.Doubt != VatDoubt.NoExchangeRate
                    && (said.Of is null || finding.Rate == said.Of)
                )
                .ToList();
            var refusal =
                findings.Count == 0
                    ? new RefusedException(
                        "There is nothing to settle: no draft of this order has VAT that cannot be explained."
                    ).Message
                : findings.TrueForAll(finding => finding.IsSettledBy(said.Case, said.Rate)) ? null
                : new RefusedException(
                    "That does not fit this order: its destination, its buyer, the company’s registrations or the rates of that day rule it out."
                ).Message;
            settled.Add(
                new VatSettled(
                    book.Order.Id,
                    book.Order.Name,
                    refusal is null
                    && said.Rate is not null
                    && drafts.Exists(row => !row.IsAutomatic)
                        ? new RefusedException(
                            "It is noted. The draft was made or changed by hand: drop it and invoice the order again, then it has this rate."
                        ).Message
                        : refusal
                )
            );
            if (refusal is not null)
                continue;
            if (!known.TryGetValue(book.Order.Id, out var row))
                db.VatResolutions.Add(
                    row = new VatResolution
                    {
                        OfficeId = db.OfficeId,
                        OrderId = book.Order.Id,
                        By = by,
                        At = journal.Now,
                        Reason = said.Reason!,
                    }
                );
            (row.By, row.At, row.Reason) = (by, journal.Now, said.Reason!);
            (row.Case, row.Code, row.Wording) = (said.Case, said.Code, said.Wording);
            row.Rates = Changed(row.Rates, findings, said);
            // The rules make the drafts again, with the new rate.
            book.TakeBackDrafts();
            writing.Drop(book);
            writing.Note(book, note => (note.Waits, note.WaitsSince) = (null, null));
            Record(journal, book, row.Case, row.Rates, row.Code, row.Reason, by);
        }
        await writing.SaveAsync(ct);
        await db.SaveChangesAsync(ct);
        return settled;
    }
}

/// <summary>What the journal keeps of a settlement; of one that is withdrawn, nothing but that.</summary>
sealed record VatRecord(
    long Order,
    VatCase? Case,
    IReadOnlyList<RateChange> Rates,
    string? Code,
    string Reason
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(VatRecord))]
sealed partial class VatRecordJson : JsonSerializerContext;
