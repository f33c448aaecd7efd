using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Tests.Storage;

namespace Comptoir.Tests.Invoicing;

/// <summary>Orders with ledgers, payments and documents, as rows.</summary>
static class Ledgers
{
    public static readonly DateTime Placed = new(2026, 10, 1, 10, 0, 0, DateTimeKind.Utc);

    public static SalesOrder Order(long office, long id, long? shop = null) =>
        new()
        {
            OfficeId = office,
            Id = id,
            WebShopId = shop,
            ExternalId = shop is null ? null : 1_000 + id,
            Name = $"#{1_000 + id}",
            CustomerName = "Ada Lovelace",
            PlacedAt = Placed,
            PlacedOn = DateOnly.FromDateTime(Placed),
            CreatedAt = Placed,
            UpdatedAt = Placed,
            IsTest = false,
            IsEdited = false,
            TaxesIncluded = true,
            Tags = [],
            Attributes = [],
            DiscountCodes = [],
            Currency = "EUR",
            CustomerCurrency = "EUR",
            Total = 0,
            CustomerTotal = 0,
            Tax = 0,
            CustomerTax = 0,
            Discount = 0,
            CustomerDiscount = 0,
            Shipping = 0,
            CustomerShipping = 0,
            CurrentTotal = 0,
            CustomerCurrentTotal = 0,
            CurrentTax = 0,
            CustomerCurrentTax = 0,
            RefundDiscrepancy = 0,
            CustomerRefundDiscrepancy = 0,
            Received = 0,
            CustomerReceived = 0,
            Refunded = 0,
            CustomerRefunded = 0,
            Control = ControlState.Holds,
            ControlFindings = [],
            Search = $" {1_000 + id} ada lovelace",
        };

    public static Sale Sale(long office, long order, long number, long total, DateOnly? on = null)
    {
        var day = on ?? DateOnly.FromDateTime(Placed);
        return new Sale
        {
            OfficeId = office,
            OrderId = order,
            Number = number,
            Agreement = number,
            Reason = total < 0 ? "REFUND" : "ORDER",
            HappenedAt = day.ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc),
            HappenedOn = day,
            Kind = "PRODUCT",
            Action = total < 0 ? "RETURN" : "ORDER",
            Line = 1,
            Quantity = Math.Sign(total),
            Total = total,
            CustomerTotal = total,
            Tax = total / 6,
            CustomerTax = total / 6,
            DiscountBeforeTax = 0,
            CustomerDiscountBeforeTax = 0,
            DiscountAfterTax = 0,
            CustomerDiscountAfterTax = 0,
        }.Opened();
    }

    public static Payment Payment(long office, long order, long id, long amount) =>
        new()
        {
            OfficeId = office,
            Id = id,
            OrderId = order,
            ExternalId = id,
            Kind = amount < 0 ? "REFUND" : "SALE",
            Status = "SUCCESS",
            Direction = amount < 0 ? PaymentDirection.Out : PaymentDirection.In,
            Gateway = "shopify_payments",
            IsTest = false,
            ProcessedAt = Placed.AddHours(1),
            Currency = "EUR",
            Amount = Math.Abs(amount),
            CustomerCurrency = "EUR",
            CustomerAmount = Math.Abs(amount),
            Rounding = 0,
            CustomerRounding = 0,
        };

    /// <summary>A draft with one line.</summary>
    public static Document Draft(
        long office,
        long order,
        long id,
        long gross,
        DocumentKind kind = DocumentKind.Invoice
    ) =>
        new Document
        {
            OfficeId = office,
            Id = id,
            Kind = kind,
            OrderId = order,
            BuyerName = "Ada Lovelace",
            Currency = "EUR",
            Gross = gross,
            Tax = gross / 6,
            ShopCurrency = "EUR",
            ShopGross = gross,
            ShopTax = gross / 6,
            MadeAt = Placed.AddMinutes(id),
            Search = $" {1_000 + order} ada lovelace",
            Lines =
            [
                new DocumentLine
                {
                    OfficeId = office,
                    DocumentId = id,
                    Position = 1,
                    Kind = DocumentLineKind.Product,
                    Title = "Lampe Opaline",
                    Quantity = 1,
                    TaxIncluded = true,
                    Discount = 0,
                    Gross = gross,
                    Tax = gross / 6,
                    ShopGross = gross,
                    ShopTax = gross / 6,
                    Rate = 200_000,
                },
            ],
        }.Drafted();

    /// <summary>The same, issued: as issuing leaves the row.</summary>
    public static Document Issued(
        long office,
        long order,
        long id,
        long gross,
        DocumentKind kind = DocumentKind.Invoice,
        long? corrects = null,
        DateOnly? dueOn = null
    )
    {
        var day = new DateOnly(2026, 10, 2);
        var number = $"{(kind == DocumentKind.CreditNote ? 'A' : 'F')}2026-{id:00000}";
        return Rows.Copy(
            Draft(office, order, id, gross, kind),
            (nameof(Document.State), DocumentState.Issued),
            (nameof(Document.Number), number),
            (nameof(Document.IssuedOn), day),
            (nameof(Document.IssuedAt), Placed.AddDays(1).AddMinutes(id)),
            (nameof(Document.ListedAt), Placed.AddDays(1).AddMinutes(id)),
            (nameof(Document.JournalNumber), id),
            (nameof(Document.DueOn), dueOn),
            (nameof(Document.Content), Content(number, day, kind, gross).ToBytes()),
            (
                nameof(Document.Corrects),
                corrects is { } of
                    ? new[] { new Correction(of, $"F2026-{of:00000}", day) }
                    : Array.Empty<Correction>()
            )
        );
    }

    static FrozenDocument Content(string number, DateOnly on, DocumentKind kind, long gross) =>
        new(
            1,
            kind,
            number,
            on,
            "fr",
            "EUR",
            new FrozenSeller(
                "Maison Lumière SAS",
                "SAS au capital de 20 000 €",
                "RCS Lyon",
                "812345619",
                "FR42812345619",
                new Address
                {
                    Line1 = "14 rue des Cordeliers",
                    PostalCode = "69002",
                    City = "Lyon",
                    CountryCode = "FR",
                },
                null,
                null,
                "FR7630006000011234567890189",
                null
            ),
            new Party(
                "Ada Lovelace",
                new Address { Line1 = "22 cours de l’Intendance", City = "Bordeaux" },
                null,
                null,
                null,
                false
            ),
            null,
            new FrozenOrder("#1001", new DateOnly(2026, 10, 1), null),
            null,
            null,
            [
                new FrozenLine(
                    DocumentLineKind.Product,
                    "Lampe Opaline",
                    null,
                    "LMP-OPA",
                    1,
                    gross * 10_000,
                    true,
                    0,
                    gross,
                    gross / 6,
                    200_000,
                    "TVA",
                    false
                ),
            ],
            [new FrozenTax("TVA", 200_000, gross - gross / 6, gross / 6, false)],
            gross,
            gross / 6,
            0,
            "EUR",
            gross,
            gross / 6,
            [],
            null,
            null,
            [new FrozenTerm("AAB", "Pas d’escompte.")],
            null
        );
}
