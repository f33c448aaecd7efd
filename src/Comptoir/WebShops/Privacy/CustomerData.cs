using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Comptoir.Contacts;
using Comptoir.Invoicing;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>Everything that is kept of a customer of a shop, in one file that a person can read and a program too.</summary>
static class CustomerData
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The file's name, such as <c>customer-1234.json</c>.</summary>
    public static string NameOf(ShopPrivacyRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"customer-{request.Customer}.json");

    /// <summary>Reads it, UTF-8 JSON.</summary>
    public static async Task<byte[]> ReadAsync(
        ComptoirDb db,
        ShopPrivacyRequest request,
        CancellationToken ct
    )
    {
        var key = request.Customer?.ToString(CultureInfo.InvariantCulture);
        var shop = await db.WebShops.AsNoTracking().SingleAsync(x => x.Id == request.WebShopId, ct);
        var local = await db
            .Links.Where(x =>
                x.WebShopId == request.WebShopId
                && x.Kind == LinkKind.Customer
                && x.ExternalId == key
            )
            .Select(x => x.LocalId)
            .FirstOrDefaultAsync(ct);
        var contact = await db
            .Contacts.AsNoTracking()
            .Include(x => x.Addresses)
            .FirstOrDefaultAsync(x => x.Id == local, ct);
        var own = await db
            .ContactDetails.AsNoTracking()
            .FirstOrDefaultAsync(x => x.ContactId == local, ct);
        var orders = await db
            .Orders.AsNoTracking()
            .Include(x => x.Lines.OrderBy(line => line.Position))
            .AsSplitQuery()
            .Where(x =>
                x.WebShopId == request.WebShopId
                && x.ExternalId != null
                && (
                    (request.Customer != null && x.CustomerExternalId == request.Customer)
                    || request.Orders.Contains(x.ExternalId.Value)
                )
            )
            .OrderBy(x => x.PlacedAt)
            .ThenBy(x => x.Id)
            .ToListAsync(ct);
        var ids = orders.ConvertAll(x => x.Id);
        var documents = await db
            .Documents.AsNoTracking()
            .Where(x => ids.Contains(x.OrderId) && x.State == DocumentState.Issued)
            .OrderBy(x => x.IssuedAt)
            .ThenBy(x => x.Id)
            .ToListAsync(ct);
        var numbers = documents.ConvertAll(x => x.Id);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                WebShop = new { shop.Name, shop.Address },
                request.Customer,
                AskedAt = request.ReceivedAt,
                Contact = contact is null
                    ? null
                    : new
                    {
                        contact.Name,
                        contact.FirstName,
                        contact.LastName,
                        contact.Email,
                        contact.Phone,
                        contact.Language,
                        contact.Note,
                        contact.Tags,
                        contact.TaxExempt,
                        contact.VatNumber,
                        contact.Siren,
                        contact.CreatedAt,
                        contact.UpdatedAt,
                        Addresses = contact.Addresses.Select(x => x.Address),
                        Own = own is null ? null : ContactOwn.Of(own),
                    },
                Orders = orders.Select(OrderOf),
                Deliveries = await db
                    .Deliveries.AsNoTracking()
                    .Where(x => ids.Contains(x.OrderId))
                    .OrderBy(x => x.Id)
                    .Select(x => new
                    {
                        x.Name,
                        x.Status,
                        x.CreatedAt,
                        x.Tracking,
                    })
                    .ToListAsync(ct),
                Payments = await db
                    .Payments.AsNoTracking()
                    .Where(x => ids.Contains(x.OrderId))
                    .OrderBy(x => x.Id)
                    .Select(x => new
                    {
                        x.Kind,
                        x.Status,
                        x.Gateway,
                        x.CustomerCurrency,
                        x.CustomerAmount,
                        x.Note,
                    })
                    .ToListAsync(ct),
                Documents = documents.Select(x => new
                {
                    x.Kind,
                    x.Number,
                    x.IssuedOn,
                    x.BuyerName,
                    Total = Amount(x.Gross, x.Currency),
                }),
                Mails = await db
                    .OutgoingMails.AsNoTracking()
                    .Where(x => x.DocumentId != null && numbers.Contains(x.DocumentId.Value))
                    .OrderBy(x => x.Id)
                    .Select(x => new
                    {
                        x.To,
                        x.Subject,
                        x.SentAt,
                    })
                    .ToListAsync(ct),
            },
            Readable
        );
    }

    static object OrderOf(SalesOrder x) =>
        new
        {
            x.Name,
            x.PlacedAt,
            x.CancelledAt,
            x.CustomerName,
            x.CompanyName,
            x.Email,
            x.Phone,
            x.VatNumber,
            x.Siren,
            x.PurchaseOrder,
            x.Note,
            x.Tags,
            x.Attributes,
            x.FraudFindings,
            x.BillingAddress,
            x.ShippingAddress,
            Total = Amount(x.CustomerCurrentTotal, x.CustomerCurrency),
            Lines = x.Lines.Select(line => new
            {
                line.Title,
                line.VariantTitle,
                line.Quantity,
                line.Attributes,
            }),
        };

    static string Amount(long minor, string code)
    {
        var currency = new Money.Currency(code);
        return string.Create(CultureInfo.InvariantCulture, $"{currency.ToUnits(minor)} {currency}");
    }
}
