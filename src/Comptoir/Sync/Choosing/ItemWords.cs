using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Sync.Choosing;

/// <summary>The list of a preparation in the words of the screens.</summary>
static class ItemWords
{
    /// <summary>The kinds of a list, in the order of its tabs.</summary>
    public static readonly LinkKind[] Kinds =
    [
        LinkKind.Customer,
        LinkKind.Supplier,
        LinkKind.Company,
        LinkKind.Product,
        LinkKind.Order,
    ];

    /// <summary>The kind, of many.</summary>
    public static string Many(Texts texts, LinkKind kind) =>
        kind switch
        {
            LinkKind.Customer => texts["Customers"],
            LinkKind.Supplier => texts["Suppliers"],
            LinkKind.Company => texts["Companies"],
            LinkKind.Product => texts["Products"],
            LinkKind.Order => texts["Orders"],
            _ => ShopWord.Plain(texts, kind.ToString()),
        };

    /// <summary>A number of objects of a kind.</summary>
    public static string Count(Texts texts, LinkKind kind, long count) =>
        kind switch
        {
            LinkKind.Customer => texts.Count(count, "{0:N0} customer", "{0:N0} customers"),
            LinkKind.Supplier => texts.Count(count, "{0:N0} supplier", "{0:N0} suppliers"),
            LinkKind.Company => texts.Count(count, "{0:N0} company", "{0:N0} companies"),
            LinkKind.Product => texts.Count(count, "{0:N0} product", "{0:N0} products"),
            _ => texts.Count(count, "{0:N0} order", "{0:N0} orders"),
        };

    /// <summary>What a synchronization would do.</summary>
    public static (string Word, Tone Tone) Action(Texts texts, RunItemAction action) =>
        action switch
        {
            RunItemAction.Create => (texts["New"], Tone.Info),
            RunItemAction.Update => (texts["Changed"], Tone.Warn),
            RunItemAction.Link => (texts["To be linked"], Tone.Neutral),
            _ => (texts["Gone from the shop"], Tone.Bad),
        };

    /// <summary>What follows when an object of a kind is left out; null when nothing else follows.</summary>
    public static string? Consequence(Texts texts, LinkKind kind) =>
        kind switch
        {
            LinkKind.Customer => texts[
                "Orders of a customer who is left out still come in, with name and addresses, but without a contact."
            ],
            LinkKind.Supplier => texts[
                "Products of a supplier that is left out still come in, without a supplier."
            ],
            LinkKind.Company => texts[
                "Customers and orders of a company that is left out still come in, without the company."
            ],
            LinkKind.Product => texts[
                "Orders of a product that is left out still come in, their lines with its name and price; its stock is not kept."
            ],
            _ => null,
        };

    /// <summary>The name of a field; what stands after a colon is the object's own.</summary>
    public static string Field(Texts texts, string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var (key, own) = field.Split(": ", 2) is [var before, var after]
            ? (before, after)
            : (field, null);
        var word = key switch
        {
            "Name" => texts["Name"],
            "Email" => texts["E-mail"],
            "Phone" => texts["Phone"],
            "Language" => texts["Language"],
            "Note" => texts["Note"],
            "Tags" => texts["Tags"],
            "Address" => texts["Address"],
            "TaxExempt" => texts["Exempt from tax"],
            "Company" => texts["Company"],
            "VatNumber" => texts["VAT number"],
            "Siren" => "SIREN",
            "Title" => texts["Title"],
            "Vendor" => texts["Vendor"],
            "Supplier" => texts["Supplier"],
            "Status" => texts["Status"],
            "ProductType" => texts["Product type"],
            "Description" => texts["Description"],
            "Variant" => texts["Variant"],
            "Price" => texts["Price"],
            "Barcode" => texts["Barcode"],
            "Customer" => texts["Customer"],
            "PlacedAt" => texts["Placed"],
            "Total" => texts["Total"],
            "Tax" => texts["Tax"],
            "Shipping" => texts["Shipping"],
            "Discount" => texts["Discount"],
            "Line" => texts["Line"],
            "Ledger" => texts["Ledger"],
            "Delivery" => texts["Delivery"],
            "Payment" => texts["Payment"],
            "Refunded" => texts["Refunded"],
            "Received" => texts["Received"],
            "Cancelled" => texts["Cancelled"],
            "FulfillmentStatus" => texts["Delivery state"],
            "FinancialStatus" => texts["Payment state"],
            _ => key,
        };
        return own is null ? word : texts["{0}: {1}", word, own];
    }

