using Comptoir.Contacts;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>
/// Writes where the office is registered for VAT, and whether it uses the one-stop shop. The law looks at it: each change is
/// recorded in the journal.
/// </summary>
sealed class ChangeRegistrations(
    Database database,
    IdSequence ids,
    OfficeJournal journal,
    OfficeToday today,
    VatNews news
)
{
    /// <summary>Adds a registration.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="country">The country; for the one-stop shop null for the office's own.</param>
    /// <param name="number">The VAT number there; may be missing for the one-stop shop.</param>
    /// <param name="from">First day.</param>
    /// <param name="until">Last day; null for no end.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">It cannot be; the message says what to do.</exception>
    public async Task<VatRegistration> AddAsync(
        long officeId,
        VatRegistrationKind kind,
        string? country,
        string? number,
        DateOnly from,
        DateOnly? until,
        string by,
        CancellationToken cancellationToken
    )
    {
        if (from.Year is < 1990 or > 2200 || until?.Year > 2200)
            throw new RefusedException("These days cannot be. Write them such as 2026-03-01.");
        if (until < from)
            throw new RefusedException("The last day lies before the first one.");
        var code = string.IsNullOrWhiteSpace(country) ? null : CountryNames.Code(country);
        var read = string.IsNullOrWhiteSpace(number) ? null : VatNumber.Read(number);
        var id = await ids.NextAsync(officeId, cancellationToken);
        var added = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var writer = await journal.OpenAsync(db, ct);
                var own = await db
                    .SellerIdentities.AsNoTracking()
                    .Select(seller => seller.CountryCode)
                    .FirstOrDefaultAsync(ct);
                var registration = new VatRegistration
                {
                    OfficeId = officeId,
                    Id = id,
                    Kind = kind,
                    Country = Country(kind, code, own),
                    Number = read,
                    From = from,
                    Until = until,
                };
                CheckNumber(registration);
                await RefuseOverlapAsync(db, registration, ct);
                db.Add(registration);
                await db.SaveChangesAsync(ct);
                Record(writer, registration, null, Words(registration), by);
                await writer.SaveAsync(ct);
                return registration;
            },
            cancellationToken
        );
        news.Say(officeId);
        return added;
    }

    /// <summary>Says when a registration ends, or that it goes on.</summary>
    /// <returns>The registration; null when there is none of this number.</returns>
    /// <exception cref="RefusedException">It cannot end then.</exception>
    public async Task<VatRegistration?> EndAsync(
        long officeId,
        long id,
        DateOnly? until,
        string by,
        CancellationToken cancellationToken
    )
    {
        var ended = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var writer = await journal.OpenAsync(db, ct);
                var registration = await db.VatRegistrations.FirstOrDefaultAsync(
                    x => x.Id == id,
                    ct
                );
                if (registration is null)
                    return null;
                if (until < registration.From || until?.Year > 2200)
                    throw new RefusedException(
                        "The last day lies before the first one. Remove a registration that never held."
                    );
                var before = Words(registration);
                registration.Until = until;
                await RefuseOverlapAsync(db, registration, ct);
                await db.SaveChangesAsync(ct);
                if (before != Words(registration))
                {
                    Record(writer, registration, before, Words(registration), by);
                    await writer.SaveAsync(ct);
                }
                return registration;
            },
            cancellationToken
        );
        if (ended is not null)
            news.Say(officeId);
        return ended;
    }

    /// <summary>Removes a registration that never held.</summary>
    /// <returns>False when there is none of this number.</returns>
    /// <exception cref="RefusedException">It held already: it can only be ended.</exception>
    public async Task<bool> RemoveAsync(
        long officeId,
        long id,
        string by,
        CancellationToken cancellationToken
    )
    {
        var day = await today.OfAsync(officeId, cancellationToken);
        var removed = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var writer = await journal.OpenAsync(db, ct);
                var registration = await db.VatRegistrations.FirstOrDefaultAsync(
                    x => x.Id == id,
                    ct
                );
                if (registration is null)
                    return false;
                if (registration.From <= day)
                    throw new RefusedException(
                        "This registration held already, and documents may rest on it. Say its last day instead."
                    );
                db.Remove(registration);
                await db.SaveChangesAsync(ct);
                Record(writer, registration, Words(registration), null, by);
                await writer.SaveAsync(ct);
                return true;
            },
            cancellationToken
        );
        if (removed)
            news.Say(officeId);
        return removed;
    }

    static string Country(VatRegistrationKind kind, string? code, string? own)
    {
        if (kind == VatRegistrationKind.Country)
            return code is null ? throw new RefusedException("Say in which country it is.")
                : VatNumberCountry.LettersOf(code) == VatNumberCountry.LettersOf(own ?? "")
                    ? throw new RefusedException(
                        "That is the company’s own country: its number stands under Settings, Company."
                    )
                : code;
        code ??= string.IsNullOrEmpty(own) ? null : own;
        if (code is null)
            throw new RefusedException("Say in which member state the one-stop shop is used.");
        // Monaco and what else belongs to a member state's VAT uses that state's one-stop shop.
        var place = new VatBook(new SellerIdentity { OfficeId = 0 }).PlaceOf(
            new Address { CountryCode = code }
        )!;
        return place.IsUnionForServices
            ? place.Country
            : throw new RefusedException(
                "The one-stop shop of the Union is used in a member state. Choose one."
            );
    }

    static void CheckNumber(VatRegistration registration)
    {
        if (registration.Number is null)
        {
            if (registration.Kind == VatRegistrationKind.Country)
                throw new RefusedException("Enter the VAT number that the company has there.");
            return;
        }
        if (!VatNumberCountry.Belongs(registration.Number, registration.Country))
            throw new RefusedException(
                "This VAT number is of another country than the registration. One of the two is wrong."
            );
    }

    static async Task RefuseOverlapAsync(
        ComptoirDb db,
        VatRegistration registration,
        CancellationToken ct
    )
    {
        var others = await db
            .VatRegistrations.AsNoTracking()
            .Where(x =>
                x.Id != registration.Id
                && x.Kind == registration.Kind
                && (x.Kind == VatRegistrationKind.OneStopShop || x.Country == registration.Country)
            )
            .ToListAsync(ct);
        if (
            others.Exists(x =>
                (x.Until is null || registration.From <= x.Until)
                && (registration.Until is null || x.From <= registration.Until)
            )
        )
            throw new RefusedException(
                "Another registration of the same kind holds on some of these days. Say its last day first, or choose other days."
            );
    }

    static void Record(
        JournalWriter writer,
        VatRegistration registration,
        string? old,
        string? now,
        string by
    ) =>
        writer.Add(
            JournalKind.LegalSettingChanged,
            $"VAT registration {registration.Country}",
            new SettingRecord(
                SettingRecord.VatRegistrations,
                registration.Kind.ToString(),
                [new SettingChange(registration.Country, old, now)]
            ).ToBytes(),
            by
        );

    static string Words(VatRegistration registration) =>
        FormattableString
            .Invariant(
                $"{registration.Number} {registration.From:yyyy-MM-dd}..{registration.Until:yyyy-MM-dd}"
            )
            .Trim();
}
