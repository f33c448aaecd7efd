namespace Comptoir.WebShops;

/// <summary>The choices for a web shop as a form has them.</summary>
public sealed class SettingsInput
{
    /// <summary>Rows for places of one number that a form shows at least.</summary>
    const int Rows = 3;

    /// <summary>Vendors become suppliers.</summary>
    public bool Suppliers { get; set; }

    /// <summary>Stock is read.</summary>
    public bool Stock { get; set; }

    /// <summary>The first day of orders.</summary>
    public DateOnly? OrdersFrom { get; set; }

    // A form without rows for a number sets null: it names no places.

    /// <summary>Places of the VAT number.</summary>
    public List<PlaceInput> VatNumber
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Places of the SIREN number.</summary>
    public List<PlaceInput> Siren
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Places of the purchase order number.</summary>
    public List<PlaceInput> PurchaseOrder
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The form of settings.</summary>
    public static SettingsInput Of(WebShopSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            Suppliers = settings.Suppliers,
            Stock = settings.Stock,
            OrdersFrom = settings.OrdersFrom,
            VatNumber = Places(settings.Fields.VatNumber),
            Siren = Places(settings.Fields.Siren),
            PurchaseOrder = Places(settings.Fields.PurchaseOrder),
        };
    }

    /// <summary>The settings of the form; rows without a kind are no places.</summary>
    public WebShopSettings ToSettings() =>
        new()
        {
            Suppliers = Suppliers,
            Stock = Stock,
            OrdersFrom = OrdersFrom,
            Fields = new FieldMapping
            {
                VatNumber = Places(VatNumber),
                Siren = Places(Siren),
                PurchaseOrder = Places(PurchaseOrder),
            },
        };

    static List<PlaceInput> Places(FieldPlace[] places) =>
        [
            .. places.Select(place => new PlaceInput { Kind = place.Kind, Key = place.Key }),
            .. Enumerable.Range(0, Math.Max(1, Rows - places.Length)).Select(_ => new PlaceInput()),
        ];

    static FieldPlace[] Places(List<PlaceInput> rows) =>
        [
            .. rows.Where(row => row.Kind is not null)
                .Select(row => new FieldPlace(row.Kind!.Value, row.Key?.Trim() ?? "")),
        ];
}

/// <summary>A row of a form that names a place.</summary>
public sealed class PlaceInput
{
    /// <summary>What kind of place; null for an empty row.</summary>
    public FieldPlaceKind? Kind { get; set; }

    /// <summary>Its name.</summary>
    public string? Key { get; set; }
}
