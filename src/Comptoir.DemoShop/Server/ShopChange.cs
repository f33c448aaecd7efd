using System.Text.Json.Serialization;

namespace Comptoir.DemoShop.Server;

/// <summary>What can be done to a shop over HTTP.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShopChangeKind>))]
public enum ShopChangeKind
{
    /// <summary>Sets the price of a product's variants to <see cref="ShopChange.Minor" />.</summary>
    Price,

    /// <summary>Sets the title of a product to <see cref="ShopChange.Text" />.</summary>
    ProductTitle,

    /// <summary>Deletes a product.</summary>
    DeleteProduct,

    /// <summary>A customer buys <see cref="ShopChange.Quantity" /> of a product, paid.</summary>
    AddOrder,

    /// <summary>Gives back <see cref="ShopChange.Quantity" /> units of line <see cref="ShopChange.Line" />.</summary>
    RefundLine,

    /// <summary>Gives back <see cref="ShopChange.Minor" /> as goodwill.</summary>
    RefundAmount,

    /// <summary>Adds a custom line of <see cref="ShopChange.Minor" /> called <see cref="ShopChange.Text" /> by an order edit.</summary>
    EditOrder,

    /// <summary>Sends all that is left to send.</summary>
    FulfilOrder,

    /// <summary>Marks what is owed as paid.</summary>
    PayOrder,

    /// <summary>Cancels an order and gives everything back.</summary>
    CancelOrder,

    /// <summary>Writes <see cref="ShopChange.Text" /> as the note of an order; nothing else changes.</summary>
    OrderNote,

    /// <summary>Deletes an order.</summary>
    DeleteOrder,

    /// <summary>Sets the family name of a customer to <see cref="ShopChange.Text" />.</summary>
    CustomerName,

    /// <summary>Sets the e-mail address of a customer to <see cref="ShopChange.Text" />.</summary>
    CustomerEmail,

    /// <summary>Deletes a customer.</summary>
    DeleteCustomer,

    /// <summary>A customer, null for a guest, buys <see cref="ShopChange.Lines" />; paid unless <see cref="ShopChange.Text" /> is <c>unpaid</c>.</summary>
    PlaceOrder,

    /// <summary>Takes <see cref="ShopChange.Quantity" /> units off line <see cref="ShopChange.Line" /> by an order edit.</summary>
    EditRemove,

    /// <summary>Gives back all shipping that was paid.</summary>
    RefundShipping,

    /// <summary>Pays back what was paid too much, after an edit.</summary>
    RefundOverpaid,

    /// <summary>Opens a return of <see cref="ShopChange.Quantity" /> units of line <see cref="ShopChange.Line" />, without money.</summary>
    OpenReturn,

    /// <summary>Sends <see cref="ShopChange.Quantity" /> units of line <see cref="ShopChange.Line" />.</summary>
    FulfilLine,

    /// <summary>Cancels the parcel at index <see cref="ShopChange.Line" />.</summary>
    CancelFulfilment,

    /// <summary>Sets the street in the addresses of an order to <see cref="ShopChange.Text" />.</summary>
    OrderAddress,

    /// <summary>A new customer called <see cref="ShopChange.Text" />: given name, blank, family name.</summary>
    AddCustomer,

    /// <summary>Sets the street of a customer's first address to <see cref="ShopChange.Text" />; adds an address where there is none.</summary>
    CustomerAddress,

    /// <summary>Customer <see cref="ShopChange.Other" /> becomes one with <see cref="ShopChange.Id" />, who keeps all orders.</summary>
    MergeCustomers,

    /// <summary>A new product called <see cref="ShopChange.Text" /> with one variant of <see cref="ShopChange.Minor" />.</summary>
    AddProduct,

    /// <summary>Adds a variant called <see cref="ShopChange.Text" /> of <see cref="ShopChange.Minor" /> to a product.</summary>
    AddVariant,

    /// <summary>Sets what is available of a variant at the place of index <see cref="ShopChange.Line" /> to <see cref="ShopChange.Quantity" />.</summary>
    Stock,
}

/// <summary>One change.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">Gid of what is changed; for a new order the customer, null for a guest.</param>
/// <param name="Line">Index of an order's line, parcel or a place, from 0.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Minor">An amount in minor units of the shop's currency.</param>
/// <param name="Text">A text.</param>
/// <param name="Other">Gid of a second object.</param>
/// <param name="Lines">What is bought.</param>
public sealed record ShopChange(
    ShopChangeKind Kind,
    string? Id = null,
    int Line = 0,
    int Quantity = 1,
    long Minor = 0,
    string? Text = null,
    string? Other = null,
    IReadOnlyList<ShopChangeLine>? Lines = null
);

/// <summary>What is bought of a variant.</summary>
/// <param name="Variant">Gid of the variant.</param>
/// <param name="Quantity">Units.</param>
public sealed record ShopChangeLine(string Variant, int Quantity = 1);
