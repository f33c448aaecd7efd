namespace Comptoir.Documents;

/// <summary>The words of a sheet in one language.</summary>
sealed record SheetWords
{
    public required string[] Months { get; init; }
    public required string Invoice { get; init; }
    public required string CreditNote { get; init; }
    public required string Receipt { get; init; }
    public required string DeliveryNote { get; init; }
    public required string Draft { get; init; }
    public required string Seller { get; init; }
    public required string Buyer { get; init; }
    public required string DeliveredTo { get; init; }
    public required string Order { get; init; }
    public required string BuyerReference { get; init; }
    public required string Delivery { get; init; }
    public required string Due { get; init; }
    public required string Tracking { get; init; }
    public required Func<string, string> ReasonIs { get; init; }
    public required string Description { get; init; }
    public required string Reference { get; init; }
    public required string Quantity { get; init; }
    public required string Price { get; init; }
    public required string Discount { get; init; }
    public required string TaxName { get; init; }

    /// <summary>By the name of the tax, and whether it is contained.</summary>
    public required Func<string, bool, string> UnitPrice { get; init; }
    public required Func<string, bool, string> Amount { get; init; }
    public required Func<string, bool, string> Total { get; init; }
    public required Func<string, string> TaxBase { get; init; }
    public required string TaxAmount { get; init; }

    /// <summary>By the day, which may be empty.</summary>
    public required Func<string, string> Paid { get; init; }
    public required Func<string, string> PaidBack { get; init; }
    public required string LeftToPay { get; init; }
    public required Func<string, string> ToPayBy { get; init; }
    public required string LeftToPayBack { get; init; }
    public required string WholeTotal { get; init; }
    public required string CarriedForward { get; init; }
    public required string BroughtForward { get; init; }

    /// <summary>What taxes of several kinds together are called.</summary>
    public required string AnyTax { get; init; }
    public required Func<int, int, string> Page { get; init; }

    public string Title(SheetKind kind) =>
        kind switch
        {
            SheetKind.Invoice => Invoice,
            SheetKind.CreditNote => CreditNote,
            SheetKind.Receipt => Receipt,
            SheetKind.DeliveryNote => DeliveryNote,
            _ => throw new ArgumentOutOfRangeException(
                nameof(kind),
                kind,
                "No such kind of sheet."
            ),
        };

    public static readonly SheetWords English = new()
    {
        Months =
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Invoice = "Invoice",
        CreditNote = "Credit note",
        Receipt = "Receipt",
        DeliveryNote = "Delivery note",
        Draft = "Draft",
        Seller = "Seller",
        Buyer = "Customer",
        DeliveredTo = "Delivered to",
        Order = "Order",
        BuyerReference = "Your reference",
        Delivery = "Delivery",
        Due = "Due date",
        Tracking = "Tracking",
        ReasonIs = reason => $"Reason: {reason}",
        Description = "Description",
        Reference = "Reference",
        Quantity = "Quantity",
        Price = "Unit price",
        Discount = "Discount",
        TaxName = "VAT",
        UnitPrice = (tax, included) => $"Unit price {(included ? "incl." : "excl.")} {tax}",
        Amount = (tax, included) => $"Amount {(included ? "incl." : "excl.")} {tax}",
        Total = (tax, included) => $"Total {(included ? "incl." : "excl.")} {tax}",
        TaxBase = _ => "Taxable amount",
        TaxAmount = "Amount",
        Paid = on => on.Length > 0 ? $"Paid on {on}" : "Paid",
        PaidBack = on => on.Length > 0 ? $"Paid back on {on}" : "Paid back",
        LeftToPay = "Left to pay",
        ToPayBy = date => $"To pay by {date}",
        LeftToPayBack = "Left to pay back",
        WholeTotal = "Total",
        CarriedForward = "Carried forward",
        BroughtForward = "Brought forward",
        AnyTax = "tax",
        Page = (page, of) => $"Page {page} of {of}",
    };

    public static readonly SheetWords French = new()
    {
        Months =
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        Invoice = "Facture",
        CreditNote = "Avoir",
        Receipt = "Reçu",
        DeliveryNote = "Bon de livraison",
        Draft = "Brouillon",
        Seller = "Vendeur",
        Buyer = "Client",
        DeliveredTo = "Livré à",
        Order = "Commande",
        BuyerReference = "Votre référence",
        Delivery = "Livraison",
        Due = "Échéance",
        Tracking = "Suivi",
        ReasonIs = reason => $"Motif : {reason}",
        Description = "Désignation",
        Reference = "Référence",
        Quantity = "Quantité",
        Price = "Prix unitaire",
        Discount = "Remise",
        TaxName = "TVA",
        UnitPrice = (tax, included) => $"Prix unitaire {Basis(tax, included)}",
        Amount = (tax, included) => $"Montant {Basis(tax, included)}",
        Total = (tax, included) => $"Total {Basis(tax, included)}",
        TaxBase = tax => $"Base {Basis(tax, false)}",
        TaxAmount = "Montant",
        Paid = on => on.Length > 0 ? $"Payé le {on}" : "Payé",
        PaidBack = on => on.Length > 0 ? $"Remboursé le {on}" : "Remboursé",
        LeftToPay = "Reste à payer",
        ToPayBy = date => $"À payer le {date}",
        LeftToPayBack = "Reste à rembourser",
        WholeTotal = "Total",
        CarriedForward = "À reporter",
        BroughtForward = "Report",
        // HT and TTC are said of all taxes together.
        AnyTax = "TVA",
        Page = (page, of) => $"Page {page} sur {of}",
    };

    /// <summary>HT and TTC are the customary words, but they are said of VAT alone.</summary>
    static string Basis(string tax, bool included) =>
        (tax, included) switch
        {
            ("TVA", true) => "TTC",
            ("TVA", false) => "HT",
            (_, true) => $"avec {tax}",
            (_, false) => $"hors {tax}",
        };
}