    /// <summary>A warning in a few words, for the closed row.</summary>
    public static string Brief(Texts texts, RunItemWarning warning) =>
        warning.Code switch
        {
            "TestOrder" => texts["Test order"],
            "CustomerLeftOut" => texts["Customer left out"],
            "NoEmail" => texts["No e-mail"],
            "SameEmail" => texts["Same e-mail"],
            "SeveralContacts" => texts["Several contacts possible"],
            "LedgerChanged" => texts["Ledger was changed"],
            "ControlBroken" => texts["Does not add up"],
            "ProductDeleted" => texts["Deleted product"],
            "SkuTwice" => texts["SKU used twice"],
            "SkuEmpty" => texts["No SKU"],
            "InexactAmount" => texts["Inexact amount"],
            "Unreadable" => texts["Unreadable"],
            "GuestOrder" => texts["Without customer"],
            "ForeignCurrency" => texts["Foreign currency"],
            _ => warning.Code,
        };

    /// <summary>A warning in full: what it means, and what to do.</summary>
    public static string Warning(Texts texts, RunItemWarning warning) =>
        warning.Code switch
        {
            "TestOrder" => texts[
                "It was placed to try the shop out. It comes in marked as a test, and its money is in no total; leave it out if you do not want to see it."
            ],
            "CustomerLeftOut" => texts[
                "Its customer is left out: it comes in without a contact. Let the customer in to have them together."
            ],
            "NoEmail" => texts[
                "It has no e-mail: it cannot be recognized by it, and nothing can be sent to it. Add one in Shopify if you know it."
            ],
            "SameEmail" => texts[
                "Another contact has the same e-mail: {0}. Both are kept apart; merge them in Shopify if they are the same person.",
                warning.Detail
            ],
            "SeveralContacts" => texts[
                "Several contacts have this e-mail or number: {0}. The oldest is linked; look whether the others are the same.",
                warning.Detail
            ],
            "LedgerChanged" => texts[
                "What the shop’s ledger says of it was changed after it came in: {0}. What is stored stays.",
                warning.Detail
            ],
            "ControlBroken" => texts[
                "Shopify’s own figures for it contradict each other: {0}. It comes in exactly as Shopify has it, and is shown under Needs attention.",
                warning.Detail
            ],
            "ProductDeleted" => texts[
                "It sells a product that is no longer in the shop: {0}. The line keeps name and price, without a product.",
                warning.Detail
            ],
            "SkuTwice" => texts[
                "Another variant has the same SKU: {0}. Both come in and are told apart by Shopify’s numbers; give one of them another SKU in Shopify.",
                warning.Detail
            ],
            "SkuEmpty" => texts[
                "A variant has no SKU: it is told apart by Shopify’s number. Give it one in Shopify if you work with SKUs."
            ],
            "InexactAmount" => texts[
                "An amount has more decimals than its currency: {0}. It would be set aside, not rounded; correct it in Shopify first.",
                warning.Detail
            ],
            "Unreadable" => texts[
                "It cannot be read: {0}. It would be set aside under Needs attention, and everything else goes on.",
                warning.Detail
            ],
            "GuestOrder" => texts["Nobody was signed in: it comes in without a contact."],
            "ForeignCurrency" => texts[
                "The customer paid in another currency: {0}. It is kept in both currencies, as Shopify has them.",
                warning.Detail
            ],
            _ => warning.Detail is null ? warning.Code : $"{warning.Code}: {warning.Detail}",
        };

    /// <summary>The page of the office's own row; null when there is none.</summary>
    public static string? Page(LinkKind kind, long? localId) =>
        localId is null
            ? null
            : kind switch
            {
                LinkKind.Customer or LinkKind.Company => $"/customers/{localId}",
                LinkKind.Supplier => $"/suppliers/{localId}",
                LinkKind.Product => $"/products/{localId}",
                LinkKind.Order => $"/orders/{localId}",
                _ => null,
            };

    /// <summary>The same object in Shopify's admin; null for what has no page there.</summary>
    public static string? AtShopify(string address, LinkKind kind, string externalId) =>
        kind switch
        {
            LinkKind.Customer => $"https://{address}/admin/customers/{externalId}",
            LinkKind.Company => $"https://{address}/admin/companies/{externalId}",
            LinkKind.Product => $"https://{address}/admin/products/{externalId}",
            LinkKind.Order => $"https://{address}/admin/orders/{externalId}",
            _ => null,
        };
}
