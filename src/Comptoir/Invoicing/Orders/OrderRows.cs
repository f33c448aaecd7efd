using System.Globalization;
using Comptoir.Money;
using Comptoir.Sales;
using Comptoir.Storage;

namespace Comptoir.Invoicing.Orders;

/// <summary>The rows of an order that was entered here: in one currency, everything open, its totals those of its lines.</summary>
sealed class OrderRows(EnteredOrder form, IReadOnlyList<EnteredLine> lines, bool isFrench)
{
    readonly string taxTitle = isFrench ? "TVA" : "VAT";
    readonly string delivery = isFrench ? "Livraison" : "Delivery";

    /// <summary>Makes the order with its lines and its ledger.</summary>
    public SalesOrder Order(
        long officeId,
        long id,
        EnteredCustomer customer,
        (DateTime At, DateOnly On) placed,
        DateTime now
    )
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"M-{id}");
        var total = lines.Sum(line => line.Amounts.Gross);
        var tax = lines.Sum(line => line.Amounts.Tax);
        var discount = lines.Sum(line => line.Amounts.Discount);
        var shipping = lines.Where(line => line.IsShipping).Sum(line => line.Amounts.Charged);
        return new SalesOrder
        {
            OfficeId = officeId,
            Id = id,
            Name = name,
            ContactId = customer.ContactId,
            CustomerName = customer.Name,
            CompanyName = customer.Company,
            Email = customer.Email,
            VatNumber = customer.VatNumber,
            Siren = customer.Siren,
            BillingAddress = customer.Address,
            ShippingAddress = customer.Address,
            PlacedAt = placed.At,
            PlacedOn = placed.On,
            CreatedAt = now,
            UpdatedAt = now,
            IsTest = false,
            IsEdited = false,
            TaxesIncluded = form.TaxesIncluded,
            PurchaseOrder = form[OrderFields.Purchase],
            PaymentTerms = form.PaymentDays is { } days
                ? days == 0
                    ? "Due on receipt"
                    : string.Create(CultureInfo.InvariantCulture, $"Net {days}")
                : null,
            PaymentDueOn = form.PaymentDays is { } left ? placed.On.AddDays(left) : null,
            Note = form[OrderFields.Note],
            Tags = [],
            Attributes = [],
            DiscountCodes = [],
            Currency = form.Currency.Code,
            CustomerCurrency = form.Currency.Code,
            Total = total,
            CustomerTotal = total,
            Tax = tax,
            CustomerTax = tax,
            Discount = discount,
            CustomerDiscount = discount,
            Shipping = shipping,
            CustomerShipping = shipping,
            CurrentTotal = total,
            CustomerCurrentTotal = total,
            CurrentTax = tax,
            CustomerCurrentTax = tax,
            RefundDiscrepancy = 0,
            CustomerRefundDiscrepancy = 0,
            Received = 0,
            CustomerReceived = 0,
            Refunded = 0,
            CustomerRefunded = 0,
            Control = ControlState.Holds,
            ControlFindings = [],
            Search = SearchText.Words([
                name,
                customer.Name,
                customer.Company,
                customer.Email,
                form[OrderFields.Purchase],
                .. lines.Select(line => line.Sku),
            ]),
            Lines = [.. lines.Select((line, place) => Line(officeId, id, line, place + 1))],
            Sales = [.. lines.Select(line => Sale(officeId, id, line, placed))],
        };
    }

    OrderLine Line(long officeId, long id, EnteredLine line, int position) =>
        new()
        {
            OfficeId = officeId,
            OrderId = id,
            Number = line.Number,
            Position = position,
            Kind = line.IsShipping ? OrderLineKind.Shipping : OrderLineKind.Product,
            Title = line.Title.Length > 0 ? line.Title : delivery,
            VariantTitle = line.VariantTitle,
            Sku = line.Sku,
            VariantId = line.VariantId,
            Quantity = line.Quantity,
            CurrentQuantity = line.Quantity,
            ToSend = line.IsShipping ? 0 : line.Quantity,
            IsGiftCard = false,
            RequiresShipping = !line.IsShipping,
            Taxable = line.Rate > 0,
            IsRemoved = false,
            UnitPrice = Millionths.Of(line.UnitPrice),
            CustomerUnitPrice = Millionths.Of(line.UnitPrice),
            Discount = line.Amounts.Discount,
            CustomerDiscount = line.Amounts.Discount,
            Total = line.Amounts.Charged,
            CustomerTotal = line.Amounts.Charged,
            DiscountAllocations = [],
            Taxes = [new LineTax(taxTitle, line.Rate, line.Amounts.Tax, line.Amounts.Tax, false)],
            Attributes = [],
        };

    Sale Sale(long officeId, long id, EnteredLine line, (DateTime At, DateOnly On) placed) =>
        new Sale
        {
            OfficeId = officeId,
            OrderId = id,
            Number = line.Number,
            Agreement = 1,
            Reason = SalesOrder.Ordered,
            HappenedAt = placed.At,
            HappenedOn = placed.On,
            Kind = line.IsShipping ? "SHIPPING" : "PRODUCT",
            Action = "ORDER",
            Line = line.Number,
            Quantity = line.Quantity,
            Total = line.Amounts.Gross,
            CustomerTotal = line.Amounts.Gross,
            Tax = line.Amounts.Tax,
            CustomerTax = line.Amounts.Tax,
            DiscountBeforeTax = line.Amounts.Discount,
            CustomerDiscountBeforeTax = line.Amounts.Discount,
            DiscountAfterTax = line.Amounts.Discount,
            CustomerDiscountAfterTax = line.Amounts.Discount,
            Origin = SaleOrigin.Office,
            Taxes =
            [
                new SaleTax
                {
                    OfficeId = officeId,
                    OrderId = id,
                    Sale = line.Number,
                    Position = 0,
                    Title = taxTitle,
                    Rate = line.Rate,
                    Amount = line.Amounts.Tax,
                    CustomerAmount = line.Amounts.Tax,
                    ChannelLiable = false,
                },
            ],
        }.Opened();
}
