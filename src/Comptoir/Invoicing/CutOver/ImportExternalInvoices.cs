using System.Globalization;
using Comptoir.Money;
using Comptoir.Offices;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.CutOver;

/// <summary>What comes of a row.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Order">The order as it is written.</param>
/// <param name="Number">The invoice's number as it is written.</param>
/// <param name="Fault">Why it is refused, and what to do.</param>
public sealed record RefusedInvoice(int Line, string Order, string Number, string Fault);

/// <summary>An invoice that would be entered.</summary>
/// <param name="Order">The name of its order.</param>
/// <param name="Currency">The currency of its total.</param>
/// <param name="Row">What is entered.</param>
/// <param name="Replaces">The same number is entered with another date or total.</param>
sealed record MatchedInvoice(string Order, string Currency, ExternalInvoice Row, bool Replaces);

/// <summary>What importing a list would do, or did.</summary>
/// <param name="Matched">New ones, or such as change.</param>
/// <param name="Unchanged">Rows that say nothing new.</param>
/// <param name="Refused">Rows that will not do.</param>
sealed record ExternalInvoicePlan(
    IReadOnlyList<MatchedInvoice> Matched,
    int Unchanged,
    IReadOnlyList<RefusedInvoice> Refused
);

/// <summary>
/// Imports invoices that another program made of orders older than the day from which documents are made here. The same list
/// again changes nothing.
/// </summary>
sealed class ImportExternalInvoices(
    Database database,
    EnterExternalInvoices enter,
    OfficeToday calendar
)
{
    const int Chunk = 500;

    /// <summary>What importing would do.</summary>
    public async Task<ExternalInvoicePlan> PlanAsync(
        long officeId,
        long webShopId,
        IReadOnlyList<WrittenInvoice> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var days = new WrittenDays(rows.Select(row => row.Date));
        var today = await calendar.OfAsync(officeId, cancellationToken);
        var planning = new Matching(days, today, officeId);
        await using var db = database.Open(officeId);
        foreach (var part in rows.Chunk(Chunk))
            await planning.AddAsync(db, webShopId, part, cancellationToken);
        return planning.Plan;
    }

    /// <summary>Imports.</summary>
    /// <returns>What was done; rows that were refused are left out.</returns>
    public async Task<ExternalInvoicePlan> RunAsync(
        long officeId,
        long webShopId,
        IReadOnlyList<WrittenInvoice> rows,
        CancellationToken cancellationToken
    )
    {
        var plan = await PlanAsync(officeId, webShopId, rows, cancellationToken);
        await enter.EnterAsync(
            officeId,
            [.. plan.Matched.Select(matched => matched.Row)],
            cancellationToken
        );
        return plan;
    }

    sealed class Matching(WrittenDays days, DateOnly today, long officeId)
    {
        readonly List<MatchedInvoice> matched = [];
        readonly List<RefusedInvoice> refused = [];
        readonly Dictionary<(long, string), (DateOnly, long?)> seen = [];
        int unchanged;

        public ExternalInvoicePlan Plan => new(matched, unchanged, refused);

        public async Task AddAsync(
            ComptoirDb db,
            long webShopId,
            WrittenInvoice[] rows,
            CancellationToken ct
        )
        {
            string[] names = [.. rows.SelectMany(row => NamesOf(row.Order)).Distinct()];
            long[] numbers = [.. rows.Select(row => NumberOf(row.Order)).OfType<long>().Distinct()];
            var orders = await db
                .Orders.AsNoTracking()
                .Where(order =>
                    order.WebShopId == webShopId
                    && (
                        names.Contains(order.Name)
                        || order.ExternalId != null && numbers.Contains(order.ExternalId.Value)
                    )
                )
                .Select(order => new Candidate(
                    order.Id,
                    order.Name,
                    order.ExternalId,
                    order.CustomerCurrency,
                    db.Sales.Any(sale =>
                        sale.OrderId == order.Id && sale.Cover == SaleCover.Elsewhere
                    )
                ))
                .ToListAsync(ct);
            var byName = orders.ToLookup(order => order.Name, StringComparer.Ordinal);
            var byNumber = orders.ToLookup(order => order.ExternalId);
            long[] ids = [.. orders.Select(order => order.Id)];
            var known = await db
                .ExternalInvoices.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId))
                .ToDictionaryAsync(row => (row.OrderId, row.Number), ct);
            string[] written = [.. rows.Select(row => row.Number).Distinct()];
            var taken = await db
                .Documents.Where(row => row.Number != null && written.Contains(row.Number))
                .Select(row => row.Number!)
                .ToHashSetAsync(ct);
            foreach (var row in rows)
                try
                {
                    Add(row, Find(row, byName, byNumber), known, taken);
                }
                catch (RefusedException fault)
                {
                    refused.Add(new(row.Line, row.Order, row.Number, fault.Message));
                }
        }

        void Add(
            WrittenInvoice row,
            Candidate order,
            Dictionary<(long, string), ExternalInvoice> known,
            HashSet<string> taken
        )
        {
            if (row.Fault is { } fault)
                throw new RefusedException(fault);
            if (row.Number.Length is 0 or > NumberPattern.Longest)
                throw new RefusedException(
                    "Give the number of the document, 35 characters at most."
                );
            if (taken.Contains(row.Number))
                throw new RefusedException("Another document has this number already.");
            if (days.Read(row.Date) is not { } day)
                throw new RefusedException("This is not a day. Write it such as 2026-03-01.");
            if (day > today)
                throw new RefusedException("This day is to come. Give today or an earlier day.");
            if (!order.IsElsewhere)
                throw new RefusedException(
                    "Documents are made here of this order: it is not older than the day from which they are, or was asked to be invoiced here."
                );
            var gross = row.Total is { } total ? Minor(total, order.Currency) : null;
            if (!seen.TryAdd((order.Id, row.Number), (day, gross)))
            {
                if (seen[(order.Id, row.Number)] != (day, gross))
                    throw new RefusedException(
                        "The same invoice stands above with another date or total."
                    );
                unchanged++;
                return;
            }
            var old = known.GetValueOrDefault((order.Id, row.Number));
            // What is not said takes nothing away.
            gross ??= old?.Gross;
            if (old is not null && (old.IssuedOn, old.Gross) == (day, gross))
            {
                unchanged++;
                return;
            }
            matched.Add(
                new(
                    order.Name,
                    order.Currency,
                    new ExternalInvoice
                    {
                        OfficeId = officeId,
                        OrderId = order.Id,
                        Number = row.Number,
                        IssuedOn = day,
                        Gross = gross,
                    },
                    old is not null
                )
            );
        }

        static Candidate Find(
            WrittenInvoice row,
            ILookup<string, Candidate> byName,
            ILookup<long?, Candidate> byNumber
        )
        {
            if (row.Order.Length == 0)
                throw new RefusedException("The row names no order.");
            Candidate[] found =
            [
                .. NamesOf(row.Order)
                    .SelectMany(name => byName[name])
                    .Concat(NumberOf(row.Order) is { } number ? byNumber[number] : [])
                    .DistinctBy(order => order.Id),
            ];
            return found.Length switch
            {
                1 => found[0],
                0 => throw new RefusedException(
                    "No order of this web shop has this name or number."
                ),
                _ => throw new RefusedException(
                    "Several orders of this web shop are called so. Give Shopify’s number of the order instead."
                ),
            };
        }
    }

    /// <summary>How an order may be called that is written so: with the sign before its number or without.</summary>
    static string[] NamesOf(string order) =>
        order.StartsWith('#') ? [order, order[1..]] : [order, $"#{order}"];

    static long? NumberOf(string order) =>
        long.TryParse(
            order.StartsWith("gid://shopify/Order/", StringComparison.Ordinal)
                ? order["gid://shopify/Order/".Length..]
                : order,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>An amount in plain figures, in minor units.</summary>
    static long? Minor(string total, string currency)
    {
        var amount = decimal.Parse(PlainText.Price(total), CultureInfo.InvariantCulture);
        try
        {
            return new Currency(currency).ToMinor(amount);
        }
        catch (InexactAmountException)
        {
            throw new RefusedException("This amount has more decimals than its currency.");
        }
    }

    sealed record Candidate(
        long Id,
        string Name,
        long? ExternalId,
        string Currency,
        bool IsElsewhere
    );
}
