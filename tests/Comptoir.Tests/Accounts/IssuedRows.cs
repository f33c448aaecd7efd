using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Tests.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>
/// Orders with documents of all they hold, issued row by row: what the office's closings, archive and verification are
/// tried on, without the rules that decide what is due.
/// </summary>
sealed class IssuedRows(Database database, long office, OfficeJournal journal)
{
    public const long Series = 900;
    long next;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A journal whose keys live as long as the test.</summary>
    public static OfficeJournal NewJournal(TimeProvider? clock = null) =>
        new(new OfficeSecrets(new EphemeralDataProtectionProvider()), clock ?? TimeProvider.System);

    /// <summary>Issues a document of an order of its own.</summary>
    /// <returns>The number of its row.</returns>
    public async Task<long> IssueAsync(
        DateOnly on,
        long gross,
        long tax,
        DocumentKind kind = DocumentKind.Invoice,
        string currency = "EUR",
        Party? buyer = null,
        string language = "fr"
    )
    {
        var id = Interlocked.Increment(ref next);
        await database.WriteAsync(
            office,
            async (db, ct) =>
            {
                var writer = await journal.OpenAsync(db, ct);
                var sign = kind == DocumentKind.CreditNote ? -1 : 1;
                var sale = Sale(id, sign * gross, sign * tax);
                var order = Order(id, currency, sale);
                db.AddRange(order, sale);
                var series = Series + (long)kind;
                if (await db.NumberSeries.FindAsync([office, series], ct) is null)
                    db.Add(
                        new NumberSeries
                        {
                            OfficeId = office,
                            Id = series,
                            Kind = kind,
                            WebShopId = 0,
                            Pattern = DefaultSeries.PatternOf(kind),
                        }
                    );
                var counter = await db.SeriesCounters.FindAsync([office, series, on.Year], ct);
                if (counter is null)
                    db.Add(
                        counter = new SeriesCounter
                        {
                            OfficeId = office,
                            SeriesId = series,
                            Year = on.Year,
                            Last = 0,
                            LastOn = on,
                        }
                    );
                (counter.Last, counter.LastOn) = (counter.Last + 1, on);
                var number = NumberPattern
                    .Parse(DefaultSeries.PatternOf(kind))
                    .Write(on, counter.Last);
                var line = Line(id, gross, tax);
                var content = Content(kind, number, on, currency, line, buyer, language).ToBytes();
                var record = new IssuedRecord(
                    id,
                    kind,
                    number,
                    on,
                    currency,
                    gross,
                    tax,
                    IssuedRecord.HashOf(content)
                );
                var place = writer.Add(JournalKind.DocumentIssued, number, record.ToBytes(), null);
                db.Add(
                    Issued(
                        Draft(id, kind, currency, line),
                        new Numbering(series, on.Year, counter.Last, number, on),
                        content,
                        place,
                        writer.Now
                    )
                );
                db.Add(
                    new Allocation
                    {
                        OfficeId = office,
                        OrderId = id,
                        Sale = sale.Number,
                        Ordinal = 0,
                        DocumentId = id,
                        Line = 1,
                        Quantity = sign,
                        Gross = sign * gross,
                        Tax = sign * tax,
                        CustomerGross = sign * gross,
                        CustomerTax = sign * tax,
                    }
                );
                await db.SaveChangesAsync(ct);
                await writer.SaveAsync(ct);
            },
            Stop
        );
        return id;
    }

    /// <summary>A payment of an order.</summary>
    public Payment Payment(long order, long id, long amount) =>
        new()
        {
            OfficeId = office,
            Id = id,
            OrderId = order,
            ExternalId = id,
            Kind = "SALE",
            Status = "SUCCESS",
            Direction = PaymentDirection.In,
            IsTest = false,
            ProcessedAt = DateTime.UnixEpoch,
            Currency = "EUR",
            Amount = amount,
            CustomerCurrency = "EUR",
            CustomerAmount = amount,
            Rounding = 0,
            CustomerRounding = 0,
        };

    Sale Sale(long order, long total, long tax)
    {
        var sale = new Sale
        {
            OfficeId = office,
            OrderId = order,
            Number = order * 10,
            Agreement = order * 100,
            Reason = "ORDER",
            HappenedAt = DateTime.UnixEpoch,
            HappenedOn = new DateOnly(2026, 1, 1),
            Kind = "PRODUCT",
            Action = "ORDER",
            Quantity = Math.Sign(total),
            Total = total,
            CustomerTotal = total,
            Tax = tax,
            CustomerTax = tax,
            DiscountBeforeTax = 0,
            CustomerDiscountBeforeTax = 0,
            DiscountAfterTax = 0,
            CustomerDiscountAfterTax = 0,
            Taxes =
            [
                new SaleTax
                {
                    OfficeId = office,
                    OrderId = order,
                    Sale = order * 10,
                    Position = 0,
                    Title = "TVA",
                    Rate = 200_000,
                    Amount = tax,
                    CustomerAmount = tax,
                },
            ],
        }.Opened();
        sale.Take(Math.Sign(total), total, tax, total, tax);
        return sale;
    }

