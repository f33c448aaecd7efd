using System.Globalization;
using Comptoir.Api;
using Comptoir.Sales;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Invoicing.Orders;

/// <summary>Orders that come from no shop, in the API.</summary>
static class OrderEntryRoutes
{
    public static void MapOrderEntry(this RouteGroupBuilder api) =>
        api.MapPost("/orders", EnterAsync)
            .WithTags("Sales")
            .RequireAuthorization(Policies.Manages)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Enters an order that comes from no web shop")
            .WithDescription(
                "Prices have at most six decimals and are with or without tax as `taxesIncluded` says; sums are rounded line by line to the minor unit. Of a customer named by `contact` (number, e-mail address or name), what is left out is taken from the contact. Invoice it with `POST /orders/{id}/invoice`."
            );

    static async Task<Results<Created<OrderDetail>, ProblemHttpResult>> EnterAsync(
        CurrentOffice office,
        EnterOrder enter,
        OrderBody request,
        CancellationToken cancellationToken
    )
    {
        var (id, faults) = await enter.EnterAsync(
            office.OfficeId,
            request.Fields(),
            cancellationToken
        );
        return faults.Count > 0
            ? FieldBody.Faulty(faults, name => name)
            : TypedResults.Created(
                string.Create(CultureInfo.InvariantCulture, $"{ApiRegistration.Root}/orders/{id}"),
                await OrderRoutes.DetailAsync(office, id, cancellationToken)
            );
    }
}

/// <summary>An order that comes from no web shop.</summary>
/// <param name="Customer">Who buys.</param>
/// <param name="Lines">What is sold: at most 200 lines.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
/// <param name="Date">Its day; today when it is not said.</param>
/// <param name="TaxesIncluded">Prices contain the tax.</param>
/// <param name="Shipping">How it is sent; null when nothing is charged for it.</param>
/// <param name="PaymentDays">Days until it is to be paid; null when it is paid at once.</param>
/// <param name="PurchaseOrder">The buyer's own order number.</param>
/// <param name="Note">A note.</param>
[ApiExample(
    """{"customer":{"company":"Hôtel du Parc","line1":"3 place Bellecour","postalCode":"69002","city":"Lyon","countryCode":"FR","vatNumber":"FR40303265045"},"date":"2026-11-20","currency":"EUR","taxesIncluded":false,"lines":[{"title":"Lampe Opaline","sku":"LO-1","quantity":4,"unitPrice":"49.90","discount":"10%","vatRate":20}],"shipping":{"title":"Colissimo","price":"12.00","vatRate":20},"paymentDays":30,"purchaseOrder":"BC-118"}"""
)]
public sealed record OrderBody(
    OrderCustomerBody? Customer,
    IReadOnlyList<OrderLineBody>? Lines,
    string? Currency,
    DateOnly? Date = null,
    bool TaxesIncluded = false,
    OrderShippingBody? Shipping = null,
    int? PaymentDays = null,
    string? PurchaseOrder = null,
    string? Note = null
)
{
    /// <summary>The fields that it fills in, by their names.</summary>
    internal Dictionary<string, string?> Fields()
    {
        static string? Text(IFormattable? value) =>
            value?.ToString(null, CultureInfo.InvariantCulture);

        var fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OrderFields.Contact] = Customer?.Contact,
            [OrderFields.Name] = Customer?.Name,
            [OrderFields.Company] = Customer?.Company,
            [OrderFields.Email] = Customer?.Email,
            [OrderFields.Line1] = Customer?.Line1,
            [OrderFields.Line2] = Customer?.Line2,
            [OrderFields.PostalCode] = Customer?.PostalCode,
            [OrderFields.City] = Customer?.City,
            [OrderFields.Country] = Customer?.CountryCode,
            [OrderFields.Vat] = Customer?.VatNumber,
            [OrderFields.Siren] = Customer?.Siren,
            [OrderFields.Date] = Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [OrderFields.CurrencyName] = Currency,
            [OrderFields.Included] = TaxesIncluded ? "true" : "false",
            [OrderFields.Days] = Text(PaymentDays),
            [OrderFields.Purchase] = PurchaseOrder,
            [OrderFields.Note] = Note,
            [OrderFields.ShippingTitle] = Shipping?.Title,
            [OrderFields.ShippingPrice] = Shipping?.Price,
            [OrderFields.ShippingRate] = Text(Shipping?.VatRate),
        };
        foreach (var (place, line) in (Lines ?? []).Index())
        {
            fields[OrderFields.LineName(place, "title")] = line.Title;
            fields[OrderFields.LineName(place, "sku")] = line.Sku;
            fields[OrderFields.LineName(place, "quantity")] = Text(line.Quantity);
            fields[OrderFields.LineName(place, "unitPrice")] = line.UnitPrice;
            fields[OrderFields.LineName(place, "discount")] = line.Discount;
            fields[OrderFields.LineName(place, "vatRate")] = Text(line.VatRate);
        }
        return fields;
    }
}

/// <summary>Who buys: a contact of the office, or what is typed.</summary>
/// <param name="Contact">A contact's number, e-mail address or name.</param>
/// <param name="Name">A person.</param>
/// <param name="Company">A company.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Line1">Street and number.</param>
/// <param name="Line2">A further line.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">Town.</param>
/// <param name="CountryCode">ISO 3166-1, two letters.</param>
/// <param name="VatNumber">VAT number.</param>
/// <param name="Siren">SIREN of a French company.</param>
public sealed record OrderCustomerBody(
    string? Contact = null,
    string? Name = null,
    string? Company = null,
    string? Email = null,
    string? Line1 = null,
    string? Line2 = null,
    string? PostalCode = null,
    string? City = null,
    string? CountryCode = null,
    string? VatNumber = null,
    string? Siren = null
);

/// <summary>A line.</summary>
/// <param name="Quantity">Units, from 1.</param>
/// <param name="UnitPrice">Price of a unit before discounts, in units of the currency, with at most six decimals.</param>
/// <param name="VatRate">In percent: 20, 5.5; 0 when there is none.</param>
/// <param name="Title">What is sold; may be left out when the SKU names a variant of the catalogue.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Discount">Taken off the line: an amount such as <c>5.00</c>, or a percentage such as <c>10%</c>.</param>
public sealed record OrderLineBody(
    int? Quantity,
    string? UnitPrice,
    decimal? VatRate,
    string? Title = null,
    string? Sku = null,
    string? Discount = null
);

/// <summary>How it is sent.</summary>
/// <param name="Price">The price, in units of the currency.</param>
/// <param name="VatRate">In percent.</param>
/// <param name="Title">What it is called.</param>
public sealed record OrderShippingBody(string? Price, decimal? VatRate, string? Title = null);
