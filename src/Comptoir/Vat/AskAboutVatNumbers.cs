using System.Threading.Channels;
using Comptoir.Contacts;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>
/// Asks the register about VAT numbers for which something waits. What is wanted is a row: it is asked until there is an
/// answer, at growing distances, also after a restart.
/// </summary>
sealed class AskAboutVatNumbers(
    Database database,
    IdSequence ids,
    IVatNumberRegister register,
    VatNews news,
    TimeProvider clock
)
{
    static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    readonly Channel<long> wanted = Channel.CreateBounded<long>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    internal ChannelReader<long> Offices => wanted.Reader;

    /// <summary>Whether this installation asks at all; otherwise answers are entered by hand.</summary>
    public bool Asks => register.Asks;

    /// <summary>
    /// Notes within the caller's own transaction that answers are wanted. Numbers that the register does not know (of states
    /// outside the Union), or that cannot be one, are passed over. Call <see cref="Wake"/> when the transaction has ended.
    /// </summary>
    /// <returns>How many were not wanted before.</returns>
    public Task<int> WantedAsync(
        ComptoirDb db,
        IEnumerable<string> numbers,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = clock.GetUtcNow().UtcDateTime;
        VatNumberQuestion[] questions =
        [
            .. numbers
                .Select(ReadOrNull)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(number => new VatNumberQuestion
                {
                    OfficeId = db.OfficeId,
                    Number = number,
                    Since = now,
                }),
        ];
        return questions.Length == 0
            ? Task.FromResult(0)
            : db.InsertMissingAsync(questions, cancellationToken);
    }

    /// <summary>The same in a transaction of its own, and begins to ask.</summary>
    public async Task<int> WantedAsync(
        long officeId,
        IEnumerable<string> numbers,
        CancellationToken cancellationToken
    )
    {
        var added = await database.WriteAsync(
            officeId,
            (db, ct) => WantedAsync(db, numbers, ct),
            cancellationToken
        );
        Wake(officeId);
        return added;
    }

    /// <summary>The office's questions are asked soon.</summary>
    public void Wake(long officeId) => wanted.Writer.TryWrite(officeId);

    /// <summary>Asks about a number now, whatever was tried before.</summary>
    /// <returns>The answer; null with the reason when the register gave none: it is asked again later.</returns>
    /// <exception cref="RefusedException">The number cannot be one of the Union, or this installation does not ask.</exception>
    public async Task<(VatNumberAnswer? Answer, string? Failure)> NowAsync(
        long officeId,
        string number,
        string by,
        CancellationToken cancellationToken
    )
    {
        var read =
            Askable(VatNumber.Read(number))
            ?? throw new RefusedException(
                "The register knows numbers of the Union and of Northern Ireland only."
            );
        if (!register.Asks)
            throw new RefusedException(
                "This installation does not ask the register. Look the number up there (ec.europa.eu/taxation_customs/vies) and enter the answer."
            );
        await database.WriteAsync(
            officeId,
            (db, ct) => WantedAsync(db, [read], ct),
            cancellationToken
        );
        return await OneAsync(officeId, read, by, cancellationToken);
    }

    /// <summary>Asks the office's questions whose time has come.</summary>
    internal async Task RunAsync(long officeId, CancellationToken cancellationToken)
    {
        if (!register.Asks)
            return;
        List<VatNumberQuestion> questions;
        await using (var db = database.Open(officeId))
            questions = await db
                .VatNumberQuestions.AsNoTracking()
                .OrderBy(question => question.Since)
                .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var question in questions.Where(question => IsDue(question, now)))
            await OneAsync(officeId, question.Number, null, cancellationToken);
    }

    static bool IsDue(VatNumberQuestion question, DateTime now) =>
        question.TriedAt is not { } tried
        || now - tried
            >= TimeSpan.FromTicks(
                Math.Min(
                    LongestWait.Ticks,
                    FirstWait.Ticks << Math.Min(Math.Max(question.Tries - 1, 0), 10)
                )
            );

    async Task<(VatNumberAnswer? Answer, string? Failure)> OneAsync(
        long officeId,
        string number,
        string? by,
        CancellationToken ct
    )
    {
        string? own;
        await using (var db = database.Open(officeId))
            own = await db
                .SellerIdentities.AsNoTracking()
                .Select(seller => seller.VatNumber)
                .FirstOrDefaultAsync(ct);
        var reply = await register.AskAsync(number, own is null ? null : Askable(own), ct);
        var now = clock.GetUtcNow().UtcDateTime;
        if (reply.IsValid is not { } valid)
        {
            await database.WriteAsync(
                officeId,
                (db, token) =>
                    db
                        .VatNumberQuestions.Where(question => question.Number == number)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(question => question.TriedAt, now)
                                    .SetProperty(question => question.Tries, x => x.Tries + 1)
                                    .SetProperty(question => question.Failure, reply.Failure),
                            token
                        ),
                ct
            );
            return (null, reply.Failure);
        }
        var answer = new VatNumberAnswer
        {
            OfficeId = officeId,
            Id = await ids.NextAsync(officeId, ct),
            Number = number,
            At = now,
            IsValid = valid,
            Name = reply.Name,
            Address = reply.Address,
            Consultation = reply.Consultation,
            By = by,
        };
        await KeepAsync(answer, ct);
        return (answer, null);
    }

    /// <summary>Stores an answer that a person looked up.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="entry">What the register said.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">The number or the day cannot be.</exception>
    public async Task<VatNumberAnswer> EnterAsync(
        long officeId,
        VatNumberEntry entry,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(entry);
        var now = clock.GetUtcNow().UtcDateTime;
        if (entry.On is { } on && (on.Year < 2000 || on > DateOnly.FromDateTime(now.AddDays(1))))
            throw new RefusedException(
                "An answer is of today or an earlier day. Write the day on which the register gave it."
            );
        var answer = new VatNumberAnswer
        {
            OfficeId = officeId,
            Id = await ids.NextAsync(officeId, cancellationToken),
            Number =
                Askable(VatNumber.Read(entry.Number))
                ?? throw new RefusedException(
                    "The register knows numbers of the Union and of Northern Ireland only."
                ),
            // The middle of an earlier day, so that it is that day in every time zone.
            At =
                entry.On is { } day && day < DateOnly.FromDateTime(now)
                    ? day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc)
                    : now,
            IsValid = entry.IsValid,
            Name = Line(entry.Name, 300),
            Address = Line(entry.Address, 500),
            Consultation = Line(entry.Consultation, 100),
            By = by,
        };
        await KeepAsync(answer, cancellationToken);
        return answer;
    }

    async Task KeepAsync(VatNumberAnswer answer, CancellationToken ct)
    {
        await database.WriteAsync(
            answer.OfficeId,
            async (db, token) =>
            {
                db.Add(answer);
                await db.SaveChangesAsync(token);
                await db
                    .VatNumberQuestions.Where(question => question.Number == answer.Number)
                    .ExecuteDeleteAsync(token);
            },
            ct
        );
        news.Say(answer.OfficeId);
    }

    static string? Line(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : Web.PlainText.Line(text, longest);

    static string? ReadOrNull(string number)
    {
        try
        {
            return Askable(VatNumber.Read(number));
        }
        catch (RefusedException)
        {
            // It can never be answered; whoever waits for it says so to a person.
            return null;
        }
    }

    // The register knows the member states and Northern Ireland.
    static string? Askable(string number) => VatNumber.IsOfUnion(number[..2]) ? number : null;
}

/// <summary>An answer that a person looked up.</summary>
/// <param name="Number">The VAT number.</param>
/// <param name="IsValid">Whether it was in force.</param>
/// <param name="On">The day of the answer; null for today.</param>
/// <param name="Name">The name in the register.</param>
/// <param name="Address">The address there.</param>
/// <param name="Consultation">The number of the consultation.</param>
public sealed record VatNumberEntry(
    string Number,
    bool IsValid,
    DateOnly? On = null,
    string? Name = null,
    string? Address = null,
    string? Consultation = null
);