    SalesOrder Order(long id, string currency, Sale sale)
    {
        var order = new SalesOrder
        {
            OfficeId = office,
            Id = id,
            Name = $"#{1000 + id}",
            CustomerName = "Ada",
            PlacedAt = DateTime.UnixEpoch,
            PlacedOn = new DateOnly(2026, 1, 1),
            CreatedAt = DateTime.UnixEpoch,
            UpdatedAt = DateTime.UnixEpoch,
            IsTest = false,
            IsEdited = false,
            TaxesIncluded = true,
            Tags = [],
            Attributes = [],
            DiscountCodes = [],
            Currency = currency,
            CustomerCurrency = currency,
            Total = sale.Total,
            CustomerTotal = sale.Total,
            Tax = sale.Tax,
            CustomerTax = sale.Tax,
            Discount = 0,
            CustomerDiscount = 0,
            Shipping = 0,
            CustomerShipping = 0,
            CurrentTotal = sale.Total,
            CustomerCurrentTotal = sale.Total,
            CurrentTax = sale.Tax,
            CustomerCurrentTax = sale.Tax,
            RefundDiscrepancy = 0,
            CustomerRefundDiscrepancy = 0,
            Received = 0,
            CustomerReceived = 0,
            Refunded = 0,
            CustomerRefunded = 0,
            Control = ControlState.Holds,
            ControlFindings = [],
            Search = SearchText.Words("ada"),
        };
        return Rows.Copy(
            order,
            (nameof(SalesOrder.Control), ControlEquations.CheckStored(order, [sale], []).State)
        );
    }

    DocumentLine Line(long document, long gross, long tax) =>
        new()
        {
            OfficeId = office,
            DocumentId = document,
            Position = 1,
            Kind = DocumentLineKind.Product,
            Title = "Bougie",
            Quantity = 1,
            UnitPrice = gross * 10_000,
            TaxIncluded = true,
            Discount = 0,
            Gross = gross,
            Tax = tax,
            ShopGross = gross,
            ShopTax = tax,
            Rate = 200_000,
            TaxTitle = "TVA",
        };

    Document Draft(long id, DocumentKind kind, string currency, DocumentLine line) =>
        new Document
        {
            OfficeId = office,
            Id = id,
            Kind = kind,
            OrderId = id,
            BuyerName = "Ada",
            Currency = currency,
            Gross = line.Gross,
            Tax = line.Tax,
            ShopCurrency = currency,
            ShopGross = line.ShopGross,
            ShopTax = line.ShopTax,
            MadeAt = DateTime.UnixEpoch,
            Search = "ada",
            Lines = [line],
        }.Drafted();

    static FrozenDocument Content(
        DocumentKind kind,
        string number,
        DateOnly on,
        string currency,
        DocumentLine line,
        Party? buyer,
        string language
    ) =>
        new(
            1,
            kind,
            number,
            on,
            language,
            currency,
            new FrozenSeller(
                "Maison Lumière",
                null,
                null,
                "303265045",
                "FR40303265045",
                new Comptoir.Contacts.Address { City = "Lyon" },
                null,
                null,
                null,
                null
            ),
            buyer ?? new Party("Ada", null, null, null, null, false),
            null,
            new FrozenOrder("#1", on, null),
            null,
            null,
            [
                new FrozenLine(
                    line.Kind,
                    line.Title,
                    null,
                    null,
                    line.Quantity,
                    line.UnitPrice,
                    true,
                    0,
                    line.Gross,
                    line.Tax,
                    line.Rate,
                    line.TaxTitle,
                    false
                ),
            ],
            [new FrozenTax("TVA", 200_000, line.Gross - line.Tax, line.Tax, false)],
            line.Gross,
            line.Tax,
            0,
            currency,
            line.Gross,
            line.Tax,
            [],
            null,
            null,
            [],
            null
        );

    // As issuing leaves a row; the application lets nobody else do it.
    static Document Issued(
        Document draft,
        Numbering place,
        byte[] content,
        long journalNumber,
        DateTime at
    ) =>
        Rows.Copy(
            draft,
            (nameof(Document.State), DocumentState.Issued),
            (nameof(Document.SeriesId), place.SeriesId),
            (nameof(Document.SeriesYear), place.Year),
            (nameof(Document.Sequence), place.Sequence),
            (nameof(Document.Number), place.Number),
            (nameof(Document.IssuedOn), place.On),
            (nameof(Document.IssuedAt), at),
            (nameof(Document.Content), content),
            (nameof(Document.JournalNumber), journalNumber)
        );
}

/// <summary>It is always noon of one day.</summary>
sealed class FixedClock(DateOnly day) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
