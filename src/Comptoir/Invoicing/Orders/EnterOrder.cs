using System.Globalization;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Money;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Orders;

/// <summary>
/// Enters a sales order that comes from no shop. It is invoiced, credited, delivered and paid like any other; its ledger is of
/// the office's own entries.
/// </summary>
sealed class EnterOrder(Database database, IdSequence ids, TimeProvider clock)
{
    /// <summary>Enters an order.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="entered">The fields of <see cref="OrderFields"/> as they were written; lines without anything are passed over.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The number of its row, 0 when some values will not do; then what is wrong with which field.</returns>
    /// <exception cref="RefusedException">It has no line, or too many.</exception>
    public async Task<(long Id, IReadOnlyDictionary<string, string> Faults)> EnterAsync(
        long officeId,
        IReadOnlyDictionary<string, string?> entered,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(entered);
        var places = Places(entered);
        if (places.Count == 0)
            throw new RefusedException("The order has no line. Enter at least one.");
        if (places.Count > OrderFields.MostLines)
            throw new RefusedException(
                "An order has 200 lines at most. Part it, and enter the parts."
            );
        var required = OrderFields.Terms.Where(field => field.Required);
        var (values, faults) = EditChanges.Read(
            OrderFields.All(places[^1] + 1),
            entered.Over(required.ToDictionary(field => field.Name, _ => (string?)null))
        );
        var form = new EnteredOrder(values, faults);
        await using var db = database.Open(officeId);
        var now = clock.GetUtcNow().UtcDateTime;
        var office = await db
            .Offices.AsNoTracking()
            .SingleAsync(row => row.Id == officeId, cancellationToken);
        var placed = Placed(form, office.TimeZone, now);
        var customer = await FindCustomer.ReadAsync(db, form, cancellationToken);
        var lines = new List<EnteredLine>();
        foreach (var place in places)
            if (form.Line(place) is { } line)
                lines.Add(await FindVariantAsync(db, form, line, place, cancellationToken));
        if (form.Shipping() is { } shipping)
            lines.Add(shipping);
        if (faults.Count > 0)
            return (0, faults);
        var language = await LanguageAsync(db, customer, cancellationToken);
        var id = await ids.NextAsync(officeId, cancellationToken);
        var order = new OrderRows(
            form,
            [.. lines.Select((line, i) => line with { Number = i + 1 })],
            language == "fr"
        ).Order(officeId, id, customer, placed, now);
        await database.WriteAsync(
            officeId,
            async (write, ct) =>
            {
                write.Orders.Add(order);
                await write.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return (id, faults);
    }

    /// <summary>The places of lines in which something is written, in their order.</summary>
    static List<int> Places(IReadOnlyDictionary<string, string?> entered) =>
        [
            .. entered
                .Where(field => !string.IsNullOrWhiteSpace(field.Value))
                .Select(field => field.Key.Split('.'))
                .Where(parts => parts is ["lines", _, _])
                .Select(parts =>
                    int.TryParse(
                        parts[1],
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var place
                    )
                        ? place
                        : -1
                )
                .Where(place => place is >= 0 and < 10_000)
                .Distinct()
                .Order(),
        ];

    /// <summary>When it was placed: now for today, the noon of an earlier day.</summary>
    static (DateTime At, DateOnly On) Placed(EnteredOrder form, string timeZone, DateTime now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found)
            ? found
            : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        var day = form.Day ?? today;
        if (day > today)
            form.Refuse(
                OrderFields.Date,
                new RefusedException("This day is to come. Give today or an earlier day.")
            );
        return day == today
            ? (now, day)
            : (
                TimeZoneInfo.ConvertTimeToUtc(
                    DateTime.SpecifyKind(
                        day.ToDateTime(new TimeOnly(12, 0)),
                        DateTimeKind.Unspecified
                    ),
                    zone
                ),
                day
            );
    }

    /// <summary>The variant of the catalogue that a line names by its SKU; it gives the title when none is written.</summary>
    static async Task<EnteredLine> FindVariantAsync(
        ComptoirDb db,
        EnteredOrder form,
        EnteredLine line,
        int place,
        CancellationToken ct
    )
    {
        var found = line.Sku is { } sku
            ? await db
                .Variants.Where(variant => variant.Sku == sku)
                .Join(
                    db.Products,
                    variant => variant.ProductId,
                    product => product.Id,
                    (variant, product) =>
                        new
                        {
                            variant.Id,
                            variant.Title,
                            variant.Taxable,
                            Product = product.Title,
                            product.IsGiftCard,
                        }
                )
                .Take(2)
                .ToListAsync(ct)
            : [];
        // A SKU that several have, or none, is a text like any other.
        if (found is [var one])
            return line with
            {
                VariantId = one.Id,
                Title = line.Title.Length > 0 ? line.Title : one.Product,
                VariantTitle =
                    line.Title.Length == 0 && one.Title != "Default Title" ? one.Title : null,
            };
        if (line.Title.Length == 0)
            form.Refuse(
                OrderFields.LineName(place, "title"),
                line.Sku is null
                    ? new RefusedException("Say what is sold.")
                    : new RefusedException(
                        "No product, or more than one, has this SKU. Say what is sold."
                    )
            );
        return line;
    }

    static async Task<string> LanguageAsync(
        ComptoirDb db,
        EnteredCustomer customer,
        CancellationToken ct
    ) =>
        (customer.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase)) switch
        {
            true => "en",
            false => "fr",
            null => await db
                .InvoicingRules.Where(rules => rules.WebShopId == DefaultSeries.AllShops)
                .Select(rules => rules.Language)
                .FirstOrDefaultAsync(ct)
                ?? "fr",
        };
}
